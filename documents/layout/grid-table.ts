import type { TableCell, TablePart } from '../parts.ts';
import type { CellText } from './cell-text.ts';
import type { CellBox } from './lattice.ts';

/** A cell in its place with its text. */
export type GridCell = CellBox & CellText;

/** A ruled table on its page: where its columns stand, how many rows it has, and its cells in order. */
export type GridTable = { page: number; xs: number[]; height: number; cells: GridCell[] };

/** The table as readers hand it on. */
export function tablePartOf({ page, height, cells }: GridTable): TablePart {
  const rows: TableCell[][] = Array.from({ length: height }, () => []);
  for (const { row, rows: down, columns, text } of cells) {
    rows[row]?.push({ text, rows: down, columns });
  }
  return { kind: 'table', rows, page };
}
