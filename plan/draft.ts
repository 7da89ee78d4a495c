import type { Place } from './document.ts';
import type { Count, Dismissal, Issue } from './extracted.ts';
import type { Span } from './text/locate.ts';
import type { Units } from './units.ts';

/** What the document says of one obligation, gathered but not yet interpreted. */
export type Draft = {
  quote: string;
  /** All words of the obligation; more than the quote where a torn cell parts them. */
  words: string;
  /** The whole sentence or cell, for words that qualify the quote from outside it. */
  context: string;
  place: Place;
  /** The whole paragraph or row that holds it. */
  block: Span;
  section: string | null;
  number: string | null;
  /** The time that a column, a bracket or a dated heading states. */
  stated: string | null;
  units: Units;
  remark: string;
  /** The figure of a budget's row, which stands in a column of its own. */
  amount: Count | null;
};

/**
 * What became of a clause; each one of the document has an outcome. `part`: it says more of the task
 * beside it; `rule`: it says something for several.
 */
export type Outcome =
  | { line: number; text: string; outcome: 'task' | 'rule' | 'part' }
  | { line: number; text: string; outcome: 'dismissed'; reason: Dismissal };

/** What a part of the document holds: `drafts` in order, `outcomes` of its clauses, and doubts. */
export type PartReading = { drafts: Draft[]; outcomes: Outcome[]; issues: Issue[] };
