import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { Light } from '../plan/light.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { lightOn } from './ledger-page.ts';
import { occurrence, task } from './schema.ts';
import { occurrenceScope } from './scope.ts';

/** A task as the plan's page lists it, with the lights of its occurrences that its reader sees. */
export type PlanTask = Pick<
  typeof task.$inferSelect,
  | 'id'
  | 'key'
  | 'title'
  | 'section'
  | 'lead'
  | 'support'
  | 'tracking'
  | 'distribution'
  | 'force'
  | 'reviewed'
> & {
  number: string;
  /** When it is due, in the document's words. */
  due: string | null;
  /** The next date on which something of it is due. */
  nextDue: PlainDate | null;
  lights: Partial<Record<Light, number>>;
};

/**
 * The tasks of a plan in its own order; `whole`: also those of which its reader sees no occurrence,
 * as only the office does.
 */
export async function planTasks(
  db: Database,
  standing: Sight,
  { planId, whole }: { planId: number; whole: boolean },
  today: PlainDate,
): Promise<PlanTask[]> {
  const rows = await db
    .select()
    .from(task)
    .where(and(eq(task.planId, planId), isNull(task.dismissed)))
    .orderBy(asc(task.id));
  const counted = await countsOf(db, standing, planId, today);
  return rows.flatMap((row) => {
    const found = counted.get(row.id);
    if (found === undefined && !whole) return [];
    const { id, key, title, section, lead, support, tracking, distribution, force, reviewed } = row;
    const facts = { id, key, title, section, lead, support, tracking, distribution, force };
    const number = row.number ?? key;
    const { nextDue = null, lights = {} } = found ?? {};
    return [{ ...facts, reviewed, number, due: row.deadline.text, nextDue, lights }];
  });
}

type Counted = Pick<PlanTask, 'nextDue' | 'lights'>;

async function countsOf(
  db: Database,
  standing: Sight,
  planId: number,
  today: PlainDate,
): Promise<Map<number, Counted>> {
  const rows = await db
    .select({
      taskId: occurrence.taskId,
      light: sql<Light>`${lightOn(today)}`.as('light'),
      count: sql<number>`count(*)::int`,
      next: sql<PlainDate | null>`min(${occurrence.dueOn}) filter (where ${occurrence.dueOn} >= ${today}
        and ${occurrence.state} not in ('completed','closed','waived','cancelled'))`,
    })
    .from(occurrence)
    .where(and(eq(occurrence.planId, planId), occurrenceScope(standing)))
    .groupBy(occurrence.taskId, sql`2`);
  const found = new Map<number, Counted>();
  for (const { taskId, light, count, next } of rows) {
    const { nextDue = null, lights = {} } = found.get(taskId) ?? {};
    const sooner = [nextDue, next].filter((day) => day !== null).toSorted();
    found.set(taskId, { nextDue: sooner[0] ?? null, lights: { ...lights, [light]: count } });
  }
  return found;
}
