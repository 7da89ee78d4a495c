import { headingLevel, isTitle } from './headings.ts';
import type { ParagraphPart, Part, TableCell } from './parts.ts';
import { isHead } from './tables.ts';

/**
 * A row of a table as Word keeps it: `before` columns are left empty; a cell that `goesOn` belongs to
 * the one above it. Its content is asked for only where it is shown.
 */
export type LaidRow = { before: number; cells: LaidCell[] };
export type LaidCell = { columns: number; goesOn: boolean; content: () => Part[] };

/** A paragraph as a part, or one for each line where it is centred, so that a title's lines are joined. */
export function paragraphParts(
  text: string,
  { level, centred }: { level: number | null; centred: boolean },
): ParagraphPart[] {
  // titles are often set in the style of a first heading: these stay titles
  const isDisguised = centred && headingLevel(text) === null && isTitle(text);
  const isHeading = level !== null && text.trim() !== '' && !isDisguised;
  return (centred ? text.split('\n') : [text]).map((line) => ({
    kind: 'paragraph',
    text: line,
    ...(isHeading ? { level } : {}),
    ...(centred ? { centred: true } : {}),
  }));
}

/**
 * A table as parts: title rows at its top are centred paragraphs before it, as a reader takes them.
 * One of a single column is layout, a frame around text: its content stands for itself.
 */
export function tableParts(rows: readonly LaidRow[]): Part[] {
  const shown = rows.filter(({ cells }) => cells.length > 0);
  if (shown.every(({ before, cells }) => before === 0 && cells.length === 1)) {
    return shown.flatMap(({ cells }) =>
      cells.flatMap((cell) => (cell.goesOn ? [] : cell.content())),
    );
  }
  return titlesOut(mergedRows(shown));
}

function mergedRows(rows: readonly LaidRow[]): TableCell[][] {
  let above = new Map<number, TableCell>();
  return rows.map(({ before, cells }) => {
    const here = new Map<number, TableCell>();
    const begun: TableCell[] = before > 0 ? [{ text: '', rows: 1, columns: before }] : [];
    let column = before;
    for (const { columns, goesOn, content } of cells) {
      const over = goesOn ? above.get(column) : undefined;
      const cell = over ?? { text: cellText(content()), rows: 1, columns };
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

/**
 * A table's rows as parts. Rows of one cell over all columns are titles above a head, centred
 * paragraphs before the table; elsewhere they part it.
 */
export function titlesOut(rows: TableCell[][]): Part[] {
  const width = Math.max(0, ...rows.map(widthOf));
  const head = rows.findIndex((row) => !isTitleRow(row, width));
  const isHeaded = isHead(rows[head]?.map(({ text }) => text) ?? []);
  const titles = isHeaded ? rows.slice(0, head).flat() : [];
  const paragraphs = titles.flatMap(({ text }) =>
    paragraphParts(text, { level: null, centred: true }),
  );
  return [...paragraphs, { kind: 'table', rows: rows.slice(titles.length) }];
}

function isTitleRow(row: TableCell[], width: number): boolean {
  return row.length === 1 && row[0]?.columns === width && row[0].rows === 1 && row[0].text !== '';
}

function widthOf(row: TableCell[]): number {
  return row.reduce((sum, { columns }) => sum + columns, 0);
}
