import { cellText } from './cell-text.ts';
import type { GridCell, GridTable } from './grid-table.ts';
import { type CellBox, type Lattice, latticesOf } from './lattice.ts';
import type { PlacedPage, Run } from './page.ts';

/** A table and the height at which it stands on its page. */
export type PlacedTable = { top: number; grid: GridTable };

/** The ruled tables of a page, and the runs that stand in none of them. */
export function ruledTablesOf({ page, rules, runs }: Pick<PlacedPage, 'page' | 'rules' | 'runs'>) {
  const tables: PlacedTable[] = [];
  let rest: readonly Run[] = runs;
  for (const lattice of latticesOf(rules)) {
    const { true: inside = [], false: outside = [] } = Object.groupBy(rest, (run) =>
      String(stretchOf(lattice.ys, middleY(run)) >= 0 && stretchOf(lattice.xs, middleX(run)) >= 0),
    );
    if (inside.every(({ text }) => text.trim() === '')) continue;
    const { xs, ys } = lattice;
    const grid = { page, xs, height: ys.length - 1, cells: cellsOf(lattice, inside) };
    tables.push({ top: ys[0] ?? 0, grid });
    rest = outside;
  }
  return { tables, rest };
}

function cellsOf(lattice: Lattice, runs: Run[]): GridCell[] {
  const { xs, ys, cells } = lattice;
  const owners = ownersOf(lattice);
  const contents = Map.groupBy(
    runs,
    (run) => owners[stretchOf(ys, middleY(run))]?.[stretchOf(xs, middleX(run))],
  );
  return cells.map((cell) => {
    const width = (xs[cell.column + cell.columns] ?? 0) - (xs[cell.column] ?? 0);
    return { ...cell, ...cellText(contents.get(cell) ?? [], width) };
  });
}

/** For every place of the grid the cell that covers it. */
function ownersOf({ xs, ys, cells }: Lattice): CellBox[][] {
  const owners: CellBox[][] = ys.slice(1).map(() => xs.slice(1).map(() => NOWHERE));
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rows; row += 1) {
      owners[row]?.fill(cell, cell.column, cell.column + cell.columns);
    }
  }
  return owners;
}

const NOWHERE: CellBox = { row: -1, column: -1, rows: 0, columns: 0 };

/** The stretch between two of the places in which a point lies, -1 outside. */
function stretchOf(places: number[], at: number): number {
  const after = places.findIndex((place) => at < place);
  return after <= 0 ? -1 : after - 1;
}

function middleX({ x, width }: Run): number {
  return x + width / 2;
}

function middleY({ y, height }: Run): number {
  return y + height / 2;
}
