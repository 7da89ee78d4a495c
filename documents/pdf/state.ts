import { IDENTITY, type Matrix } from '../layout/matrix.ts';

/** What pdf.js says of a font: the scale of its widths, and whether it is set downwards. */
export type Font = { fontMatrix?: number[]; vertical?: boolean };

/** The state of drawing that `q` saves and `Q` brings back. */
export type State = {
  matrix: Matrix;
  font: Font;
  size: number;
  characterSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  stroke: string;
  fill: string;
};

/** The state at the beginning of a page that is mapped by `matrix`. */
export function stateAt(matrix: Matrix): State {
  return {
    matrix,
    font: {},
    size: 0,
    characterSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
    stroke: BLACK,
    fill: BLACK,
  };
}

const BLACK = '#000000';

/** Where the next character goes: the matrix of its line, and how far the line is written. */
export type Pen = { matrix: Matrix; lineX: number; lineY: number; x: number; y: number };

/** The pen at the beginning of a text. */
export function penAt(matrix: Matrix = IDENTITY): Pen {
  return { matrix, lineX: 0, lineY: 0, x: 0, y: 0 };
}

/** The pen moved from the beginning of its line. */
export function moved(pen: Pen, x: number, y: number): Pen {
  const [lineX, lineY] = [pen.lineX + x, pen.lineY + y];
  return { matrix: pen.matrix, lineX, lineY, x: lineX, y: lineY };
}
