import type { DivisionRow } from './division.ts';
import { monthOf, type PlainDate, yearOf, dayOf } from './date.ts';
import type { OfficialLetter } from './letter.ts';
import type { SheetDraft } from './sheet.ts';

/** What stands around the rows of a 任务分解表. */
export type DivisionTable = {
  planId: number;
  planTitle: string;
  documentNumber: string | null;
  office: string;
  on: PlainDate;
  rows: DivisionRow[];
  by: 'task' | 'unit';
  /** Asked for comments by a day, issued, or only printed to look at. */
  as: { kind: 'comments'; until: PlainDate | null } | { kind: 'settled' };
};

/** The heads of the table, from its number to the place in the document. */
export const HEADS = ['序号', '任务', '责任单位', '配合单位', '完成时限', '依据'];
const WIDTHS = [7, 33, 18, 16, 14, 12];
/** What stands where no unit has been found yet. */
export const UNDECIDED = '（待定）';
/** The hidden column of the sheet that tells, when it comes back, what was handed out. */
export const MARK = '原分工（勿改）';

/** The table as an official paper; number and stamp are left blank. */
export function divisionPaper(table: DivisionTable): OfficialLetter {
  const { planTitle, documentNumber, office, on, rows, as } = table;
  const name = `《${planTitle}》${documentNumber === null ? '' : `（${documentNumber}）`}`;
  const open = rows.filter(({ lead }) => lead.length === 0).length;
  const undecided = open === 0 ? '' : `其中 ${open} 项责任单位待定。`;
  return {
    title: titleOf(table),
    number: as.kind === 'comments' ? '（征求意见稿）' : `〔${yearOf(on)}〕　　号`,
    addressee: as.kind === 'comments' ? '各有关单位：' : '',
    paragraphs: [
      as.kind === 'comments'
        ? `为落实${name}，现将任务分解表（征求意见稿）印送你们征求意见，共 ${rows.length} 项。${undecided}${untilWords(as.until)}`
        : `为落实${name}，现将任务分解印发如下，共 ${rows.length} 项。${undecided}`,
    ],
    sections: [],
    table: { heads: HEADS, widths: WIDTHS, rows: linesOf(table) },
    closing: as.kind === 'comments' ? ['（联系人：　　　　　联系电话：　　　　　　　）'] : [],
    signature: office,
    date: dayWords(on),
  };
}

/** The table as a workbook's sheet. */
export function divisionSheet(table: DivisionTable): SheetDraft {
  const columns = HEADS.map((head, at) => ({ head, width: [8, 60, 28, 28, 26, 30][at] ?? 20 }));
  if (table.as.kind === 'settled') return { name: '任务分解表', columns, rows: linesOf(table) };
  return {
    name: '任务分解表（征求意见稿）',
    columns: [...columns, { head: MARK, width: 20, hidden: true }],
    rows: placedRows(table).map(({ row, line }) => [
      ...line,
      row === null ? '' : markOf(table, row),
    ]),
  };
}

/** What its file is called, without the ending. */
export function divisionFileName({ as, on, by }: DivisionTable): string {
  const of = as.kind === 'comments' ? '（征求意见稿）' : '';
  return `任务分解表${of}${by === 'unit' ? '-按单位' : ''}-${on}`;
}

function titleOf({ planTitle, as }: DivisionTable): string {
  return `${planTitle}任务分解表${as.kind === 'comments' ? '（征求意见稿）' : ''}`;
}

function untilWords(until: PlainDate | null): string {
  return until === null
    ? '请研究后反馈意见。'
    : `请于${dayWords(until)}前反馈意见；没有回复的，按未回复如实记载，由我办研究确定。`;
}

function dayWords(day: PlainDate): string {
  return `${yearOf(day)}年${monthOf(day)}月${dayOf(day)}日`;
}

function linesOf(table: DivisionTable): string[][] {
  return placedRows(table).map(({ line }) => line);
}

/** A line of the table and its row; null: it only tells whose rows follow. */
type PlacedRow = { row: DivisionRow | null; line: string[] };

function placedRows({ rows, by }: DivisionTable): PlacedRow[] {
  if (by === 'task') return rows.map(placed);
  return groupsByUnit(rows).flatMap(({ unit, rows: own, lead }): PlacedRow[] => {
    const head = `【${unit}】负责 ${lead} 项，配合 ${own.length - lead} 项`;
    return [{ row: null, line: ['', head, '', '', '', ''] }, ...own.map(placed)];
  });
}

function placed(row: DivisionRow, index: number): PlacedRow {
  return { row, line: lineOf(row, index + 1) };
}

/** Of which plan and task a line was handed out, and with which units. */
export type MarkedRow = Pick<DivisionRow, 'key' | 'lead' | 'support'> & { planId: number };

function markOf({ planId }: DivisionTable, { key, lead, support }: DivisionRow): string {
  return JSON.stringify([planId, key, lead, support]);
}

/** The mark in a cell; null: there is none, or somebody has written something else there. */
export function readMark(cell: string | undefined): MarkedRow | null {
  try {
    const [planId, key, lead, support] = JSON.parse(cell ?? '');
    const whole = Number.isInteger(planId) && typeof key === 'string';
    return whole && isNames(lead) && isNames(support) ? { planId, key, lead, support } : null;
  } catch {
    return null;
  }
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

/** Whether a line only tells whose rows follow. */
export function isGroupLine(task: string): boolean {
  return /^【[^】]+】负责 \d+ 项/u.test(task);
}

function lineOf({ title, quote, lead, support, due, section, number }: DivisionRow, at: number) {
  const task = quote.startsWith(title) || title === quote ? quote : `${title}：${quote}`;
  const basis = [section ?? '', `第 ${number} 项`].filter(Boolean).join('，');
  return [String(at), task, lead.join('、') || UNDECIDED, support.join('、'), due, basis];
}

/** The rows of each name in the table, what it leads first; what is nobody's comes before all. */
export function groupsByUnit(
  rows: readonly DivisionRow[],
): { unit: string; rows: DivisionRow[]; lead: number }[] {
  const open = rows.filter(({ lead }) => lead.length === 0);
  const names = [...new Set(rows.flatMap(({ lead, support }) => [...lead, ...support]))];
  const groups = names.map((unit) => {
    const leading = rows.filter(({ lead }) => lead.includes(unit));
    const helping = rows.filter((row) => row.support.includes(unit) && !row.lead.includes(unit));
    return { unit, rows: [...leading, ...helping], lead: leading.length };
  });
  return open.length === 0 ? groups : [{ unit: '责任单位待定', rows: open, lead: 0 }, ...groups];
}
