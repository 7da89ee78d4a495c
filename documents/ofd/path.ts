import { CLOSE, CURVE, LINE, MOVE, QUADRATIC } from '../layout/paths.ts';

// by letter: what it does, how many numbers it has, and how many of them a path of ours takes
const ACTS: Record<string, { act: number; numbers: number; taken: number }> = {
  S: { act: MOVE, numbers: 2, taken: 2 },
  M: { act: MOVE, numbers: 2, taken: 2 },
  L: { act: LINE, numbers: 2, taken: 2 },
  Q: { act: QUADRATIC, numbers: 4, taken: 4 },
  B: { act: CURVE, numbers: 6, taken: 6 },
  A: { act: CURVE, numbers: 7, taken: 6 }, // an arc: that it is bent is enough
  C: { act: CLOSE, numbers: 0, taken: 0 },
  Z: { act: CLOSE, numbers: 0, taken: 0 }, // not in the standard, but written
};

/**
 * The path of OFD's abbreviated data.
 * @example pathOf('M 0 0 L 10 0') // [0, 0, 0, 1, 10, 0]
 */
export function pathOf(data: string): number[] {
  const path: number[] = [];
  const words = data.match(/[A-Z]|[^A-Z\s,]+/g) ?? [];
  for (let at = 0; at < words.length; at += 1) {
    const act = ACTS[words[at] ?? ''];
    if (act === undefined) continue;
    const numbers = words.slice(at + 1, at + 1 + act.numbers).map(Number);
    if (numbers.length < act.numbers || numbers.some((number) => !Number.isFinite(number))) break;
    path.push(act.act, ...numbers.slice(0, act.taken));
    at += act.numbers;
  }
  return path;
}
