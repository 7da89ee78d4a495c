// What bytes say of a file where no mark at its beginning tells: text, pages, and what lies in boxes.

const OLE_STREAMS: readonly [type: string, stream: string][] = [
  ['application/vnd.ms-outlook', '__properties_version1.0'],
  ['application/msword', 'WordDocument'],
  ['application/vnd.ms-powerpoint', 'PowerPoint Document'],
  ['application/vnd.ms-excel', 'Workbook'],
  ['application/vnd.ms-excel', 'Book'],
];

// the class of an installer, in the root of its box: {000C1084-0000-0000-C000-000000000046}
const INSTALLER = [0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46];

/** What an OLE box may be (old Word, WPS, Excel, an installer): one may lie within another. */
export function oleTypes(bytes: Uint8Array): string[] {
  const text = latin1(bytes);
  if (text.includes(latin1(Uint8Array.from(INSTALLER)))) return ['application/x-msi'];
  // names end with a zero sign
  const found = OLE_STREAMS.filter(([, stream]) => text.includes(utf16(`${stream}\0`)));
  return [...new Set(found.map(([type]) => type))];
}

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ZIP_ENTRIES: readonly [type: string, entry: string][] = [
  ['application/ofd', 'OFD.xml'],
  [`${OOXML}.wordprocessingml.document`, 'word/document.xml'],
  [`${OOXML}.spreadsheetml.sheet`, 'xl/workbook.xml'],
  [`${OOXML}.presentationml.presentation`, 'ppt/presentation.xml'],
];
const ZIP_DIRECTORY = 200_000;

/** What a ZIP file is by the names in it; null: just that. */
export function zipType(bytes: Uint8Array): string | null {
  // its directory stands at the end
  const names = latin1(bytes.subarray(Math.max(0, bytes.length - ZIP_DIRECTORY)));
  return ZIP_ENTRIES.find(([, name]) => names.includes(name))?.[0] ?? null;
}

// These meet the first four thousand signs of a file only.
const HEAD = 4096;

// what may stand before the first tag of a page
const PROLOG = /^(?:[^\w<#]|<\?xml[^>]*>|<!--[^]*?-->)*/;
const TEXTS: readonly [type: string, form: RegExp][] = [
  ['application/x-script', /^#!/],
  ['image/svg+xml', /^(?:<!doctype svg[^]*?>\s*)?<(?:\w+:)?svg[\s>]/i],
  ['text/html', /^<(?:!doctype\s+html|html|head|body|script)\b/i],
  ['multipart/related', /^[\w-]+:[^]*?\ncontent-type:\s*multipart\/related/i],
  ['message/rfc822', /^(?:received|return-path|message-id|from|date|subject):[^]*?\nmessage-id:/i],
];

/** What a file without a mark is: a page, a mail, a script, other text, or bytes that nobody knows. */
export function textType(bytes: Uint8Array): string {
  const head = bytes.subarray(0, HEAD);
  if (bytes.length === 0 || (!isUtf16(head) && head.some(isControl))) {
    return 'application/octet-stream';
  }
  const text = plain(head);
  const body = text.replace(PROLOG, '');
  const known = TEXTS.find(([, form]) => form.test(body))?.[0];
  return known ?? (/<\?xml\s/.test(text.slice(0, 20)) ? 'application/xml' : 'text/plain');
}

function isUtf16(bytes: Uint8Array): boolean {
  const mark = `${bytes[0]},${bytes[1]}`;
  return mark === '255,254' || mark === '254,255';
}

// tab, line feed, vertical tab, form feed, return and escape occur in text
function isControl(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b);
}

/** The signs of a text that are ASCII; what stands between them does not matter here. */
function plain(bytes: Uint8Array): string {
  return latin1(bytes).replaceAll('\0', '');
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

function utf16(text: string): string {
  return Array.from(text, (sign) => `${sign}\0`).join('');
}
