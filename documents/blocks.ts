import type { Block } from '../plan/document.ts';
import { headingLevel, isTitle, splitHeading, withoutMarks } from './headings.ts';
import { type Line, linesOf, mendLines } from './lines.ts';
import { isTableLine, rowsOf } from './tables.ts';

/** The blocks of a normalised text in order: titles, headings, paragraphs and table rows. */
export function blocksOf(text: string): Block[] {
  const lines = mendLines(linesOf(text));
  const blocks: Block[] = [];
  let head: string[] = [];
  lines.forEach((line, index) => {
    if (isTableLine(line.text)) {
      const table = rowsOf([line], head);
      head = table.head;
      blocks.push(...table.rows);
    } else {
      blocks.push(...textBlocks(line, lines[index + 1]));
    }
  });
  return blocks;
}

function textBlocks(line: Line, next: Line | undefined): Block[] {
  const { place } = line;
  const text = withoutMarks(line.text);
  const level = headingLevel(text) ?? headingLevel(line.text);
  if (isTitle(text) && headingLevel(text) === null) return [{ kind: 'title', place, text }];
  if (level === null) return [{ kind: 'paragraph', place, text }];
  const headed = splitHeading(text, next !== undefined && isPlain(next.text));
  if (headed === null) return [{ kind: 'paragraph', place, text }];
  const heading: Block = { kind: 'heading', place, text: headed.heading, level };
  return headed.rest === ''
    ? [heading]
    : [heading, { kind: 'paragraph', place, text: headed.rest }];
}

function isPlain(line: string): boolean {
  return headingLevel(line) === null && !isTableLine(line) && !isTitle(line);
}
