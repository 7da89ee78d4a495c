/** Where a block stands: 1-based line of the source, and its character span in the normalised text. */
export type Place = { line: number; start: number; end: number };

/** A table row: `cells` as written, `head` the names of the columns that the row stands under. */
export type RowBlock = { kind: 'row'; place: Place; text: string; cells: string[]; head: string[] };

/**
 * The parts that every reader turns a document into. `text` is the block's own text without its
 * numbering's white space; `level` of a heading is 1 for 一、, 2 for （一）, 3 for 1. and 4 for （1）.
 */
export type Block =
  | { kind: 'title' | 'paragraph'; place: Place; text: string }
  | { kind: 'heading'; place: Place; text: string; level: number }
  | RowBlock;

/** A document as its reader saw it: `text` is normalised (line ends, radicals), `blocks` in order. */
export type SourceDocument = { source: string; text: string; blocks: Block[] };
