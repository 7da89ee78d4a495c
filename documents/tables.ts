import type { RowBlock } from '../plan/document.ts';
import { closeSpaces } from '../plan/text/repair.ts';
import type { Line } from './lines.ts';

const HEAD_WORDS =
  /^(?:序号|编号|(?:重点|主要|具体|目标|年度|帮扶|工作)*(?:工作|事项|任务|内容|措施|类别|项目|目标)(?:名称|任务|内容)?|完成?时[限间]|时间节点|.{0,4}单位|.{0,4}部门|.{0,4}责任人|备注|说明|金额.*|资金.*)$/;

/**
 * True for a line of a table: cells between tabs (flattened from PDF or Word) or Markdown's pipes. A
 * number before empty cells is a row too, one that lost its words.
 */
export function isTableLine(line: string): boolean {
  return line.trim().includes('\t') || /^\t\t+\S|^ *\d[\d.]*\t+\s*$|^\s*\|.*\|\s*$/.test(line);
}

/**
 * The rows of consecutive table lines. Heads, repeated on every page, are not rows: they become the
 * `head` of the rows after them. A line of a head's length before any head has an empty `head`.
 */
export function rowsOf(lines: Line[], headBefore: string[]): { rows: RowBlock[]; head: string[] } {
  const rows: RowBlock[] = [];
  let head = headBefore;
  for (const { text, place } of lines) {
    const cells = cellsOf(text);
    if (isRule(cells)) continue;
    if (isHead(cells)) {
      head = cells.map((cell) => cell.replace(/\s/g, ''));
    } else {
      rows.push({ kind: 'row', place, text: cells.join(''), cells, head });
    }
  }
  return { rows, head };
}

function cellsOf(line: string): string[] {
  const piped = /^\s*\|(.*)\|\s*$/.exec(line);
  const cells = piped?.[1] === undefined ? line.split('\t') : piped[1].split('|');
  return cells.map((cell) => closeSpaces(cell.replace(/\*\*|__/g, '').replace(/<br\s*\/?>/g, '')));
}

/** Markdown's line of dashes under a head. */
function isRule(cells: string[]): boolean {
  return cells.every((cell) => /^:?-{2,}:?$/.test(cell));
}

function isHead(cells: string[]): boolean {
  const words = cells.map((cell) => cell.replace(/\s/g, '')).filter((cell) => cell !== '');
  return (
    words.length >= 2 && words.filter((cell) => HEAD_WORDS.test(cell)).length / words.length > 0.6
  );
}
