import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { OPEN } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { occurrence, plan, side, unit } from './schema.ts';

/** True of units that no office of another side supervises. */
export const ownSide = sql`coalesce(${side.coordinatorUnitId}, ${plan.coordinatorUnitId})
  is not distinct from ${plan.coordinatorUnitId}`;

/** The units that answer for anything under a plan and that the plan's own office supervises. */
export async function unitsOfPlan(
  db: Database,
  planId: number,
): Promise<{ id: number; name: string }[]> {
  return await db
    .selectDistinct({ id: unit.id, name: unit.name })
    .from(occurrence)
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .leftJoin(side, and(eq(side.planId, plan.id), eq(side.name, unit.side)))
    .where(and(eq(occurrence.planId, planId), eq(occurrence.liaison, false), ownSide))
    .orderBy(asc(unit.id));
}

/** What the units owe at present under a plan. */
export async function openOfUnits(
  db: Database,
  planId: number,
  unitIds: number[],
): Promise<string[]> {
  const rows = await db
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(
      and(
        eq(occurrence.planId, planId),
        inArray(occurrence.answeringUnitId, unitIds),
        inArray(occurrence.state, OPEN),
        gt(occurrence.run, 0),
      ),
    )
    .orderBy(asc(occurrence.id));
  return rows.map(({ id }) => id);
}
