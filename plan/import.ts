import type { ExtractedPlan, ExtractedSide } from './extracted.ts';
import type { OutlineBlock } from './outline.ts';
import { foldName } from './names.ts';

/**
 * How far a file on its way to a draft is. `asking`: which side is ours must be said; `internal`: it
 * is marked as not for everybody, and nothing of it was kept.
 */
export type ImportStage = 'reading' | 'finding' | 'asking' | 'internal' | 'ready' | 'refused';

/** What a document holds, kept until somebody says which side is ours. */
export type FoundPlan = { extracted: ExtractedPlan; sourceText: string; outline: OutlineBlock[] };

/** A reader that says nothing for so long is gone, in milliseconds. */
export const READER_GONE = 30_000;

/**
 * The side that is likely ours: the one of the office that imports; null: nothing tells.
 * @example likelyHome('青禾县', sides) // '青禾县'
 */
export function likelyHome(
  officeSide: string | null,
  sides: readonly ExtractedSide[],
): string | null {
  if (officeSide === null) return null;
  if (sides.length === 0) return officeSide;
  const name = foldName(officeSide);
  const found = sides.find((side) => [side.name, side.short].map(foldName).includes(name));
  return found?.name ?? null;
}
