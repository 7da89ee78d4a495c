import { paragraphParts } from '../layout.ts';
import type { Numbering } from '../numbering.ts';
import type { Part } from '../parts.ts';
import { child, type XmlElement } from '../xml.ts';
import { chosen, isPlaceholder, readInline } from './inline.ts';
import { hasProperty, type Styles } from './styles.ts';
import { readTable } from './table.ts';

/** What reading a document's text needs to know and keeps: notes are gathered in the order met. */
export type Context = { styles: Styles; numbering: Numbering; notes: XmlElement[] };

const WRAPPERS = new Set(['customXml', 'ins', 'moveTo', 'AlternateContent', 'sdtContent']);

/** The paragraphs and tables in a body, a cell, a text box or a note. */
export function readBody(container: XmlElement, context: Context): Part[] {
  return new BodyReader(container, context).read();
}

/** The paragraph as it grows, when the mark at its end is deleted and the next one joins it. */
type Begun = { text: string; boxes: XmlElement[] };

class BodyReader {
  readonly #parts: Part[] = [];
  readonly #container: XmlElement;
  readonly #context: Context;
  #begun: Begun | null = null;

  constructor(container: XmlElement, context: Context) {
    this.#container = container;
    this.#context = context;
  }

  read(): Part[] {
    for (const element of this.#container.children) this.#visit(element);
    this.#endBegun();
    return this.#parts;
  }

  #visit(element: XmlElement): void {
    if (element.name === 'p') this.#paragraph(element);
    else if (element.name === 'tbl') this.#table(element);
    else if (element.name === 'sdt') {
      if (!isContentsTable(element) && !isPlaceholder(element))
        for (const each of element.children) this.#visit(each);
    } else if (WRAPPERS.has(element.name)) for (const each of chosen(element)) this.#visit(each);
  }

  #paragraph(paragraph: XmlElement): void {
    const { styles, numbering, notes } = this.#context;
    const properties = child(paragraph, 'pPr');
    const style = styles.paragraph(properties);
    if (style.isContents) return; // headings follow, these are their list
    const inline = readInline(paragraph, styles, style.hidden);
    notes.push(...inline.notes);
    const text = (this.#begun?.text ?? '') + inline.text;
    const boxes = [...(this.#begun?.boxes ?? []), ...inline.boxes];
    this.#begun = null;
    if (isMarkGone(properties)) {
      this.#begun = { text, boxes };
      return;
    }
    const number = style.numbering === null ? '' : numbering.next(style.numbering);
    this.#parts.push(...paragraphParts(this.#numbered(number, text), style));
    this.#textBoxes(boxes);
  }

  /** A number alone says something only in a cell, where a column of 序号 often counts by itself. */
  #numbered(number: string, text: string): string {
    if (text.trim() !== '') return number + text.trimStart();
    return this.#container.name === 'tc' ? number.trim() : '';
  }

  #table(table: XmlElement): void {
    this.#endBegun();
    this.#parts.push(...readTable(table, (cell) => readBody(cell, this.#context)));
  }

  #endBegun(): void {
    const begun = this.#begun;
    this.#begun = null;
    if (begun === null) return;
    if (begun.text.trim() !== '') this.#parts.push({ kind: 'paragraph', text: begun.text });
    this.#textBoxes(begun.boxes);
  }

  #textBoxes(boxes: XmlElement[]): void {
    for (const box of boxes) this.#parts.push(...readBody(box, this.#context));
  }
}

/**
 * A mark that is deleted, moved away or hidden, or that of a large initial in a frame of its own: what
 * follows goes on in the same paragraph.
 */
function isMarkGone(properties: XmlElement | undefined): boolean {
  const mark = child(properties, 'rPr');
  return (
    child(mark, 'del') !== undefined ||
    child(mark, 'moveFrom') !== undefined ||
    hasProperty(mark, 'vanish') ||
    /drop|margin/.test(child(properties, 'framePr')?.attributes['dropCap'] ?? '')
  );
}

function isContentsTable(control: XmlElement): boolean {
  const gallery = child(child(child(control, 'sdtPr'), 'docPartObj'), 'docPartGallery');
  return /table of contents/i.test(gallery?.attributes['val'] ?? '');
}
