import { foldWidth } from './text/numerals.ts';

/** How much two texts say the same, from 0 to 1. */
export type Likeness = (one: string, other: string) => number;

/**
 * Compares texts of one document: by the share of the shorter one's pairs of characters that the
 * longer one has too, a pair weighing less the more of the texts have it. So the plan's subject,
 * named in every other task, makes no two of them alike; order and length do not matter, as an annex
 * shortens the body's words.
 * @example likenessAmong(texts)('开展义诊2次', '联合开展义诊活动2次以上') // near 1
 */
export function likenessAmong(texts: readonly string[]): Likeness {
  const holders = new Map<string, number>();
  for (const pair of texts.flatMap((text) => [...pairsOf(text)])) {
    holders.set(pair, (holders.get(pair) ?? 0) + 1);
  }
  const weigh = (pairs: Iterable<string>) =>
    // two texts may share a pair for saying the same; more share it for having one subject
    [...pairs].reduce((sum, pair) => sum + Math.min(1, 2 / (holders.get(pair) ?? 1)), 0);
  return (one, other) => {
    const [left, right] = [pairsOf(one), pairsOf(other)];
    const least = Math.min(weigh(left), weigh(right));
    return least === 0 ? 0 : weigh([...left].filter((pair) => right.has(pair))) / least;
  };
}

function pairsOf(text: string): Set<string> {
  const signs = foldWidth(text).replace(/[^\p{L}\p{N}]/gu, '');
  const length = Math.max(0, signs.length - 1);
  return new Set(Array.from({ length }, (_, at) => signs.slice(at, at + 2)));
}
