import { XMLParser } from 'fast-xml-parser';
import { DocumentError } from '../plan/errors.ts';

/** An element of an XML file: names without their namespaces' prefixes, `text` its own text only. */
export type XmlElement = {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
};

// deeper than any office program nests, and shallow enough for functions that call themselves
const DEEPEST = 250;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false, // decoded below: the five of XML and characters by number, none declared
  ignorePiTags: true,
  jPath: false,
  maxNestedTags: DEEPEST,
});

/** The root element of an XML file; `where` names it in messages. */
export function parseXml(bytes: Uint8Array, where: string): XmlElement {
  const text = new TextDecoder(isUtf16(bytes) ? 'utf-16le' : 'utf-8').decode(bytes);
  // office programs write none, and declared entities can grow without bound
  if (/<!DOCTYPE/i.test(text)) throw unreadable(where);
  try {
    const nodes: unknown = parser.parse(text);
    const [root] = elementsOf(nodes);
    if (root) return root;
  } catch (cause) {
    throw unreadable(where, cause);
  }
  throw unreadable(where);
}

/** The first child of this name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name);
}

/** All children of this name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((each) => each.name === name) ?? [];
}

/** The `val` attribute of the child of this name, which is how OOXML writes a property. */
export function valueOf(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['val'];
}

function unreadable(where: string, cause?: unknown): DocumentError {
  const message = '文件内容已损坏或不规范。请用 Word 或 WPS 打开后另存一份再试';
  return new DocumentError(where, message, { cause });
}

function isUtf16(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xfe;
}

function elementsOf(nodes: unknown): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const node of objectsIn(nodes)) {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined || name === '#text') continue;
    const inside = node[name];
    elements.push({
      name,
      attributes: attributesOf(node[':@']),
      children: elementsOf(inside),
      text: textOf(inside),
    });
  }
  return elements;
}

/** The parser's answer is a list of objects with one property each, and the attributes beside it. */
function objectsIn(nodes: unknown): Record<string, unknown>[] {
  return Array.isArray(nodes) ? nodes : [];
}

function attributesOf(group: unknown): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(group ?? {})) {
    attributes[name] = decoded(String(value));
  }
  return attributes;
}

function textOf(nodes: unknown): string {
  const texts = objectsIn(nodes).map((node) => node['#text']);
  return decoded(texts.filter((text) => typeof text === 'string').join(''));
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name)] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
