/**
 * Where a block stands: 1-based line and character span in the normalised text, and the page where
 * the format has pages.
 */
export type Place = { line: number; start: number; end: number; page?: number };

/**
 * Where a table's cell stands in the normalised text, and how many rows and columns it takes. Places
 * that a merged cell covers have 0: those below repeat its text and span, those beside it are empty.
 */
export type CellSpan = { start: number; end: number; rows: number; columns: number };

/**
 * A table row: `cells` as written, `spans` their places, `head` the names of the columns that the row
 * stands under, `table` the number of its table in the document.
 */
export type RowBlock = {
  kind: 'row';
  place: Place;
  text: string;
  cells: string[];
  spans: CellSpan[];
  head: string[];
  table: number;
};

/**
 * The parts that every reader turns a document into. `text` is the block's own text without its
 * numbering's white space; `level` of a heading or list item is 1 for 一、, 2 for （一）, 3 for 1. and
 * 4 for （1）. An item is running text with a number before it.
 */
export type Block =
  | { kind: 'title' | 'paragraph'; place: Place; text: string }
  | { kind: 'heading'; place: Place; text: string; level: number }
  | { kind: 'item'; place: Place; text: string; level: number }
  | RowBlock;

/**
 * A document as its reader saw it: `text` is normalised (line ends, radicals), `blocks` in order.
 * `gaps`: the pages that could not be read, scans for instance.
 */
export type SourceDocument = { source: string; text: string; blocks: Block[]; gaps?: number[] };
