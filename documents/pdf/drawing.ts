import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Matrix, matrixOf, multiply } from '../layout/matrix.ts';
import type { Rule, Run } from '../layout/page.ts';
import { filledRules, strokedRules } from '../layout/paths.ts';
import { type Glyph, placeText } from './characters.ts';
import { type Font, moved, type Pen, penAt, type State, stateAt } from './state.ts';

/** The operators of a page as pdf.js gives them. */
export type Operators = { fnArray: number[]; argsArray: (Operands | null)[] };

type Operands = ArrayLike<unknown>;

/**
 * What a page's operators draw. `aside`: the characters that do not stand upright; `turns`: how many do,
 * and how many are turned by one to three quarters. `picture`: the area of its largest picture.
 */
export type Drawing = {
  runs: Run[];
  aside: Run[];
  rules: Rule[];
  turns: number[];
  shapes: number;
  picture: number;
};

/** Draws a page's operators; `matrix` maps the page to points from its top left. */
export function draw(
  { fnArray, argsArray }: Operators,
  matrix: Matrix,
  fontNamed: (name: string) => Font,
): Drawing {
  const canvas = new Canvas(matrix, fontNamed);
  fnArray.forEach((operator, at) => ACTS[operator]?.(canvas, argsArray[at] ?? []));
  return canvas.drawing;
}

const ACTS: Record<number, (canvas: Canvas, operands: Operands) => void> = {
  [OPS.save]: (canvas) => canvas.save(),
  [OPS.restore]: (canvas) => canvas.restore(),
  [OPS.beginGroup]: (canvas) => canvas.save(),
  [OPS.endGroup]: (canvas) => canvas.restore(),
  [OPS.paintFormXObjectBegin]: (canvas, operands) => {
    canvas.save();
    canvas.transform(numbersIn(operands[0]));
  },
  [OPS.paintFormXObjectEnd]: (canvas) => canvas.restore(),
  [OPS.transform]: (canvas, operands) => canvas.transform(numbersIn(operands)),
  [OPS.setStrokeRGBColor]: (canvas, operands) => canvas.set({ stroke: String(operands[0]) }),
  [OPS.setFillRGBColor]: (canvas, operands) => canvas.set({ fill: String(operands[0]) }),
  [OPS.setGState]: (canvas, operands) => canvas.setAll(operands[0]),
  [OPS.setFont]: (canvas, operands) => canvas.setFont(operands[0], operands[1]),
  [OPS.setCharSpacing]: (canvas, operands) => canvas.set({ characterSpacing: first(operands) }),
  [OPS.setWordSpacing]: (canvas, operands) => canvas.set({ wordSpacing: first(operands) }),
  [OPS.setHScale]: (canvas, operands) => canvas.set({ stretch: first(operands) / 100 }),
  [OPS.setLeading]: (canvas, operands) => canvas.set({ leading: first(operands) }),
  [OPS.setTextRise]: (canvas, operands) => canvas.set({ rise: first(operands) }),
  [OPS.beginText]: (canvas) => canvas.setPen(penAt()),
  [OPS.setTextMatrix]: (canvas, operands) => {
    canvas.setPen(penAt(matrixOf(numbersIn(operands[0] ?? []))));
  },
  [OPS.moveText]: (canvas, operands) => canvas.move(numbersIn(operands)),
  [OPS.setLeadingMoveText]: (canvas, operands) => {
    const [x = 0, y = 0] = numbersIn(operands);
    canvas.set({ leading: -y });
    canvas.move([x, y]);
  },
  [OPS.nextLine]: (canvas) => canvas.nextLine(),
  [OPS.showText]: (canvas, operands) => canvas.show(operands[0]),
  [OPS.beginMarkedContent]: (canvas) => canvas.mark(null),
  [OPS.beginMarkedContentProps]: (canvas, operands) => canvas.mark(operands[1]),
  [OPS.endMarkedContent]: (canvas) => canvas.unmark(),
  [OPS.constructPath]: (canvas, operands) => canvas.path(Number(operands[0]), operands[1]),
};

