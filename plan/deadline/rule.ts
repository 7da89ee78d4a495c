import type { DeadlineKind } from '../extracted.ts';

/** A day, or days, of a year as a plan names them. */
export type YearDay =
  /** `yearsLater` 1: the window runs over New Year. `orEarlier`: 每月31日 is the 30th in April. */
  | { month: number; day: number | 'end'; yearsLater?: number; orEarlier?: true }
  /** The first (1), second … or last (-1) of a month: a day of the week, working day or whole week. */
  | { month: number; nth: number; of: number | 'working day' | 'week' }
  /** The day before the festival. */
  | { before: string }
  /** Every such day of the week, 0 for Sunday to 6 for Saturday; `step` 2: every other week. */
  | { weekday: number; step?: number };

/** Why no day can be told: it waits for an event, for being asked, or the duty never ends. */
export type Undated =
  /** `within`: so many days, weeks … after it (项目批复后30日内); without it, before it (开学前). */
  | { waitsFor: 'event'; event: string; within?: { value: number; unit: string } }
  | { waitsFor: 'request' }
  | { waitsFor: 'nothing' };

/**
 * What words say about time, before it is known which years the plan covers: the period (`years`),
 * the anchor in it (`days`), the window before it (`from`).
 * `years`: the years that the words name; without it, each year of the plan.
 * `from`: where a window begins. `inside`: the window that a rhythm keeps to (9月至11月，每月; 3月起
 * 每月). `yearsLater` 1: 次年. `spanYears`: 两年内, counted from the plan's first year.
 * `loose`: the words name a whole year and no date in it (每年, 2024年), so that a date set for all
 * work, or by the table's column, says it better. `undated`: why there are no days.
 */
export type Rule = {
  kind: DeadlineKind;
  days: YearDay[];
  years?: { first: number; last: number };
  from?: YearDay;
  inside?: Rule;
  yearsLater?: number;
  spanYears?: number;
  loose?: true;
  undated?: Undated;
};

/** The last day of each of the months. */
export function monthEnds(months: readonly number[]): YearDay[] {
  return months.map((month) => ({ month, day: 'end' }));
}

/** Every `step`th month: 3 gives 3, 6, 9 and 12. */
export function everyMonths(step: number): number[] {
  return Array.from({ length: Math.floor(12 / step) }, (_, index) => (index + 1) * step);
}

/** The day in each of the months; 每月31日前 is the last day of a shorter month. */
export function daysOf(months: readonly number[], day: number): YearDay[] {
  return months.map((month) => ({ month, day, orEarlier: true }));
}

/** A rule with one due date a year. */
export function once(day: YearDay): Rule {
  return { kind: 'once', days: [day] };
}

/** A rule with several due dates a year. */
export function recurring(days: YearDay[]): Rule {
  return { kind: 'recurring', days };
}

/** A rule whose day cannot be told, and why. */
export function undated(why: Undated): Rule {
  return { kind: 'none', days: [], undated: why };
}

/** Every month of a year, 1 to 12. */
export const ALL_MONTHS: readonly number[] = everyMonths(1);

/** The month with which each quarter begins; what is due after a quarter is due in these. */
export const FIRST_OF_QUARTER: readonly number[] = [1, 4, 7, 10];
