import type { Block, CellSpan, SourceDocument } from './document.ts';
import { lineAt } from './text/locate.ts';
import { isPageNumber } from './text/repair.ts';

/** A block of a document as it is shown: where its text stands, not the text itself. */
export type OutlineBlock = {
  kind: 'title' | 'paragraph' | 'heading' | 'item' | 'row';
  line: number;
  start: number;
  end: number;
  page?: number;
  level?: number;
  /** Of a row: its table, and its cells as they stand in the text. */
  table?: number;
  cells?: CellSpan[];
};

/**
 * The blocks of a document without their texts, which the document's own text holds. Of a heading and
 * what follows it in the same line, the line is shown once.
 */
export function outlineOf({ text, blocks }: SourceDocument): OutlineBlock[] {
  const all = blocks.map(outlined);
  const shown = all.filter(({ start, end }, index) => {
    const next = all[index + 1];
    return next === undefined || next.start >= end || next.start > start;
  });
  return shown.flatMap((block, index) => {
    const before = shown[index - 1] ?? { line: 1, start: 0, end: 0 };
    return [...between(text, before, block), block];
  });
}

/** What stands between two blocks: the heads of tables, and what no reader took for a block. */
function between(
  text: string,
  before: Pick<OutlineBlock, 'line' | 'start' | 'end'>,
  next: OutlineBlock,
): OutlineBlock[] {
  const gap = text.slice(before.end, next.start);
  if (gap.trim() === '') return [];
  return outlineOfText(gap).flatMap(({ line, start, end }): OutlineBlock[] => {
    const words = gap.slice(start, end);
    if (isPageNumber(words)) return [];
    const place = {
      line: lineAt(text, before.end, before) + line - 1,
      start: before.end + start,
      end: before.end + end,
    };
    if (next.table === undefined || !words.includes('\t')) return [{ kind: 'paragraph', ...place }];
    return [{ kind: 'row', ...place, table: next.table, cells: cellsOf(words, place.start) }];
  });
}

function cellsOf(words: string, from: number): CellSpan[] {
  let start = from;
  return words.split('\t').map((cell) => {
    const span = { start, end: start + cell.length, rows: 1, columns: 1 };
    start = span.end + 1;
    return span;
  });
}

function outlined(block: Block): OutlineBlock {
  const { kind, place } = block;
  if (kind === 'row') return { kind, ...place, table: block.table, cells: block.spans };
  return 'level' in block ? { kind, ...place, level: block.level } : { kind, ...place };
}

/** The lines of a text as paragraphs, for a plan whose outline was not kept. */
export function outlineOfText(text: string): OutlineBlock[] {
  const blocks: OutlineBlock[] = [];
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const end = start + line.length;
    if (line.trim() !== '') blocks.push({ kind: 'paragraph', line: index + 1, start, end });
    start = end + 1;
  }
  return blocks;
}