const STROKES = [
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
];
const FILLS = [OPS.fill, OPS.eoFill];
const WHITE = '#ffffff';

/** Keeps the state of drawing and writes down where text and rules come to stand. */
class Canvas {
  readonly drawing: Drawing = {
    runs: [],
    aside: [],
    rules: [],
    turns: [0, 0, 0, 0],
    shapes: 0,
    picture: 0,
  };
  readonly #fontNamed: (name: string) => Font;
  readonly #saved: State[] = [];
  readonly #marks: (number | null)[] = [];
  #state: State;
  #pen: Pen = penAt();

  constructor(matrix: Matrix, fontNamed: (name: string) => Font) {
    this.#state = stateAt(matrix);
    this.#fontNamed = fontNamed;
  }

  save(): void {
    this.#saved.push(this.#state);
  }

  restore(): void {
    this.#state = this.#saved.pop() ?? this.#state;
  }

  transform(numbers: number[]): void {
    const matrix = multiply(this.#state.matrix, matrixOf(numbers));
    this.set({ matrix });
    // a picture fills the unit square, which is blown up to the picture's size before
    const [a, b, c, d] = matrix;
    this.drawing.picture = Math.max(this.drawing.picture, Math.abs(a * d - b * c));
  }

  set(part: Partial<State>): void {
    this.#state = { ...this.#state, ...part };
  }

  setAll(entries: unknown): void {
    for (const entry of Array.isArray(entries) ? entries : []) {
      if (Array.isArray(entry) && entry[0] === 'Font' && Array.isArray(entry[1])) {
        this.setFont(entry[1][0], entry[1][1]);
      }
    }
  }

  setFont(name: unknown, size: unknown): void {
    this.set({ font: this.#fontNamed(String(name)), size: Number(size) || 0 });
  }

  setPen(pen: Pen): void {
    this.#pen = pen;
  }

  move([x = 0, y = 0]: number[]): void {
    this.#pen = moved(this.#pen, x, y);
  }

  nextLine(): void {
    this.move([0, -this.#state.leading]);
  }

  show(glyphs: unknown): void {
    if (!areGlyphs(glyphs)) return;
    const { characters, pen } = placeText(glyphs, this.#state, this.#pen);
    this.#pen = pen;
    const mark = this.#marks.findLast((id) => id !== null);
    for (const { run, turns } of characters) {
      const runs = turns === 0 ? this.drawing.runs : this.drawing.aside;
      runs.push(mark === undefined || mark === null ? run : { ...run, mark });
      this.drawing.turns[turns] = (this.drawing.turns[turns] ?? 0) + 1;
    }
  }

  mark(id: unknown): void {
    this.#marks.push(typeof id === 'number' ? id : null);
  }

  unmark(): void {
    this.#marks.pop();
  }

  #draw(rules: Rule[]): void {
    for (const rule of rules) this.drawing.rules.push(rule); // too many for one push's arguments
  }

  path(operator: number, data: unknown): void {
    const { matrix, stroke, fill } = this.#state;
    const path: unknown = Array.isArray(data) ? data[0] : null;
    if (!(path instanceof Float32Array)) return;
    if (STROKES.includes(operator) && stroke !== WHITE) {
      this.#draw(strokedRules(path, matrix));
    }
    if (FILLS.includes(operator)) {
      this.drawing.shapes += 1;
      if (fill !== WHITE) this.#draw(filledRules(path, matrix));
    }
  }
}

function numbersIn(operands: unknown): number[] {
  return isList(operands) ? Array.from(operands, Number) : [];
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || value instanceof Float32Array;
}

function areGlyphs(value: unknown): value is Glyph[] {
  return Array.isArray(value);
}

function first(operands: Operands): number {
  return Number(operands[0]) || 0;
}
