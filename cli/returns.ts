import { Command } from 'commander';
import { findPlan } from '../db/plans.ts';
import { returnBook } from '../db/returns.ts';
import { writeWorkbook } from '../documents/sheet.ts';
import { clockWords } from '../plan/desk.ts';
import { NotFoundError } from '../plan/errors.ts';
import { type PeriodTable, periodTables } from '../plan/returns.ts';
import { figureWords, returnSheets, statusWords } from '../plan/return-sheets.ts';
import type { CliContext } from './context.ts';
import { planNumber, writeOutput } from './files.ts';
import { table } from './table.ts';

type Options = { period?: string; out?: string; force?: true; json?: true };

/** `duban returns PLAN`: who has reported in each period, and what each said of each task. */
export function returnsCommand(context: CliContext): Command {
  return new Command('returns')
    .description('定期报表：各期未报的单位在前，已报的何时报，各单位各事项的数字和进展')
    .argument('<plan>', '方案编号', planNumber)
    .option('--period <报告期>', '只看一期，例如 2024年3月份（默认各期都列，只详列最近一期）')
    .option('--out <file>', '导出汇总表（.xlsx）')
    .option('--force', '覆盖已有的导出文件')
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, options: Options) => {
      const { db } = await context.db();
      const { title } = await findPlan(db, planId);
      const now = context.clock.now();
      const all = periodTables(await returnBook(db, planId), await context.calendar(), now);
      const tables = chosen(all, options.period);
      if (options.out !== undefined) {
        const workbook = await writeWorkbook(returnSheets(tables));
        await writeOutput(options.out, workbook, options.force);
      }
      if (options.json) return context.json({ planId, title, periods: tables });
      context.out(tablesText(title, tables));
      if (options.out !== undefined) context.out(`已导出 ${options.out}`);
    });
}

function chosen(tables: PeriodTable[], period: string | undefined): PeriodTable[] {
  if (period === undefined) return tables;
  const found = tables.filter((each) => each.period === period);
  if (found.length > 0) return found;
  const known = [...new Set(tables.map((each) => each.period))].join('、');
  throw new NotFoundError('报告期', known === '' ? period : `${period}；已有：${known}`);
}

function tablesText(title: string, tables: PeriodTable[]): string {
  const last = tables.at(-1);
  if (last === undefined) return `《${title}》还没有到期的报表`;
  return [
    `《${title}》定期报表`,
    ...tables.map(summaryText),
    '',
    `${last.period}各事项进展`,
    table(
      ['单位', '序号', '事项', '数字', '进展'],
      last.rows.map((row) => [
        row.party === '' ? row.unit : `${row.unit}（${row.party}）`,
        row.number,
        row.title,
        figureWords(row),
        row.noChange ? '无变化' : row.words.replaceAll('\n', ' '),
      ]),
    ),
  ].join('\n');
}

function summaryText({ period, number, title, dueOn, units }: PeriodTable): string {
  const missing = units.filter(({ status }) => status === 'missing');
  const reported = units.filter(({ status }) => status === 'reported');
  return [
    `${period}（${number} ${title}，${dueOn ?? '无时限'} 前报）：已报 ${reported.length}/${units.length}`,
    ...missing.map((each) => `  ✗ ${each.unit}  ${statusWords(each)}`),
    ...reported.map(
      (each) => `  ✓ ${each.unit}  ${clockWords(each.at ?? 0)}  ${statusWords(each)}`,
    ),
    ...units
      .filter(({ status }) => status === 'excused')
      .map((each) => `  · ${each.unit}  ${statusWords(each)}`),
  ].join('\n');
}
