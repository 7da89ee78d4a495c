import { clockWords } from './desk.ts';
import type { PeriodTable, TableRow, UnitReturn } from './returns.ts';
import type { SheetDraft } from './sheet.ts';

/** How far a unit has come with a return: 未报、已逾期; 零报告; 迟报. */
export function statusWords({ status, late, zero }: UnitReturn): string {
  if (status === 'excused') return '不需报';
  if (status === 'missing') return late ? '未报，已逾期' : '未报';
  return `${zero ? '零报告' : '已报'}${late ? '（迟报）' : ''}`;
}

/** The numbers of a row: what was added, or how much of how much there is. */
export function figureWords({ added, done, outOf, countUnit }: TableRow): string {
  if (added !== null) return `新增 ${added} ${countUnit}`.trim();
  if (outOf !== null) return `${done ?? '—'}/${outOf} ${countUnit}`.trim();
  return done === null ? '' : `${done} ${countUnit}`.trim();
}

/** The returns of some periods as a workbook of two sheets: who reported, and what each said. */
export function returnSheets(tables: PeriodTable[]): SheetDraft[] {
  return [
    {
      name: '报送情况',
      columns: [
        { head: '报告期', width: 14 },
        { head: '报表', width: 26 },
        { head: '时限', width: 12 },
        { head: '单位', width: 22 },
        { head: '报送情况', width: 14 },
        { head: '报送时间', width: 24 },
      ],
      rows: tables.flatMap(({ period, number, title, units }) =>
        units.map((each) => [
          period,
          `${number} ${title}`,
          each.dueOn ?? '',
          each.unit,
          statusWords(each),
          each.at === null ? '' : clockWords(each.at),
        ]),
      ),
    },
    {
      name: '各事项进展',
      columns: [
        { head: '报告期', width: 14 },
        { head: '单位', width: 22 },
        { head: '责任主体', width: 18 },
        { head: '序号', width: 8 },
        { head: '事项', width: 30 },
        { head: '数字', width: 16 },
        { head: '进展', width: 48 },
      ],
      rows: tables.flatMap(({ period, rows }) =>
        rows.map((row) => [
          period,
          row.unit,
          row.party,
          row.number,
          row.title,
          figureWords(row),
          row.noChange ? '无变化' : row.words,
        ]),
      ),
    },
  ];
}
