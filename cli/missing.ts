import { extname } from 'node:path';
import { Command } from 'commander';
import { findPlan } from '../db/plans.ts';
import { returnBook } from '../db/returns.ts';
import { svgToPng } from '../documents/png.ts';
import { missingHtml, missingSvg } from '../documents/unit-picture.ts';
import { chineseDate } from '../plan/date.ts';
import { clockWords } from '../plan/desk.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { type MissingTable, missingTable } from '../plan/missing-table.ts';
import { type FirstReturn, firstReturn, type PeriodTable, periodTables } from '../plan/returns.ts';
import type { CliContext } from './context.ts';
import { planNumber, writeOutput } from './files.ts';
import { assertMayBeShared } from './text.ts';

type Options = { period?: string; out?: string; force?: true; json?: true };

const PICTURES: Record<string, (table: MissingTable) => Uint8Array> = {
  '.png': (table) => svgToPng(missingSvg(table)),
  '.svg': (table) => new TextEncoder().encode(missingSvg(table)),
  '.html': (table) => new TextEncoder().encode(missingHtml(table)),
};

/** `duban missing PLAN`: the units that have not reported, as a picture for a chat group. */
export function missingCommand(context: CliContext): Command {
  return new Command('missing')
    .description('未报送单位一览图：哪一期还有哪些单位没有报，画成图片发到群里')
    .argument('<plan>', '方案编号', planNumber)
    .option('--period <报告期>', '哪一期，例如 2024年3月份（默认最近一期）')
    .option('--out <file>', '图片文件：.png、.svg 或 .html')
    .option('--force', '覆盖已有的文件')
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, options: Options) => {
      const draw = drawerOf(options.out);
      const { db } = await context.db();
      const { title, sourceText } = await findPlan(db, planId);
      const now = context.clock.now();
      const book = await returnBook(db, planId);
      const tables = periodTables(book, await context.calendar(), now);
      const period = options.period ?? tables.at(-1)?.period;
      if (period === undefined) {
        const first = firstReturn(book);
        if (options.json)
          return context.json({ planId, period: null, first, owed: 0, missing: [] });
        return context.out(beforeFirst(title, first));
      }
      const chosen = tables.filter((each) => each.period === period);
      if (chosen.length === 0) throw unknownPeriod(period, tables);
      const owed = namesOf(chosen, ['missing', 'reported']);
      const units = namesOf(chosen, ['missing']);
      const dueOn = chosen[0]?.dueOn ?? null;
      if (options.json) context.json({ planId, period, dueOn, owed: owed.length, missing: units });
      else context.out(summary(period, owed.length, units));
      if (options.out === undefined || draw === null || units.length === 0) return;
      assertMayBeShared(sourceText);
      const given = { planTitle: title, period, dueOn, units };
      const picture = draw(missingTable(given, owed.length, clockWords(now)));
      await writeOutput(options.out, picture, options.force);
      if (!options.json) context.out(`已画出 ${options.out}`);
    });
}

function drawerOf(out: string | undefined): ((table: MissingTable) => Uint8Array) | null {
  if (out === undefined) return null;
  const draw = PICTURES[extname(out).toLowerCase()];
  if (draw !== undefined) return draw;
  throw new RefusedError(`--out 应为 ${Object.keys(PICTURES).join('、')} 文件`);
}

function unknownPeriod(period: string, tables: PeriodTable[]): NotFoundError {
  const known = [...new Set(tables.map((each) => each.period))].join('、');
  return new NotFoundError('报告期', `${period}；已有：${known || '无'}`);
}

/** There is nothing to report yet: when there will be. */
function beforeFirst(title: string, first: FirstReturn | null): string {
  if (first === null) {
    return `《${title}》没有要定期报送的报表；文件没有要求的，启动时加 --quarterly-return 由督办系统每季度设一次`;
  }
  const { period, opensOn, dueOn, units } = first;
  const due = dueOn === null ? '' : `，${chineseDate(dueOn)}前报`;
  return `《${title}》第一期报表还没有开始：${period}${due}，${units} 个单位从${chineseDate(opensOn)}起可以报；到时再看`;
}

function namesOf(tables: PeriodTable[], statuses: PeriodTable['units'][number]['status'][]) {
  const units = tables.flatMap((table) => table.units);
  return [
    ...new Set(units.filter(({ status }) => statuses.includes(status)).map(({ unit }) => unit)),
  ];
}

function summary(period: string, owed: number, units: string[]): string {
  if (units.length === 0) return `${period}应报 ${owed} 个单位，都已报送`;
  return `${period}应报 ${owed} 个单位，未报 ${units.length} 个：${units.join('、')}`;
}
