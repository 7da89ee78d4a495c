// The same signs written otherwise: each is read from the bytes once, since an expression that calls
// back for every one of millions of them takes many seconds.

/** How many bytes are read at a place and the sign that they mean: `many * 256 + sign`; 0: none. */
type Read = (bytes: Uint8Array, at: number) => number;

const [LINE, RETURN, ESCAPE, HASH, AND, EQUALS] = [0x0a, 0x0d, 0x1b, 0x23, 0x26, 0x3d];
const [SEMICOLON, LESS, OPEN, X] = [0x3b, 0x3c, 0x28, 0x78];

/** The bytes without the halves of UTF-16 that say nothing, and the turns of ISO-2022-JP. */
export function seenSigns(bytes: Uint8Array): Uint8Array {
  return rewritten(bytes, ESCAPE, (given, at) => {
    const isTurn = given[at + 1] === OPEN && (given[at + 2] === 0x42 || given[at + 2] === 0x4a);
    return isTurn ? 3 * 256 : 0;
  });
}

/** The bytes with lines that end alike. */
export function evenLines(bytes: Uint8Array): Uint8Array {
  return rewritten(bytes, RETURN, (given, at) => (given[at + 1] === LINE ? 256 : 256 + LINE));
}

/** The bytes of a part that a mail wrote as quoted-printable; its lines end alike. */
export function unquoted(bytes: Uint8Array): Uint8Array {
  return rewritten(bytes, EQUALS, (given, at) => {
    const [high, low] = [digitAt(given, at + 1, 16), digitAt(given, at + 2, 16)];
    if (high >= 0 && low >= 0) return 3 * 256 + high * 16 + low;
    let end = at + 1;
    while (given[end] === 0x20 || given[end] === 0x09) end += 1;
    return given[end] === LINE ? (end + 1 - at) * 256 : 0;
  });
}

/**
 * The bytes with the letters that a page writes as numbers: "&#106;avascript:" runs as well. What is
 * written as &#60; opens no element, unless it stands in an entity of the page's own: `opens`.
 */
export function unreferred(bytes: Uint8Array, opens: boolean): Uint8Array {
  return rewritten(bytes, AND, (given, at) => {
    if (given[at + 1] !== HASH) return namedAt(given, at);
    const base = ((given[at + 2] ?? 0) | 0x20) === X ? 16 : 10;
    const first = at + (base === 16 ? 3 : 2);
    let [end, code] = [first, 0];
    for (let digit = digitAt(given, end, base); digit >= 0; digit = digitAt(given, end, base)) {
      code = Math.min(code * base + digit, 0x10_00_00);
      end += 1;
    }
    if (code === 0 || code >= 128 || (code === LESS && !opens)) return 0;
    if (given[end] === SEMICOLON) end += 1;
    return (end - at) * 256 + code;
  });
}

const NAMED = [
  { letters: Array.from('tab;', codeOf), sign: 0x09 },
  { letters: Array.from('newline;', codeOf), sign: LINE },
  { letters: Array.from('colon;', codeOf), sign: 0x3a },
];

function namedAt(bytes: Uint8Array, at: number): number {
  const named = NAMED.find(({ letters }) =>
    letters.every((letter, index) => ((bytes[at + 1 + index] ?? 0) | 0x20) === (letter | 0x20)),
  );
  return named === undefined ? 0 : (named.letters.length + 1) * 256 + named.sign;
}

/** The value of a digit; -1: there is none. */
function digitAt(bytes: Uint8Array, at: number, base: 10 | 16): number {
  const byte = bytes[at] ?? 0;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return base === 16 && letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/** The bytes with what is read at each `mark` instead of what stands there; zeros are left out. */
function rewritten(bytes: Uint8Array, mark: number, read: Read): Uint8Array {
  const written = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const found = byte === mark ? read(bytes, at) : 0;
    const sign = found === 0 ? byte : found % 256;
    at += found === 0 ? 1 : Math.floor(found / 256);
    if (sign === 0) continue;
    written[length] = sign;
    length += 1;
  }
  return written.subarray(0, length);
}

function codeOf(sign: string): number {
  return sign.charCodeAt(0);
}
