import { addWorkingDays, type Calendar } from '../calendar.ts';
import { addDays, dayOf, monthEnd, monthOf, type PlainDate, plainDate, yearOf } from '../date.ts';
import type { Rule } from './rule.ts';

const HOURS_OF_A_DAY = 24;

/**
 * The due date that follows from the day of an event: so many days, working days, weeks or months
 * after it, the last of them included; or the day before it (开学前). Null for a rule that waits for
 * no event, and for units of time that are not known.
 * @example eventDue(项目批复后30日内, '2024-03-15', calendar) // '2024-04-14'
 */
export function eventDue(
  rule: Pick<Rule, 'undated'>,
  on: PlainDate,
  calendar: Calendar,
): PlainDate | null {
  const why = rule.undated;
  if (why?.waitsFor !== 'event') return null;
  if (why.within === undefined) return addDays(on, -1);
  const { value, unit } = why.within;
  switch (unit) {
    case '日':
    case '天':
      return addDays(on, value);
    case '工作日':
      return addWorkingDays(calendar, on, value);
    case '小时':
      return addDays(on, Math.ceil(value / HOURS_OF_A_DAY));
    case '周':
      return addDays(on, 7 * value);
    case '月':
      return monthsAfter(on, value);
    default:
      return null;
  }
}

/** The same day of a later month; 31 January and a month is the last of February. */
function monthsAfter(on: PlainDate, months: number): PlainDate {
  const month = monthOf(on) + months;
  const last = dayOf(monthEnd(yearOf(on), month));
  return plainDate(yearOf(on), month, Math.min(dayOf(on), last));
}
