/** An affine map as PDF and OFD write it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export type Point = { x: number; y: number };

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** What a character takes above its base line, by the measure of Chinese fonts. */
export const ASCENT = 0.88;

/** The matrix of six numbers as a file states them; anything else changes nothing. */
export function matrixOf(numbers: readonly number[]): Matrix {
  const [a, b, c, d, e, f] = numbers;
  const all = [a, b, c, d, e, f].every((number) => Number.isFinite(number));
  return all ? [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0] : IDENTITY;
}

/** The map that applies `inner` first and `outer` to what comes out. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}

/** The point to which a matrix maps a point. */
export function apply([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The upright box around a mapped rectangle. */
export function boxAround(matrix: Matrix, one: Point, other: Point) {
  const corners = [one, other, { x: one.x, y: other.y }, { x: other.x, y: one.y }].map((corner) =>
    apply(matrix, corner),
  );
  const x = Math.min(...corners.map((corner) => corner.x));
  const y = Math.min(...corners.map((corner) => corner.y));
  return {
    x,
    y,
    width: Math.max(...corners.map((corner) => corner.x)) - x,
    height: Math.max(...corners.map((corner) => corner.y)) - y,
  };
}
