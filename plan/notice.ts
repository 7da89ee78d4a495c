import type { PlainDate } from './date.ts';

/**
 * What a notice is about. `remind`, `urge` and `escalate` are withdrawn when the occurrence is
 * completed or ends; the others tell of something that has happened and stay.
 */
export type NoticeKind =
  | 'assign' // the list of all tasks, once per unit and plan
  | 'chase' // please acknowledge the list
  | 'remind'
  | 'milestone'
  | 'quarter' // a long task's line in the first digest of a quarter
  | 'urge'
  | 'escalate' // to the unit's own leader
  | 'list' // to the supervising leader, in the weekly list
  | 'list-review' // the weekly list lies with the coordinator
  | 'call' // a line of the coordinator's call list
  | 'verify' // a completion waits for the verifier
  | 'returned'
  | 'decided' // an extension was granted or refused
  | 'asked' // an extension was asked for
  | 'ended' // waived or cancelled
  | 'liaison' // lies with the other side
  | 'mend-contact'; // somebody cannot be reached

export const WITHDRAWABLE: readonly NoticeKind[] = [
  'remind',
  'milestone',
  'quarter',
  'urge',
  'escalate',
  'list',
  'call',
];

/** The facts that a notice was made of; names of people and free text never stand here. */
export type NoticeFacts = {
  dueOn?: PlainDate;
  /** The last working day before a due date that is a rest day. */
  practicalOn?: PlainDate;
  /** The business day of the moment. */
  on?: PlainDate;
  /** Moments of an outage that this notice stands for as well. */
  merged?: number;
  /** The moment's step: working days before or after the due date. */
  step?: number;
  /** A milestone's own words and day. */
  milestone?: string;
  milestoneOn?: PlainDate;
  /** The unit may not know of the task: nothing proves that it was told. */
  untold?: boolean;
  unitId?: number;
  until?: PlainDate;
  approved?: boolean;
  /** Who could not be reached: the audience, the person, and why. */
  audience?: string;
  personId?: number;
  fault?: 'nobody' | 'address' | 'unclear' | 'undelivered';
};
