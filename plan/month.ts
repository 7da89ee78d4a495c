import { type Calendar, isProvisional, isWorkingDay } from './calendar.ts';
import { addDays, monthEnd, type PlainDate, weekday } from './date.ts';

/** What offices do on a day: work, rest, rest by a holiday, or make up for one on a weekend (调休). */
export type DayKind = 'work' | 'weekend' | 'holiday' | 'make-up';

export type CalendarDay = { day: PlainDate; kind: DayKind; provisional: boolean };

/**
 * The days of a month, and which of them are worked.
 *
 * @example daysOfMonth('2024-02', calendar).find(({ day }) => day === '2024-02-18') // kind 'make-up'
 */
export function daysOfMonth(month: string, calendar: Calendar): CalendarDay[] {
  const first: PlainDate = `${month}-01`;
  const last = monthEnd(Number(month.slice(0, 4)), Number(month.slice(5)));
  const days: CalendarDay[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    days.push({ day, kind: kindOf(day, calendar), provisional: isProvisional(calendar, day) });
  }
  return days;
}

function kindOf(day: PlainDate, calendar: Calendar): DayKind {
  const isWeekend = weekday(day) % 6 === 0;
  if (isWorkingDay(calendar, day)) return isWeekend ? 'make-up' : 'work';
  return calendar.rest.has(day) ? 'holiday' : 'weekend';
}
