import { foldWidth } from './text/numerals.ts';

/**
 * How much two texts say the same, from 0 to 1: the share of the shorter one's pairs of characters
 * that the longer one has too. Order and length do not matter, as an annex shortens the body's words.
 * @example likeness('开展义诊2次', '联合开展义诊活动2次以上') // 1 for all but 诊2
 */
export function likeness(one: string, other: string): number {
  const [left, right] = [pairsOf(one), pairsOf(other)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return shared / Math.max(1, Math.min(left.size, right.size));
}

function pairsOf(text: string): Set<string> {
  const signs = foldWidth(text).replace(/[^\p{L}\p{N}]/gu, '');
  const pairs = Array.from({ length: Math.max(0, signs.length - 1) }, (_, at) =>
    signs.slice(at, at + 2),
  );
  return new Set(pairs);
}
