import { firstReminderDay, type TermLength } from './agenda.ts';
import { addWorkingDays, type Calendar } from './calendar.ts';
import { addDays, dayOf, daysBetween, monthOf, type PlainDate, plainDate, yearOf } from './date.ts';
import { countTerms } from './counted.ts';
import { type AwaitedEvent, awaitedEvent } from './deadline/event-due.ts';
import type { Count, Deadline, Distribution, Force, TimeReading, Tracking } from './extracted.ts';
import type { Delivery } from './findings.ts';
import { firstDates, runsOn } from './open-ended.ts';
import {
  type LaunchedParty,
  type LaunchParty,
  type LaunchSide,
  type PartyGroup,
  partyGroups,
} from './parties.ts';
import type { Policy } from './policy.ts';
import {
  EARLY,
  type Months,
  isReport,
  medianGap,
  monthsBetween,
  reportingPeriod,
} from './reporting.ts';
import { papersOf } from './standing.ts';

export type LaunchTask = {
  id: number;
  title: string;
  force: Force;
  distribution: Distribution;
  tracking: Tracking;
  deadline: Deadline;
  reading: TimeReading | null;
  delivery: Delivery | null;
  count: Count | null;
  /** Who acts in the clause: a side or unit as written; null: the text does not say. */
  actor: string | null;
  lead: LaunchParty[];
  support: LaunchParty[];
};

export type LaunchTerms = {
  planId: number;
  /** The day on which the plan is launched. */
  today: PlainDate;
  superviseFrom: PlainDate;
  periodFrom: PlainDate;
  periodTo: PlainDate;
  /** It goes on from year to year. */
  openEnded: boolean;
  sides: LaunchSide[];
  /** The office that receives the reports never owes itself one; null: none is set. */
  coordinatorUnitId: number | null;
  policy: Policy;
  calendar: Calendar;
};

/** One row to be written at launch. */
export type LaunchedOccurrence = {
  id: string;
  taskId: number;
  partyKey: string;
  period: string;
  reportingPeriod: string | null;
  series: boolean;
  liaison: boolean;
  beforeStart: boolean;
  length: TermLength;
  opensOn: PlainDate;
  /** null: it waits for an event. */
  dueOn: PlainDate | null;
  waitsFor: string | null;
  answeringUnitId: number;
  /** Papers to be received before it can be closed. */
  papersDue: number;
  /** What it asks for by number, and since when it counts. */
  countFrom: PlainDate | null;
  countTarget: number | null;
  countUnit: string | null;
  parties: LaunchedParty[];
};

/** What launch will do with a task: its occurrences, or why it has none. */
export type LaunchedTask = {
  taskId: number;
  occurrences: LaunchedOccurrence[];
  unsupervised: 'no-date' | 'no-unit' | 'not-deadline' | null;
};

/** Working days that the first report of a series leaves its units (docs/office-rules.md, 7). */
const FIRST_REPORT_NOTICE = 5;

/** The occurrences of one task: its due dates × its distribution over the units. */
export function occurrencesOf(task: LaunchTask, terms: LaunchTerms): LaunchedTask {
  const none = (unsupervised: LaunchedTask['unsupervised']): LaunchedTask => ({
    taskId: task.id,
    occurrences: [],
    unsupervised,
  });
  if (task.tracking !== 'deadline') return none('not-deadline');
  const event = task.deadline.due.length > 0 ? null : awaitedEvent(task.reading?.rule ?? {});
  const goesOn = terms.openEnded && runsOn(task);
  const dated = goesOn ? { ...task, deadline: beginning(task, terms) } : task;
  const dates = dueDates(dated, terms);
  if (dates.length === 0 && event === null) return none('no-date');
  const groups = partyGroups(task, terms);
  if (groups.length === 0) return none('no-unit');
  const series = dates.length > 1 || goesOn;
  const occurrences = groups.flatMap((group) =>
    event === null
      ? dates.map((due) => toOccurrence(dated, terms, group, due, series))
      : [waitingOccurrence(task, terms, group, event)],
  );
  return { taskId: task.id, occurrences, unsupervised: null };
}

/** In an open-ended plan whose first year is past the dates of the next one come with it. */
function beginning(task: LaunchTask, terms: LaunchTerms): Deadline {
  const { superviseFrom, today, calendar } = terms;
  const from = today > superviseFrom ? today : superviseFrom;
  const first = isReport(task.title)
    ? addWorkingDays(calendar, from, FIRST_REPORT_NOTICE)
    : superviseFrom;
  return { ...task.deadline, due: firstDates(task, first, calendar) };
}

type DueDate = { on: PlainDate; reportingPeriod: string | null; length: TermLength };

