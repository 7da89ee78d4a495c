import type { CellSpan, RowBlock } from '../plan/document.ts';
import { closeSpaces } from '../plan/text/repair.ts';
import type { Line } from './lines.ts';

/** A row of cells as a reader or a line of text gives it; `table` tells tables apart. */
export type Row = { cells: string[]; spans: CellSpan[]; table: number };

/** The head under which rows stand, and the table that it was read in. */
export type Head = { names: string[]; table: number; open: boolean };

export const NO_HEAD: Head = { names: [], table: -1, open: false };

const HEAD_WORDS =
  /^(?:序号|编号|(?:重点|主要|具体|目标|年度|帮扶|工作)*(?:工作|事项|任务|内容|措施|类别|项目|目标)(?:名称|任务|内容)?|完成?时[限间]|时间节点|.{0,4}单位|.{0,4}部门|.{0,4}责任人|指标(?:名称|内容|任务)?|(?:目标|指标|任务|计划)[值数]|分值|权重|评分.*|进度.*|备注|说明|.{0,4}(?:金额|资金|经费).*)$/;

/**
 * True for a line of a table: cells between tabs (flattened from PDF or Word) or Markdown's pipes. A
 * number before empty cells is a row too, one that lost its words.
 */
export function isTableLine(line: string): boolean {
  return line.trim().includes('\t') || /^\t\t+\S|^ *\d[\d.]*\t+\s*$|^\s*\|.*\|\s*$/.test(line);
}

/** How many columns a line heads, null for one that is no head of a table flattened by tabs. */
export function columnsOfHead(line: string): number | null {
  const cells = line.split('\t');
  return isHead(cells) ? cells.length : null;
}

/** The row of a line of text with its cells' places; `table` is the number of its table. */
export function rowOfText({ text, place }: Line, table: number): Row {
  const [from, to] = /^\s*\|.*\|\s*$/.test(text)
    ? [text.indexOf('|') + 1, text.lastIndexOf('|')]
    : [0, text.length];
  const divider = from > 0 ? '|' : '\t';
  let start = place.start + from;
  const raw = text.slice(from, to).split(divider);
  const spans = raw.map((cell) => {
    const span = { start, end: start + cell.length, rows: 1, columns: 1 };
    start = span.end + 1;
    return span;
  });
  const cells = raw.map((cell) =>
    closeSpaces(cell.replace(/\*\*|__/g, '').replace(/<br\s*\/?>/g, '')),
  );
  return { cells, spans, table };
}

/**
 * The block of a table's row, none for a head, and the head of the rows after it. Heads are repeated
 * on every page; one of two rows (责任单位 over 牵头 and 配合) names each column by both.
 */
export function readRow(row: Row, place: RowBlock['place'], before: Head) {
  const { cells, spans, table } = row;
  const head = headFor(row, before);
  if (isRule(cells)) return { block: null, head };
  if (isHead(cells) || (isOther(row, before) && isNamesOnly(cells)) || (head.open && goesOn(row))) {
    const names = cells.map((cell) => cell.replace(/\s/g, ''));
    const above = head.open && head.table === table ? head.names : [];
    const open = spans.some(({ columns }) => columns > 1);
    return { block: null, head: { names: joined(above, spread(names, spans)), table, open } };
  }
  const text = cells.filter((_, at) => (spans[at]?.rows ?? 1) > 0).join('');
  const block: RowBlock = { kind: 'row', place, text, cells, spans, head: head.names, table };
  return { block, head: { ...head, open: false } };
}

/** True for a table with other columns than the one before it. */
function isOther({ cells, table }: Row, before: Head): boolean {
  return before.table !== -1 && before.table !== table && before.names.length !== cells.length;
}

// 乡镇, 新建（户）: short words without figures or marks
const NAME = /^[^\d。；，,;]{1,12}$/;

/** True for a table's first row that only names columns, whatever they are called. */
function isNamesOnly(cells: string[]): boolean {
  const names = cells.map((cell) => cell.replace(/\s/g, ''));
  return (
    names.length > 2 &&
    new Set(names).size === names.length &&
    names.every((name) => NAME.test(name))
  );
}

/** A table without a head goes on with that of the one before it, where the columns are as many. */
function headFor({ cells, table }: Row, before: Head): Head {
  if (before.table === table || before.table === -1) return before;
  return before.names.length === cells.length ? { ...before, table, open: false } : NO_HEAD;
}

/** The second row of a head stands beside cells that reach down into it. */
function goesOn({ spans }: Row): boolean {
  return spans.some(({ rows }) => rows === 0);
}

/** The names over the columns that each takes. */
function spread(names: string[], spans: CellSpan[]): string[] {
  let last = '';
  return names.map((name, at) => {
    if ((spans[at]?.columns ?? 1) > 0) last = name;
    return last;
  });
}

function joined(above: string[], below: string[]): string[] {
  return below.map((name, at) => {
    const over = above[at] ?? '';
    return name.startsWith(over) ? name : over + name;
  });
}

/** Markdown's line of dashes under a head. */
function isRule(cells: string[]): boolean {
  return cells.every((cell) => /^:?-{2,}:?$/.test(cell));
}

/** True for a row of which most cells name what stands below them: 序号, 工作任务, 责任单位. */
export function isHead(cells: readonly string[]): boolean {
  const words = cells.map((cell) => cell.replace(/\s/g, '')).filter((cell) => cell !== '');
  return (
    words.length >= 2 && words.filter((cell) => HEAD_WORDS.test(cell)).length / words.length > 0.6
  );
}
