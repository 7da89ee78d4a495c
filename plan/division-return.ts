import type { DivisionRow } from './division.ts';
import { HEADS, isGroupLine, MARK, type MarkedRow, readMark, UNDECIDED } from './division-table.ts';
import { InputError } from './errors.ts';
import { foldName } from './names.ts';
import { cellList, faultText, type HeadedRow, headedSheet, type Sheet } from './sheet.ts';

// 任务分解表 that people filled in outside and hand back (docs/office-rules.md, 14).

export type RowUnits = Pick<DivisionRow, 'lead' | 'support'>;

/**
 * Why somebody should look before a row is taken: its units were changed here too since the table
 * was downloaded; nothing tells whether they were; it would leave a task without a unit; or the
 * table's words of the task are others.
 */
export const RETURN_DOUBTS = ['changed', 'unmarked', 'emptied', 'words'] as const;
export type ReturnDoubt = (typeof RETURN_DOUBTS)[number];

/** What a filled table says otherwise of a task than the draft. */
export type ReturnedRow = {
  key: string;
  number: string;
  title: string;
  from: RowUnits;
  to: RowUnits;
  doubts: ReturnDoubt[];
};

/** The plan whose table is read, and which names mean units there. */
export type ReturnPlan = {
  id: number;
  rows: readonly DivisionRow[];
  names: readonly string[];
};

type Key = 'task' | 'lead' | 'support' | 'basis' | 'mark';
type At = { sheet: string; row: number };
type Said = {
  row: DivisionRow;
  to: RowUnits;
  /** What was handed out; null: the table does not tell. */
  base: RowUnits | null;
  sameWords: boolean;
  at: At;
};

const [, TASK = '', LEAD = '', SUPPORT = '', , BASIS = ''] = HEADS;
const COLUMNS: readonly { key: Key; names: readonly string[] }[] = [
  { key: 'task', names: [TASK] },
  { key: 'lead', names: [LEAD, '牵头单位'] },
  { key: 'support', names: [SUPPORT] },
  { key: 'basis', names: [BASIS] },
  { key: 'mark', names: [MARK] },
];

/**
 * Reads a 任务分解表 of this plan that was filled in outside; only the units are read. Rows that
 * were left out stay as they are, and so do rows that the table says as they were handed out,
 * whatever has been changed here meanwhile. A table by unit may tell of a task at several places:
 * one that was left as it was yields to one that was filled in.
 *
 * @throws InputError that names every place which cannot be taken, so that nothing is taken by half
 */
export function readDivisionTable(sheets: Sheet[], plan: ReturnPlan): ReturnedRow[] {
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
      const found = isGroupLine(line.cells.task ?? '') ? null : saidIn(line, at, plan);
      if (found === null) continue;
      if (typeof found === 'string') {
        faults.push(found);
        continue;
      }
      const before = said.get(found.row.key);
      faults.push(...contradiction(before, found));
      if (before === undefined || !isFilledIn(before)) said.set(found.row.key, found);
    }
  }
  const all = [...said.values()];
  if (faults.length === 0 && all.length > 0 && !all.some(({ sameWords }) => sameWords)) {
    faults.push(`“${TASK}”一列没有一项是这个方案的原文：请确认没有选错方案的表`);
  }
  if (faults.length > 0) throw new InputError('任务分解表', faults);
  return all.filter(isFilledIn).map(returned);
}

/** What a line says of the task it belongs to; null for an empty one; the fault when it cannot be taken. */
function saidIn({ cells }: HeadedRow<Key>, at: At, plan: ReturnPlan): Said | string | null {
  const { task = '', basis = '' } = cells;
  if (task === '' && basis === '') return null;
  const mark = readMark(cells.mark);
  if (mark !== null && mark.planId !== plan.id) {
    const expected = '本方案的任务分解表，这一行是另一个方案的';
    return faultText({ ...at, column: TASK, found: task, expected });
  }
  const row = rowOf(task, basis, mark, plan.rows);
  if (row === null) {
    const expected = '这个方案的任务，保留下载时的写法，如“第 3 项”（不能新增任务）';
    return faultText({ ...at, column: BASIS, found: basis, expected });
  }
  const lead = unitsIn(cells.lead, plan.names);
  const support = cells.support === undefined ? row.support : unitsIn(cells.support, plan.names);
  const twice = lead.filter((name) => support.some((other) => foldName(other) === foldName(name)));
  if (twice.length > 0) {
    const expected = `与责任单位不重复的单位（${twice.join('、')}两栏都有）`;
    return faultText({ ...at, column: SUPPORT, found: cells.support ?? '', expected });
  }
  return { row, to: { lead, support }, base: mark, sameWords: hasWords(row, task), at };
}

