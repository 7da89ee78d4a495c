import type { LaidCell, LaidRow } from '../layout.ts';
import type { Part } from '../parts.ts';
import { SPRM, type Sprms } from './sprms.ts';

/** A row as it was read: its cells' contents, and what its end says of their places and merging. */
export type DocRow = { cells: Part[][]; sprms: Sprms };

type CellFlags = { joinsLeft: boolean; goesOn: boolean };
type RowPlan = { edges: number[]; flags: CellFlags[] };

const CELL_SIZE = 20;
const MERGED = 0x02;
const MERGED_DOWN = 0x20;
const FIRST_DOWN = 0x40;
const MOST_CELLS = 64;
const NEARLY_SAME = 30; // twentieths of a point: edges drawn by hand differ by so much

/** The rows of a table on one grid, which the edges of all cells together make up. */
export function laidRows(rows: DocRow[]): LaidRow[] {
  const plans = rows.map(({ sprms }) => planOf(sprms));
  const grid = gridOf(plans.flatMap(({ edges }) => edges));
  return rows.map(({ cells }, at) => laidRow(cells, plans[at] ?? NO_PLAN, grid));
}

const NO_PLAN: RowPlan = { edges: [], flags: [] };

function planOf(sprms: Sprms): RowPlan {
  const plan = sprms.get(SPRM.rowCells);
  if (plan === undefined || plan.byteLength < 3) return NO_PLAN;
  const count = Math.min(MOST_CELLS, plan.getUint8(0));
  const known = Math.floor((plan.byteLength - 1) / 2);
  const edges = Array.from({ length: Math.min(count + 1, known) }, (_, at) =>
    plan.getInt16(1 + 2 * at, true),
  );
  const flags = Array.from({ length: count }, (_, at): CellFlags => {
    const place = 1 + 2 * (count + 1) + CELL_SIZE * at;
    const bits = place + 2 > plan.byteLength ? 0 : plan.getUint16(place, true);
    const goesOn = (bits & MERGED_DOWN) !== 0 && (bits & FIRST_DOWN) === 0;
    return { joinsLeft: (bits & 0x03) === MERGED, goesOn };
  });
  return { edges, flags };
}

/** The edges in order, those that nearly fall together as one. */
function gridOf(edges: number[]): number[] {
  const grid: number[] = [];
  for (const edge of edges.toSorted((one, other) => one - other)) {
    if (edge - (grid.at(-1) ?? -Infinity) > NEARLY_SAME) grid.push(edge);
  }
  return grid;
}

function laidRow(contents: Part[][], { edges, flags }: RowPlan, grid: number[]): LaidRow {
  const cells: LaidCell[] = [];
  contents.forEach((content, at) => {
    const [left, right] = [edges[at], edges[at + 1]];
    const columns =
      left === undefined || right === undefined
        ? 1
        : Math.max(1, columnAt(grid, right) - columnAt(grid, left));
    const last = cells.at(-1);
    if (flags[at]?.joinsLeft && last) last.columns += columns;
    else cells.push({ columns, goesOn: flags[at]?.goesOn ?? false, content: () => content });
  });
  return { before: Math.max(0, columnAt(grid, edges[0] ?? grid[0] ?? 0)), cells };
}

function columnAt(grid: number[], edge: number): number {
  return grid.findLastIndex((line) => line <= edge);
}
