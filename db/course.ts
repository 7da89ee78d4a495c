import { and, sql } from 'drizzle-orm';
import type { UnitFigures } from '../plan/comparison.ts';
import type { PlainDate } from '../plan/date.ts';
import type { LedgerQuery, Outcome } from '../plan/ledger-query.ts';
import type { Sight } from '../plan/roles.ts';
import { type AskedBoard, daysOf, shownYear } from './board.ts';
import type { Database } from './connect.ts';
import { lightOn, queried } from './ledger-page.ts';
import { turnedOut } from './outcome.ts';
import { occurrence } from './schema.ts';
import { occurrenceScope } from './scope.ts';

/** What was due in each month of a year, and how it turned out so far. */
export type Course = {
  year: number;
  years: { from: number; to: number };
  months: ({ month: string } & UnitFigures)[];
};

/** The course of a year: all its months, each with what was due in it and counts in comparisons. */
export async function courseOf(
  db: Database,
  standing: Sight,
  { year: wanted, ...base }: AskedBoard,
  today: PlainDate,
): Promise<Course> {
  const { year, years } = await shownYear(db, standing, { ...base, year: wanted }, today);
  const query: LedgerQuery = { ...base, ...daysOf(year) };
  const count = (outcome: Outcome) =>
    sql<number>`(count(*) filter (where ${turnedOut(outcome, lightOn(today))}))::int`;
  const days = await db
    .select({
      dueOn: sql<PlainDate>`${occurrence.dueOn}`,
      onTime: count('onTime'),
      late: count('late'),
      overdue: count('overdue'),
      open: count('open'),
    })
    .from(occurrence)
    .where(and(queried(query, today), occurrenceScope(standing)))
    .groupBy(occurrence.dueOn);
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    const own = days.filter(({ dueOn }) => dueOn.startsWith(month));
    const sum = (outcome: Outcome) => own.reduce((all, day) => all + day[outcome], 0);
    return {
      month,
      onTime: sum('onTime'),
      late: sum('late'),
      overdue: sum('overdue'),
      open: sum('open'),
    };
  });
  return { year, years, months };
}
