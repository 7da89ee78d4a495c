import { and, desc, eq, inArray } from 'drizzle-orm';
import { calendarOf, workingDayFrom } from '../plan/calendar.ts';
import type { PlainDate } from '../plan/date.ts';
import { clockWords } from '../plan/desk.ts';
import { whyNotUrged } from '../plan/urging.ts';
import { enteredYears } from './calendar.ts';
import type { Database } from './connect.ts';
import { event, occurrence, task } from './schema.ts';
import { standingsOfUnits } from './terms.ts';

/** Why an occurrence may not be urged by hand on a day, beside what its state says; null: it may. */
export async function urgingFault(
  db: Database,
  id: string,
  today: PlainDate,
): Promise<string | null> {
  return (await urgingFaults(db, [id], today)).get(id) ?? null;
}

/** Why some of several occurrences may not be urged by hand on a day, by id. */
export async function urgingFaults(
  db: Database,
  ids: readonly string[],
  today: PlainDate,
): Promise<Map<string, string>> {
  const rows = await db
    .select({
      id: occurrence.id,
      planId: occurrence.planId,
      unitId: occurrence.answeringUnitId,
      liaison: occurrence.liaison,
      urgedOn: occurrence.urgedOn,
      force: task.force,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(inArray(occurrence.id, [...ids]));
  const standingIn = await standingsOfUnits(db, rows);
  const urged = rows.filter(({ urgedOn }) => urgedOn !== null && urgedOn >= today);
  const last = await lastUrgings(
    db,
    urged.map(({ id }) => id),
  );
  const already = new Set(urged.map(({ id }) => id));
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const fault = whyNotUrged({ ...row, ...standingIn(row) });
      if (fault !== null) return [[row.id, fault]];
      return already.has(row.id) ? [[row.id, urgedWords(last.get(row.id))]] : [];
    }),
  );
}

function urgedWords(at: number | undefined): string {
  const when = at === undefined ? '' : clockWords(at);
  return `该事项${when}已经催办过，一个工作日只催办一次，请在下一个工作日再催`;
}

async function lastUrgings(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([event.occurrenceId], { id: event.occurrenceId, at: event.at })
    .from(event)
    .where(and(inArray(event.occurrenceId, [...ids]), eq(event.kind, 'urge')))
    .orderBy(event.occurrenceId, desc(event.seq));
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** The working day for which an urging on a day counts: a weekend's counts with the day after it. */
export async function urgingDay(db: Database, today: PlainDate): Promise<PlainDate> {
  return workingDayFrom(calendarOf(await enteredYears(db)), today);
}
