import type { PlainDate } from '../extracted.ts';
import { addDays, dayOf, monthEnd, monthOf, plainDate, weekday, yearOf } from '../date.ts';
import { festivalDate } from './festivals.ts';
import type { Rule, YearDay } from './rule.ts';

/** Due dates, ascending, and the days that were named but do not exist (11月31日). */
export type DueDates = { due: PlainDate[]; impossible: string[] };

/**
 * Every due date of a rule in the plan's years. A window that runs over New Year is due in the
 * following year; nothing else leaves the plan's years.
 * @example dueDates({ kind: 'once', days: [{ month: 11, day: 'end' }] }, [2024]).due // ['2024-11-30']
 */
export function dueDates(rule: Rule, periods: readonly number[]): DueDates {
  const result: DueDates = { due: [], impossible: [] };
  for (const year of yearsWithin(rule, periods)) {
    for (const day of rule.days) {
      const dates = datesOf(day, year + (rule.yearsLater ?? 0));
      if (dates.length === 0) result.impossible.push(nameOf(day, year));
      result.due.push(...dates.filter((date) => mayBeDue(date, rule, periods)));
    }
  }
  return { due: [...new Set(result.due)].toSorted(), impossible: result.impossible };
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
  const begin = dueDates({ ...window, days: [window.from] }, periods).due[0];
  const end = dueDates(window, periods).due.at(-1);
  if (begin === undefined || end === undefined) return dates;
  return dates.filter((date) => begin <= date && date <= end);
}

function yearsWithin({ years }: Rule, periods: readonly number[]): number[] {
  return years ? periods.filter((year) => years.first <= year && year <= years.last) : [...periods];
}

function datesOf(day: YearDay, year: number): PlainDate[] {
  if ('weekday' in day) return weekdaysOf(year, day.weekday);
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
  { month, day, orEarlier }: Extract<YearDay, { month: number }>,
): PlainDate | null {
  if (month < 1 || month > 12) return null;
  const last = monthEnd(year, month);
  if (day === 'end' || (orEarlier === true && day > dayOf(last) && day <= 31)) return last;
  const date = plainDate(year, month, day);
  return monthOf(date) === month && dayOf(date) === day ? date : null;
}

function weekdaysOf(year: number, wanted: number): PlainDate[] {
  const dates: PlainDate[] = [];
  const first = plainDate(year, 1, 1);
  let date = addDays(first, (wanted - weekday(first) + 7) % 7);
  for (; yearOf(date) === year; date = addDays(date, 7)) dates.push(date);
  return dates;
}

function nameOf(day: YearDay, year: number): string {
  if ('before' in day) return `${year}年${day.before}`;
  return 'weekday' in day
    ? ''
    : `${year}年${day.month}月${day.day === 'end' ? '底' : `${day.day}日`}`;
}
