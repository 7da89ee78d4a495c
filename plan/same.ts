import { foldWidth } from './text/numerals.ts';

/** Texts that say nearly the same as one: the text, and how much, from 0 to 1. */
export type Alike = { text: string; like: number };

/** Finds among the texts it was made of those that share telling words with another. */
export type Comparison = (text: string) => Alike[];

// a pair of characters that more texts share is no sign that two of them say the same
const MOST_HOLDERS = 40;
// too few words to say the same as others: 310, 会议
const FEWEST_PAIRS = 3;

/**
 * Compares texts of one document: by the share of the shorter one's pairs of characters that the
 * longer one has too, a pair weighing less the more of the texts have it. So the plan's subject,
 * named in every other task, makes no two of them alike; order and length do not matter, as an annex
 * shortens the body's words. `among` are those that are found, `all` those that weigh the pairs.
 * @example comparison(['联合开展义诊活动2次以上'], texts)('开展义诊2次') // like near 1
 */
export function comparison(among: readonly string[], all: readonly string[]): Comparison {
  const pairs = new Map([...among, ...all].map((text) => [text, pairsOf(text)]));
  const holders = countHolders(all.map((text) => pairs.get(text) ?? new Set()));
  // two texts may share a pair for saying the same; more share it for having one subject
  const weight = (pair: string) => Math.min(1, 2 / (holders.get(pair) ?? 1));
  const weigh = (some: Iterable<string>) => [...some].reduce((sum, pair) => sum + weight(pair), 0);
  const weights = new Map([...pairs].map(([text, own]) => [text, weigh(own)]));
  const found = indexOf(among, pairs, holders);
  return (text) => {
    const own = pairs.get(text) ?? pairsOf(text);
    if (own.size < FEWEST_PAIRS) return [];
    const candidates = new Set([...own].flatMap((pair) => found.get(pair) ?? []));
    return [...candidates]
      .filter((candidate) => (pairs.get(candidate)?.size ?? 0) >= FEWEST_PAIRS)
      .map((candidate) => {
        const others = pairs.get(candidate) ?? new Set();
        const least = Math.min(weights.get(text) ?? weigh(own), weights.get(candidate) ?? 0);
        const shared = weigh([...own].filter((pair) => others.has(pair)));
        return { text: candidate, like: least === 0 ? 0 : shared / least };
      });
  };
}

function countHolders(sets: readonly Set<string>[]): Map<string, number> {
  const holders = new Map<string, number>();
  for (const set of sets) {
    for (const pair of set) holders.set(pair, (holders.get(pair) ?? 0) + 1);
  }
  return holders;
}

/** Which of the texts hold a pair, for pairs that tell texts apart. */
function indexOf(
  among: readonly string[],
  pairs: ReadonlyMap<string, Set<string>>,
  holders: ReadonlyMap<string, number>,
): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const text of new Set(among)) {
    for (const pair of pairs.get(text) ?? []) {
      if ((holders.get(pair) ?? 0) > MOST_HOLDERS) continue;
      const texts = index.get(pair);
      if (texts) texts.push(text);
      else index.set(pair, [text]);
    }
  }
  return index;
}

function pairsOf(text: string): Set<string> {
  const signs = foldWidth(text).replace(/[^\p{L}\p{N}]/gu, '');
  const length = Math.max(0, signs.length - 1);
  return new Set(Array.from({ length }, (_, at) => signs.slice(at, at + 2)));
}
