import { addDays, monthOf, type PlainDate, plainDate, yearOf } from './date.ts';
import type { Count } from './extracted.ts';

/** What a due date asks for by number, and since when it counts. */
export type CountTerms = { from: PlainDate; target: number; unit: string };

type Period = { periodFrom: PlainDate; dates: readonly PlainDate[] };

/** Months of the period over which a figure is counted. */
const MONTHS: Partial<Record<Count['per'], number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

/**
 * What is counted towards a due date; null where a figure cannot be added up (90%), or is asked for
 * once over several due dates (a monthly report of two meetings a year).
 */
export function countTerms(
  count: Count | null,
  dueOn: PlainDate,
  { periodFrom, dates }: Period,
): CountTerms | null {
  if (count === null || count.value <= 0 || /[%％‰]|百分/.test(count.unit)) return null;
  const from = periodStart(count, dueOn, periodFrom);
  const shares = dates.some(
    (other) => other < dueOn && periodStart(count, other, periodFrom) === from,
  );
  return shares ? null : { from, target: count.value, unit: count.unit };
}

/** The day from which it counts: of the month, quarter or year that ends with the due date. */
function periodStart({ per }: Count, dueOn: PlainDate, periodFrom: PlainDate): PlainDate {
  const months = MONTHS[per];
  if (months === undefined) return periodFrom;
  // due early in a month, it counts what was done in the time before
  const last = addDays(dueOn, -10);
  const first = Math.floor((monthOf(last) - 1) / months) * months + 1;
  return plainDate(yearOf(last), first, 1);
}
