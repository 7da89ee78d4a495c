// Whether a page runs or fetches something where it is opened. A file is a page by its bytes or by the
// ending of its name: a double click goes by the name alone. All is read once from front to end: no
// expression here can look twice at the same megabytes.

import { endingOf } from './evidence-files.ts';
import { evenLines, seenSigns, unquoted, unreferred } from './evidence-signs.ts';

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
  const signs = seenSigns(bytes);
  const text = textOf(signs);
  if (isPage ? isActiveText(text) : isActiveData(text)) return true;
  return isMail && mailTexts(signs).some(isActiveText);
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
  return FORMS.some((form) => form.test(text));
}

// XML is a page only by elements of these namespaces: a signature's <ds:Object> is none
const NAMESPACES = /w3\.org\/(?:1999\/xhtml|2000\/svg)|<!entity/i;

/** XML that is data may hold any names; it becomes a page by its style sheet or by its namespaces. */
function isActiveData(text: string): boolean {
  if (/<\?xml-stylesheet/i.test(text)) return true;
  return NAMESPACES.test(text) && isActiveText(text);
}

/** A word as an address may hold it: browsers leave out tabs and line ends. */
function torn(word: string): string {
  return word.split('').join('[\\t\\r\\n]*');
}

/** What a saved page holds besides: its text as it was before a mail broke it, and packed parts. */
function mailTexts(signs: Uint8Array): string[] {
  const lines = evenLines(signs);
  return [textOf(unquoted(lines)), ...packedTexts(latin1(lines))];
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
    texts.push(textOf(unpacked(letters)));
    form.lastIndex = end;
  }
  return texts;
}

function unpacked(letters: string): Uint8Array {
  const text = atob(letters.slice(0, letters.length - (letters.length % 4)));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return seenSigns(bytes);
}

/** The signs of a page that are ASCII, as a browser reads them; the others do not matter here. */
function textOf(signs: Uint8Array): string {
  const text = latin1(signs);
  return text.includes('&') ? latin1(unreferred(signs, /<!entity/i.test(text))) : text;
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
