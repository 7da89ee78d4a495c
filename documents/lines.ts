import type { Place } from '../plan/document.ts';
import { breaksOff, closeSpaces, isPageNumber } from '../plan/text/repair.ts';
import { headingLevel, isTitle, LONGEST_HEADING } from './headings.ts';
import { isTableLine } from './tables.ts';

/** A line of a document, or several that make one paragraph, with its place in the source. */
export type Line = { text: string; place: Place };

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
    if (previous && continues(previous.text, line.text)) {
      mended[mended.length - 1] = join(previous, line);
    } else {
      mended.push(line);
    }
  }
  return mended.map((line) => (isTableLine(line.text) ? line : tidied(line)));
}

function continues(line: string, next: string): boolean {
  if (isTableLine(line) || isTableLine(next) || beginsAnew(next)) return false;
  if (isTitle(line)) return /^\s*[（(][^（()）日号]{2,16}[）)]\s*$/.test(next);
  return breaksOff(line) && isRunningText(line);
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
    text: line.text.trimEnd() + next.text.trimStart(),
    place: { ...line.place, end: next.place.end },
  };
}

/** The line without layout spaces and Markdown's marks; spaces of a signature's layout close too. */
function tidied({ text, place }: Line): Line {
  return { text: closeSpaces(text.replace(/\*\*|__|^\s*>\s?/g, '')), place };
}
