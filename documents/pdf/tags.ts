import type { TaggedTable } from '../layout/page.ts';

/** A node of a page's structure as pdf.js gives it: with a role, or of content with an id. */
export type Tag = {
  role?: string;
  id?: string;
  rowSpan?: number | undefined;
  colSpan?: number | undefined;
  children?: readonly Tag[];
};

/** The tables that a page's tags tell of. */
export function tablesIn(tag: Tag): TaggedTable[] {
  return below(tag, 'Table').map((table) =>
    below(table, 'TR').map((row) => (row.children ?? []).filter(isCell).map(cellOf)),
  );
}

/** The nearest nodes of a role under a node, in order. */
function below(tag: Tag, role: string): Tag[] {
  return (tag.children ?? []).flatMap((child) =>
    child.role === role ? [child] : below(child, role),
  );
}

function isCell({ role }: Tag): boolean {
  return role === 'TD' || role === 'TH';
}

function cellOf(cell: Tag): TaggedTable[number][number] {
  return { marks: marksIn(cell), rows: cell.rowSpan ?? 1, columns: cell.colSpan ?? 1 };
}

/** The marks of all content below; its ids end in _mc and the mark. */
function marksIn(tag: Tag): number[] {
  const own = /_mc(\d+)$/.exec(tag.id ?? '')?.[1];
  return [...(own === undefined ? [] : [Number(own)]), ...(tag.children ?? []).flatMap(marksIn)];
}
