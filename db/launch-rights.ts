import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { ForbiddenError } from '../plan/errors.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { findPlan } from './plans.ts';
import { side, unit } from './schema.ts';
import { assertSeesPlan } from './scope.ts';

/** An office in whose name a plan may be launched. */
export type LaunchingOffice = { id: number; name: string };

/**
 * The offices in whose name somebody may launch a plan: those for which he coordinates, on the side
 * that is ours; where the plan has an office already, that one alone.
 *
 * @throws NotFoundError when he does not see the plan, ForbiddenError when it is not for him to launch
 */
export async function launchingOffices(
  db: Database,
  standing: Sight,
  planId: number,
): Promise<LaunchingOffice[]> {
  await assertSeesPlan(db, standing, planId);
  const { coordinatorUnitId } = await findPlan(db, planId);
  const own = standing.coordinates.filter(
    (id) => coordinatorUnitId === null || id === coordinatorUnitId,
  );
  const offices = own.length === 0 ? [] : await onOurSide(db, planId, own);
  if (offices.length > 0) return offices;
  throw new ForbiddenError('预演和启动方案，须由牵头办公室的协调员办理');
}

async function onOurSide(
  db: Database,
  planId: number,
  unitIds: number[],
): Promise<LaunchingOffice[]> {
  return await db
    .selectDistinct({ id: unit.id, name: unit.name })
    .from(unit)
    .leftJoin(side, and(eq(side.planId, planId), eq(side.name, unit.side)))
    .where(and(inArray(unit.id, unitIds), or(isNull(side.id), eq(side.home, true))))
    .orderBy(asc(unit.id));
}

/**
 * Makes sure that somebody may change a plan that runs: as coordinator or supervising leader of its
 * office, as on the command line.
 *
 * @throws NotFoundError when he does not see it, ForbiddenError when it is not for him
 */
export async function assertMayOrder(db: Database, standing: Sight, planId: number): Promise<void> {
  await assertSeesPlan(db, standing, planId);
  if (await mayOrder(db, standing, planId)) return;
  throw new ForbiddenError('调整方案须由牵头办公室的协调员或督办领导办理');
}

/** Whether somebody may change a plan that runs. */
export async function mayOrder(
  db: Database,
  { coordinates, supervises }: Sight,
  planId: number,
): Promise<boolean> {
  const { coordinatorUnitId } = await findPlan(db, planId);
  return [...coordinates, ...supervises].some((id) => id === coordinatorUnitId);
}
