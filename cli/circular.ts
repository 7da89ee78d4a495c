import { Command } from 'commander';
import { circularCandidates } from '../db/circular.ts';
import { findPlan } from '../db/plans.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { table } from './table.ts';

/** `duban circular PLAN`: what may be named in a circular; whether it is, people decide. */
export function circularCommand(context: CliContext): Command {
  return new Command('circular')
    .description('可列入通报的事项（督办规则里设了“通报”一步时）；是否通报由人决定，系统不自动通报')
    .argument('<plan>', '方案编号', planNumber)
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, options: { json?: true }) => {
      const { db } = await context.db();
      const { title } = await findPlan(db, planId);
      const found = await circularCandidates(db, planId);
      if (options.json) return context.json(found);
      if (found.length === 0) return context.out(`《${title}》没有可列入通报的事项`);
      const rows = found.map((each) => [
        each.number,
        each.title,
        each.unitName,
        each.dueOn ?? '',
        each.since,
        each.newDate ?? '',
        each.summons === 0 ? '' : `${each.summons} 次`,
      ]);
      context.out(
        table(['序号', '事项', '责任单位', '时限', '列入日期', '新的日期', '约谈'], rows),
      );
    });
}
