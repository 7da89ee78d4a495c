import { and, desc, eq } from 'drizzle-orm';
import { calendarOf, workingDayFrom } from '../plan/calendar.ts';
import type { PlainDate } from '../plan/date.ts';
import { clockWords } from '../plan/desk.ts';
import { whyNotUrged } from '../plan/urging.ts';
import { enteredYears } from './calendar.ts';
import type { Database } from './connect.ts';
import { event } from './schema.ts';
import { look } from './terms.ts';

/** Why an occurrence may not be urged by hand on a day, beside what its state says; null: it may. */
export async function urgingFault(
  db: Database,
  id: string,
  today: PlainDate,
): Promise<string | null> {
  const { row, task, leadingBody, ownOffice } = await look(db, id);
  const fault = whyNotUrged({ ...row, leadingBody, ownOffice, force: task.force });
  if (fault !== null || row.urgedOn === null || row.urgedOn < today) return fault;
  const [last] = await db
    .select({ at: event.at })
    .from(event)
    .where(and(eq(event.occurrenceId, id), eq(event.kind, 'urge')))
    .orderBy(desc(event.seq))
    .limit(1);
  const when = last === undefined ? '' : clockWords(last.at);
  return `该事项${when}已经催办过，一个工作日只催办一次，请在下一个工作日再催`;
}

/** The working day for which an urging on a day counts: a weekend's counts with the day after it. */
export async function urgingDay(db: Database, today: PlainDate): Promise<PlainDate> {
  return workingDayFrom(calendarOf(await enteredYears(db)), today);
}
