import type { Rule } from './page.ts';
import { NEAR, type Segment, segmentsOf } from './segments.ts';

/** A cell by the row and column where it begins and the number of each that it takes. */
export type CellBox = { row: number; column: number; rows: number; columns: number };

/** A ruled table: where its columns and rows begin and end, and its cells in reading order. */
export type Lattice = { xs: number[]; ys: number[]; cells: CellBox[] };

// a map or a chart is drawn with more lines, and is no table
const MOST_SEGMENTS = 3000;
const MOST_PLACES = 100_000;

/** The tables that a page's rules make up, from the top down; a frame around text is none. */
export function latticesOf(rules: readonly Rule[]): Lattice[] {
  const { across, down } = segmentsOf(rules);
  if (across.length + down.length > MOST_SEGMENTS) return [];
  const lattices = connected(across, down)
    .map((group) => latticeOf(group))
    .filter((lattice) => lattice !== null);
  return lattices
    .filter((one) => !lattices.some((other) => other !== one && isInside(one, other)))
    .toSorted((one, other) => (one.ys[0] ?? 0) - (other.ys[0] ?? 0));
}

type Group = { across: Segment[]; down: Segment[] };

/** The rules by what they are connected with. */
function connected(across: Segment[], down: Segment[]): Group[] {
  const left = new Set(down);
  const pending = new Set(across);
  const groups: Group[] = [];
  for (const seed of across) {
    if (!pending.delete(seed)) continue;
    const group: Group = { across: [seed], down: [] };
    // both arrays grow while they are walked
    for (let a = 0, d = 0; a < group.across.length || d < group.down.length; ) {
      if (a < group.across.length) take(group.across[a++], left, group.down);
      else take(group.down[d++], pending, group.across);
    }
    groups.push(group);
  }
  return groups;
}

function take(by: Segment | undefined, from: Set<Segment>, into: Segment[]): void {
  for (const other of from) {
    if (by && meets(by, other) && meets(other, by)) {
      from.delete(other);
      into.push(other);
    }
  }
}

function meets(one: Segment, other: Segment): boolean {
  return one.from - NEAR <= other.at && other.at <= one.to + NEAR;
}

function latticeOf({ across, down }: Group): Lattice | null {
  if (across.length < 2 || down.length === 0) return null;
  const xs = positions(down, across);
  const ys = positions(across, down);
  if (xs.length * ys.length > MOST_PLACES) return null;
  const walls = { down: wallsOf(xs, ys, down), across: wallsOf(ys, xs, across) };
  const cells = cellsOf(xs, ys, walls);
  const lattice = withoutIdleRows(turned(withoutIdleRows(turned({ xs, ys, cells }))));
  return lattice.xs.length > 2 ? lattice : null;
}

/** Where lines stand; tables open at their sides end where the rules that cross them end. */
function positions(lines: Segment[], crossing: Segment[]): number[] {
  const ends = [
    Math.min(...crossing.map(({ from }) => from)),
    Math.max(...crossing.map(({ to }) => to)),
  ];
  const all = [...lines.map(({ at }) => at), ...ends].toSorted((one, other) => one - other);
  return all.filter((at, index) => index === 0 || at - (all[index - 1] ?? 0) > NEAR);
}

/** By line and stretch, whether a rule runs there: down each x, across each y. */
type Walls = { down: boolean[][]; across: boolean[][] };

/** For every line and every stretch between crossing lines: does a rule run there? */
function wallsOf(places: number[], stretches: number[], lines: Segment[]): boolean[][] {
  return places.map((place) => {
    const rules = lines.filter(({ at }) => Math.abs(at - place) <= NEAR);
    return stretches.slice(1).map((end, index) => {
      const middle = (end + (stretches[index] ?? end)) / 2;
      return rules.some(({ from, to }) => from <= middle && middle <= to);
    });
  });
}

/** The cells: from each free place to the right and down as far as no rule parts it. */
function cellsOf(xs: number[], ys: number[], walls: Walls): CellBox[] {
  const taken = ys.slice(1).map(() => xs.slice(1).map(() => false));
  const isFree = (row: number, column: number) => taken[row]?.[column] === false;
  const cells: CellBox[] = [];
  taken.forEach((places, row) => {
    places.forEach((_, column) => {
      if (!isFree(row, column)) return;
      const cell = cellAt(row, column, isFree, walls);
      for (let at = row; at < row + cell.rows; at += 1) {
        taken[at]?.fill(true, column, column + cell.columns);
      }
      cells.push(cell);
    });
  });
  return cells;
}

function cellAt(
  row: number,
  column: number,
  isFree: (row: number, column: number) => boolean,
  { down, across }: Walls,
): CellBox {
  const columns = countWhile(
    (at) => isFree(row, column + at) && (at === 0 || !down[column + at]?.[row]),
  );
  const places = Array.from({ length: columns }, (_, at) => column + at);
  const isOneWith = (below: number) =>
    places.every((at) => isFree(below, at) && !across[below]?.[at]) &&
    places.slice(1).every((at) => !down[at]?.[below]);
  return { row, column, rows: countWhile((at) => at === 0 || isOneWith(row + at)), columns };
}

function countWhile(holds: (at: number) => boolean): number {
  let count = 0;
  while (holds(count)) count += 1;
  return count;
}

/** The table without rows in which no cell begins: a rule too many made them. */
function withoutIdleRows({ xs, ys, cells }: Lattice): Lattice {
  const begins = new Set(cells.map(({ row }) => row));
  const kept = ys.slice(1).flatMap((_, row) => (begins.has(row) ? [row] : []));
  let count = 0;
  const numbers = ys.map((_, row) => (begins.has(row) ? count++ : count));
  const before = (row: number) => numbers[row] ?? count;
  return {
    xs,
    ys: [...kept.map((row) => ys[row] ?? 0), ...ys.slice(-1)],
    cells: cells.map((cell) => ({
      ...cell,
      row: before(cell.row),
      rows: before(cell.row + cell.rows) - before(cell.row),
    })),
  };
}

/** The table with rows for columns. */
function turned({ xs, ys, cells }: Lattice): Lattice {
  return {
    xs: ys,
    ys: xs,
    cells: cells.map(({ row, column, rows, columns }) => ({
      row: column,
      column: row,
      rows: columns,
      columns: rows,
    })),
  };
}

function isInside(one: Lattice, other: Lattice): boolean {
  return isWithin(one.xs, other.xs) && isWithin(one.ys, other.ys);
}

function isWithin(one: number[], other: number[]): boolean {
  const [from, to] = [one[0] ?? 0, one.at(-1) ?? 0];
  return from > (other[0] ?? 0) - NEAR && to < (other.at(-1) ?? 0) + NEAR;
}
