/** A piece of text where it stands: its box in points from the page's top left; `mark`: its tag's. */
export type Run = {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  mark?: number;
};

/** A straight line that is drawn on a page, in points from its top left. */
export type Rule = { x1: number; y1: number; x2: number; y2: number };

/** A table as a file's tags tell it: its rows of cells, each with the marks of the text in it. */
export type TaggedTable = { marks: number[]; rows: number; columns: number }[][];

/** Why nothing can be read on a page: a picture covers it, or its fonts do not name their characters. */
export type Fault = 'picture' | 'fonts';

/** A page as it is drawn, upright. */
export type PlacedPage = {
  page: number;
  width: number;
  height: number;
  runs: Run[];
  rules: Rule[];
  tagged?: TaggedTable[];
  unread?: Fault;
};
