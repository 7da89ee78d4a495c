import { goesOnWith } from './cell-text.ts';
import type { GridCell, GridTable } from './grid-table.ts';
import { NEAR } from './segments.ts';

/**
 * Two parts of a table on pages that follow each other, the row made whole that the page's end tore
 * apart; null when none is torn. Its rest has no number, and goes on where words were cut off, or
 * stands alone beside empty cells.
 */
export function tornRowMended(before: GridTable, after: GridTable): [GridTable, GridTable] | null {
  if (before.page + 1 !== after.page || !haveSameColumns(before, after)) return null;
  const head = headRows(before, after);
  if (head >= before.height) return null;
  const above = byColumn(before.cells.filter(({ row, rows }) => row + rows === before.height));
  const below = byColumn(after.cells.filter(({ row }) => row === head));
  if (!isRest(above, below)) return null;
  const cells = before.cells.map((cell) => {
    const rest = above.get(cell.column) === cell ? below.get(cell.column) : undefined;
    return rest === undefined || rest.text === '' ? cell : joined(cell, rest);
  });
  return [{ ...before, cells }, withoutRow(after, head)];
}

function haveSameColumns({ xs }: GridTable, after: GridTable): boolean {
  return (
    xs.length === after.xs.length && xs.every((x, at) => Math.abs(x - (after.xs[at] ?? 0)) < NEAR)
  );
}

/** How many rows at the top both have: the head, repeated. */
function headRows(before: GridTable, after: GridTable): number {
  let rows = 0;
  while (rows + 1 < after.height && textsOf(before, rows) === textsOf(after, rows)) rows += 1;
  return rows;
}

function textsOf({ cells }: GridTable, row: number): string {
  return cells.flatMap((cell) => (cell.row === row ? [`${cell.column} ${cell.text}`] : [])).join();
}

function byColumn(cells: GridCell[]): Map<number, GridCell> {
  return new Map(cells.map((cell) => [cell.column, cell]));
}

function isRest(above: Map<number, GridCell>, below: Map<number, GridCell>): boolean {
  if (below.get(0)?.text !== '') return false;
  const filled = [...below.values()].filter(({ text }) => text !== '');
  if (filled.length === 0 || filled.some(({ column }) => !above.get(column)?.text)) return false;
  const isAlone = filled.length === 1 && [...above.values()].filter(({ text }) => text).length > 1;
  return isAlone || filled.some((rest) => isCut(above.get(rest.column), rest));
}

function isCut(cell: GridCell | undefined, rest: GridCell): boolean {
  return cell?.isCutOff === true && goesOnWith(rest.text);
}

function joined(cell: GridCell, rest: GridCell): GridCell {
  // a short cell may break off too: 2024年11 before 月底前
  const isCutShort = /[\d年、，,（(]$/.test(cell.text) && goesOnWith(rest.text);
  const glue = isCut(cell, rest) || isCutShort ? '' : '\n';
  return { ...cell, text: cell.text + glue + rest.text, isCutOff: rest.isCutOff };
}

/** The table without a row; cells that reach further down begin in the next. */
function withoutRow(table: GridTable, gone: number): GridTable {
  const cells = table.cells.flatMap((cell): GridCell[] => {
    if (cell.row > gone) return [{ ...cell, row: cell.row - 1 }];
    if (cell.row + cell.rows <= gone) return [cell];
    return cell.rows === 1 ? [] : [{ ...cell, rows: cell.rows - 1 }];
  });
  const inOrder = cells.toSorted((one, other) => one.row - other.row || one.column - other.column);
  return { ...table, height: table.height - 1, cells: inOrder };
}
