import type { Part, TableCell } from './parts.ts';

/**
 * A table's rows as parts: title rows at the top, a single cell over all columns, are paragraphs
 * before the table, as a reader takes them.
 */
export function layOut(rows: TableCell[][]): Part[] {
  const width = Math.max(0, ...rows.map(widthOf));
  const titles = rows.findIndex((row) => !isTitleRow(row, width));
  const above = rows.slice(0, Math.max(0, titles)).flat();
  return [
    ...above.flatMap(({ text }): Part[] =>
      text.split('\n').map((line) => ({ kind: 'paragraph', text: line, centred: true })),
    ),
    { kind: 'table', rows: rows.slice(Math.max(0, titles)) },
  ];
}

function isTitleRow(row: TableCell[], width: number): boolean {
  return row.length === 1 && row[0]?.columns === width && row[0].rows === 1 && row[0].text !== '';
}

function widthOf(row: TableCell[]): number {
  return row.reduce((sum, { columns }) => sum + columns, 0);
}
