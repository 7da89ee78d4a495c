import {
  addWorkingDays,
  type Calendar,
  isHoliday,
  isWorkingDay,
  workingDayFrom,
  workingDayUntil,
} from './calendar.ts';
import { addDays, beijingDate, beijingInstant, type PlainDate } from './date.ts';
import {
  type Day,
  firstsOfMonth,
  momentAt,
  monthlyDays,
  pastQuiet,
  quietMoved,
  repeated,
} from './agenda-days.ts';
import { ladderDays } from './ladder.ts';
import type { Force, Milestone } from './extracted.ts';
import { stepsToCome } from './pace.ts';
import type { Policy } from './policy.ts';
import { textHash } from './text-hash.ts';

/**
 * What must happen at a moment of the agenda. The coordinator is reminded of what no clock urges
 * (`liaison`), of what waits for an event or the end of a pause (`waiting`), and of a declined task
 * (`decide`); `pace` asks how a counted duty goes.
 */
export type AgendaKind =
  | 'quarter'
  | 'liaison'
  | 'waiting'
  | 'milestone'
  | 'pace'
  | 'remind'
  | 'verify'
  | 'decide'
  | 'urge'
  | 'escalate'
  | 'list'
  | 'circular';

/**
 * A moment: people are told at `at`; the workflow wakes at `wake`, earlier the same day and spread
 * over the night. Both are business time in milliseconds. `step` says which of its kind it is: the
 * working days before the due date of a reminder (0: the last one), after it of an urging.
 */
export type AgendaEntry = {
  at: number;
  wake: number;
  kind: AgendaKind;
  step: number;
  waits?: number;
};

/** How long a period an occurrence covers, which decides its reminders. */
export type TermLength = 'monthly' | 'quarterly' | 'long';

/** The terms of one occurrence by which its agenda is made. */
export type Terms = {
  id: string;
  opensOn: PlainDate;
  dueOn: PlainDate | null;
  length: TermLength;
  force: Force;
  /** Where a soft date becomes firm: the last day of the plan's period. */
  firmLimit: PlainDate;
  milestones: Milestone[];
  /** A leading body's ladder ends at the coordinator; it is never escalated. */
  leadingBody: boolean;
  liaison: boolean;
  /** Due before supervision began: listed, never urged, also when somebody enters what was done. */
  beforeStart: boolean;
  /** The day of the completion that waits for the verifier; null while the work is owed. */
  completedOn: PlainDate | null;
  /** Owed by the office that supervises: nobody mails it, the leader hears of what is late (rule 24). */
  ownOffice: boolean;
  /** False where only weighty matters go up to supervising leaders and this is none. */
  upward: boolean;
  /** Since when it is paused; since when the unit declines it; null: it is not. */
  pausedOn: PlainDate | null;
  declinedOn: PlainDate | null;
  riskOn: PlainDate | null;
  /** Until when the work is to be put right; the ladder counts from there. */
  rectifyBy: PlainDate | null;
  /** Until when the leader, who has taken note, waits. */
  notedUntil: PlainDate | null;
  /** The event that its due date follows from. */
  waitsFor: string | null;
  papersDue: number;
  count: { from: PlainDate; target: number; sum: number } | null;
};

const MOST_ENTRIES = 30;

/** Of two moments on one morning the later of this list stands. */
export const WEIGHT: readonly AgendaKind[] = [
  'quarter',
  'liaison',
  'waiting',
  'milestone',
  'pace',
  'remind',
  'verify',
  'decide',
  'urge',
  'circular',
  'escalate',
  'list',
];

/** The moments after the instant `after`, ascending, on working days, at most 30. */
export function agendaOf(
  terms: Terms,
  policy: Policy,
  calendar: Calendar,
  after: number,
): AgendaEntry[] {
  return (
    days(terms, policy, calendar, after)
      .map((entry) => toEntry(terms.id, policy, entry))
      .filter((entry) => entry.at > after)
      .toSorted((a, b) => a.at - b.at || WEIGHT.indexOf(b.kind) - WEIGHT.indexOf(a.kind))
      // who is told at one moment is told of the gravest; the list of candidates tells nobody
      .filter(({ at, kind }, index, all) => kind === 'circular' || at !== graver(all, index)?.at)
      .slice(0, MOST_ENTRIES)
  );
}

/** The agenda with an entry put off by a working day, no quiet one; on one morning the graver stands. */
export function putOff(
  entry: AgendaEntry,
  later: AgendaEntry[],
  now: number,
  calendar: Calendar,
): { agenda: AgendaEntry[]; waits: number } {
  const day = beijingDate(entry.at);
  const today = beijingDate(now);
  const from = today > day ? today : day; // after an outage it is put off from today
  const shift = Date.parse(quietMoved(calendar, from, 1)) - Date.parse(day);
  const waits = (entry.waits ?? 0) + 1;
  const moved = { ...entry, at: entry.at + shift, wake: entry.wake + shift, waits };
  const rival = later.find(({ at }) => at === moved.at);
  if (rival !== undefined && WEIGHT.indexOf(rival.kind) > WEIGHT.indexOf(moved.kind)) {
    return { agenda: later, waits };
  }
  const rest = later.filter(({ at }) => at !== moved.at);
  return { agenda: [...rest, moved].toSorted((a, b) => a.at - b.at), waits };
}

/** The last working day on which a due date that is a rest day can be met; null when it is worked. */
export function practicalDay(calendar: Calendar, dueOn: PlainDate): PlainDate | null {
  const day = workingDayUntil(calendar, dueOn);
  return day === dueOn ? null : day;
}

/** The entry before, those apart that only put a matter on a list. */
function graver(all: AgendaEntry[], index: number): AgendaEntry | undefined {
  return all.slice(0, index).findLast(({ kind }) => kind !== 'circular');
}

