import { nextMorning } from './agenda.ts';
import { addWorkingDays, type Calendar, isWorkingDay } from './calendar.ts';
import { beijingDate, beijingInstant, beijingMinutes, type PlainDate } from './date.ts';
import type { Policy } from './policy.ts';

/** What came of a call: 接通已告知、接通将报送、未接、号码不对、换人. */
export type CallOutcome = 'told' | 'promised' | 'no-answer' | 'wrong-number' | 'changed';

export const CALL_OUTCOMES = [
  'told',
  'promised',
  'no-answer',
  'wrong-number',
  'changed',
] as const satisfies readonly CallOutcome[];

export const CALL_NAMES: Record<CallOutcome, string> = {
  told: '接通，已告知',
  promised: '接通，将报送',
  'no-answer': '未接',
  'wrong-number': '号码不对',
  changed: '换人了',
};

/** True when somebody of the unit heard what there is to do: proof that it was told. */
export function hasTold(outcome: CallOutcome): boolean {
  return outcome === 'told' || outcome === 'promised';
}

/** Why a unit is to be called about a matter, the most pressing first. */
export type CallReason = 'overdue' | 'unreached' | 'unacknowledged' | 'silent';

export const CALL_REASONS: Record<CallReason, string> = {
  overdue: '逾期',
  unreached: '邮件、短信没有送到',
  unacknowledged: '交办通知没有签收',
  silent: '临近时限没有回应',
};

const ORDER: readonly CallReason[] = ['overdue', 'unreached', 'unacknowledged', 'silent'];

/** What is known of a matter on the day on which it is decided whether to call. */
export type CallMatter = {
  redFrom: PlainDate | null;
  dueOn: PlainDate | null;
  /** What could reach nobody is still to be told. */
  unreached: boolean;
  /** When the plan's list went to the unit; null: never, or acknowledged. */
  unacknowledgedSince: PlainDate | null;
  /** The unit has said something of it. */
  hasSpoken: boolean;
};

/** Working days before the due date from which silence is a matter for the telephone. */
export const NEAR_DAYS = 3;

/**
 * Why to call about a matter; empty: there is no need. What is near and unspoken of counts from three
 * working days before it is due (docs/office-rules.md, 3 and 12).
 */
export function callReasons(
  matter: CallMatter,
  { acknowledge }: Pick<Policy, 'acknowledge'>,
  calendar: Calendar,
  today: PlainDate,
): CallReason[] {
  const { redFrom, dueOn, unreached, unacknowledgedSince: since, hasSpoken } = matter;
  const isLate = redFrom !== null && redFrom <= today;
  const isNear = dueOn !== null && dueOn <= addWorkingDays(calendar, today, NEAR_DAYS);
  const holds: Record<CallReason, boolean> = {
    overdue: isLate,
    unreached,
    unacknowledged:
      since !== null && addWorkingDays(calendar, since, acknowledge.callList) <= today,
    silent: !isLate && isNear && !hasSpoken,
  };
  return ORDER.filter((reason) => holds[reason]);
}

const AGAIN = 2 * 3_600_000;
const OFFICE_CLOSES = 17 * 60 + 30;
/** So many calls a day that nobody answers; then it waits for another day. */
const MOST_A_DAY = 3;
/** A unit that was told has so many working days to do something. */
const TIME_TO_ACT = 2;

/**
 * When to call again: what was not answered two hours later, thrice a day at most; what was promised on
 * the working day after the day that was named; what was told after two working days.
 */
export function nextCall(
  { outcome, at, until }: { outcome: CallOutcome; at: number; until?: PlainDate | undefined },
  unansweredToday: number,
  policy: Policy,
  calendar: Calendar,
): number {
  const today = beijingDate(at);
  const { hour, minute } = policy.moment;
  const morning = (day: PlainDate) => beijingInstant(day, hour, minute);
  switch (outcome) {
    case 'told':
      return morning(addWorkingDays(calendar, today, TIME_TO_ACT));
    case 'promised':
      return morning(addWorkingDays(calendar, until ?? addWorkingDays(calendar, today, 1), 1));
    case 'no-answer': {
      const later = at + AGAIN;
      const still = isWorkingDay(calendar, today) && beijingDate(later) === today;
      const open = still && beijingMinutes(later) <= OFFICE_CLOSES;
      return open && unansweredToday < MOST_A_DAY ? later : nextMorning(calendar, policy, at);
    }
    case 'wrong-number':
    case 'changed':
      // another number is to be found first, and may be found at once
      return at;
  }
}
