import type { Rule } from './page.ts';

/** A rule across (`at` is its height) or down (`at` is its distance from the left). */
export type Segment = { at: number; from: number; to: number };

/** Rules that are no further apart are one; a table's corners are drawn no more exactly. */
export const NEAR = 3;

const SHORTEST = 3;

/** The rules across and down of a page, pieces of one line put together; slanting ones are left out. */
export function segmentsOf(rules: readonly Rule[]): { across: Segment[]; down: Segment[] } {
  const across: Segment[] = [];
  const down: Segment[] = [];
  for (const { x1, y1, x2, y2 } of rules) {
    if (Math.abs(y1 - y2) < 1) across.push(segment((y1 + y2) / 2, x1, x2));
    else if (Math.abs(x1 - x2) < 1) down.push(segment((x1 + x2) / 2, y1, y2));
  }
  return { across: joined(across), down: joined(down) };
}

function segment(at: number, one: number, other: number): Segment {
  return { at, from: Math.min(one, other), to: Math.max(one, other) };
}

function joined(segments: Segment[]): Segment[] {
  const lines = linesOf(segments.toSorted((one, other) => one.at - other.at));
  return lines.flatMap(piecesJoined).filter(({ from, to }) => to - from > SHORTEST);
}

/** The segments of one line each, within the thickness of a rule. */
function linesOf(sorted: Segment[]): Segment[][] {
  const lines: Segment[][] = [];
  let first: Segment | undefined;
  for (const piece of sorted) {
    if (first && piece.at - first.at < NEAR / 2) lines.at(-1)?.push(piece);
    else lines.push([(first = piece)]);
  }
  return lines;
}

function piecesJoined(line: Segment[]): Segment[] {
  const whole: Segment[] = [];
  for (const piece of line.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (last && piece.from <= last.to + NEAR) last.to = Math.max(last.to, piece.to);
    else whole.push({ ...piece });
  }
  return whole;
}