function days(terms: Terms, policy: Policy, calendar: Calendar, after: number): Day[] {
  const asked = (kind: AgendaKind, from: PlainDate, steps: number[]) =>
    repeated(kind, from, steps, policy, calendar, after);
  if (terms.completedOn !== null) return asked('verify', terms.completedOn, policy.verifyDays);
  if (terms.pausedOn !== null) return monthlyDays('waiting', terms.pausedOn, calendar, after);
  if (terms.liaison || terms.beforeStart) {
    return monthlyDays('liaison', terms.opensOn, calendar, after);
  }
  if (terms.declinedOn !== null) return asked('decide', terms.declinedOn, policy.declineDays);
  const dueOn = terms.rectifyBy ?? terms.dueOn;
  if (dueOn === null) return monthlyDays('waiting', terms.opensOn, calendar, after);
  const ladder = ladderDays(terms, dueOn, policy, calendar, after);
  return terms.ownOffice ? ladder : [...daysAhead(terms, dueOn, policy, calendar), ...ladder];
}

/** What comes before the due date; work that is to be put right has a short term of its own. */
function daysAhead(terms: Terms, dueOn: PlainDate, policy: Policy, calendar: Calendar): Day[] {
  const length = terms.rectifyBy === null ? terms.length : 'monthly';
  return [
    ...reminderDays({ force: terms.force, length, dueOn }, policy, calendar),
    ...milestoneDays(terms, dueOn, policy, calendar),
    ...quarterDays(terms, dueOn, calendar),
    ...paceDays(terms, dueOn, calendar),
  ].filter((entry) => entry.day >= terms.opensOn);
}

/** A counted duty is asked about on the working day after each step that it has not reached. */
function paceDays({ count, force, opensOn }: Terms, dueOn: PlainDate, calendar: Calendar): Day[] {
  if (count === null || force === 'advice') return [];
  return stepsToCome({ ...count, opensOn, dueOn }).map(({ on, expected }) => ({
    day: pastQuiet(calendar, workingDayFrom(calendar, addDays(on, 1))),
    kind: 'pace',
    step: expected,
  }));
}

type Reminded = Pick<Terms, 'length' | 'force'> & { dueOn: PlainDate };

/** The day of the first reminder of a due date; its occurrence must not open later. */
export function firstReminderDay(terms: Reminded, policy: Policy, calendar: Calendar): PlainDate {
  const all = reminderDays(terms, policy, calendar).map(({ day }) => day);
  return all.toSorted()[0] ?? terms.dueOn;
}

function reminderDays(
  { dueOn, length, force }: Reminded,
  policy: Policy,
  calendar: Calendar,
): Day[] {
  // an advised date has one notice, to the answering unit alone: it is no last reminder (step 0)
  const steps = force === 'advice' ? [policy.milestoneDays] : policy.remind[length];
  return steps.map((step) => ({
    day: reminderDay(calendar, dueOn, step),
    kind: 'remind',
    step,
  }));
}

/** The day of a reminder so many working days before a due date. */
export function reminderDay(calendar: Calendar, dueOn: PlainDate, step: number): PlainDate {
  return step === 0 ? lastReminder(calendar, dueOn) : before(calendar, dueOn, step);
}

/** The last working day of the term; before a holiday of three days or more one day earlier. */
export function lastReminder(calendar: Calendar, dueOn: PlainDate): PlainDate {
  return before(calendar, dueOn, isHoliday(calendar, dueOn) ? 1 : 0);
}

function before(calendar: Calendar, dueOn: PlainDate, workingDays: number): PlainDate {
  return addWorkingDays(calendar, workingDayUntil(calendar, dueOn), -workingDays);
}

function milestoneDays(terms: Terms, dueOn: PlainDate, policy: Policy, calendar: Calendar): Day[] {
  return terms.milestones
    .filter((milestone) => milestone.date <= dueOn)
    .map((milestone, step) => ({
      day: before(calendar, milestone.date, policy.milestoneDays),
      kind: 'milestone',
      step,
    }));
}

function quarterDays(terms: Terms, dueOn: PlainDate, calendar: Calendar): Day[] {
  if (terms.length !== 'long' || terms.force === 'advice') return [];
  return firstsOfMonth(terms.opensOn, dueOn, 3)
    .map((day) => pastQuiet(calendar, workingDayFrom(calendar, day)))
    .filter((day) => day < dueOn)
    .map((day, step) => ({ day, kind: 'quarter', step }));
}

/** The next morning at which people are told things: today's when it is still to come. */
export function nextMorning(calendar: Calendar, policy: Policy, now: number): number {
  const today = beijingDate(now);
  const first = workingDayFrom(calendar, today);
  if (momentAt(first, policy) >= now) return momentAt(first, policy);
  return momentAt(addWorkingDays(calendar, today, 1), policy);
}

/** True in the hours of a working day in which messages may leave: from the moment's hour to 18:00. */
export function inOfficeHours(calendar: Calendar, policy: Policy, now: number): boolean {
  const today = beijingDate(now);
  const open = momentAt(today, policy) <= now && now <= beijingInstant(today, 18);
  return open && isWorkingDay(calendar, today);
}

function toEntry(id: string, policy: Policy, { day, kind, step }: Day): AgendaEntry {
  return { at: momentAt(day, policy), wake: wakeOf(id, day), kind, step };
}

const SPREAD = 330; // minutes from 00:30, to 06:00

/** 00:30 plus a share of 5½ hours that depends on the id, so that a thousand duties do not wake at once. */
export function wakeOf(id: string, day: PlainDate): number {
  return beijingInstant(day, 0, 30) + (textHash(id) % SPREAD) * 60_000;
}
