import { apply, type Matrix, type Point } from './matrix.ts';
import type { Rule } from './page.ts';

/** A path's pieces, each a chain of points; those with curves are no rules. */
type Chain = { points: Point[]; isCurved: boolean };

/** What a path does next; its coordinates follow, for a curve three points, for a quadratic one two. */
export const [MOVE, LINE, CURVE, QUADRATIC, CLOSE] = [0, 1, 2, 3, 4];

const THICKEST = 3;

/** The lines of a stroked path, which is written as numbers the way pdf.js does. */
export function strokedRules(path: ArrayLike<number>, matrix: Matrix): Rule[] {
  return chainsOf(path, matrix)
    .filter(({ isCurved }) => !isCurved)
    .flatMap(({ points }) =>
      points.slice(1).flatMap((point, at): Rule[] => {
        const from = points[at];
        return from ? [{ x1: from.x, y1: from.y, x2: point.x, y2: point.y }] : [];
      }),
    );
}

/** The lines that a filled path draws as thin rectangles. */
export function filledRules(path: ArrayLike<number>, matrix: Matrix): Rule[] {
  return chainsOf(path, matrix)
    .filter(({ isCurved }) => !isCurved)
    .flatMap(({ points }) => thinBox(points) ?? []);
}

function thinBox(points: Point[]): Rule | null {
  const [left, right] = extent(points.map(({ x }) => x));
  const [top, bottom] = extent(points.map(({ y }) => y));
  if (Math.min(right - left, bottom - top) > THICKEST) return null;
  const isFlat = bottom - top <= right - left;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return isFlat ? { x1: left, y1: y, x2: right, y2: y } : { x1: x, y1: top, x2: x, y2: bottom };
}

/** The least and the greatest; there may be more values than a call takes arguments. */
function extent(values: number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([least, greatest], value) => [Math.min(least, value), Math.max(greatest, value)],
    [Infinity, -Infinity],
  );
}

function chainsOf(path: ArrayLike<number>, matrix: Matrix): Chain[] {
  const chains: Chain[] = [];
  let chain: Chain = { points: [], isCurved: false };
  for (let at = 0; at < path.length; ) {
    const act = path[at];
    at += 1;
    if (act === MOVE) chains.push((chain = { points: [], isCurved: false }));
    if (act === CURVE || act === QUADRATIC) chain.isCurved = true;
    if (act === MOVE || act === LINE) chain.points.push(pointAt(path, at, matrix));
    if (act === CLOSE) close(chain);
    at += sizeOf(act);
  }
  return chains;
}

function pointAt(path: ArrayLike<number>, at: number, matrix: Matrix): Point {
  return apply(matrix, { x: path[at] ?? 0, y: path[at + 1] ?? 0 });
}

function close({ points }: Chain): void {
  if (points[0]) points.push(points[0]);
}

function sizeOf(act: number | undefined): number {
  if (act === MOVE || act === LINE) return 2;
  if (act === CURVE) return 6;
  return act === QUADRATIC ? 4 : 0;
}
