import type { Run } from './page.ts';
import { type TextLine, textLinesOf } from './text-lines.ts';

const BEGINS_ANEW =
  /^(?:\d{1,2}[.．、](?!\d)|[（(][\d一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、)/;

/** The text of a cell, and whether its last line is a long one that ends for want of room. */
export type CellText = { text: string; isCutOff: boolean };

const LONG = 8;

/**
 * The text of a cell: lines that are wrapped only because the cell is narrow are joined, those that
 * begin something of their own stand on their own.
 */
export function cellText(runs: readonly Run[], width: number): CellText {
  let text = '';
  let before: TextLine | undefined;
  for (const line of textLinesOf(runs)) {
    if (before) text += isWrapped(before, line, width) ? glueBetween(before.text, line.text) : '\n';
    text += line.text;
    before = line;
  }
  return { text, isCutOff: before !== undefined && isCutOff(before, width) };
}

function isCutOff(line: TextLine, width: number): boolean {
  return line.text.length >= LONG && isFull(line, line.size, width) && !ENDED.test(line.text);
}

/** True where words that begin like these may go on with a cell's text. */
export function goesOnWith(text: string): boolean {
  return !BEGINS_ANEW.test(text);
}

/** True when the line breaks for want of room: the next word would not have fitted behind it. */
function isWrapped(line: TextLine, next: TextLine, width: number): boolean {
  if (BEGINS_ANEW.test(next.text)) return false;
  if (/[年、，,（(和与及至]$/.test(line.text)) return true;
  if (ENDED.test(line.text)) return false;
  if (isOneCharacter(line.text) || isOneCharacter(next.text)) return true;
  return isFull(line, firstWordWidth(next), width);
}

/** True when there is no room behind the line for so much more, beside the cell's margins. */
function isFull(line: TextLine, more: number, width: number): boolean {
  const margins = 1.2 * line.size;
  return line.right - line.left + more + margins > width;
}

const ENDED = /[。；;]$/;

/** Words set downwards have a character a line. */
function isOneCharacter(text: string): boolean {
  return Array.from(text).length === 1;
}

// with the brackets that must not end a line, and the signs that must not begin one
const WORD = /^[（“‘《〈〔【([]*(?:[\w.%+-]+|.)[，。、；：！？）”’》〉〕】)\]]*/u;

/** The room that a line's first word takes. */
export function firstWordWidth({ text, size, left, right }: TextLine): number {
  const word = WORD.exec(text)?.[0] ?? '';
  return Math.min(
    right - left,
    size * Array.from(word, widthOf).reduce((sum, width) => sum + width, 0),
  );
}

function widthOf(sign: string): number {
  return /[\u0020-\u00FF]/.test(sign) ? 0.5 : 1;
}

/** Words of Latin letters and figures are parted by the line's end; Chinese is not. */
export function glueBetween(before: string, after: string): string {
  return /[A-Za-z,.;:]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : '';
}
