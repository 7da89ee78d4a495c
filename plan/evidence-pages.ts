// Whether a page runs or fetches something where it is opened. A file is a page by its bytes or by the
// ending of its name: a double click goes by the name alone. All is read once from front to end: no
// expression here can look twice at the same megabytes.

import { endingOf } from './evidence-files.ts';

const PAGES = ['text/html', 'image/svg+xml', 'multipart/related'];
const DATA = 'application/xml';

// what a browser opens as a page of its own, whatever lies in it
const PAGE_ENDINGS = ['html', 'htm', 'xhtml', 'xht', 'shtml', 'shtm', 'svg', 'svgz'];
const MAIL_ENDINGS = ['mht', 'mhtml'];
const DATA_ENDINGS = ['xml', 'xsl', 'xslt'];
const ENDINGS = new Set([...PAGE_ENDINGS, ...MAIL_ENDINGS, ...DATA_ENDINGS]);

type Named = { name: string; mediaType: string };

/** True of a name that a browser opens as a page. */
export function isPageName(name: string): boolean {
  return ENDINGS.has(endingOf(name));
}

/**
 * True of a page, told by its bytes or its name, that runs or fetches something when it is opened.
 * @example isActivePage({ name: '照片.html', mediaType: 'text/plain' }, bytes)
 */
export function isActivePage({ name, mediaType }: Named, bytes: Uint8Array): boolean {
  const ending = endingOf(name);
  if (!PAGES.includes(mediaType) && mediaType !== DATA && !ENDINGS.has(ending)) return false;
  const isMail = mediaType === 'multipart/related' || MAIL_ENDINGS.includes(ending);
  const isPage = isMail || PAGES.includes(mediaType) || PAGE_ENDINGS.includes(ending);
  const text = signsOf(bytes);
  if (isPage ? isActiveText(text) : isActiveData(text)) return true;
  return isMail && mailTexts(text).some(isActiveText);
}

const ELEMENTS =
  /<(?:[^\s<>:/]+:)?(?:script|iframe|frame|fencedframe|object|embed|applet|foreignObject)\b/i;
const FORMS = [
  ELEMENTS,
  /<\?xml-stylesheet/i,
  new RegExp(`(?:${torn('javascript')}|${torn('vbscript')})\\s*:`, 'i'),
  /[\s"'/]on[a-z]{3,}\s*=/i,
  /\bhttp-equiv\s*=\s*["']?\s*refresh/i,
];

function isActiveText(text: string): boolean {
  const read = withoutReferences(text);
  return FORMS.some((form) => form.test(read));
}

// XML is a page only by elements of these namespaces: a signature's <ds:Object> is none
const NAMESPACES = /w3\.org\/(?:1999\/xhtml|2000\/svg)|<!entity/i;

/** XML that is data may hold any names; it becomes a page by its style sheet or by its namespaces. */
function isActiveData(text: string): boolean {
  if (/<\?xml-stylesheet/i.test(text)) return true;
  return NAMESPACES.test(withoutReferences(text)) && isActiveText(text);
}

/** A word as an address may hold it: browsers leave out tabs and line ends. */
function torn(word: string): string {
  return word.split('').join('[\\t\\r\\n]*');
}

const LETTERS = /&#(?:x0*([\da-f]{1,2})(?![\da-f])|0*(\d{1,3})(?!\d));?|&(tab|newline|colon);/gi;
const NAMED: Record<string, string> = { tab: '\t', newline: '\n', colon: ':' };

/** The text with the letters that are written as numbers: "&#106;avascript:" runs as well. */
function withoutReferences(text: string): string {
  if (!text.includes('&')) return text;
  // what is written as &#60; opens no element, unless it stands in an entity of the page's own
  const opens = /<!entity/i.test(text);
  return text.replace(LETTERS, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code >= 128 || (code === 60 && !opens)) return whole;
    return String.fromCharCode(code);
  });
}

/** What a saved page holds besides: its text without the breaks of a mail, and its packed parts. */
function mailTexts(text: string): string[] {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const whole = lines
    .replace(/=[ \t]*\n/g, '')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return [whole, ...packedTexts(lines)];
}

const PACKED = /^content-transfer-encoding[ \t]{0,9}:[^:]{0,200}?base64/gim;

/** The parts of a saved page that are written in base64, each once. */
function packedTexts(lines: string): string[] {
  const texts: string[] = [];
  const form = new RegExp(PACKED);
  while (form.exec(lines) !== null) {
    const head = lines.indexOf('\n\n', form.lastIndex);
    if (head < 0) break;
    const next = lines.indexOf('\n--', head + 1);
    const end = next < 0 ? lines.length : next;
    const letters = lines.slice(head, end).replace(/[^A-Za-z\d+/]/g, '');
    texts.push(seen(atob(letters.slice(0, letters.length - (letters.length % 4)))));
    form.lastIndex = end;
  }
  return texts;
}

/** The signs of a text that are ASCII; what stands between them does not matter here. */
function signsOf(bytes: Uint8Array): string {
  return seen(new TextDecoder('latin1').decode(bytes));
}

/** Without the halves of UTF-16 that say nothing, and the turns of ISO-2022-JP. */
function seen(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\u001B(B', '').replaceAll('\u001B(J', '');
}
