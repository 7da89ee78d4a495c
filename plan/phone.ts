/**
 * The eleven digits of a mobile number of the mainland, however it is written; null for any other.
 *
 * @example mobileOf('+86 138-0000-0000') // '13800000000'
 */
export function mobileOf(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s()\-–—.]/g, '');
  return /^(?:\+?86|0086)?(1[3-9]\d{9})$/.exec(digits)?.[1] ?? null;
}

/** Words of a server or provider without any telephone number in them. */
export function withoutNumbers(words: string): string {
  return words.replace(/(?:\+?86|0086)?1[3-9]\d{9}(?!\d)/g, '<号码>');
}
