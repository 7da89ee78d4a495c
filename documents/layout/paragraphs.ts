import { headingLevel } from '../headings.ts';
import { type Column, indentOf } from './columns.ts';
import { firstWordWidth, glueBetween } from './cell-text.ts';
import type { TextLine } from './text-lines.ts';

/** A line with the page and the column in which it stands. */
export type SetLine = TextLine & { page: number; middle: number; column: Column };

/** True when the next line goes on with the paragraph of this one, as far as its place can tell. */
export function goesOn(line: SetLine, next: SetLine): boolean {
  if (isCentred(line) || isCentred(next) || beginsAnew(next)) return false;
  if (Math.abs(line.size - next.size) > 0.15 * line.size) return false;
  if (line.page === next.page && next.top - line.top > 1.4 * leadingOf(line)) return false;
  if (indentOf(next, next.column.left) > 0 || !fillsColumn(line, next)) return false;
  // parted after a whole sentence they lose nothing, where no indent tells
  return line.column.isIndented || !/[。；;：:！？]$/.test(line.text);
}

/** The text of a paragraph's lines. */
export function textOf(lines: readonly TextLine[]): string {
  return lines.reduce((text, line) => text + glueBetween(text, line.text) + line.text, '');
}

/** True for a line in the middle of its column that is shorter than it, or set larger than its text. */
export function isCentred(line: SetLine): boolean {
  const { column } = line;
  const middle = (line.left + line.right) / 2;
  const tolerance = line.size * 0.6;
  if (![column.middle, line.middle].some((at) => Math.abs(at - middle) < tolerance)) return false;
  if (line.size > column.size * 1.15) return true;
  const indent = indentOf(line, column.left);
  return indent > 2 || (indent > 0 && indent < 2);
}

function beginsAnew({ text }: TextLine): boolean {
  return headingLevel(text) !== null || /^(?:附件|附表|附录)\s*\d*\s*[：:]?/.test(text);
}

/** True when the next line's first word had no room behind this line. */
function fillsColumn(line: SetLine, next: SetLine): boolean {
  return line.right + firstWordWidth(next) > line.column.right;
}

function leadingOf({ column, size }: SetLine): number {
  return Math.max(column.leading, size * 1.2) * Math.max(1, size / (column.size || size));
}
