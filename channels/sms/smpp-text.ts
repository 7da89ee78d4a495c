const WHOLE = 140; // bytes of one short message: 70 characters
const PART = 134; // six bytes less, for the header that joins the parts: 67 characters

/** A text as the bytes of UCS-2, the only alphabet of short messages with Chinese in it. */
export function ucs2(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/**
 * The short messages of a text, each with the header that lets the phone join them. `reference` is
 * the same on every try, so that a part that comes twice is one part.
 */
export function messageParts(text: string, reference: number): Buffer[] {
  const bytes = ucs2(text);
  if (bytes.length <= WHOLE) return [bytes];
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = from + PART;
    // a character of two halves is not torn
    const high = bytes.length > to ? bytes.readUInt16BE(to - 2) : 0;
    const end = high >= 0xd800 && high < 0xdc00 ? to - 2 : to;
    pieces.push(bytes.subarray(from, end));
    from = end;
  }
  return pieces.map((piece, index) =>
    Buffer.concat([Buffer.from([5, 0, 3, reference & 0xff, pieces.length, index + 1]), piece]),
  );
}
