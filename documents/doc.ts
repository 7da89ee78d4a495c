import { readLists } from './doc/lists.ts';
import { type DocParagraph, paragraphsOf } from './doc/paragraphs.ts';
import { paragraphFormatting, runFormatting } from './doc/runs.ts';
import { readStyleSheet, type StyleSheet } from './doc/style-sheet.ts';
import { type DocRow, laidRows } from './doc/tables.ts';
import { brokenFile, openWordFile, type WordFile } from './doc/word-file.ts';
import { paragraphParts, tableParts } from './layout.ts';
import { type Numbering, numberingOf } from './numbering.ts';
import type { Part } from './parts.ts';

/**
 * The paragraphs and tables of a Word 97–2003 document (.doc) or an old WPS one (.wps) in its final
 * state, with automatic numbers written out. Text boxes and notes stand at the end.
 */
export function readDoc(bytes: Uint8Array, source: string): Part[] {
  try {
    const file = openWordFile(bytes, source);
    const [runs, paragraphs] = [runFormatting(file), paragraphFormatting(file)];
    const lists = readLists(file);
    const numbering = numberingOf((id) => lists.get(id) ?? null);
    const styles = readStyleSheet(file);
    return shownTexts(file).flatMap((range) =>
      new TextReader(styles, numbering).read(paragraphsOf(file, range, runs, paragraphs)),
    );
  } catch (cause) {
    // an offset that leads out of the file
    if (cause instanceof RangeError) throw brokenFile(source, cause);
    throw cause;
  }
}

/** The lengths of the texts stand in the head, in the order of the texts. */
const LENGTHS = {
  body: 0,
  footnotes: 1,
  headers: 2,
  macros: 3,
  comments: 4,
  endnotes: 5,
  boxes: 6,
};
const FIRST_LENGTH = 0x4c;

function shownTexts({ main }: WordFile): [start: number, end: number][] {
  const lengths = Object.values(LENGTHS).map((at) => main.getUint32(FIRST_LENGTH + 4 * at, true));
  const startOf = (text: number) => lengths.slice(0, text).reduce((sum, each) => sum + each, 0);
  return [LENGTHS.body, LENGTHS.boxes, LENGTHS.footnotes, LENGTHS.endnotes].map((text) => [
    startOf(text),
    startOf(text + 1),
  ]);
}

/** Puts the paragraphs of a text together to parts: the rows of a table are one part. */
class TextReader {
  readonly #styles: StyleSheet;
  readonly #numbering: Numbering;
  readonly #parts: Part[] = [];
  #rows: DocRow[] = [];
  #cells: Part[][] = [];
  #cell: Part[] = [];
  #inner: string[] = [];
  #begun = '';

  constructor(styles: StyleSheet, numbering: Numbering) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  read(paragraphs: DocParagraph[]): Part[] {
    for (const paragraph of paragraphs) {
      if (paragraph.depth > 1) this.#innerTable(paragraph);
      else if (paragraph.depth === 1) this.#inTable(paragraph);
      else {
        this.#endTable();
        this.#parts.push(...this.#partsOf(paragraph));
      }
    }
    this.#endTable();
    this.#endBegun();
    return this.#parts;
  }

  #inTable(paragraph: DocParagraph): void {
    if (this.#rows.length + this.#cells.length + this.#cell.length === 0) this.#endBegun();
    if (paragraph.ends === 'row') {
      const { sprms } = paragraph.formatted;
      // a row's mark alone may be hidden; of a deleted row nothing is left
      const isGone = paragraph.isMarkGone && this.#cells.every(isEmpty);
      if (!isGone) this.#rows.push({ cells: this.#cells, sprms });
      this.#cells = [];
      return;
    }
    this.#cell.push(...this.#partsOf(paragraph));
    if (paragraph.ends !== 'cell') return;
    this.#cells.push(this.#cell);
    this.#cell = [];
  }

  /** The rows of a table inside a cell are lines of the cell. */
  #innerTable(paragraph: DocParagraph): void {
    if (paragraph.ends !== 'row') {
      this.#inner.push(paragraph.text);
      return;
    }
    this.#cell.push({ kind: 'paragraph', text: this.#inner.join(' ') });
    this.#inner = [];
  }

  #endTable(): void {
    this.#parts.push(...tableParts(laidRows(this.#rows)), ...this.#cells.flat(), ...this.#cell);
    [this.#rows, this.#cells, this.#cell] = [[], [], []];
  }

  /** A paragraph whose mark is deleted cannot go on into a table or behind the end. */
  #endBegun(): void {
    if (this.#begun.trim() !== '') this.#parts.push({ kind: 'paragraph', text: this.#begun });
    this.#begun = '';
  }

  /** A paragraph whose mark is deleted goes on in the next. */
  #partsOf({ text, formatted, depth, ends, isMarkGone }: DocParagraph): Part[] {
    const whole = this.#begun + text;
    this.#begun = isMarkGone && ends === 'paragraph' ? whole : '';
    if (isMarkGone && (ends === 'paragraph' || whole.trim() === '')) return [];
    const look = this.#styles.lookOf(formatted);
    const { list, listLevel } = look;
    const number =
      list === null ? '' : this.#numbering.next({ list, level: listLevel, styles: [] });
    // a number alone says something only in a cell
    const alone = depth > 0 ? number.trim() : '';
    return paragraphParts(whole.trim() === '' ? alone : number + whole.trimStart(), look);
  }
}

function isEmpty(cell: Part[]): boolean {
  return cell.every((part) => part.kind === 'paragraph' && part.text.trim() === '');
}
