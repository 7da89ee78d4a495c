import { asc, eq } from 'drizzle-orm';
import { type Calendar, calendarOf, type CalendarYear } from '../plan/calendar.ts';
import type { Database } from './connect.ts';
import { calendarYear } from './schema.ts';

/** The years that were entered by hand, which win over those that ship. */
export async function enteredYears(db: Database): Promise<CalendarYear[]> {
  const rows = await db.select().from(calendarYear).orderBy(asc(calendarYear.year));
  return rows.map(({ year, source, rest, work }) => ({ year, source, rest, work }));
}

/** Keeps a year's rest days and make-up days; what was entered of it before gives way. */
export async function keepYear(db: Database, entered: CalendarYear, now: number): Promise<void> {
  const { year, ...days } = entered;
  await db
    .insert(calendarYear)
    .values({ year, ...days, at: now })
    .onConflictDoUpdate({ target: calendarYear.year, set: { ...days, at: now } });
}

/** A year that was entered before; null when the shipped one holds. */
export async function enteredYear(db: Database, year: number): Promise<CalendarYear | null> {
  const [row] = await db.select().from(calendarYear).where(eq(calendarYear.year, year));
  return row === undefined ? null : { year, source: row.source, rest: row.rest, work: row.work };
}

/** The calendar as it is known at each asking: one made anew only when an entered year has changed. */
export function calendarIn(db: Database): () => Promise<Calendar> {
  let known: { of: string; calendar: Calendar } | null = null;
  return async () => {
    const years = await enteredYears(db);
    const of = JSON.stringify(years);
    if (known?.of !== of) known = { of, calendar: calendarOf(years) };
    return known.calendar;
  };
}
