import { addWorkingDays, type Calendar } from '../calendar.ts';
import type { TermLength } from '../agenda.ts';
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

/** An event that a due date waits for, in the plan's own words, and how long the term after it is. */
export type AwaitedEvent = { event: string; length: TermLength };

const DAYS: Record<string, number> = { 日: 1, 天: 1, 工作日: 1.4, 小时: 1 / 24, 周: 7, 月: 30 };

/** The event that a rule waits for; null when it waits for none. */
export function awaitedEvent({ undated: why }: Pick<Rule, 'undated'>): AwaitedEvent | null {
  if (why?.waitsFor !== 'event') return null;
  const event = why.event === '' ? '有关事项' : why.event;
  if (why.within === undefined) return { event, length: 'quarterly' };
  const days = why.within.value * (DAYS[why.within.unit] ?? 1);
  if (days <= 31) return { event, length: 'monthly' };
  return { event, length: days <= 92 ? 'quarterly' : 'long' };
}

/**
 * What is waited for, with the plan's words of time.
 * @example waitingWords('项目批复', reading) // '项目批复（项目批复后30日内）'
 */
export function waitingWords(event: string, reading: { text: string } | null): string {
  return reading === null ? event : `${event}（${reading.text}）`;
}
