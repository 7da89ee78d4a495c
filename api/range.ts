/** A part of a file: its first and last byte. */
export type Part = { start: number; end: number };

/**
 * The part of `size` bytes that a Range header asks for; null: all of them, as where it names several
 * parts or is none; `beyond`: there is nothing there (RFC 9110, 14).
 * @example partAsked('bytes=-500', 2000) // { start: 1500, end: 1999 }
 */
export function partAsked(header: string | undefined, size: number): Part | 'beyond' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '') return last === '' ? null : tail(Number(last), size);
  const [start, end] = [Number(first), last === '' ? size - 1 : Number(last)];
  if (last !== '' && end < start) return null;
  return start >= size ? 'beyond' : { start, end: Math.min(end, size - 1) };
}

function tail(length: number, size: number): Part | 'beyond' {
  if (length === 0 || size === 0) return 'beyond';
  return { start: Math.max(0, size - length), end: size - 1 };
}
