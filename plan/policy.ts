/** Who a step of the ladder speaks to; `circular` puts the matter on the list of candidates only. */
export type StepTarget = 'answering' | 'leader' | 'supervising-leader' | 'circular';

/** `afterDays` working days past the due date, `to` hears of it. */
export type EscalationStep = { afterDays: number; to: StepTarget };

/** All numbers by which a plan is supervised; kept as data with the plan and editable there. */
export type Policy = {
  /** The hour at which people are told things, in China's time. */
  moment: { hour: number; minute: number };
  /** Working days before the due date, by the length of the period; 0 is the last working day. */
  remind: { monthly: number[]; quarterly: number[]; long: number[] };
  /** Working days before a milestone or advised date. */
  milestoneDays: number;
  ladder: EscalationStep[];
  /** The last step of the ladder repeats after so many working days. */
  repeatDays: number;
  /** Working days after a completion claim at which the verifier is reminded; the last repeats by `repeatDays`. */
  verifyDays: number[];
  /** Working days after which an unanswered claim is the office's own delay. */
  officeDelayDays: number;
  /** Working days after a unit has declined a task at which the coordinator is reminded to decide. */
  declineDays: number[];
  /** Working days after the due date until which papers may follow what was handed in electronically. */
  paperDays: number;
  /** Who grants an extension: the office, or the supervising leader after the office has agreed. */
  extension: 'office' | 'two-level';
  /** Whether the weekly list leaves by itself, or when the coordinator releases it. */
  release: 'automatic' | 'required';
  /** What goes up to supervising leaders: everything overdue, or tasks marked as weighty. */
  upward: 'all' | 'weighty';
  /** Of a batch that is closed at once, the percentage that is looked at closely (抽查). */
  samplePercent: number;
  /** Working days that a returned item gets when no date is given. */
  rectifyDays: number;
  /** Days before its due date at which an occurrence of a series opens. */
  opensDays: { monthly: number; other: number };
  /** An escalation waits at most so many working days for proof that the unit was told. */
  toldWaits: number;
  /** Working days after launch: chase the acknowledgement, then tell the coordinator. */
  acknowledge: { chase: number; callList: number };
  /**
   * Mails per unit contact and calendar month, launch notices and answers not counted. Counted over
   * all plans, so the office's default holds whatever one plan says; so do the hour at which messages
   * leave and the length of the supervising leader's list.
   */
  mailsPerMonth: number;
  /** Short messages per contact and calendar month beside mails; 0: none. Launch notices not counted. */
  smsPerMonth: number;
  /** Minutes after the hour of dispatch over which the morning's messages are spread, by reader. */
  spreadMinutes: number;
  /** Digests take in what comes within so many working days (docs/office-rules.md, 5). */
  bringForwardDays: number;
  /** Whether what is overdue passes its reader's quiet hours. */
  urgentInQuiet: boolean;
  /** Items in a supervising leader's list. */
  listItems: number;
};

/** What offices expect unless the plan says otherwise (docs/office-rules.md, rules 4, 5 and 12). */
export const DEFAULT_POLICY: Policy = {
  moment: { hour: 8, minute: 30 },
  remind: { monthly: [3, 0], quarterly: [10, 3, 0], long: [30, 10, 3, 0] },
  milestoneDays: 10,
  ladder: [
    { afterDays: 1, to: 'answering' },
    { afterDays: 3, to: 'leader' },
    { afterDays: 7, to: 'supervising-leader' },
  ],
  repeatDays: 5,
  verifyDays: [3, 7, 10],
  officeDelayDays: 10,
  declineDays: [1, 3],
  paperDays: 5,
  extension: 'office',
  release: 'automatic',
  upward: 'all',
  samplePercent: 10,
  rectifyDays: 5,
  opensDays: { monthly: 7, other: 35 },
  toldWaits: 3,
  acknowledge: { chase: 3, callList: 4 },
  mailsPerMonth: 4,
  smsPerMonth: 2,
  spreadMinutes: 30,
  bringForwardDays: 3,
  urgentInQuiet: false,
  listItems: 10,
};

/** A stored policy; what it does not say yet is as offices expect. */
export function policyOf(stored: Partial<Policy>): Policy {
  return { ...DEFAULT_POLICY, ...stored };
}
