import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { Milestone } from '../plan/extracted.ts';
import type { Light } from '../plan/light.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { lightOn } from './ledger-page.ts';
import { occurrence, task } from './schema.ts';
import { occurrenceScope } from './scope.ts';

/** What of a task is due on one day: since when it is open, and how many of each light. */
export type Bar = { opensOn: PlainDate; dueOn: PlainDate; lights: Partial<Record<Light, number>> };

/** A task over its time, as far as somebody sees it. */
export type Course = {
  id: number;
  number: string;
  title: string;
  section: string | null;
  lead: string[];
  bars: Bar[];
  milestones: Milestone[];
};

/** The tasks of a plan that have a date, in the plan's order, each with its dates in theirs. */
export async function coursesOf(
  db: Database,
  standing: Sight,
  planId: number,
  today: PlainDate,
): Promise<Course[]> {
  const rows = await db
    .select({
      taskId: occurrence.taskId,
      dueOn: sql<PlainDate>`${occurrence.dueOn}`.as('due'),
      light: sql<Light>`${lightOn(today)}`.as('light'),
      opensOn: sql<PlainDate>`min(${occurrence.opensOn})`,
      count: sql<number>`count(*)::int`,
    })
    .from(occurrence)
    .where(
      and(
        eq(occurrence.planId, planId),
        sql`${occurrence.dueOn} is not null`,
        occurrenceScope(standing),
      ),
    )
    .groupBy(occurrence.taskId, sql`2`, sql`3`)
    .orderBy(occurrence.taskId, sql`2`);
  const byTask = Map.groupBy(rows, ({ taskId }) => taskId);
  if (byTask.size === 0) return [];
  const tasks = await db
    .select()
    .from(task)
    .where(inArray(task.id, [...byTask.keys()]))
    .orderBy(asc(task.id));
  return tasks.map(({ id, key, number, title, section, lead, milestones }) => ({
    id,
    number: number ?? key,
    title,
    section,
    lead,
    milestones,
    bars: barsOf(byTask.get(id) ?? []),
  }));
}

type Counted = { dueOn: PlainDate; opensOn: PlainDate; light: Light; count: number };

function barsOf(rows: Counted[]): Bar[] {
  return [...Map.groupBy(rows, ({ dueOn }) => dueOn)].map(([dueOn, of]) => ({
    dueOn,
    opensOn: of.map(({ opensOn }) => opensOn).toSorted()[0] ?? dueOn,
    lights: Object.fromEntries(of.map(({ light, count }) => [light, count])),
  }));
}
