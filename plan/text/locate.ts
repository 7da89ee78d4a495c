import { isPageNumber } from './repair.ts';

/** A stretch of a text: the first character and the one after the last. */
export type Span = { start: number; end: number };

/**
 * Finds where words stand in a stretch of a text that layout may have torn: line breaks, spaces, page
 * numbers and Markdown's marks between them do not count. The whole stretch when they are not there.
 */
export type Locator = (within: Span, words: string) => Span;

const LAYOUT = /[\s*_|>#]/;

/**
 * Finds words in a text; a stretch is gone through once, however many words are looked for in it.
 * @example locatorOf('召开\n— 3 —\n会议')({ start: 0, end: 11 }, '召开会议') // { start: 0, end: 11 }
 */
export function locatorOf(text: string): Locator {
  const known = new Map<string, Letters>();
  return (within, words) => {
    const key = `${within.start}-${within.end}`;
    const { letters, places } = known.get(key) ?? lettersOf(text, within);
    known.set(key, { letters, places });
    const wanted = words.replace(/[\s*_|>#]/g, '');
    const at = wanted === '' ? -1 : letters.indexOf(wanted);
    const [start, last] = [places[at], places[at + wanted.length - 1]];
    return start === undefined || last === undefined
      ? { start: within.start, end: within.end }
      : { start, end: last + 1 };
  };
}

/** The letters of a stretch without layout, and the place of each in the text. */
type Letters = { letters: string; places: number[] };

function lettersOf(text: string, { start, end }: Span): Letters {
  const places: number[] = [];
  let letters = '';
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    const kept = at > start && isPageNumber(line) ? '' : line;
    for (let index = 0; index < kept.length; index++) {
      if (LAYOUT.test(kept.charAt(index))) continue;
      letters += kept.charAt(index);
      places.push(at + index);
    }
    at += line.length + 1;
  }
  return { letters, places };
}

/** Which line of a text (from 1) a place stands on, given one before it and its line. */
export function lineAt(text: string, place: number, from: { start: number; line: number }): number {
  return from.line + (text.slice(from.start, place).match(/\n/g)?.length ?? 0);
}
