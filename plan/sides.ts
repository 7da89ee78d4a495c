import type { ExtractedSide } from './extracted.ts';
import { foldWidth } from './text/numerals.ts';

// A place's name ends in its rank; words of plans that could stand before it are no part of it.
const PLACE =
  '(?<NAME>(?:(?![年于发的和与及对由月印省市，。《])[\\u4E00-\\u9FA5]){1,4}?[省市县区旗州])';
const PAIRED =
  '(?:[-]{1,2}|与|(?:开展|进行)?(?:结对|对口)(?:帮扶|支援|协作|合作)?|支持|帮扶|支援|援助|协作)';
// 青禾县教育局与云岭县教育局
const BODY = '(?:(?![省市县区旗州与])[\\u4E00-\\u9FA5]){0,10}?';
const PAIR = new RegExp(
  `${PLACE.replace('NAME', 'one')}${BODY}${PAIRED}${PLACE.replace('NAME', 'other')}`,
);

/**
 * The two sides of a plan between places, the first named first; [] for a plan of one place.
 * The texts are tried in order: a title tells more surely than a sentence.
 * @example findSides(['2024年青禾县对口云岭县协作方案']) // 青禾县, 云岭县
 */
export function findSides(texts: string[]): ExtractedSide[] {
  for (const text of texts) {
    const names = PAIR.exec(foldWidth(text))?.groups;
    if (names?.['one'] && names['other'] && names['one'] !== names['other']) {
      return [sideOf(names['one']), sideOf(names['other'])];
    }
  }
  return [];
}

function sideOf(words: string): ExtractedSide {
  const name = words.replace(/^制定/, '');
  // 赵县 has no shorter form
  return { name, short: name.length > 2 ? name.slice(0, -1) : name };
}

/** The side that a text begins with, in full or in short, or null. */
export function leadingSide(text: string, sides: readonly ExtractedSide[]): ExtractedSide | null {
  return sides.find((side) => text.startsWith(side.short)) ?? null;
}
