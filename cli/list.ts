import { Command } from 'commander';
import { listActor } from '../db/authority.ts';
import {
  holdItem,
  type ListedItem,
  listsUnderReview,
  releaseList,
  remarkItem,
} from '../db/list-review.ts';
import { findPlan } from '../db/plans.ts';
import { nextMorning } from '../plan/agenda.ts';
import { chineseDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { policyOf } from '../plan/policy.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';

type Options = { as?: string; reason?: string; json?: true };
const ACTS = ['hold', 'pass', 'remark', 'release'] as const;

/** `duban list PLAN`: what is about to go up to supervising leaders, for the coordinator to check. */
export function listCommand(context: CliContext): Command {
  return new Command('list')
    .description(
      '即将上报督办领导的专报：查看；暂缓上报（hold）、恢复（pass）、加说明（remark）、放行（release）',
    )
    .argument('<plan>', '方案编号', planNumber)
    .argument('[act]', ACTS.join(' | '))
    .argument('[item]', '事项序号；release 时不写')
    .option('--as <人员>', '以谁的身份办理（协调员）')
    .option('--reason <文字>', '暂缓的理由，或说明')
    .option('--json', '以 JSON 输出')
    .action(
      async (
        planId: number,
        act: string | undefined,
        item: string | undefined,
        options: Options,
      ) => {
        const { db } = await context.db();
        await findPlan(db, planId);
        if (act !== undefined) await decide(context, planId, act, item, options);
        const items = await listsUnderReview(db, planId);
        if (options.json) return context.json(items);
        context.out(items.length === 0 ? '目前没有即将上报的专报' : items.map(itemText).join('\n'));
      },
    );
}

async function decide(
  context: CliContext,
  planId: number,
  act: string,
  number: string | undefined,
  { as, reason }: Options,
): Promise<void> {
  const known = ACTS.find((each) => each === act);
  if (known === undefined) throw new RefusedError(`没有“${act}”这个操作；可用：${ACTS.join('、')}`);
  if (as === undefined) throw new RefusedError('请用 --as 写明以谁的身份办理');
  const { db } = await context.db();
  const { personId, unitId } = await listActor(db, planId, as);
  const at = context.clock.now();
  const items = await listsUnderReview(db, planId, unitId);
  if (known === 'release') {
    const { policy } = await findPlan(db, planId);
    const leavesAt = nextMorning(await context.calendar(), policyOf(policy), at);
    const waiting = new Set(items.filter(({ waits }) => waits).map(({ listId }) => listId));
    if (waiting.size === 0) throw new RefusedError('没有等待放行的专报');
    for (const listId of waiting) await releaseList(db, listId, leavesAt);
    return;
  }
  if (known !== 'pass' && !reason?.trim()) throw new RefusedError('请用 --reason 写明理由或说明');
  const meant = items.filter((each) => each.number === number);
  if (meant.length === 0) throw new NotFoundError('专报中的事项', number ?? '（没有写序号）');
  for (const { listId, occurrenceId } of meant) {
    const listed = { listId, occurrenceId, personId, at };
    if (known === 'remark') await remarkItem(db, listed, reason ?? '');
    else await holdItem(db, listed, known === 'hold' ? (reason ?? '') : null);
  }
}

function itemText(item: ListedItem): string {
  const due = item.dueOn === null ? '' : `，时限 ${item.dueOn}`;
  const leaves = item.waits ? '等待放行' : `${chineseDate(item.leavesOn)}上报`;
  return [
    `专报 ${item.listId} 报${item.leader}（${leaves}） ${item.number} ${item.title}（${item.unitName}${due}）`,
    ...(item.held === null ? [] : [`    暂缓上报：${item.held}`]),
    ...(item.remark === null ? [] : [`    说明：${item.remark}`]),
  ].join('\n');
}
