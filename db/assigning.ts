import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { NotFoundError } from '../plan/errors.ts';
import { type Policy, policyOf } from '../plan/policy.ts';
import type { Database } from './connect.ts';
import { withdrawWhere } from './notices.ts';
import { notice, occurrence, party, plan, planUnit, side, unit } from './schema.ts';

/**
 * The units of a plan that are told of their tasks at launch: all parties of supervised
 * occurrences but those of a side in liaison mode, to which nothing is sent, and the offices that
 * supervise, which have their own tasks on their list (docs/office-rules.md, 24).
 */
export async function unitsToAssign(db: Database, planId: number): Promise<number[]> {
  const rows = await db
    .selectDistinct({ unitId: party.unitId })
    .from(party)
    .innerJoin(occurrence, eq(occurrence.id, party.occurrenceId))
    .innerJoin(unit, eq(unit.id, party.unitId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .leftJoin(side, and(eq(side.planId, occurrence.planId), eq(side.name, unit.side)))
    .where(
      and(
        eq(occurrence.planId, planId),
        eq(occurrence.beforeStart, false),
        sql`coalesce(${side.mode}, 'supervised') <> 'liaison'`,
        sql`${unit.id} is distinct from coalesce(${side.coordinatorUnitId}, ${plan.coordinatorUnitId})`,
      ),
    );
  return rows.map(({ unitId }) => unitId);
}

/**
 * Writes one assignment notice per unit and sets the plan running; a second time does nothing.
 * Returns the plan's policy, which says when silent units are chased.
 */
export async function assignUnits(db: Database, planId: number, now: number): Promise<Policy> {
  return await db.transaction(async (tx) => {
    const unitIds = await unitsToAssign(tx, planId);
    for (const unitId of unitIds) {
      await tx.insert(planUnit).values({ planId, unitId, assignedAt: now }).onConflictDoNothing();
      await tellUnit(tx, planId, unitId, 'assign', now);
    }
    await tx
      .update(plan)
      .set({ state: 'running', launchedAt: now })
      .where(and(eq(plan.id, planId), eq(plan.state, 'launching')));
    const [found] = await tx.select({ policy: plan.policy }).from(plan).where(eq(plan.id, planId));
    if (found === undefined) throw new NotFoundError('方案', String(planId));
    return policyOf(found.policy);
  });
}

/** Asks the units that have not acknowledged their list, once. */
export async function chaseUnits(db: Database, planId: number, now: number): Promise<void> {
  for (const unitId of await silentUnits(db, planId))
    await tellUnit(db, planId, unitId, 'chase', now);
}

/** Puts the units that still have not acknowledged on the coordinator's call list. */
export async function callUnits(db: Database, planId: number, now: number): Promise<void> {
  for (const unitId of await silentUnits(db, planId)) {
    await db
      .insert(notice)
      .values({
        key: `plan/${planId}/unacknowledged/${unitId}`,
        planId,
        audience: 'coordinator',
        kind: 'call',
        facts: { unitId },
        notBefore: now,
        state: 'open',
        createdAt: now,
      })
      .onConflictDoNothing();
  }
}

/** The units of a plan that have not acknowledged their assignment. */
export async function silentUnits(db: Database, planId: number): Promise<number[]> {
  const rows = await db
    .select({ unitId: planUnit.unitId })
    .from(planUnit)
    .where(and(eq(planUnit.planId, planId), isNull(planUnit.acknowledgedAt)));
  return rows.map(({ unitId }) => unitId);
}

/** Records that units have acknowledged their whole list; what opens later begins acknowledged. */
export async function acknowledgePlan(
  db: Database,
  planId: number,
  unitIds: number[],
  personId: number | null,
  now: number,
): Promise<void> {
  if (unitIds.length === 0) return;
  await db
    .update(planUnit)
    .set({ acknowledgedAt: now, acknowledgedBy: personId })
    .where(
      and(
        eq(planUnit.planId, planId),
        inArray(planUnit.unitId, unitIds),
        isNull(planUnit.acknowledgedAt),
      ),
    );
  const keys = unitIds.flatMap((unitId) => [
    `plan/${planId}/chase/${unitId}`,
    `plan/${planId}/unacknowledged/${unitId}`,
  ]);
  await withdrawWhere(db, inArray(notice.key, keys));
}

async function tellUnit(
  db: Database,
  planId: number,
  unitId: number,
  kind: 'assign' | 'chase',
  now: number,
): Promise<void> {
  await db
    .insert(notice)
    .values({
      key: `plan/${planId}/${kind}/${unitId}`,
      planId,
      audience: `contact:${unitId}`,
      kind,
      facts: { unitId },
      notBefore: now,
      state: 'open',
      createdAt: now,
    })
    .onConflictDoNothing();
}