/**
 * The task that the line was handed out for: by its mark, else by the number that it bears, several
 * under one number by their words.
 */
function rowOf(
  task: string,
  basis: string,
  mark: MarkedRow | null,
  rows: readonly DivisionRow[],
): DivisionRow | null {
  if (mark !== null) return rows.find(({ key }) => key === mark.key) ?? null;
  const number = /第\s*(\S+?)\s*项\s*$/u.exec(basis)?.[1] ?? null;
  const numbered = rows.filter((row) => row.number === number);
  if (numbered.length === 1) return numbered[0] ?? null;
  const worded = (number === null ? rows : numbered).filter((row) => hasWords(row, task));
  return worded.length === 1 ? (worded[0] ?? null) : null;
}

function hasWords({ title, quote }: DivisionRow, task: string): boolean {
  const words = foldName(task);
  return words === foldName(quote) || words === foldName(`${title}：${quote}`);
}

function unitsIn(cell: string | undefined, known: readonly string[]): string[] {
  const names = cellList(cell ?? '').flatMap((part) => spacedNames(part, known));
  return names.filter((name) => !UNDECIDED.includes(name) && !/^[（(]?待定[)）]?$/u.test(name));
}

const SHORTEST_NAME = 3;

/** A name drawn apart (“县 教育局”) is one, names with spaces between them are several. */
function spacedNames(part: string, known: readonly string[]): string[] {
  const whole = part.replace(/\s/gu, '');
  const parts = part.split(/\s+/u);
  const several = parts.every((name) => name.length >= SHORTEST_NAME) && !known.includes(whole);
  return several ? parts : [whole];
}

/** Two places that fill in a task in different ways, told column by column. */
function contradiction(before: Said | undefined, after: Said): string[] {
  if (before === undefined || !isFilledIn(before) || !isFilledIn(after)) return [];
  const columns = [
    [LEAD, before.to.lead, after.to.lead],
    [SUPPORT, before.to.support, after.to.support],
  ] as const;
  return columns
    .filter(([, one, other]) => wordsOf(one) !== wordsOf(other))
    .map(([column, one, other]) => {
      const place = `“${before.at.sheet}”第 ${before.at.row} 行`;
      const expected = `与${place}一样（${one.join('、') || '待定'}）：第 ${after.row.number} 项填得不一样`;
      return faultText({ ...after.at, column, found: other.join('、'), expected });
    });
}

/** Whether somebody wrote something else than was handed out, and than stands here now. */
function isFilledIn({ row, to, base }: Said): boolean {
  return !isSame(row, to) && (base === null || !isSame(base, to));
}

function returned({ row, to, base, sameWords }: Said): ReturnedRow {
  const { key, number, title, lead, support } = row;
  const hadUnits = lead.length > 0;
  const doubts: [ReturnDoubt, boolean][] = [
    ['changed', base !== null && !isSame(base, row)],
    ['unmarked', base === null && hadUnits],
    ['emptied', hadUnits && to.lead.length === 0],
    ['words', !sameWords],
  ];
  const held = doubts.filter(([, holds]) => holds).map(([doubt]) => doubt);
  return { key, number, title, from: { lead, support }, to, doubts: held };
}

function isSame(one: RowUnits, other: RowUnits): boolean {
  return (
    wordsOf(one.lead) === wordsOf(other.lead) && wordsOf(one.support) === wordsOf(other.support)
  );
}

function wordsOf(names: readonly string[]): string {
  return names.map(foldName).join('、');
}
