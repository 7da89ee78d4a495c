import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { Light } from '../plan/light.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { lightOn } from './ledger-page.ts';
import { occurrence, plan, unit } from './schema.ts';
import { occurrenceScope, planScope } from './scope.ts';

/** A plan as the desk lists it, with as many of its rows under each light as its reader sees. */
export type ListedPlan = Pick<
  typeof plan.$inferSelect,
  | 'id'
  | 'title'
  | 'documentNumber'
  | 'home'
  | 'state'
  | 'periodFrom'
  | 'periodTo'
  | 'superviseFrom'
  | 'openEnded'
  | 'pausedOn'
  | 'endedOn'
  | 'importedAt'
  | 'launchedAt'
  | 'coordinatorUnitId'
> & { office: string | null; tasks: number; lights: Record<Light, number> };

/** The plans that somebody sees, the newest first; `id`: this one alone. */
export async function plansInScope(
  db: Database,
  standing: Sight,
  today: PlainDate,
  id?: number,
): Promise<ListedPlan[]> {
  const rows = await db
    .select({
      id: plan.id,
      title: plan.title,
      documentNumber: plan.documentNumber,
      home: plan.home,
      state: plan.state,
      periodFrom: plan.periodFrom,
      periodTo: plan.periodTo,
      superviseFrom: plan.superviseFrom,
      openEnded: plan.openEnded,
      pausedOn: plan.pausedOn,
      endedOn: plan.endedOn,
      importedAt: plan.importedAt,
      launchedAt: plan.launchedAt,
      coordinatorUnitId: plan.coordinatorUnitId,
      office: unit.name,
      tasks: sql<number>`(select count(*)::int from task t where t.plan_id = ${plan.id} and t.dismissed is null)`,
    })
    .from(plan)
    .leftJoin(unit, eq(unit.id, plan.coordinatorUnitId))
    .where(and(id === undefined ? undefined : eq(plan.id, id), planScope(standing)))
    .orderBy(desc(plan.id));
  const lights = await lightsOf(
    db,
    standing,
    today,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, lights: { ...NONE, ...lights.get(row.id) } }));
}

const NONE: Record<Light, number> = { red: 0, yellow: 0, green: 0, grey: 0, done: 0 };

async function lightsOf(
  db: Database,
  standing: Sight,
  today: PlainDate,
  planIds: number[],
): Promise<Map<number, Partial<Record<Light, number>>>> {
  if (planIds.length === 0) return new Map();
  const rows = await db
    .select({
      planId: occurrence.planId,
      light: sql<Light>`${lightOn(today)}`.as('light'),
      count: sql<number>`count(*)::int`,
    })
    .from(occurrence)
    .where(and(inArray(occurrence.planId, planIds), occurrenceScope(standing)))
    .groupBy(occurrence.planId, sql`2`);
  const grouped = Map.groupBy(rows, ({ planId }) => planId);
  return new Map(
    [...grouped].map(([planId, of]) => [
      planId,
      Object.fromEntries(of.map(({ light, count }) => [light, count])),
    ]),
  );
}
