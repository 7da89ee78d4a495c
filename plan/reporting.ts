import {
  type PlainDate,
  addDays,
  dayOf,
  daysBetween,
  monthEnd,
  monthOf,
  plainDate,
  yearOf,
} from './date.ts';
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

/** The days of the time that a report tells of, by its name; null for a name that is none. */
export function periodDays(name: string): { from: PlainDate; to: PlainDate } | null {
  const found = /^(\d{4})年(?:(\d{1,2})月份|第([一二三四])季度|([上下])半年)$/.exec(name);
  if (found === null) return null;
  const [, year, month, quarter, half] = found;
  const [first, length] =
    month !== undefined
      ? [Number(month), 1]
      : quarter !== undefined
        ? ['一二三四'.indexOf(quarter) * 3 + 1, 3]
        : [half === '上' ? 1 : 7, 6];
  const from = plainDate(Number(year), first, 1);
  return { from, to: monthEnd(Number(year), first + length - 1) };
}

/**
 * How a clerk calls the time that a report tells of.
 * @example presentWords('2024年3月份') // '本月'
 */
export function presentWords(name: string): string {
  if (name.endsWith('月份')) return '本月';
  if (name.endsWith('季度')) return '本季度';
  return name.endsWith('半年') ? '本半年' : '本期';
}

/**
 * What a return is called: its period and until when it is owed.
 * @example returnTitle('2024年3月份', '2024-04-01') // '2024年3月份进展情况，4月1日前报'
 */
export function returnTitle(name: string, dueOn: PlainDate | null): string {
  if (dueOn === null) return `${name}进展情况`;
  const year = name.startsWith(`${yearOf(dueOn)}年`) ? '' : `${yearOf(dueOn)}年`;
  return `${name}进展情况，${year}${monthOf(dueOn)}月${dayOf(dueOn)}日前报`;
}

/** True for a task whose due dates are those of a recurring progress report (进展报表). */
export function isReturnTask({ title, deadline }: { title: string; deadline: Deadline }): boolean {
  const { kind, due } = deadline;
  return kind === 'recurring' && due.length > 1 && isReport(title) && monthsBetween(due) !== null;
}

/**
 * The due dates of a quarterly report on a plan's time: the 10th of the month after each quarter,
 * when its figures are whole. Two at least, as one date alone makes no rhythm.
 */
export function quarterlyDays(from: PlainDate, to: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  const first = plainDate(yearOf(from), quarterEnd(from) + 1, EARLY);
  const last = plainDate(yearOf(to), quarterEnd(to) + 1, EARLY);
  for (let day = first; day <= last; day = plainDate(yearOf(day), monthOf(day) + 3, EARLY)) {
    days.push(day);
  }
  return days.length > 1 ? days : [plainDate(yearOf(first), monthOf(first) - 3, EARLY), ...days];
}

function quarterEnd(day: PlainDate): number {
  return Math.ceil(monthOf(day) / 3) * 3;
}
