import type { DeadlineReading } from './deadline/parse.ts';
import type { Place } from './document.ts';
import type {
  Alias,
  Candidate,
  Collective,
  Conflict,
  Delivery,
  FundsRelation,
  Reporting,
} from './findings.ts';
import type { Span } from './text/locate.ts';

export type PlainDate = string; // 'YYYY-MM-DD'; see date.ts

/** Days from `from` to `to`, both included. */
export type DateRange = { from: PlainDate; to: PlainDate };

/** How strictly a date or number binds: 原则上, 力争, 左右 → soft; 建议, 可 → advice. */
export type Force = 'firm' | 'soft' | 'advice';

/** `joint`: one occurrence for all units together; `each`: one per unit (各…分别…). */
export type Distribution = 'joint' | 'each';

/** `deadline`: own occurrences; `return`: a row in the unit's periodic return; `record`: kept only. */
export type Tracking = 'deadline' | 'return' | 'record';

export type DeadlineKind = 'once' | 'recurring' | 'window' | 'none';

/**
 * A deadline as read: the words of the source, its kind, and every due date inside the plan's
 * periods, ascending. `inherited`: the date is the document's overall end, not the task's own.
 */
export type Deadline = {
  text: string | null;
  kind: DeadlineKind;
  due: PlainDate[];
  inherited?: boolean;
  assumed?: boolean; // no words set it: a figure alone is due on the plan's last day
};

export type Count = {
  op: '>=' | '=' | '~';
  value: number;
  unit: string;
  per: 'year' | 'quarter' | 'month' | 'half-year' | 'each' | 'plan';
};

export type Milestone = { text: string; date: PlainDate; force: Force };

/**
 * The words that set a task's time, read as a rule; `place` is theirs in the text, null where they
 * stand outside the task's own block (a stage's heading, a label below).
 */
export type TimeReading = Omit<DeadlineReading, 'start'> & { place: Span | null };

/** Something in the document that could not be read for certain: where, what was expected, what stood there. */
export type Issue = { where: string; line: number; expected: string; found: string };

/** One obligation as the document states it; FORMAT of `duban extract --json`. */
export type ExtractedTask = {
  id: string; // t01, t02 … in document order
  quote: string; // contiguous text of the source
  title: string; // ≤ 25 characters
  section: string | null;
  place: Place; // of the quote itself
  number: string | null; // the row's number in an annex table ("2.1")
  lead: string[]; // accountable units as written, 两地 expanded
  support: string[];
  actor: string | null;
  force: Force;
  distribution: Distribution;
  tracking: Tracking;
  deadline: Deadline;
  reading: TimeReading | null; // null where the plan's own end gives the date
  count: Count | null;
  otherCounts: Count[];
  milestones: Milestone[];
  evidence: string[];
  delivery: Delivery | null; // null: the text says nothing of how it is handed in
  reporting: Reporting | null; // null: no recurring report
  candidates: Candidate[]; // for a task that no unit answers; proposals only
  alsoInBody: string | null;
  bodyPlace: Place | null; // of what alsoInBody quotes
  issues: Issue[];
};

/**
 * Why a clause is no task: a signature or print line, the words that head others, background, an aim,
 * a principle, what is done already, a call that nobody can tick off, or words that ask for nothing.
 */
export type Dismissal =
  | 'signature'
  | 'heading'
  | 'background'
  | 'aim'
  | 'principle'
  | 'past'
  | 'call'
  | 'nothing';

/**
 * A clause of the document and what became of it: a `task` (with its id; null for one that another
 * task took in), a `rule` for several tasks, a `part` that says more of a task beside it, or
 * `dismissed` for a reason.
 */
export type Clause = {
  line: number;
  text: string;
  outcome: 'task' | 'rule' | 'part' | 'dismissed';
  task: string | null;
  reason: Dismissal | null;
};

/** A party to a two-sided plan, in full ("青禾县") with the short form the text uses ("青禾"). */
export type ExtractedSide = { name: string; short: string };

export type ExtractedPlan = {
  source: string;
  title: string;
  documentNumber: string | null;
  issued: PlainDate | null;
  periods: number[];
  range: DateRange | null; // where the title names less than whole years (2024—2025学年)
  sides: ExtractedSide[];
  overallEnd: { text: string; date: PlainDate; force: Force } | null;
  recipientOffice: string | null; // who reports go to (上报至县乡村振兴局); it never owes itself a report
  funds: { item: string; amount: number; unit: string }[];
  fundsTotal: number | null;
  fundsRelations: FundsRelation[];
  tasks: ExtractedTask[];
  aliases: Alias[];
  collectives: Collective[];
  conflicts: Conflict[];
  issues: Issue[];
  clauses: Clause[]; // all of the document's; coverage counts them
  coverage: { clauses: number; tasks: number; rules: number; parts: number; dismissed: number };
};
