import type { Formatted, Formatting } from './runs.ts';
import { numberIn, SPRM, type Sprms } from './sprms.ts';
import type { WordFile } from './word-file.ts';

/**
 * A paragraph as a .doc file keeps it: also the end of a table's cell or row is the mark of one.
 * `depth` counts the tables around it.
 */
export type DocParagraph = {
  text: string;
  formatted: Formatted;
  depth: number;
  ends: 'paragraph' | 'cell' | 'row';
  isMarkGone: boolean;
};

const FIELD_BEGIN = '\x13';
const FIELD_SEPARATOR = '\x14';
const FIELD_END = '\x15';
const CELL_END = '\x07';
const ENDS = ['\r', '\f', CELL_END];

const SHOWN: Record<string, string> = {
  '\t': ' ', // a tab would look like the next cell of a table
  '\v': '\n',
  '\x0e': '\n',
  '\x1e': '-',
};

/** The paragraphs between two places of the text: what is deleted or hidden is left out. */
export function paragraphsOf(
  file: WordFile,
  [start, end]: readonly [number, number],
  runs: Formatting,
  paragraphs: Formatting,
): DocParagraph[] {
  const found: DocParagraph[] = [];
  let [text, codes]: [string, boolean[]] = ['', []];
  for (let at = start; at < Math.min(end, file.offsets.length); at += 1) {
    const sign = file.text.charAt(at);
    const { sprms } = runs.at(file.offsets[at] ?? 0);
    if (ENDS.includes(sign)) {
      const formatted = paragraphs.at(file.offsets[at] ?? 0);
      found.push({ text, ...placeOf(formatted, sign), isMarkGone: isGone(sprms) });
      [text, codes] = ['', []];
    } else if (sign === FIELD_BEGIN) codes.push(true);
    else if (sign === FIELD_SEPARATOR) codes.splice(-1, 1, false);
    else if (sign === FIELD_END) codes.pop();
    else if (!codes.includes(true) && !isGone(sprms)) text += shown(sign, sprms);
  }
  return text.trim() === '' ? found : [...found, { ...PLAIN, text }];
}

const PLAIN: Omit<DocParagraph, 'text'> = {
  formatted: { style: 0, sprms: new Map() },
  depth: 0,
  ends: 'paragraph',
  isMarkGone: false,
};

function isGone(sprms: Sprms): boolean {
  return isSet(sprms, SPRM.runDeleted) || isSet(sprms, SPRM.runHidden);
}

/** Bit 0 says yes; 128 and 129 stand for the style's own value and its contrary. */
function isSet(sprms: Sprms, sprm: number): boolean {
  return ((numberIn(sprms, sprm) ?? 0) & 1) === 1;
}

/** Control characters anchor pictures and notes; a bracket so marked stands for a symbol font's sign. */
function shown(sign: string, sprms: Sprms): string {
  const known = SHOWN[sign];
  if (known !== undefined) return known;
  return sign < ' ' || (sign === '(' && isSet(sprms, SPRM.runSpecial)) ? '' : sign;
}

function placeOf(
  formatted: Formatted,
  sign: string,
): Pick<DocParagraph, 'formatted' | 'depth' | 'ends'> {
  const { sprms } = formatted;
  const depth = sprms.get(SPRM.depth)?.getInt32(0, true) ?? (isSet(sprms, SPRM.inTable) ? 1 : 0);
  const isRowEnd = isSet(sprms, SPRM.rowEnd) || isSet(sprms, SPRM.innerRowEnd);
  const isCellEnd = sign === CELL_END || isSet(sprms, SPRM.innerCellEnd);
  if (isRowEnd) return { formatted, depth, ends: 'row' };
  return { formatted, depth, ends: isCellEnd ? 'cell' : 'paragraph' };
}
