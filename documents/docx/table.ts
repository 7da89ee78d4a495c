import { type LaidCell, type LaidRow, tableParts } from '../layout.ts';
import type { Part } from '../parts.ts';
import { child, valueOf, type XmlElement } from '../xml.ts';
import { chosen } from './inline.ts';
import { hasProperty } from './styles.ts';

const WRAPPERS = new Set(['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo', 'AlternateContent']);
const WIDEST = 200;

/** A table as parts; `contentOf` reads what a cell holds. */
export function readTable(table: XmlElement, contentOf: (cell: XmlElement) => Part[]): Part[] {
  const rows = within(table, 'tr').filter(isShown);
  return tableParts(rows.map((row) => laidRow(row, contentOf)));
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

function laidRow(row: XmlElement, contentOf: (cell: XmlElement) => Part[]): LaidRow {
  const cells: LaidCell[] = [];
  for (const element of within(row, 'tc')) {
    const properties = child(element, 'tcPr');
    if (child(properties, 'cellDel') !== undefined) continue;
    const columns = bounded(valueOf(properties, 'gridSpan'), 1);
    const last = cells.at(-1);
    // an older way to merge over columns
    if (mergeOf(properties, 'hMerge') === 'continue' && last) last.columns += columns;
    else {
      const goesOn = mergeOf(properties, 'vMerge') === 'continue';
      cells.push({ columns, goesOn, content: () => contentOf(element) });
    }
  }
  return { before: bounded(valueOf(child(row, 'trPr'), 'gridBefore'), 0), cells };
}

function mergeOf(properties: XmlElement | undefined, name: string): string | null {
  const merge = child(properties, name);
  return merge === undefined ? null : (merge.attributes['val'] ?? 'continue');
}

function bounded(value: string | undefined, least: number): number {
  return Math.min(WIDEST, Math.max(least, Number(value ?? least) || least));
}
