import { Command } from 'commander';
import { type ChangeProgress, changesOf } from '../db/changes.ts';
import { findPlan } from '../db/plans.ts';
import { changeWords } from '../plan/plan-change.ts';
import { beijingDate } from '../plan/date.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { followed } from './ordering.ts';
import { wholeNumber } from './options.ts';
import { table } from './table.ts';

type Options = { json?: true };

const OUTCOMES = { done: '已记入台账', edited: '未启动，已调整', refused: '不适用' };

/** `duban change ID`: how far one change has come, and what became of it in each occurrence. */
export function changeCommand(context: CliContext): Command {
  return new Command('change')
    .description('一次变更送达了多少，逐项结果')
    .argument('<id>', '变更编号', wholeNumber('变更编号（一个数），用 duban changes 查看'))
    .option('--json', '以 JSON 输出')
    .action(async (id: number, options: Options) => {
      const { db } = await context.db();
      const { change, lines } = await followed(db, id);
      if (options.json) return context.json({ change, lines });
      const rows = lines.map(({ number, title, unit, outcome, reason }) => [
        number,
        title,
        unit,
        outcome === null ? '待送达' : OUTCOMES[outcome],
        reason ?? '',
      ]);
      context.out(changeText(change));
      context.out(table(['序号', '事项', '责任单位', '结果', '说明'], rows));
    });
}

/** `duban changes [PLAN]`: all changes of a plan, or of all plans, the newest first. */
export function changesCommand(context: CliContext): Command {
  return new Command('changes')
    .description('列出方案的变更（节假日、规则、时限、单位合并、暂停……）')
    .argument('[plan]', '方案编号（不写则列出全部）', planNumber)
    .option('--json', '以 JSON 输出')
    .action(async (planId: number | undefined, options: Options) => {
      const { db } = await context.db();
      if (planId !== undefined) await findPlan(db, planId);
      const found = await changesOf(db, planId === undefined ? {} : { planId });
      if (options.json) return context.json(found);
      context.out(found.length === 0 ? '还没有变更' : found.map(changeText).join('\n'));
    });
}

function changeText(change: ChangeProgress): string {
  const { id, kind, data, person, reason, at, rows, done, edited, refused } = change;
  const reached = done + edited + refused;
  const who = [person, reason].filter(Boolean).join('：');
  const how = change.doneAt === null ? `送达 ${reached}/${rows}` : `涉及 ${rows} 项，已全部送达`;
  return `变更 ${id} ${beijingDate(at)} ${changeWords(kind, data)}${who === '' ? '' : `（${who}）`}：${how}`;
}
