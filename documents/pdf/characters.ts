import { normaliseText } from '../../plan/text/repair.ts';
import { ASCENT, boxAround, type Matrix, multiply } from '../layout/matrix.ts';
import type { Run } from '../layout/page.ts';
import type { Pen, State } from './state.ts';

/** A character as pdf.js hands it on, or a number that moves the pen. */
export type Glyph =
  | number
  | { unicode?: string; width?: number; isSpace?: boolean; vmetric?: number[] | null };

/** A character on the page, and the quarter turns by which it is turned. */
export type PlacedCharacter = { run: Run; turns: number };

const WIDTH_UNIT = 0.001;

/** The characters of one showing of text, and the pen behind them. Slanting ones (watermarks) are none. */
export function placeText(glyphs: readonly Glyph[], state: State, pen: Pen) {
  const characters: PlacedCharacter[] = [];
  const vertical = state.font.vertical === true;
  const scale = state.size * (state.font.fontMatrix?.[0] ?? WIDTH_UNIT);
  const matrix = multiply(state.matrix, pen.matrix);
  let [x, y] = [pen.x, pen.y];
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      const move = (-glyph * state.size) / 1000;
      if (vertical) y += move;
      else x += move * state.stretch;
      continue;
    }
    const spacing = state.characterSpacing + (glyph.isSpace === true ? state.wordSpacing : 0);
    const width = (glyph.width ?? 0) * scale * state.stretch;
    const [down = -1000, originX = 500, originY = 880] = glyph.vmetric ?? [];
    const left = vertical ? x - originX * scale : x;
    const base = vertical ? y - originY * scale : y + state.rise;
    const character = characterAt(glyph.unicode ?? '', matrix, left, base, width, state.size);
    if (character) characters.push(character);
    if (vertical) y += down * scale + spacing;
    else x += width + spacing * state.stretch;
  }
  return { characters, pen: { ...pen, x, y } };
}

function characterAt(
  unicode: string,
  matrix: Matrix,
  left: number,
  base: number,
  width: number,
  size: number,
): PlacedCharacter | null {
  const turns = turnsOf(matrix);
  if (turns === null) return null;
  const box = boxAround(
    matrix,
    { x: left, y: base - (1 - ASCENT) * size },
    { x: left + width, y: base + ASCENT * size },
  );
  return { run: { text: cleaned(unicode), ...box }, turns };
}

/** The quarter turns (clockwise) of what a matrix maps; null where it slants. */
function turnsOf([a, b]: Matrix): number | null {
  const turns = Math.atan2(b, a) / (Math.PI / 2);
  const whole = Math.round(turns);
  return Math.abs(turns - whole) < 0.1 ? (whole + 4) % 4 : null;
}

function cleaned(unicode: string): string {
  // oxlint-disable-next-line no-control-regex -- fonts without names for their characters give these
  const text = unicode.replace(/[\u0000-\u0008\u000B-\u001F\u007F\u00AD]/g, '');
  return /[\u00A0\u2E80-\u3000]/.test(text) ? normaliseText(text) : text;
}
