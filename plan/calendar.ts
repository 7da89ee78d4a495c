import { CALENDAR_YEARS } from './calendar-years.ts';
import { addDays, daysBetween, type PlainDate, weekday, yearOf } from './date.ts';

/** One year's arrangement: `rest` days off by the notice, `work` weekend days worked instead. */
export type CalendarYear = {
  year: number;
  source: string;
  rest: PlainDate[];
  work: PlainDate[];
};

/** Working days as known; `version` names the years it was made of. */
export type Calendar = {
  version: string;
  years: ReadonlySet<number>;
  rest: ReadonlySet<PlainDate>;
  work: ReadonlySet<PlainDate>;
};

/** A leave of so many rest days is a holiday: little is sent on the working days around it. */
const HOLIDAY_LENGTH = 3;

/** The calendar of the shipped years, with years entered by hand in place of or beside them. */
export function calendarOf(entered: CalendarYear[] = []): Calendar {
  const years = new Map([...CALENDAR_YEARS, ...entered].map((entry) => [entry.year, entry]));
  const all = [...years.values()];
  const last = Math.max(...years.keys());
  return {
    version: `${last}${entered.length > 0 ? `+${entered.map((entry) => entry.year).join(',')}` : ''}`,
    years: new Set(years.keys()),
    rest: new Set(all.flatMap((entry) => entry.rest)),
    work: new Set(all.flatMap((entry) => entry.work)),
  };
}

/** True when no notice for the day's year is known: its weekends are known, its holidays are not. */
export function isProvisional(calendar: Calendar, date: PlainDate): boolean {
  return !calendar.years.has(yearOf(date));
}

/** True when offices work that day, make-up days (调休) included. */
export function isWorkingDay(calendar: Calendar, date: PlainDate): boolean {
  if (calendar.work.has(date)) return true;
  return !calendar.rest.has(date) && weekday(date) % 6 !== 0;
}

/** The day itself when it is worked, else the next working day. */
export function workingDayFrom(calendar: Calendar, date: PlainDate): PlainDate {
  return isWorkingDay(calendar, date) ? date : workingDayFrom(calendar, addDays(date, 1));
}

/** The day itself when it is worked, else the last working day before it. */
export function workingDayUntil(calendar: Calendar, date: PlainDate): PlainDate {
  return isWorkingDay(calendar, date) ? date : workingDayUntil(calendar, addDays(date, -1));
}

/**
 * The working day `count` working days after `date` (negative: before). The day itself does not
 * count, so +1 from a Saturday is Monday, and −1 from a Saturday is Friday.
 */
export function addWorkingDays(calendar: Calendar, date: PlainDate, count: number): PlainDate {
  const step = Math.sign(count);
  let day = date;
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/**
 * Working days after `from` up to and including `to`; 0 when `to` is not later. Reckoned from the
 * weeks between them and the calendar's few exceptions, so that years cost no more than days.
 */
export function workingDaysAfter(calendar: Calendar, from: PlainDate, to: PlainDate): number {
  if (to <= from) return 0;
  const within = (date: PlainDate) => from < date && date <= to;
  const { rest, work } = calendar;
  const off = [...rest].filter((date) => within(date) && !isWeekend(date) && !work.has(date));
  const extra = [...work].filter((date) => within(date) && isWeekend(date));
  return weekdaysAfter(from, to) - off.length + extra.length;
}

/** Mondays to Fridays after `from` up to and including `to`. */
function weekdaysAfter(from: PlainDate, to: PlainDate): number {
  const days = daysBetween(from, to);
  const weeks = Math.floor(days / 7);
  const first = weekday(from);
  const left = Array.from({ length: days % 7 }, (_, index) => (first + 1 + index) % 7);
  return weeks * 5 + left.filter((day) => day % 6 !== 0).length;
}

function isWeekend(date: PlainDate): boolean {
  return weekday(date) % 6 === 0;
}

/** The unbroken run of rest days that holds `date`; null when the day is worked. */
export function leaveAround(
  calendar: Calendar,
  date: PlainDate,
): { from: PlainDate; to: PlainDate; days: number } | null {
  if (isWorkingDay(calendar, date)) return null;
  const from = addDays(workingDayUntil(calendar, date), 1);
  const to = addDays(workingDayFrom(calendar, date), -1);
  return { from, to, days: daysBetween(from, to) + 1 };
}

/** True when the day lies in a leave of three days or longer (春节, 国庆 …). */
export function isHoliday(calendar: Calendar, date: PlainDate): boolean {
  return (leaveAround(calendar, date)?.days ?? 0) >= HOLIDAY_LENGTH;
}

/** True on the last working day before a holiday and the first after it: only reminders go out. */
export function isQuietDay(calendar: Calendar, date: PlainDate): boolean {
  return isHoliday(calendar, addDays(date, 1)) || isHoliday(calendar, addDays(date, -1));
}
