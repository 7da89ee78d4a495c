import { eq, inArray, sql } from 'drizzle-orm';
import type { Calendar } from '../plan/calendar.ts';
import { type CalendarItem, calendarItem } from '../plan/calendar-item.ts';
import type { PlainDate } from '../plan/date.ts';
import type { Database } from './connect.ts';
import { event, occurrence, plan } from './schema.ts';
import { type LedgerFilter, ledgerRows } from './status.ts';
import { takingPartIds } from './unit-desk.ts';

/** All due dates of units, those that they only take part in included. */
export async function calendarOfUnits(
  db: Database,
  unitIds: number[],
  calendar: Calendar,
  today: PlainDate,
): Promise<CalendarItem[]> {
  const ids = await takingPartIds(db, unitIds);
  const answering = await calendarItems(db, { unitIds }, calendar, today);
  return [...answering, ...(await calendarItems(db, { ids }, calendar, today))];
}

/** The due dates of some occurrences. */
export async function calendarItems(
  db: Database,
  filter: LedgerFilter,
  calendar: Calendar,
  today: PlainDate,
): Promise<CalendarItem[]> {
  if (filter.ids?.length === 0) return [];
  const rows = await ledgerRows(db, filter, calendar, today);
  const last = await lastEvents(
    db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const of = last.get(row.id);
    if (of === undefined) return [];
    return calendarItem({ ...row, planTitle: of.planTitle }, of, calendar, today) ?? [];
  });
}

type Last = { seq: number; at: number; planTitle: string };

async function lastEvents(db: Database, ids: string[]): Promise<Map<string, Last>> {
  if (ids.length === 0) return new Map();
  const at = sql<number>`coalesce((select extract(epoch from e.at) * 1000 from ${event} e
    where e.occurrence_id = ${occurrence.id} and e.seq = ${occurrence.seq}),
    extract(epoch from ${plan.importedAt}) * 1000)`.mapWith(Number);
  const rows = await db
    .select({ id: occurrence.id, seq: occurrence.seq, at, planTitle: plan.title })
    .from(occurrence)
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(inArray(occurrence.id, ids));
  return new Map(rows.map(({ id, ...last }) => [id, last]));
}
