import { Command } from 'commander';
import { planItems } from '../db/group-posts.ts';
import { findPlan } from '../db/plans.ts';
import { chatText } from '../plan/chat-text.ts';
import { isConfidential } from '../plan/confidential.ts';
import { beijingDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { PLAN_STATES } from '../plan/plan-state.ts';
import { policyOf } from '../plan/policy.ts';
import { unitsOfPlan } from '../db/told-units.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { collectOption } from './options.ts';

type Options = { unit: string[]; json?: true };

/** `duban text PLAN`: what is due and overdue as a text to copy into a private chat group. */
export function textCommand(context: CliContext): Command {
  return new Command('text')
    .description('群里转发的文字：@单位、时限和逾期情况，500 字以内，不含个人姓名和链接，复制即可')
    .argument('<plan>', '方案编号', planNumber)
    .option('--unit <单位>', '只列这个单位，可写多次', collectOption, [])
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, { unit, json }: Options) => {
      const { db } = await context.db();
      const { title, state, policy, sourceText } = await findPlan(db, planId);
      assertMayBeShared(sourceText);
      if (state !== 'running')
        throw new RefusedError(`《${title}》${PLAN_STATES[state]}，没有可发的`);
      const units = await unitsOfPlan(db, planId);
      const unknown = unit.filter((name) => !units.some((each) => each.name === name));
      if (unknown.length > 0) throw new NotFoundError('方案中的单位', unknown.join('、'));
      const ids = units.filter(({ name }) => unit.includes(name)).map(({ id }) => id);
      const now = context.clock.now();
      const calendar = await context.calendar();
      const items = await planItems(db, planId, ids, calendar, policyOf(policy), now);
      const text = chatText([{ title, items }], beijingDate(now));
      if (json) return context.json({ planId, text });
      context.out(text ?? `《${title}》眼下没有临期和逾期的事项，不用发`);
    });
}

/** @throws RefusedError when the document says of itself that it is not for everybody */
export function assertMayBeShared(sourceText: string): void {
  if (!isConfidential(sourceText)) return;
  throw new RefusedError('该方案标有“内部资料”“不公开”等字样，不能发到群里；请当面或用电话告知');
}
