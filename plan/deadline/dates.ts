import { type Calendar, calendarOf, isWorkingDay } from '../calendar.ts';
import { addDays, dayOf, monthEnd, monthOf, plainDate, weekday, yearOf } from '../date.ts';
import type { PlainDate } from '../extracted.ts';
import { festivalDate } from './festivals.ts';
import type { Rule, YearDay } from './rule.ts';

/** Due dates, ascending, and the days that were named but do not exist (11月31日). */
export type DueDates = { due: PlainDate[]; impossible: string[] };

const SHIPPED = calendarOf();

/**
 * Every due date of a rule in the plan's years. A window that runs over New Year is due in the
 * following year; nothing else leaves the plan's years. Working days are those of `calendar`.
 * @example dueDates({ kind: 'once', days: [{ month: 11, day: 'end' }] }, [2024]).due // ['2024-11-30']
 */
export function dueDates(
  rule: Rule,
  periods: readonly number[],
  calendar: Calendar = SHIPPED,
): DueDates {
  const found: DueDates = { due: [], impossible: [] };
  for (const year of yearsWithin(rule, periods)) {
    for (const day of rule.days) {
      const dates = datesOf(day, year + (rule.yearsLater ?? 0), calendar);
      if (dates.length === 0) found.impossible.push(nameOf(day, year));
      found.due.push(...dates.filter((date) => mayBeDue(date, rule, periods)));
    }
  }
  const due = [...new Set(found.due)].toSorted();
  return { ...found, due: datesInside(due, rule.inside ?? null, periods) };
}

function mayBeDue(date: PlainDate, rule: Rule, periods: readonly number[]): boolean {
  return rule.kind === 'window' || periods.includes(yearOf(date));
}

/** The dates inside the window that another rule opens; a rule without a beginning limits nothing. */
export function datesInside(
  dates: PlainDate[],
  window: Rule | null,
  periods: readonly number[],
): PlainDate[] {
  if (!window?.from) return dates;
  const begin = dueDates({ ...window, kind: 'once', days: [window.from] }, periods).due[0];
  const end = dueDates(window, periods).due.at(-1);
  if (begin === undefined || end === undefined) return dates;
  return dates.filter((date) => begin <= date && date <= end);
}

/**
 * The years in which a rule's days lie. A window over several years (2023年起3年内) ends in its last
 * one, and one that begins before the plan (2023年10月至2024年3月) may end in it.
 */
function yearsWithin(rule: Rule, periods: readonly number[]): number[] {
  const { years, kind, days, spanYears } = rule;
  if (spanYears !== undefined) {
    return periods.slice(0, 1).map((year) => year + spanYears - 1);
  }
  if (!years) return [...periods];
  if (kind !== 'window') {
    return periods.filter((year) => years.first <= year && year <= years.last);
  }
  if (!Number.isSafeInteger(years.last + 1)) return [];
  const later = days.map((day) => ('yearsLater' in day ? (day.yearsLater ?? 0) : 0));
  const ends = [years.last, years.last + Math.max(0, ...later)];
  const touched = ends.some((year) => periods.includes(year)) || periods.includes(years.first);
  return touched ? [years.last] : [];
}

function datesOf(day: YearDay, year: number, calendar: Calendar): PlainDate[] {
  if ('weekday' in day) return weekdaysOf(year, day.weekday, day.step ?? 1);
  if ('nth' in day) return nthOfMonth(year, day, calendar);
  if ('before' in day) {
    const festival = festivalDate(day.before, year);
    // 元旦前 of a plan for 2024 asks for the end of 2024, as the day before its own 1 January is past
    if (day.before === '元旦') return [plainDate(year, 12, 31)];
    return festival === null ? [] : [addDays(festival, -1)];
  }
  const date = dateOf(year + (day.yearsLater ?? 0), day);
  return date === null ? [] : [date];
}

function dateOf(
  year: number,
  { month, day, orEarlier }: Extract<YearDay, { day: unknown }>,
): PlainDate | null {
  if (month < 1 || month > 12) return null;
  const last = monthEnd(year, month);
  if (day === 'end' || (orEarlier === true && day > dayOf(last) && day <= 31)) return last;
  const date = plainDate(year, month, day);
  return monthOf(date) === month && dayOf(date) === day ? date : null;
}

function weekdaysOf(year: number, wanted: number, step: number): PlainDate[] {
  const dates: PlainDate[] = [];
  const first = plainDate(year, 1, 1);
  let date = addDays(first, ((wanted - weekday(first) + 7) % 7) + 7 * (step - 1));
  for (; yearOf(date) === year; date = addDays(date, 7 * step)) dates.push(date);
  return dates;
}

/** The nth such day of a month; a week is one of seven days from the month's beginning or end. */
function nthOfMonth(
  year: number,
  { month, nth, of }: Extract<YearDay, { nth: number }>,
  calendar: Calendar,
): PlainDate[] {
  if (month < 1 || month > 12) return [];
  const end = dayOf(monthEnd(year, month));
  const days = Array.from({ length: end }, (_, index) => plainDate(year, month, index + 1));
  const wanted = days.filter((date) => {
    if (of === 'week') return dayOf(date) % 7 === 0 || dayOf(date) === end;
    return of === 'working day' ? isWorkingDay(calendar, date) : weekday(date) === of;
  });
  return wanted.slice(nth < 0 ? -1 : nth - 1).slice(0, 1);
}

function nameOf(day: YearDay, year: number): string {
  if ('before' in day) return `${year}年${day.before}`;
  if ('weekday' in day) return '';
  if ('nth' in day) return `${year}年${day.month}月第${day.nth}个`;
  return `${year}年${day.month}月${day.day === 'end' ? '底' : `${day.day}日`}`;
}
