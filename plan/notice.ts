import type { PlainDate } from './date.ts';

/** What a notice is about. Some become untrue by what happens meanwhile and are withdrawn. */
export type NoticeKind =
  | 'assign' // the list of all tasks, once per unit and plan
  | 'chase' // please acknowledge the list
  | 'remind'
  | 'milestone'
  | 'quarter' // a long task's line in the first digest of a quarter
  | 'enquiry' // a soft date has passed: when will it be done?
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
  | 'liaison' // lies with the other side, or is advice whose date has passed: once a month
  | 'mend-contact'; // somebody cannot be reached

/** What the moments of an agenda tell, the lightest first; what is graver replaces what still waits. */
export const LADDER: readonly NoticeKind[] = [
  'quarter',
  'remind',
  'enquiry',
  'urge',
  'escalate',
  'list',
];

/** Untrue once the agenda is made anew: the work is done, returned, put off or ended. */
export const WITHDRAWABLE: readonly NoticeKind[] = [
  ...LADDER,
  'milestone',
  'call',
  'list-review',
  'verify',
  'liaison',
  'asked',
  'returned',
];

/** What may go out on the working days around a holiday: reminders, and answers to people's acts. */
export const SENT_ON_QUIET_DAYS: readonly NoticeKind[] = [
  'assign',
  'remind',
  'milestone',
  'returned',
  'decided',
  'asked',
  'ended',
  'mend-contact',
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
  fault?: 'nobody' | 'address' | 'refused' | 'unclear' | 'undelivered';
};
