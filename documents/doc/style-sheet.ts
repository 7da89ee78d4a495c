import { readSprms, SPRM, type Sprms, numberIn } from './sprms.ts';
import type { Formatted } from './runs.ts';
import { tablePart, within, type WordFile } from './word-file.ts';

/** What a paragraph is by its own properties and its style's. */
export type ParagraphLook = {
  level: number | null;
  centred: boolean;
  list: string | null;
  listLevel: number;
};

/** The paragraph styles of a .doc file. */
export type StyleSheet = { lookOf(formatted: Formatted): ParagraphLook };

type Style = { base: number; sprms: Sprms };

const STYLES = 1;
const PARAGRAPH_STYLE = 1;
const LONGEST_CHAIN = 20;
const BODY_TEXT = 9;
const CENTRED = 1;

/** The style sheet; styles 1 to 9 are the headings of these levels. */
export function readStyleSheet(file: WordFile): StyleSheet {
  const styles = stylesOf(tablePart(file.main, file.table, STYLES));
  return {
    lookOf({ style, sprms }) {
      const chain = chainFrom(styles, style);
      const all = [sprms, ...chain.map((number) => styles.get(number)?.sprms ?? new Map())];
      const nearest = (sprm: number) =>
        all.map((each) => numberIn(each, sprm)).find((value) => value !== null) ?? null;
      const heading = chain.find((number) => number >= 1 && number <= 9) ?? null;
      const outline = nearest(SPRM.outline);
      const level = outline === null ? heading : outline + 1;
      const list = nearest(SPRM.list);
      return {
        level: outline === BODY_TEXT || level === null || level > 4 ? null : level,
        centred: (nearest(SPRM.centred) ?? nearest(SPRM.centredOld)) === CENTRED,
        list: list === null || list <= 0 ? null : String(list),
        listLevel: nearest(SPRM.listLevel) ?? 0,
      };
    },
  };
}

function chainFrom(styles: Map<number, Style>, first: number): number[] {
  const chain = [first];
  while (chain.length < LONGEST_CHAIN) {
    const base = styles.get(chain.at(-1) ?? 0)?.base;
    if (base === undefined || chain.includes(base)) break;
    chain.push(base);
  }
  return chain;
}

function stylesOf(sheet: DataView): Map<number, Style> {
  const styles = new Map<number, Style>();
  if (sheet.byteLength < 6) return styles;
  const head = sheet.getUint16(4, true); // the size of a style's fixed part
  const count = sheet.getUint16(2, true);
  let place = 2 + sheet.getUint16(0, true);
  for (let number = 0; number < count && place + 2 <= sheet.byteLength; number += 1) {
    const size = sheet.getUint16(place, true);
    const style = styleIn(within(sheet, place + 2, size), head);
    if (style) styles.set(number, style);
    place += 2 + size;
  }
  return styles;
}

/** A paragraph style: its kind and base, its name, then its paragraph properties. */
function styleIn(style: DataView, head: number): Style | null {
  if (style.byteLength < head + 2) return null;
  const kind = style.getUint16(2, true);
  if ((kind & 0xf) !== PARAGRAPH_STYLE) return null;
  const afterName = head + 2 + 2 * style.getUint16(head, true) + 2;
  const place = afterName + (afterName % 2);
  if (place + 4 > style.byteLength) return null;
  const size = style.getUint16(place, true);
  return { base: kind >> 4, sprms: readSprms(within(style, place + 4, Math.max(0, size - 2))) };
}
