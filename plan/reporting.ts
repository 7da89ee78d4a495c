import { type PlainDate, addDays, dayOf, daysBetween, monthOf, yearOf } from './date.ts';
import type { Deadline } from './extracted.ts';
import type { Reporting } from './findings.ts';

// What time a recurring report tells of (docs/office-rules.md, 7).

/** A report due up to this day of a month tells of the time before the month. */
export const EARLY = 10;
const LATE = 25;

/** How many months a report tells of. */
export type Months = 1 | 3 | 6;

/**
 * What a recurring report tells of, by its words (上月, 本月), else by its due days; null for a task
 * that is no recurring report.
 * @example reportingOf('每月20日前报送本月进展', deadline) // 'same'
 */
export function reportingOf(quote: string, { kind, due }: Deadline): Reporting | null {
  if (kind !== 'recurring' || !isReport(quote)) return null;
  if (/上一?个?(?:月|季度?|半?年度)(?!\d)/.test(quote)) return 'before';
  if (/[本当]个?(?:月|季)/.test(quote)) return 'same';
  const days = due.map(dayOf);
  if (days.length === 0) return null;
  if (days.every((day) => day <= EARLY)) return 'before';
  return days.every((day) => day >= LATE) ? 'same' : 'ask';
}

/** True for words that ask for a report; who is to hear others' (听取汇报) owes none. */
export function isReport(words: string): boolean {
  return /(?<![汇举])报(?![名道])|进展|总结/.test(words);
}

/** The months that a report covers whose due dates lie so far apart; null: no whole ones. */
export function monthsBetween(due: readonly PlainDate[]): Months | null {
  const gap = medianGap(due);
  if (gap >= 28 && gap <= 31) return 1;
  if (gap >= 89 && gap <= 92) return 3;
  return gap >= 181 && gap <= 184 ? 6 : null;
}

/** The median of the days between dates that follow each other. */
export function medianGap(due: readonly PlainDate[]): number {
  const gaps = due.slice(1).map((on, index) => daysBetween(due[index] ?? on, on));
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
}

/**
 * What a report tells of: due on days 1–10, the period before; later, the one that the month ends.
 * Null when quarters or half-years do not end there.
 *
 * @example reportingPeriod('2024-04-01', 1) // '2024年3月份'
 * @example reportingPeriod('2024-04-05', 3) // '2024年第一季度'
 */
export function reportingPeriod(dueOn: PlainDate, months: Months): string | null {
  const day = dayOf(dueOn) <= EARLY ? addDays(dueOn, -dayOf(dueOn)) : dueOn;
  const year = yearOf(day);
  const month = monthOf(day);
  if (months === 1) return `${year}年${month}月份`;
  if (month % months !== 0) return null;
  return months === 3
    ? `${year}年第${'一二三四'[month / 3 - 1]}季度`
    : `${year}年${month === 6 ? '上' : '下'}半年`;
}
