import { columnsOf } from './columns.ts';
import type { Block, RowBlock } from './document.ts';
import { isSumRow } from './sums.ts';

/** A row whose cells came over several lines: `lines` are the parts of each cell, line by line. */
export type TornRow = RowBlock & { lines?: string[][] };

/**
 * The blocks with rows made whole of which only parts of cells came to the next row, as a table
 * flattened to text has them: no number, no time, and the task before it without an end.
 */
export function withoutTornRows(blocks: readonly Block[]): Block[] {
  const whole: Block[] = [];
  for (const block of blocks) {
    const before = whole.at(-1);
    if (block.kind === 'row' && before?.kind === 'row' && goesOn(before, block)) {
      whole[whole.length - 1] = joined(before, block);
    } else whole.push(block);
  }
  return whole;
}

function goesOn(before: RowBlock, after: RowBlock): boolean {
  const columns = columnsOf(after.head);
  if (before.table !== after.table || !columns.has('number') || !columns.has('time')) return false;
  const cell = (row: RowBlock, name: Parameters<typeof columns.get>[0]) =>
    row.cells[columns.get(name) ?? -1] ?? '';
  const isPart = ['number', 'time', 'section'] as const;
  if (isPart.some((name) => cell(after, name) !== '')) return false;
  if (cell(before, 'number') === '' || cell(before, 'time') === '') return false;
  if (isSumRow(after.cells)) return false;
  return cell(after, 'task') === '' || !/[。；！]$/.test(cell(before, 'task'));
}

function joined(before: TornRow, after: RowBlock): TornRow {
  const cells = before.cells.map((text, at) => text + (after.cells[at] ?? ''));
  const lines = [...(before.lines ?? [before.cells]), after.cells];
  const place = { ...before.place, end: after.place.end };
  return { ...before, cells, lines, text: cells.join(''), place };
}

/**
 * The longest part of a quote that stands on one line of its cell: a quote is the document's own
 * words, one after the other, and between the lines of a torn cell other cells stand.
 * @example onOneLine('召开会议2次', ['召开会', '议2次']) // '召开会'
 */
export function onOneLine(quote: string, lines: readonly string[]): string {
  if (lines.length === 0 || lines.some((line) => line.includes(quote))) return quote;
  const parts = lines.map((line) => commonPart(quote, line));
  return (
    parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '') || quote
  );
}

/** What the end of one text and the beginning of the other have in common, or all of the line. */
function commonPart(quote: string, line: string): string {
  if (quote.includes(line)) return line;
  for (let length = Math.min(quote.length, line.length); length > 1; length--) {
    if (line.endsWith(quote.slice(0, length))) return quote.slice(0, length);
    if (line.startsWith(quote.slice(-length))) return quote.slice(-length);
  }
  return '';
}
