/** What a file's first bytes say it is; a file name's ending is never asked. */
export type FileKind = 'empty' | 'zip' | 'ole' | 'pdf' | 'rtf' | 'image' | 'binary' | 'text';

const MAGIC: [kind: FileKind, bytes: number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]], // docx, xlsx, ofd, new wps
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]], // doc, xls, old wps
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
];

/** The kind of file that these bytes begin. */
export function sniff(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  const known = MAGIC.find(([, magic]) => magic.every((byte, index) => bytes[index] === byte));
  if (known) return known[0];
  return isUtf16(bytes) || !hasControlBytes(bytes) ? 'text' : 'binary';
}

/** True when a byte order mark announces UTF-16, in which zero bytes are ordinary. */
export function isUtf16(bytes: Uint8Array): boolean {
  const mark = `${bytes[0]},${bytes[1]}`;
  return mark === '255,254' || mark === '254,255';
}

function hasControlBytes(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096);
  // tab, line feed, vertical tab, form feed, return and escape occur in text
  return head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b));
}
