import { child, childrenOf, type XmlElement } from '../xml.ts';
import { hasProperty, type Styles } from './styles.ts';

/** What a paragraph holds: its text, the text boxes that hang on it, the notes that it refers to. */
export type Inline = { text: string; boxes: XmlElement[]; notes: XmlElement[] };

// elements that only wrap what belongs to the text
const WRAPPERS = new Set([
  'ins',
  'moveTo',
  'hyperlink',
  'fldSimple',
  'smartTag',
  'customXml',
  'sdt',
  'sdtContent',
  'dir',
  'bdo',
  'oMath',
  'oMathPara',
  'ruby',
  'rubyBase',
  'AlternateContent',
  'Choice',
  'Fallback',
]);

// signs of symbol fonts that people tick with; the other ones are decoration
const SYMBOLS: Record<string, string> = {
  F052: '☑',
  F0FE: '☑',
  F0FC: '√',
  F0A8: '□',
  F0A3: '□',
  F06F: '□',
};

/** The text that a reader sees in a paragraph: with insertions, without deletions, codes and comments. */
export function readInline(paragraph: XmlElement, styles: Styles, hidden: boolean): Inline {
  const inline: Inline = { text: '', boxes: [], notes: [] };
  // a field is begun, its code, a separator, its result, an end; fields may stand in codes
  const codes: boolean[] = [];
  const visit = (element: XmlElement) => {
    if (element.name === 'r') for (const each of runOf(element, styles, hidden)) take(each);
    else if (WRAPPERS.has(element.name) && !isPlaceholder(element)) {
      for (const each of chosen(element)) visit(each);
    }
  };
  const take = (piece: XmlElement) => {
    if (piece.name === 'fldChar') turn(codes, piece.attributes['fldCharType']);
    else if (piece.name === 'ruby') visit(piece);
    else if (piece.name === 'AlternateContent') for (const each of chosen(piece)) take(each);
    else if (!codes.includes(true)) add(inline, piece);
  };
  for (const each of paragraph.children) visit(each);
  return inline;
}

/** The children of an element of which only one alternative counts: the newer, or the fallback. */
export function chosen(element: XmlElement): XmlElement[] {
  if (element.name !== 'AlternateContent') return element.children;
  const choice = child(element, 'Choice') ?? child(element, 'Fallback');
  return choice?.children ?? [];
}

/** A content control that still asks to be filled in (“单击此处输入文字”). */
export function isPlaceholder(element: XmlElement): boolean {
  return hasProperty(child(element, 'sdtPr'), 'showingPlcHdr');
}

function runOf(run: XmlElement, styles: Styles, hidden: boolean): XmlElement[] {
  const properties = child(run, 'rPr');
  const own = child(properties, 'vanish');
  const isHidden = own ? hasProperty(properties, 'vanish') : hidden || styles.hidesRun(properties);
  // a hidden run may begin a field that others end
  return isHidden ? childrenOf(run, 'fldChar') : run.children;
}

function turn(codes: boolean[], type: string | undefined): void {
  if (type === 'begin') codes.push(true);
  else if (type === 'separate' && codes.length > 0) codes[codes.length - 1] = false;
  else if (type === 'end') codes.pop();
}

function add(inline: Inline, piece: XmlElement): void {
  switch (piece.name) {
    case 't':
      inline.text += piece.text;
      return;
    case 'tab':
    case 'ptab':
      inline.text += ' '; // a tab would look like the next cell of a table
      return;
    case 'br':
    case 'cr':
      inline.text += '\n';
      return;
    case 'noBreakHyphen':
      inline.text += '-';
      return;
    case 'sym':
      inline.text += SYMBOLS[piece.attributes['char']?.toUpperCase() ?? ''] ?? '';
      return;
    case 'symEx':
      inline.text += characterOf(piece.attributes['char']);
      return;
    case 'footnoteReference':
    case 'endnoteReference':
      inline.notes.push(piece);
      return;
    case 'drawing':
    case 'pict':
    case 'object':
      inline.boxes.push(...boxesIn(piece));
      return;
    default:
  }
}

/** A sign beyond the older versions' reach, such as an emoji, is written by its number. */
function characterOf(code: string | undefined): string {
  const number = Number.parseInt(code ?? '', 16);
  return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : '';
}

function boxesIn(element: XmlElement): XmlElement[] {
  if (element.name === 'txbxContent') return [element];
  return chosen(element).flatMap(boxesIn);
}
