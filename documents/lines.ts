import type { Place } from '../plan/document.ts';
import { breaksOff, closeSpaces, isPageNumber } from '../plan/text/repair.ts';
import { headingLevel, isTitle, LONGEST_HEADING } from './headings.ts';
import { columnsOfHead, isTableLine, type Row } from './tables.ts';

/**
 * A line of a document, or several that make one paragraph, with its place in the source. `level`: of
 * a heading that its reader knows by its style; `row`: the cells of a table's row.
 */
export type Line = { text: string; place: Place; level?: number; row?: Row };

/** The lines of a text that hold something: page numbers alone on a line are left out. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  text.split('\n').forEach((line, index) => {
    const place = { line: index + 1, start, end: start + line.length };
    start += line.length + 1;
    if (line.trim() !== '' && (isTableLine(line) || !isPageNumber(line)))
      lines.push({ text: line, place });
  });
  return lines;
}

/**
 * The lines with paragraphs made whole that a page break tore apart. Mended only where it is certain:
 * running text that does not end like a sentence, before a line that begins nothing of its own, and a
 * title's year in brackets on the next line.
 */
export function mendLines(lines: Line[]): Line[] {
  const mended: Line[] = [];
  for (const line of lines) {
    const previous = mended.at(-1);
    if (previous && continues(previous, line)) {
      mended[mended.length - 1] = join(previous, line);
    } else {
      mended.push(line);
    }
  }
  return joinTornRows(mended).map((line) => (isRow(line) ? line : tidied(line)));
}

/**
 * The lines with rows of flattened tables made whole whose cells broke over lines: a row with fewer
 * cells than its head goes on in the next line, if that has no number of its own and the rest fits.
 */
function joinTornRows(lines: Line[]): Line[] {
  const joined: Line[] = [];
  let columns = 0;
  for (const line of lines) {
    const before = joined.at(-1);
    columns = line.row ? 0 : (columnsOfHead(line.text) ?? columns);
    if (before && isTornRow(before, line, columns)) joined[joined.length - 1] = join(before, line);
    else joined.push(line);
  }
  return joined;
}

function isTornRow(before: Line, after: Line, columns: number): boolean {
  if (columns === 0 || before.row || after.row || columnsOfHead(before.text) !== null) return false;
  if (!/^\s*\d{1,3}\t/.test(before.text) || /^\s*\d{1,3}(?:\t|$)|^\t/.test(after.text))
    return false;
  const [had, more] = [before.text.split('\t').length, after.text.split('\t').length];
  return had < columns && more > 1 && had + more - 1 <= columns;
}

function isRow({ row, text }: Line): boolean {
  return row !== undefined || isTableLine(text);
}

function continues(before: Line, after: Line): boolean {
  const [line, next] = [before.text, after.text];
  if (isRow(before) || isRow(after) || after.level !== undefined || beginsAnew(next)) return false;
  if (isTornTitle(before, after)) return true;
  if (isTitle(line)) return /^\s*[（(][^（()）日号]{2,16}[）)]\s*$/.test(next);
  return breaksOff(line) && isRunningText(line);
}

const LONGEST_TITLE_LINE = 45;
// the name of a document or place that more must follow; a signature, date or number ends by itself
const ENDS_BY_ITSELF = /[。；：:，,、]\s*$|[日号]\s*$|^\s*附[件表录]|文件\s*$|[）)]\s*$/;

/** A title over two lines: a 《 still open, or words that only the next line makes a title. */
function isTornTitle(before: Line, after: Line): boolean {
  const [line, next] = [before.text, after.text];
  if (before.place.end + 1 < after.place.start || line.trim().length > 3 * LONGEST_TITLE_LINE)
    return false;
  if (opensTitle(line)) return next.trim().length <= LONGEST_TITLE_LINE && !/[。；]/.test(next);
  return (
    line.trim().length <= LONGEST_TITLE_LINE &&
    !isTitle(line) &&
    !ENDS_BY_ITSELF.test(line) &&
    headingLevel(line) === null &&
    !/[。；，]/.test(line) &&
    isTitle(next)
  );
}

function opensTitle(line: string): boolean {
  return /^[^。；]*《[^》]*$/.test(line) && /关于|印发/.test(line) && !line.includes('，');
}

/** A title or signature has no comma inside; a numbered line may have one and be a heading still. */
function isRunningText(line: string): boolean {
  if (headingLevel(line) === null) return /[，,；;。、（(]/.test(line);
  return /。/.test(line) || line.trim().length > LONGEST_HEADING;
}

function beginsAnew(line: string): boolean {
  return headingLevel(line) !== null || /^\s*(?:附件|附表|附录)\s*\d*\s*[：:]?/.test(line);
}

function join(line: Line, next: Line): Line {
  return {
    ...line,
    text: line.text.trimEnd() + next.text.trimStart(),
    place: { ...line.place, end: next.place.end },
  };
}

/** The line without layout spaces and Markdown's marks; spaces of a signature's layout close too. */
function tidied(line: Line): Line {
  return { ...line, text: closeSpaces(line.text.replace(/\*\*|__|^\s*>\s?/g, '')) };
}