function dueDates(task: LaunchTask, terms: LaunchTerms): DueDate[] {
  const { due, kind } = task.deadline;
  if (kind !== 'recurring' || due.length < 2) {
    return due.map((on) => ({
      on,
      reportingPeriod: null,
      length: daysBetween(terms.superviseFrom, on) > 90 ? 'long' : 'quarterly',
    }));
  }
  const gap = medianGap(due);
  const length: TermLength = gap <= 31 ? 'monthly' : gap <= 186 ? 'quarterly' : 'long';
  const months = isReport(task.title) ? monthsBetween(due) : null;
  if (months === null) return due.map((on) => ({ on, length, reportingPeriod: null }));
  // in an open-ended plan the report on the year's last month is the next year's first
  const all = terms.openEnded ? due : withLastReport(due, months, terms.periodTo);
  return all.map((on) => ({
    on,
    length,
    reportingPeriod: reportingPeriod(on, months),
  }));
}

/** A report due early in the month tells of the time before, so the year's last one is due after it. */
function withLastReport(due: PlainDate[], months: Months, periodTo: PlainDate): PlainDate[] {
  const last = due.at(-1);
  if (last === undefined || dayOf(last) > EARLY) return due;
  const next = plainDate(yearOf(last), monthOf(last) + months, dayOf(last));
  return next > periodTo && addDays(next, -dayOf(next)) <= periodTo ? [...due, next] : due;
}

function toOccurrence(
  task: LaunchTask,
  terms: LaunchTerms,
  group: PartyGroup,
  due: DueDate,
  series: boolean,
): LaunchedOccurrence {
  return {
    ...placed(task, terms, group, series ? due.on : 'once'),
    reportingPeriod: due.reportingPeriod,
    series,
    beforeStart: due.on < firstSupervised(due, terms) || tellsOfTimeBefore(due, terms),
    length: due.length,
    opensOn: opensOn(task, due, terms, series),
    dueOn: due.on,
    waitsFor: null,
    ...countedTowards(task, due, terms),
  };
}

/** What waits for an event is there from the start, so that it is seen; its date comes with the event. */
function waitingOccurrence(
  task: LaunchTask,
  terms: LaunchTerms,
  group: PartyGroup,
  { event, length }: AwaitedEvent,
): LaunchedOccurrence {
  return {
    ...placed(task, terms, group, 'event'),
    reportingPeriod: null,
    series: false,
    beforeStart: false,
    length,
    opensOn: terms.superviseFrom,
    dueOn: null,
    waitsFor: event,
    countFrom: null,
    countTarget: null,
    countUnit: null,
  };
}

/** Its place among all: the id, which never changes, and whose duty it is. */
function placed(task: LaunchTask, { planId }: LaunchTerms, group: PartyGroup, period: string) {
  return {
    id: `plan/${planId}/${task.id}/${group.key}/${period}`,
    taskId: task.id,
    partyKey: group.key,
    period,
    liaison: group.liaison,
    answeringUnitId: group.answering.id,
    papersDue: papersOf(task.delivery),
    parties: group.parties,
  };
}

function countedTowards(task: LaunchTask, due: DueDate, { periodFrom }: LaunchTerms) {
  const found = countTerms(task.count, due.on, { periodFrom, dates: task.deadline.due });
  return {
    countFrom: found?.from ?? null,
    countTarget: found?.target ?? null,
    countUnit: found?.unit ?? null,
  };
}

/** The first due date that is supervised: the start, and for reports a week's working days later. */
function firstSupervised(due: DueDate, terms: LaunchTerms): PlainDate {
  if (due.reportingPeriod === null) return terms.superviseFrom;
  const from = terms.today > terms.superviseFrom ? terms.today : terms.superviseFrom;
  return addWorkingDays(terms.calendar, from, FIRST_REPORT_NOTICE);
}

/** A report on time before the plan's period is owed to nobody. */
function tellsOfTimeBefore({ on, reportingPeriod: period }: DueDate, terms: LaunchTerms): boolean {
  if (period === null) return false;
  const ends = dayOf(on) <= EARLY ? addDays(on, -dayOf(on)) : on;
  return ends < terms.periodFrom;
}

/** A window opens some days before the due date, around holidays early enough for its reminders. */
function opensOn(
  { force }: LaunchTask,
  { on, length }: DueDate,
  { policy, calendar, superviseFrom }: LaunchTerms,
  series: boolean,
): PlainDate {
  if (!series) return superviseFrom;
  const { monthly, other } = policy.opensDays;
  const opens = addDays(on, -(length === 'monthly' ? monthly : other));
  const reminded = firstReminderDay({ dueOn: on, length, force }, policy, calendar);
  return [superviseFrom, opens < reminded ? opens : reminded].toSorted()[1] ?? superviseFrom;
}
