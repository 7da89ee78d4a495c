/** A number from 0 to 2³² − 1 that follows from a text alone, alike on every machine (FNV-1a). */
export function textHash(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  }
  return hash;
}
