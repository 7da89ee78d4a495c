import type { DeadlineKind } from '../extracted.ts';

/** A day, or days, of a year as a plan names them. */
export type YearDay =
  /** `yearsLater` 1: the window runs over New Year. `orEarlier`: 每月31日 is the 30th in April. */
  | { month: number; day: number | 'end'; yearsLater?: number; orEarlier?: true }
  /** The day before the festival. */
  | { before: string }
  /** Every such day of the week, 0 for Sunday to 6 for Saturday. */
  | { weekday: number };

/**
 * What words say about time, before it is known which years the plan covers.
 * `years`: the years that the words name; without it, each year of the plan.
 * `from`: where a window begins. `yearsLater` 1: 次年. `loose`: the words name a whole year and no date in it (每年, 2024年),
 * so that a date set for all work, or by the table's column, says it better.
 */
export type Rule = {
  kind: DeadlineKind;
  days: YearDay[];
  years?: { first: number; last: number };
  from?: YearDay;
  yearsLater?: number;
  loose?: true;
};

/** The last day of each of the months. */
export function monthEnds(months: number[]): YearDay[] {
  return months.map((month) => ({ month, day: 'end' }));
}

/** Every `step`th month: 3 gives 3, 6, 9 and 12. */
export function everyMonths(step: number): number[] {
  return Array.from({ length: Math.floor(12 / step) }, (_, index) => (index + 1) * step);
}
