import { layOut } from '../layout.ts';
import type { Part, TableCell } from '../parts.ts';
import { child, valueOf, type XmlElement } from '../xml.ts';
import { chosen } from './inline.ts';
import { hasProperty } from './styles.ts';

type Cell = { element: XmlElement; columns: number; goesOn: boolean };
type Row = { before: number; cells: Cell[] };

const WRAPPERS = new Set(['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo', 'AlternateContent']);
const WIDEST = 200;

/**
 * A table as a part. One of a single column is layout, a frame around text: its content stands for
 * itself.
 */
export function readTable(table: XmlElement, contentOf: (cell: XmlElement) => Part[]): Part[] {
  const rows = within(table, 'tr').filter(isShown).map(rowOf);
  const shown = rows.filter(({ cells }) => cells.length > 0);
  if (shown.every(({ before, cells }) => before === 0 && cells.length === 1)) {
    return shown.flatMap(({ cells }) =>
      cells.flatMap(({ element, goesOn }) => (goesOn ? [] : contentOf(element))),
    );
  }
  return layOut(mergedRows(shown, contentOf));
}

/** The rows or cells of a table or row; content controls and insertions may wrap them. */
function within(element: XmlElement, name: string): XmlElement[] {
  return chosen(element).flatMap((each) => {
    if (each.name === name) return [each];
    return WRAPPERS.has(each.name) ? within(each, name) : [];
  });
}

function isShown(row: XmlElement): boolean {
  const properties = child(row, 'trPr');
  return child(properties, 'del') === undefined && !hasProperty(properties, 'hidden');
}

function rowOf(row: XmlElement): Row {
  const cells: Cell[] = [];
  for (const element of within(row, 'tc')) {
    const properties = child(element, 'tcPr');
    if (child(properties, 'cellDel') !== undefined) continue;
    const columns = bounded(valueOf(properties, 'gridSpan'));
    const last = cells.at(-1);
    // an older way to merge over columns
    if (mergeOf(properties, 'hMerge') === 'continue' && last) last.columns += columns;
    else cells.push({ element, columns, goesOn: mergeOf(properties, 'vMerge') === 'continue' });
  }
  const before = Number(valueOf(child(row, 'trPr'), 'gridBefore') ?? 0);
  return { before: Math.min(WIDEST, before || 0), cells };
}

function mergeOf(properties: XmlElement | undefined, name: string): string | null {
  const merge = child(properties, name);
  return merge === undefined ? null : (merge.attributes['val'] ?? 'continue');
}

function bounded(value: string | undefined): number {
  return Math.min(WIDEST, Math.max(1, Number(value ?? 1) || 1));
}

function mergedRows(rows: Row[], contentOf: (cell: XmlElement) => Part[]): TableCell[][] {
  let above = new Map<number, TableCell>();
  return rows.map(({ before, cells }) => {
    const here = new Map<number, TableCell>();
    const begun: TableCell[] = before > 0 ? [{ text: '', rows: 1, columns: before }] : [];
    let column = before;
    for (const { element, columns, goesOn } of cells) {
      const over = goesOn ? above.get(column) : undefined;
      const cell = over ?? { text: cellText(contentOf(element)), rows: 1, columns };
      if (over) over.rows += 1;
      else begun.push(cell);
      here.set(column, cell);
      column += columns;
    }
    above = here;
    return begun;
  });
}

/** Paragraphs on lines of their own; the rows of a table inside are lines too. */
function cellText(parts: Part[]): string {
  return parts
    .flatMap((part) =>
      part.kind === 'paragraph'
        ? [part.text]
        : part.rows.map((row) => row.map(({ text }) => text).join(' ')),
    )
    .join('\n');
}
