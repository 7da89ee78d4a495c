import type { Block } from '../plan/document.ts';
import { headingLevel, isTitle, splitHeading, withoutMarks } from './headings.ts';
import { type Line, linesOf, mendLines } from './lines.ts';
import { type Head, isTableLine, NO_HEAD, readRow, rowOfText } from './tables.ts';

/** The blocks of a normalised text in order: titles, headings, items, paragraphs and table rows. */
export function blocksOf(text: string): Block[] {
  return blocksOfLines(linesOf(text));
}

/** The blocks of lines in order; those that a page break tore apart are made whole. */
export function blocksOfLines(broken: Line[]): Block[] {
  const lines = mendLines(broken);
  const blocks: Block[] = [];
  let head: Head = NO_HEAD;
  let table = 0;
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (isRow(line)) {
      if (before === undefined || !isRow(before)) table += 1;
      const read = readRow(line.row ?? rowOfText(line, table), line.place, head);
      head = read.head;
      if (read.block) blocks.push(read.block);
    } else {
      blocks.push(...textBlocks(line, lines[index + 1]));
    }
  });
  return blocks;
}

function isRow(line: Line): boolean {
  return line.row !== undefined || isTableLine(line.text);
}

function textBlocks(line: Line, next: Line | undefined): Block[] {
  const { place } = line;
  const text = withoutMarks(line.text);
  const numbered = headingLevel(text) ?? headingLevel(line.text);
  if (isTitle(text) && headingLevel(text) === null && line.level === undefined) {
    return [{ kind: 'title', place, text }];
  }
  const level = line.level ?? numbered;
  if (level === null) return [{ kind: 'paragraph', place, text }];
  const headed = splitHeading(text, next !== undefined && isPlain(next));
  if (headed === null) {
    return [
      numbered === null ? { kind: 'paragraph', place, text } : { kind: 'item', place, text, level },
    ];
  }
  const heading: Block = { kind: 'heading', place, text: headed.heading, level };
  return headed.rest === ''
    ? [heading]
    : [heading, { kind: 'paragraph', place, text: headed.rest }];
}

function isPlain(line: Line): boolean {
  return headingLevel(line.text) === null && !isRow(line) && !isTitle(line.text);
}
