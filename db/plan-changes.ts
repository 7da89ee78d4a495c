import { and, asc, desc, eq, gt, isNotNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { ChangeData, ChangeKind } from '../plan/plan-change.ts';
import { beijingDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { type Policy, policyOf } from '../plan/policy.ts';
import { PLAN_STATES } from '../plan/plan-state.ts';
import { canonical } from './canonical.ts';
import { alive, begun, openChange, type Ordered } from './changes.ts';
import type { Database } from './connect.ts';
import { withdrawWhere } from './notices.ts';
import { change, changeRow, notice, occurrence, plan } from './schema.ts';

/** Who orders a change, when, and why. */
export type Order = { personId: number | null; now: number; reason?: string };

type PlanRow = typeof plan.$inferSelect;

/**
 * Pauses a plan. From this commit on nothing of it opens or leaves but answers to people's acts;
 * what has begun is paused one by one.
 */
export async function pausePlan(db: Database, planId: number, order: Order): Promise<Ordered> {
  return await db.transaction(async (tx) => {
    await lockPlan(tx, planId, ['running'], '暂停');
    const today = beijingDate(order.now);
    await tx.update(plan).set({ state: 'paused', pausedOn: today }).where(eq(plan.id, planId));
    // a window that is open already may have been started by a process which has not said so yet
    const opened = or(gt(occurrence.run, 0), lte(occurrence.opensOn, today));
    const reached = await idsOf(tx, and(eq(occurrence.planId, planId), alive, opened));
    return await write(tx, planId, 'pause', {}, order, reached);
  });
}

/**
 * Lets a plan go on. Those that were paused with it are resumed, not those that had been paused
 * before; windows that fell into the pause are moved by the working days that it took.
 */
export async function resumePlan(db: Database, planId: number, order: Order): Promise<Ordered> {
  return await db.transaction(async (tx) => {
    const row = await lockPlan(tx, planId, ['paused'], '恢复');
    const from = row.pausedOn ?? beijingDate(order.now);
    await tx.update(plan).set({ state: 'running', pausedOn: null }).where(eq(plan.id, planId));
    const reached = await idsOf(
      tx,
      and(eq(occurrence.planId, planId), alive, await pausedWithPlan(tx, planId, order.now)),
    );
    return await write(tx, planId, 'resume', { from }, order, reached);
  });
}

/** Begun ones that are paused, or are to be, but not by themselves; and windows that have come. */
async function pausedWithPlan(tx: Database, planId: number, now: number): Promise<SQL | undefined> {
  const [last] = await tx
    .select({ id: change.id })
    .from(change)
    .where(and(eq(change.planId, planId), eq(change.kind, 'pause')))
    .orderBy(desc(change.id))
    .limit(1);
  const inPause = (outcome: SQL) => sql`exists (select 1 from ${changeRow}
    where ${changeRow.changeId} = ${last?.id ?? 0}
      and ${changeRow.occurrenceId} = ${occurrence.id} and ${outcome})`;
  const toBe = inPause(sql`${changeRow.outcome} is null`);
  const before = inPause(sql`${changeRow.outcome} = 'refused'`);
  const paused = and(gt(occurrence.run, 0), or(isNotNull(occurrence.pausedOn), toBe));
  const windows = and(eq(occurrence.run, 0), lte(occurrence.opensOn, beijingDate(now)));
  return and(or(paused, windows), sql`not ${before}`);
}

/** Ends a plan before its time: nothing opens any more, and what is open is cancelled. */
export async function endPlan(db: Database, planId: number, order: Order): Promise<Ordered> {
  return await db.transaction(async (tx) => {
    await lockPlan(tx, planId, ['running', 'paused'], '结束');
    const today = beijingDate(order.now);
    await tx
      .update(plan)
      .set({ state: 'ended', endedOn: today, pausedOn: null })
      .where(eq(plan.id, planId));
    const ofPlan = and(eq(notice.planId, planId), sql`${notice.occurrenceId} is null`);
    await withdrawWhere(tx, and(ofPlan, ne(notice.kind, 'mend-contact')));
    const reached = await idsOf(tx, and(eq(occurrence.planId, planId), alive));
    return await write(tx, planId, 'end', {}, order, reached);
  });
}

/** Sets the rules by which a plan is supervised; what runs gets its agenda anew. */
export async function setPolicy(
  db: Database,
  planId: number,
  policy: Policy,
  order: Order,
): Promise<Ordered> {
  return await db.transaction(async (tx) => {
    const row = await lockPlan(tx, planId, ['draft', 'launching', 'running', 'paused'], '调整规则');
    const before = new Map<string, unknown>(Object.entries(policyOf(row.policy)));
    const keys = Object.entries(policy)
      .filter(([key, value]) => canonical(value) !== canonical(before.get(key)))
      .map(([key]) => key);
    await tx.update(plan).set({ policy }).where(eq(plan.id, planId));
    const ids = keys.length === 0 ? [] : await idsOf(tx, and(eq(occurrence.planId, planId), begun));
    return await write(tx, planId, 'policy', { keys }, order, ids);
  });
}

/** Writes a change of a plan that reaches occurrences. */
export async function write(
  tx: Database,
  planId: number | null,
  kind: ChangeKind,
  data: ChangeData,
  { personId, now, reason }: Order,
  ids: string[],
): Promise<Ordered> {
  const given = reason === undefined ? {} : { reason };
  return await openChange(tx, { planId, kind, data, personId, at: now, ...given }, ids);
}

/** The ids of occurrences, in an order that does not change. */
export async function idsOf(db: Database, which: SQL | undefined): Promise<string[]> {
  const rows = await db
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(which)
    .orderBy(asc(occurrence.id));
  return rows.map(({ id }) => id);
}

/** The plan's row, locked; refused in any other state. */
async function lockPlan(
  tx: Database,
  planId: number,
  states: PlanRow['state'][],
  what: string,
): Promise<PlanRow> {
  const [row] = await tx.select().from(plan).where(eq(plan.id, planId)).for('no key update');
  if (row === undefined) throw new NotFoundError('方案', String(planId));
  if (states.includes(row.state)) return row;
  throw new RefusedError(`方案 ${planId} ${PLAN_STATES[row.state]}，不能${what}`);
}
