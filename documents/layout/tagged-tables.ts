import type { TableCell } from '../parts.ts';
import { cellText } from './cell-text.ts';
import type { PlacedPage, Run, TaggedTable } from './page.ts';
import type { PlacedTable } from './ruled-tables.ts';

/** The tables that a page's tags tell of among runs that no rules part, and the runs in none of them. */
export function taggedTablesOf({ page, tagged = [] }: PlacedPage, runs: readonly Run[]) {
  const byMark = Map.groupBy(runs, ({ mark }) => mark);
  const tables: PlacedTable[] = [];
  const used = new Set<Run>();
  for (const table of tagged) {
    const contents = (marks: number[]) => marks.flatMap((mark) => byMark.get(mark) ?? []);
    const inside = contents(table.flat().flatMap(({ marks }) => marks));
    if (inside.length === 0 || table.every((row) => row.length < 2)) continue;
    for (const run of inside) used.add(run);
    const rows = table.map((row) => row.map((cell) => cellOf(cell, contents(cell.marks))));
    tables.push({ ...boxOf(inside), table: { kind: 'table', rows, page } });
  }
  return { tables, rest: runs.filter((run) => !used.has(run)) };
}

function cellOf({ rows, columns }: TaggedTable[number][number], runs: Run[]): TableCell {
  return { text: cellText(runs, boxOf(runs).right - boxOf(runs).left), rows, columns };
}

function boxOf(runs: Run[]) {
  return {
    left: Math.min(...runs.map(({ x }) => x)),
    right: Math.max(...runs.map(({ x, width }) => x + width)),
    top: Math.min(...runs.map(({ y }) => y)),
    bottom: Math.max(...runs.map(({ y, height }) => y + height)),
  };
}
