import type { PlainDate } from './date.ts';

/** What a notice is about. Some become untrue by what happens meanwhile and are withdrawn. */
export type NoticeKind =
  | 'assign' // the list of all tasks, once per unit and plan
  | 'division' // a table of who does what is sent for comments
  | 'chase' // please acknowledge the list
  | 'remind'
  | 'milestone'
  | 'quarter' // a long task's line in the first digest of a quarter
  | 'enquiry' // a soft date has passed: when will it be done?
  | 'urge'
  | 'urged' // by the office's own hand
  | 'escalate' // to the unit's own leader
  | 'list' // to the supervising leader, in the weekly list
  | 'list-review' // the weekly list lies with the coordinator
  | 'list-release' // it waits for the coordinator's release longer than it should
  | 'call' // a line of the coordinator's call list
  | 'verify' // a completion waits for the verifier
  | 'returned'
  | 'decided' // an extension was granted or refused
  | 'asked' // an extension was asked for
  | 'ended' // waived or cancelled
  | 'liaison' // lies with the other side, or is advice whose date has passed: once a month
  | 'waiting' // a due date waits for an event, or for the end of a pause: once a month
  | 'pace' // a counted duty falls behind
  | 'declined' // a unit says that a task is not its duty
  | 'decide' // the office has not answered that yet
  | 'risk' // a unit reports that it may not be done in time
  | 'contribution' // the unit that answers asks for a contribution
  | 'instructed' // a leader's instruction
  | 'rectify' // an order to put right by a day
  | 'taken-over' // a duty comes from another unit
  | 'given-over' // a duty goes to another unit
  | 'upheld' // declined in vain
  | 'endorsed' // the office agrees to an extension, the leader is to grant it
  | 'moved' // another due date
  | 'paused'
  | 'resumed'
  | 'reopened'
  | 'mismatch' // the two sides count differently
  | 'circular' // a candidate for the circular
  | 'circular-check' // please check what a circular is to say of the unit
  | 'inbox' // a mail or short message came in that no rule can read
  | 'moved-away' // a post's holder says that somebody else holds it now
  | 'new-device' // somebody acts for a post from a second device and waits for approval
  | 'mend-contact'; // somebody cannot be reached

/** What the moments of an agenda tell, the lightest first; what is graver replaces what still waits. */
export const LADDER: readonly NoticeKind[] = [
  'quarter',
  'pace',
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
  'urged',
  'call',
  'list-review',
  'verify',
  'liaison',
  'waiting',
  'decide',
  'declined',
  'risk',
  'asked',
  'endorsed',
  'returned',
  'rectify',
  'contribution',
];

/** Answers and orders: they say what holds from now on. */
export const ORDERS: readonly NoticeKind[] = [
  'returned',
  'decided',
  'ended',
  'instructed',
  'rectify',
  'taken-over',
  'given-over',
  'upheld',
  'moved',
  'paused',
  'resumed',
  'reopened',
];

/** What people ask of each other, and what somebody must mend. */
const REQUESTS: readonly NoticeKind[] = [
  'asked',
  'endorsed',
  'declined',
  'risk',
  'contribution',
  'circular-check',
  'inbox',
  'moved-away',
  'new-device',
  'mend-contact',
];

/** What may go out on the working days around a holiday: reminders, and answers to people's acts. */
export const SENT_ON_QUIET_DAYS: readonly NoticeKind[] = [
  'assign',
  'remind',
  'milestone',
  'urged',
  ...ORDERS,
  ...REQUESTS,
];

/** What leaves while its plan is paused or ended: answers to people's acts, and what is waited for. */
export const SENT_IN_PAUSE: readonly NoticeKind[] = ['waiting', ...ORDERS, ...REQUESTS];

/** The facts that a notice was made of; names of people and free text never stand here. */
export type NoticeFacts = {
  dueOn?: PlainDate;
  /** The last working day before a due date that is a rest day. */
  practicalOn?: PlainDate;
  /** The business day of the moment. */
  on?: PlainDate;
  /** Moments of an outage that this notice stands for as well. */
  merged?: number;
  /** Told some working days before its own morning, in a digest that was made anyway. */
  early?: true;
  /** The moment's step: working days before or after the due date. */
  step?: number;
  /** A milestone's own words and day. */
  milestone?: string;
  milestoneOn?: PlainDate;
  /** The unit may not know of the task: nothing proves that it was told. */
  untold?: boolean;
  unitId?: number;
  until?: PlainDate;
  /** What is waited for, in the plan's own words; null: the end of a pause. */
  waitsFor?: string | null;
  /** A counted duty: how much there is, how much there should be by now, how much it asks for. */
  sum?: number;
  expected?: number;
  target?: number;
  countUnit?: string;
  /** The other unit of a duty that goes over, or that asks. */
  otherUnitId?: number;
  /** The number of the event whose words belong to this notice. */
  seq?: number;
  /** The claim has waited so long that the delay is the office's. */
  officeDelay?: true;
  /** A table for comments: how many rows concern the unit, how many it is to lead. */
  tasks?: number;
  leading?: number;
  listId?: number;
  approved?: boolean;
  /** Who could not be reached: the audience, the person, and why. */
  audience?: string;
  personId?: number;
  /** A device that waits for approval; a note in somebody's own words. */
  deviceId?: number;
  noteId?: string;
  fault?:
    | 'nobody'
    | 'address'
    | 'refused'
    | 'unclear'
    | 'undelivered'
    | 'phone' // the number takes no short messages
    | 'opted-out' // its holder wants none
    | 'sms-template' // the provider knows no such template: it went by mail
    | 'sms-untold' // and there is no mailbox either
    | 'silent' // asked to confirm the contact, and no answer
    | 'unreceived' // a short message did not arrive this time
    | 'group'; // a chat group takes no posts
};
