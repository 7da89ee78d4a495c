import type { TableCell, TablePart } from '../parts.ts';
import { cellText } from './cell-text.ts';
import type { PlacedPage, Run, TaggedTable } from './page.ts';

/** The tables that a page's tags tell of among runs that no rules part, and the runs in none of them. */
export function taggedTablesOf({ page, tagged = [] }: PlacedPage, runs: readonly Run[]) {
  const byMark = Map.groupBy(runs, ({ mark }) => mark);
  const tables: { top: number; table: TablePart }[] = [];
  const used = new Set<Run>();
  for (const table of tagged) {
    const contents = (marks: number[]) => marks.flatMap((mark) => byMark.get(mark) ?? []);
    const inside = contents(table.flat().flatMap(({ marks }) => marks));
    if (inside.length === 0 || table.every((row) => row.length < 2)) continue;
    for (const run of inside) used.add(run);
    const rows = table.map((row) => row.map((cell) => cellOf(cell, contents(cell.marks))));
    const top = Math.min(...inside.map(({ y }) => y));
    tables.push({ top, table: { kind: 'table', rows, page } });
  }
  return { tables, rest: runs.filter((run) => !used.has(run)) };
}

function cellOf({ rows, columns }: TaggedTable[number][number], runs: Run[]): TableCell {
  const left = Math.min(...runs.map(({ x }) => x));
  const right = Math.max(...runs.map(({ x, width }) => x + width));
  return { text: cellText(runs, right - left).text, rows, columns };
}
