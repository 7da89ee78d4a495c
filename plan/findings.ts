import type { Place } from './document.ts';

// What is found in a document beside its tasks, for people to settle: proposals and doubts.

export type DeliveryForm = 'paper' | 'electronic' | 'stamped' | 'original' | 'scan';

/** How something is to be handed in: in which forms, how many copies, to whom (docs/office-rules.md, 19). */
export type Delivery = {
  forms: DeliveryForm[];
  copies: number | null;
  recipients: string[];
  mailbox: string | null;
};

/** The time that a recurring report tells of: before its due day, the one that holds it, or to be asked. */
export type Reporting = 'before' | 'same' | 'ask';

/** A unit that may answer a task of nobody's, and why: a proposal, never set by the machine. */
export type Candidate = { unit: string; why: string };

/** Names that may mean one unit, and why. */
export type Alias = { names: string[]; why: string };

/** A name that stands for several, with those named in the plan that it may stand for. */
export type Collective = { name: string; members: string[]; why: string };

/** Words of the document, and where they stand. */
export type Saying = { text: string; place: Place };

/**
 * An amount that is a part of the listed money or the same money said again: it is never added.
 * `lines` are the items of the budget that it consists of or repeats.
 */
export type FundsRelation = {
  kind: 'subtotal' | 'same';
  amount: number;
  unit: string;
  lines: string[];
  says: Saying[];
};

export type ConflictKind =
  | 'report-before-work'
  | 'body-and-annex'
  | 'actor-not-listed'
  | 'other-side-listed'
  | 'misspelt-unit'
  | 'leaders-crowded'
  | 'after-overall-end'
  | 'totals'
  | 'funds-source'
  | 'said-twice';

/** Places of a document that do not go together: what each says, the question and its answers, likeliest first. */
export type Conflict = {
  kind: ConflictKind;
  tasks: string[];
  says: Saying[];
  question: string;
  choices: string[];
};
