import { closeSpaces, normaliseText } from '../plan/text/repair.ts';
import type { TableCell } from './parts.ts';

/**
 * A place of a table's grid. `cell` is shared by all places that one cell covers; `begins` is its
 * first. `rows` and `columns` are 0 where a cell from above or from the left covers the place.
 */
export type Slot = {
  cell: TableCell;
  text: string;
  begins: boolean;
  rows: number;
  columns: number;
};

const MOST_COLUMNS = 200;
const EMPTY: TableCell = { text: '', rows: 1, columns: 1 };

/** The places of a table, every row as long as the longest; cells merged over rows repeat their text. */
export function gridOf(rows: readonly TableCell[][]): Slot[][] {
  const grid: Slot[][] = rows.map(() => []);
  rows.forEach((cells, top) => {
    let left = 0;
    for (const cell of cells) {
      while (grid[top]?.[left] !== undefined) left += 1;
      if (left >= MOST_COLUMNS) break;
      place(grid, cell, top, left);
    }
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) =>
    Array.from({ length: width }, (_, at) => row[at] ?? slot(EMPTY, true, 1, 1)),
  );
}

function place(grid: Slot[][], cell: TableCell, top: number, left: number): void {
  const bottom = Math.min(grid.length, top + Math.max(1, cell.rows));
  const right = Math.min(MOST_COLUMNS, left + Math.max(1, cell.columns));
  const merged = { ...cell, text: cleaned(cell.text) };
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const [down, across] = [row === top, column === left];
      const [height, width] = [down ? bottom - top : 0, across ? right - left : 0];
      (grid[row] ?? [])[column] ??= slot(merged, down && across, height, width);
    }
  }
}

/** The cell's paragraphs, each on a line of its own; a tab would look like the next cell. */
function cleaned(text: string): string {
  const lines = normaliseText(text).replaceAll('\t', ' ').split('\n').map(closeSpaces);
  return lines.filter((line) => line !== '').join('\n');
}

function slot(cell: TableCell, begins: boolean, rows: number, columns: number): Slot {
  return { cell, text: columns === 0 ? '' : cell.text, begins, rows, columns };
}
