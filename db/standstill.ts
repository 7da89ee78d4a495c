import { and, asc, eq, ne, notInArray, or, sql } from 'drizzle-orm';
import { addDays, beijingDate } from '../plan/date.ts';
import type { Database } from './connect.ts';
import { occurrence, plan } from './schema.ts';

/**
 * The occurrences on which something should have happened before an instant and has not (invariant
 * 1): begun ones whose next moment has passed or that hold none, started ones that have not begun,
 * and windows of a series that should be open since yesterday. None while all is well.
 */
export async function standingStill(db: Database, before: number): Promise<string[]> {
  const open = notInArray(occurrence.state, ['closed', 'waived', 'cancelled']);
  const wake = sql`coalesce((${occurrence.agenda} -> 0 ->> 'wake')::bigint, 0)`;
  const unmet = sql`${occurrence.run} > 0 and (${wake} <= ${before} or ${occurrence.seq} = 0)`;
  const yesterday = addDays(beijingDate(before), -1);
  const unopened = and(
    eq(occurrence.run, 0),
    occurrence.series,
    eq(occurrence.beforeStart, false),
    sql`${occurrence.opensOn} <= ${yesterday}`,
  );
  const rows = await db
    .select({ id: occurrence.id })
    .from(occurrence)
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(and(open, or(unmet, and(unopened, ne(plan.state, 'paused')))))
    .orderBy(asc(occurrence.id));
  return rows.map(({ id }) => id);
}
