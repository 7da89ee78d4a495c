import { and, asc, desc, eq, gt, inArray, isNotNull, notInArray, or, sql } from 'drizzle-orm';
import { beijingDate } from '../plan/date.ts';
import type { Database } from './connect.ts';
import { startable, type Startable, toStartable } from './launching.ts';
import { event, occurrence, plan, task } from './schema.ts';

const ENDED = ['closed', 'waived', 'cancelled'] as const;

/** Open occurrences that run, or should have begun by now, after an id in order; at most `limit`. */
export async function runningRows(
  db: Database,
  now: number,
  after: string,
  limit: number,
): Promise<Startable[]> {
  const today = beijingDate(now);
  const shouldHaveBegun = and(
    eq(occurrence.beforeStart, false),
    sql`(not ${occurrence.series} or ${occurrence.opensOn} <= ${today})`,
    sql`exists (select 1 from plan p where p.id = ${occurrence.planId} and p.state = 'running')`,
  );
  const rows = await db
    .select(startable)
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(
      and(
        gt(occurrence.id, after),
        notInArray(occurrence.state, [...ENDED]),
        or(gt(occurrence.run, 0), shouldHaveBegun),
      ),
    )
    .orderBy(asc(occurrence.id))
    .limit(limit);
  return rows.map(toStartable);
}

/** The occurrences among some ids that are rows. */
export async function rowsOf(db: Database, ids: string[]): Promise<Map<string, Startable>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select(startable)
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(inArray(occurrence.id, ids));
  return new Map(rows.map((row) => [row.row.id, toStartable(row)]));
}

/** The ids of the commands that an occurrence took last. */
export async function lastCommands(db: Database, id: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ commandId: event.commandId })
    .from(event)
    .where(and(eq(event.occurrenceId, id), isNotNull(event.commandId)))
    .orderBy(desc(event.seq))
    .limit(limit);
  return rows.flatMap(({ commandId }) => commandId ?? []).toReversed();
}

export type LivePlan = { planId: number; launching: boolean; launchedAt: number | null };

/** Plans that are being launched, or run, be it paused. */
export async function livePlans(db: Database): Promise<LivePlan[]> {
  const rows = await db
    .select({ planId: plan.id, state: plan.state, launchedAt: plan.launchedAt })
    .from(plan)
    .where(inArray(plan.state, ['launching', 'running', 'paused']))
    .orderBy(asc(plan.id));
  return rows.map(({ state, ...rest }) => ({ ...rest, launching: state === 'launching' }));
}
