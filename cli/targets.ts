import { Command } from 'commander';
import { findPlan } from '../db/plans.ts';
import { returnBook } from '../db/returns.ts';
import { type Target, targetsOf } from '../db/targets.ts';
import { beijingDate } from '../plan/date.ts';
import { type ReturnedNumber, returnedNumbers } from '../plan/returns.ts';
import { targetWords } from '../plan/targets.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';

/** `duban targets PLAN`: the numbers that a plan asks for, added up over its units. */
export function targetsCommand(context: CliContext): Command {
  return new Command('targets')
    .description('各项数量指标：完成多少、还差多少、照此进度哪一天达到')
    .argument('<plan>', '方案编号', planNumber)
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, options: { json?: true }) => {
      const { db } = await context.db();
      const { title } = await findPlan(db, planId);
      const today = beijingDate(context.clock.now());
      const targets = await targetsOf(db, planId, today);
      const returned = returnedNumbers(await returnBook(db, planId));
      if (options.json) return context.json({ planId, title, today, targets, returned });
      context.out(`《${title}》 ${today}`);
      if (targets.length + returned.length === 0) context.out('没有数量指标');
      for (const target of targets) context.out(targetText(target));
      for (const number of returned) context.out(returnedText(number));
    });
}

function targetText({ number, title, unit, soft, state, units }: Target): string {
  return [
    `${number} ${title}：${targetWords(state, unit, soft)}`,
    ...units.map((each) => `  ${each.name}：${targetWords(each.state, unit, soft)}`),
  ].join('\n');
}

function returnedText({ number, title, countUnit, done, outOf, parties }: ReturnedNumber): string {
  const figures = (had: number | null, of: number | null) =>
    `已完成 ${had ?? '—'}${of === null ? '' : `，应完成 ${of}`} ${countUnit}`.trim();
  return [
    `${number} ${title}（随报表）：${figures(done, outOf === 0 ? null : outOf)}`,
    ...parties.map(
      (each) => `  ${each.name}：${figures(each.done, each.outOf)}（${beijingDate(each.at)}）`,
    ),
  ].join('\n');
}
