import type { CellSpan, Place, SourceDocument } from '../plan/document.ts';
import { normaliseText } from '../plan/text/repair.ts';
import { blocksOfLines } from './blocks.ts';
import { isTitle } from './headings.ts';
import type { Line } from './lines.ts';
import { gridOf } from './grid.ts';
import type { PagedPart, ParagraphPart, TableCell, TablePart } from './parts.ts';
import type { Row } from './tables.ts';

/** The document that a reader's parts make up: its text, a paragraph or row after the other, and its blocks. */
export function assemble(source: string, parts: readonly PagedPart[]): SourceDocument {
  const writer = new Writer();
  let table = 0;
  for (const part of titlesJoined(parts)) {
    if (part.kind === 'paragraph') writer.paragraph(part);
    else if (part.kind === 'table') writer.table(part, (table += 1));
  }
  const gaps = parts.flatMap((part) => (part.kind === 'gap' ? [part.page] : []));
  const document = { source, text: writer.text, blocks: blocksOfLines(writer.lines) };
  return gaps.length === 0 ? document : { ...document, gaps };
}

/** A text as it grows, and its lines with their places in it. */
class Writer {
  text = '';
  readonly lines: Line[] = [];
  #line = 1;

  paragraph({ text, page, level }: ParagraphPart): void {
    for (const line of normaliseText(text).split('\n')) {
      if (line.trim() === '') continue;
      const place = { ...this.#write(line, '\n'), ...(page === undefined ? {} : { page }) };
      this.lines.push({ text: line, place, ...(level === undefined ? {} : { level }) });
    }
  }

  table({ rows, page }: TablePart, table: number): void {
    const spans = new Map<TableCell, Pick<CellSpan, 'start' | 'end'>>();
    for (const slots of gridOf(rows)) {
      const [line, start] = [this.#line, this.text.length];
      const row: Row = { cells: slots.map(({ text }) => text), spans: [], table };
      slots.forEach((slot, at) => {
        const span = this.#write(
          slot.begins ? slot.cell.text : '',
          at === slots.length - 1 ? '\n' : '\t',
        );
        if (slot.begins) spans.set(slot.cell, span);
        const written = (slot.columns > 0 && spans.get(slot.cell)) || span;
        row.spans.push({
          start: written.start,
          end: written.end,
          rows: slot.rows,
          columns: slot.columns,
        });
      });
      const end = this.text.length - 1;
      const place = { line, start, end, ...(page === undefined ? {} : { page }) };
      this.lines.push({ text: row.cells.join('\t'), place, row });
    }
  }

  #write(text: string, end: string): Place {
    const start = this.text.length;
    const place = { line: this.#line, start, end: start + text.length };
    this.text += text + end;
    this.#line += (text + end).split('\n').length - 1;
    return place;
  }
}

const ENDS_A_TITLE = /[〔﹝[［]\d{4}|[日号]$|[：:。，；]/;

/** A title set over several centred lines is one. */
function titlesJoined(parts: readonly PagedPart[]): PagedPart[] {
  const joined: PagedPart[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const goesOn =
      isCentred(before) && isCentred(part) && before.page === part.page && !isWhole(before.text);
    if (goesOn && isTitleLine(part.text)) {
      joined[joined.length - 1] = {
        ...before,
        text: before.text.trimEnd() + part.text.trimStart(),
      };
    } else joined.push(part);
  }
  return joined;
}

function isCentred(part: PagedPart | undefined): part is ParagraphPart {
  return part?.kind === 'paragraph' && part.centred === true;
}

function isWhole(text: string): boolean {
  return isTitle(text) || ENDS_A_TITLE.test(text);
}

function isTitleLine(text: string): boolean {
  return isTitle(text) || (/[\u4E00-\u9FFF]/.test(text) && !ENDS_A_TITLE.test(text));
}
