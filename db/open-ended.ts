import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Calendar } from '../plan/calendar.ts';
import { type PlainDate, yearOf } from '../plan/date.ts';
import { occurrencesOf } from '../plan/launch.ts';
import { datesAfter, runsOn } from '../plan/open-ended.ts';
import type { Database } from './connect.ts';
import { launchView, writeOccurrence } from './launching.ts';
import { occurrence, plan, task } from './schema.ts';

/**
 * Writes a task's rows of the next year in an open-ended plan, for the parties that its names stand
 * for now. All or none, and each once: ids are fixed by the nominal day. The answer is how many.
 */
export async function writeNextYear(
  db: Database,
  calendar: Calendar,
  { planId, taskId }: { planId: number; taskId: number },
  today: PlainDate,
): Promise<number> {
  return await db.transaction(async (tx) => {
    const [row] = await tx.select().from(plan).where(eq(plan.id, planId)).for('no key update');
    if (row === undefined || !row.openEnded || row.state === 'ended') return 0;
    const last = await lastPeriod(tx, taskId);
    const { terms, tasks } = await launchView(tx, planId, calendar, today);
    const its = tasks.find(({ id }) => id === taskId);
    if (last === null || its === undefined || !runsOn(its)) return 0;
    const due = datesAfter(its, last, calendar);
    const [first] = due;
    if (first === undefined) return 0;
    const next = { ...its, deadline: { ...its.deadline, due } };
    const { occurrences } = occurrencesOf(next, terms);
    for (const each of occurrences) await writeOccurrence(tx, planId, each);
    const end = `${yearOf(first)}-12-31`;
    if (end > row.periodTo) await tx.update(plan).set({ periodTo: end }).where(eq(plan.id, planId));
    return occurrences.length;
  });
}

/** True for a task whose series goes on from year to year. */
export async function comesBack(db: Database, planId: number, taskId: number): Promise<boolean> {
  const [found] = await db
    .select({ reading: task.reading })
    .from(task)
    .innerJoin(plan, eq(plan.id, task.planId))
    .where(and(eq(task.id, taskId), eq(plan.id, planId), plan.openEnded, isNull(task.dismissed)));
  return found !== undefined && runsOn(found);
}

/** The nominal day of the last row of a series: dates that were moved do not count. */
async function lastPeriod(tx: Database, taskId: number): Promise<PlainDate | null> {
  const [row] = await tx
    .select({ last: sql<PlainDate | null>`max(${occurrence.period})` })
    .from(occurrence)
    .where(and(eq(occurrence.taskId, taskId), occurrence.series));
  return row?.last ?? null;
}
