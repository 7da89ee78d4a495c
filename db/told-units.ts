import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { OPEN } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { supervisedBy } from './offices.ts';
import { occurrence, unit } from './schema.ts';

/** The units that answer for anything under a plan and that the plan's own office supervises. */
export async function unitsOfPlan(
  db: Database,
  planId: number,
): Promise<{ id: number; name: string }[]> {
  return await db
    .selectDistinct({ id: unit.id, name: unit.name })
    .from(occurrence)
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(and(eq(occurrence.planId, planId), eq(occurrence.liaison, false), supervisedBy('plan')))
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
