import { Command } from 'commander';
import { changeDue, enterEvent } from '../db/due-changes.ts';
import { findPlan } from '../db/plans.ts';
import type { PlainDate } from '../plan/date.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { dayOption } from './options.ts';
import {
  follow,
  followedText,
  orderFrom,
  type OrderOptions,
  withOrderOptions,
} from './ordering.ts';

type DueOptions = OrderOptions & { period?: string };

/** `duban due PLAN TASK DATE`: moves the due date of a task's open occurrences. */
export function dueCommand(context: CliContext): Command {
  return withOrderOptions(
    new Command('due')
      .description('调整一项任务的时限；原时限保留在台账里')
      .argument('<plan>', '方案编号', planNumber)
      .argument('<task>', '任务编号或序号，例如 t03 或 2.1')
      .argument('<date>', '新的时限', dayOption)
      .option('--period <期>', '有多期在办时写明哪一期，例如 2024-10-01'),
  ).action(async (planId: number, task: string, until: PlainDate, options: DueOptions) => {
    const { db } = await context.db();
    await findPlan(db, planId);
    const asked = { planId, what: '调整时限', needsReason: true };
    const order = await orderFrom(context, asked, options);
    await context.commander();
    const period = options.period === undefined ? {} : { period: options.period };
    const ordered = await changeDue(db, { planId, task, until, ...period }, order);
    const result = await follow(context, ordered, options);
    if (options.json) return context.json(result);
    context.out(`✓ 时限调整为 ${until}\n${followedText(result)}`);
  });
}

/** `duban event PLAN TASK DATE`: enters the day of the event that a task's due date follows from. */
export function eventCommand(context: CliContext): Command {
  return withOrderOptions(
    new Command('event')
      .description('填报事件日期（项目批复、开学……）：等它的事项由此起算时限')
      .argument('<plan>', '方案编号', planNumber)
      .argument('<task>', '任务编号或序号')
      .argument('<date>', '事件发生的日期', dayOption),
  ).action(async (planId: number, task: string, on: PlainDate, options: OrderOptions) => {
    const order = await orderFrom(context, { planId, what: '填报事件日期' }, options);
    const { db } = await context.commander();
    const ordered = await enterEvent(db, { planId, task, on }, order);
    const result = await follow(context, ordered, options);
    if (options.json) return context.json(result);
    context.out(`✓ 事件日期为 ${on}\n${followedText(result)}`);
  });
}
