import type { CellSpan, SourceDocument } from './document.ts';

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

/** The blocks of a document without their texts, which the document's own text holds. */
export function outlineOf({ blocks }: SourceDocument): OutlineBlock[] {
  return blocks.map((block): OutlineBlock => {
    const { kind, place } = block;
    if (kind === 'row') return { kind, ...place, table: block.table, cells: block.spans };
    return 'level' in block ? { kind, ...place, level: block.level } : { kind, ...place };
  });
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
