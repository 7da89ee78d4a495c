import type { DivisionRow } from './division.ts';
import { HEADS, isGroupLine, UNDECIDED } from './division-table.ts';
import { InputError } from './errors.ts';
import { foldName } from './names.ts';
import { cellList, faultText, type HeadedRow, headedSheet, type Sheet } from './sheet.ts';

// 任务分解表 that people filled in outside and hand back (docs/office-rules.md, 14).

export type RowUnits = Pick<DivisionRow, 'lead' | 'support'>;

/** What a filled table says otherwise of a task than the draft. */
export type ReturnedRow = {
  key: string;
  number: string;
  title: string;
  from: RowUnits;
  to: RowUnits;
};

type Key = 'task' | 'lead' | 'support' | 'basis';
type At = { sheet: string; row: number };
type Said = { row: DivisionRow; to: RowUnits; at: At };

const [, TASK = '', LEAD = '', SUPPORT = '', , BASIS = ''] = HEADS;
const COLUMNS: readonly { key: Key; names: readonly string[] }[] = [
  { key: 'task', names: [TASK] },
  { key: 'lead', names: [LEAD, '牵头单位'] },
  { key: 'support', names: [SUPPORT] },
  { key: 'basis', names: [BASIS] },
];

/**
 * Reads a 任务分解表 of this plan that was filled in outside; only the units are read, and a table
 * by unit may tell of a task at several places. Rows that were left out stay as they are.
 *
 * @throws InputError that names every place which cannot be taken, so that nothing is taken by half
 */
export function readDivisionTable(sheets: Sheet[], rows: readonly DivisionRow[]): ReturnedRow[] {
  const tables = sheets.flatMap(
    (sheet) => headedSheet(sheet, COLUMNS, ['task', 'lead', 'basis']) ?? [],
  );
  if (tables.length === 0) {
    const heads = [TASK, LEAD, SUPPORT, BASIS].map((head) => `“${head}”`).join('');
    throw new InputError('任务分解表', [`没有找到列名为${heads}的表，请在下载的任务分解表上填写`]);
  }
  const faults: string[] = [];
  const said = new Map<string, Said>();
  for (const table of tables) {
    for (const line of table.rows) {
      const at = { sheet: table.name, row: line.row };
      const found = isGroupLine(line.cells.task ?? '') ? null : saidIn(line, at, rows);
      if (typeof found === 'string') faults.push(found);
      else if (found !== null) faults.push(...contradiction(said.get(found.row.key), found));
      if (found !== null && typeof found !== 'string') said.set(found.row.key, found);
    }
  }
  if (faults.length > 0) throw new InputError('任务分解表', faults);
  return [...said.values()].filter(isOtherwise).map(({ row, to }) => {
    const { key, number, title, lead, support } = row;
    return { key, number, title, from: { lead, support }, to };
  });
}

/** What a line says of the task it belongs to; null for an empty one; the fault when it cannot be taken. */
function saidIn(
  { cells }: HeadedRow<Key>,
  at: At,
  rows: readonly DivisionRow[],
): Said | string | null {
  const { task = '', basis = '' } = cells;
  if (task === '' && basis === '') return null;
  const row = rowOf(task, basis, rows);
  if (row === null) {
    const expected = '这个方案的任务，保留下载时的写法，如“第 3 项”（不能新增任务）';
    return faultText({ ...at, column: BASIS, found: basis, expected });
  }
  const lead = unitsIn(cells.lead);
  const support = cells.support === undefined ? row.support : unitsIn(cells.support);
  const twice = lead.filter((name) => support.some((other) => foldName(other) === foldName(name)));
  if (twice.length > 0) {
    const expected = `与责任单位不重复的单位（${twice.join('、')}两栏都有）`;
    return faultText({ ...at, column: SUPPORT, found: cells.support ?? '', expected });
  }
  return { row, to: { lead, support }, at };
}

/** The task by the number that its line bears; several under one number are told apart by their words. */
function rowOf(task: string, basis: string, rows: readonly DivisionRow[]): DivisionRow | null {
  const number = /第\s*(\S+?)\s*项\s*$/u.exec(basis)?.[1] ?? null;
  const numbered = rows.filter((row) => row.number === number);
  if (numbered.length === 1) return numbered[0] ?? null;
  const words = foldName(task);
  const worded = (number === null ? rows : numbered).filter(
    ({ title, quote }) => words === foldName(quote) || words === foldName(`${title}：${quote}`),
  );
  return worded.length === 1 ? (worded[0] ?? null) : null;
}

function unitsIn(cell: string | undefined): string[] {
  const names = cellList(cell ?? '').map((name) => name.replace(/\s/gu, ''));
  return names.filter((name) => !UNDECIDED.includes(name) && !/^[（(]?待定[)）]?$/u.test(name));
}

function contradiction(before: Said | undefined, { row, to, at }: Said): string[] {
  if (before === undefined || isSame(before.to, to)) return [];
  const { lead } = before.to;
  const expected = `与第 ${before.at.row} 行一样（${lead.join('、') || '待定'}）：同一项任务填得不一样`;
  const found = to.lead.join('、');
  return [faultText({ ...at, column: LEAD, found: `第 ${row.number} 项 ${found}`, expected })];
}

function isOtherwise({ row, to }: Said): boolean {
  return !isSame(row, to);
}

function isSame(one: RowUnits, other: RowUnits): boolean {
  return wordsOf(one) === wordsOf(other);
}

function wordsOf({ lead, support }: RowUnits): string {
  return [lead, support].map((names) => names.map(foldName).join('、')).join('；');
}
