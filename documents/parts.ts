/**
 * What a reader of an office format hands on: paragraphs and tables in reading order, cleaned of
 * what is layout only (page heads and feet, tracked deletions), with automatic numbers written out.
 */
export type Part = ParagraphPart | TablePart;

/** What a reader of pages hands on: also the pages of which it can read nothing. */
export type PagedPart = Part | GapPart;

/**
 * A paragraph, or a line where the format knows lines only (those that break off are joined later).
 * `page` counts from 1. `level`: of a heading by its style or outline, 1 to 4. `centred`: set in the
 * middle of the line, as titles are.
 */
export type ParagraphPart = {
  kind: 'paragraph';
  text: string;
  page?: number;
  level?: number;
  centred?: boolean;
};

/** A table by rows; every row has the cells that begin in it, as in HTML. */
export type TablePart = { kind: 'table'; rows: TableCell[][]; page?: number };

/** A page that shows something, but no text that can be read: a scan among pages of text. */
export type GapPart = { kind: 'gap'; page: number };

/** A cell that takes `rows` × `columns` places; its paragraphs stand on lines of their own. */
export type TableCell = { text: string; rows: number; columns: number };
