import { addDays, dayOf, monthEnd, monthOf, type PlainDate, plainDate, yearOf } from './date.ts';
import type { Calendar } from './calendar.ts';
import { dueDates } from './deadline/dates.ts';
import type { Deadline, ExtractedPlan, TimeReading } from './extracted.ts';

const YEARLY = /每年|逐年|年年|历年/;

/** The years to look for a rule's next dates: a window may begin in one and end in the next. */
const YEARS_AHEAD = [-1, 0, 1, 2];
const LONGEST = 30;

/**
 * True for a plan that goes on from year to year: 每年 stands in its deadlines, and neither its title
 * nor any date names a last year. In doubt it is not: a person may say so at launch.
 */
export function isOpenEnded(
  extracted: Pick<ExtractedPlan, 'title' | 'periods' | 'range' | 'overallEnd' | 'tasks'>,
): boolean {
  const { title, periods, range, overallEnd, tasks } = extracted;
  const named = /\d{4}|[〇零一二三四五六七八九]{4}年|[两二三四五六七八九十]年|年度|学年/.test(
    title,
  );
  if (named || range !== null || overallEnd !== null || periods.length > 1) return false;
  const readings = tasks.flatMap(({ reading }) => (reading === null ? [] : [reading]));
  const [first = 0] = periods;
  const ends = readings.some(({ rule }) => rule.spanYears !== undefined || endsAfter(rule, first));
  return !ends && readings.some((reading) => YEARLY.test(reading.text) && isEndless(reading));
}

/** 到2025年底 in a plan of 2022 is its end. */
function endsAfter({ years }: TimeReading['rule'], year: number): boolean {
  return years !== undefined && Number.isSafeInteger(years.last + 1) && years.last > year;
}

type Dated = { reading: TimeReading | null; deadline: Deadline };

/** True for a task that comes back in every year of an open-ended plan: 每年3月底前, 每月5日前. */
export function runsOn({ reading }: Pick<Dated, 'reading'>): boolean {
  return reading !== null && isEndless(reading);
}

function isEndless({ rule, text }: TimeReading): boolean {
  if (rule.kind === 'none' || rule.spanYears !== undefined) return false;
  if (rule.years !== undefined && Number.isSafeInteger(rule.years.last + 1)) return false;
  return rule.kind === 'recurring' || YEARLY.test(text);
}

/**
 * The due dates after `last`, all those of the first year that has any. They come from the rule; where
 * a person has set other dates at review, from those dates a year later.
 */
export function datesAfter(task: Dated, last: PlainDate, calendar: Calendar): PlainDate[] {
  const byRule = task.reading === null ? [] : ruleDates(task, last, calendar);
  const later = byRule.length > 0 ? byRule : shiftedDates(task.deadline.due, last);
  const [first] = later;
  return first === undefined ? [] : later.filter((day) => yearOf(day) === yearOf(first));
}

function ruleDates({ reading, deadline }: Dated, last: PlainDate, calendar: Calendar): PlainDate[] {
  if (reading === null) return [];
  const known = deadline.due.map(yearOf);
  const before = dueDates(reading.rule, around(known), calendar).due;
  if (deadline.due.some((day) => !before.includes(day))) return [];
  const years = YEARS_AHEAD.map((step) => yearOf(last) + step);
  return dueDates(reading.rule, years, calendar).due.filter((day) => day > last);
}

function around(years: number[]): number[] {
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 3 }, (_, index) => first - 1 + index);
}

/** The same days a year later, or as many years as it takes; the end of a month stays its end. */
function shiftedDates(due: readonly PlainDate[], last: PlainDate): PlainDate[] {
  const final = due.at(-1);
  if (final === undefined) return [];
  const yearly = due.filter((day) => yearOf(day) === yearOf(final));
  for (let year = yearOf(last); year <= yearOf(last) + 1; year += 1) {
    const days = yearly.map((day) => inYear(day, year)).filter((day) => day > last);
    if (days.length > 0) return days;
  }
  return [];
}

function inYear(day: PlainDate, year: number): PlainDate {
  const end = monthEnd(year, monthOf(day));
  if (day === monthEnd(yearOf(day), monthOf(day))) return end;
  return plainDate(year, monthOf(day), Math.min(dayOf(day), dayOf(end)));
}

/**
 * The dates with which a task of an open-ended plan begins: those of the document, and where all of
 * them lie before supervision, those of the first year that does not.
 */
export function firstDates(task: Dated, from: PlainDate, calendar: Calendar): PlainDate[] {
  const { due } = task.deadline;
  if (due.some((day) => day >= from)) return due;
  const last = [due.at(-1) ?? '', plainDate(yearOf(from) - 1, 12, 31)].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
  const later = datesAfter(task, last[1] ?? from, calendar);
  if (later.some((day) => day >= from) || later.length === 0) return [...due, ...later];
  return [...due, ...later, ...datesAfter(task, later.at(-1) ?? from, calendar)];
}

/** The deadline of a task that runs on until a day which a person has set. */
export function extendedUntil(task: Dated, until: PlainDate, calendar: Calendar): Deadline {
  const due = [...task.deadline.due];
  for (let years = 0; years < LONGEST; years += 1) {
    const later = datesAfter(task, due.at(-1) ?? addDays(until, -1), calendar);
    const inside = later.filter((day) => day <= until);
    due.push(...inside);
    if (inside.length === 0 || inside.length < later.length) break;
  }
  const kind = due.length > 1 && task.deadline.kind === 'once' ? 'recurring' : task.deadline.kind;
  return { ...task.deadline, due, kind };
}
