import { and, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { beijingDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { foldName } from '../plan/names.ts';
import { endPosts } from './address-book.ts';
import { alive, type Ordered } from './changes.ts';
import type { Database } from './connect.ts';
import { idsOf, type Order, write } from './plan-changes.ts';
import {
  handler,
  occurrence,
  partyName,
  partyNameUnit,
  plan,
  planUnit,
  post,
  side,
  unit,
} from './schema.ts';

type Unit = typeof unit.$inferSelect;

/** A unit that goes into another. */
export type Merging = { from: Unit; into: Unit };

/** The two units of a merger by name or alias. @throws NotFoundError, RefusedError when they are one */
export async function mergingOf(db: Database, old: string, other: string): Promise<Merging> {
  const from = await unitCalled(db, old);
  const into = await unitCalled(db, other);
  if (from.id === into.id) throw new RefusedError(`“${old}”和“${other}”是同一个单位`);
  if (from.side !== into.side && from.side !== null && into.side !== null) {
    throw new RefusedError(
      `${from.name}属于${from.side}，${into.name}属于${into.side}，不能合并；单位写错请核对名称`,
    );
  }
  return { from, into };
}

/** A unit by its name, also one that it went by before. @throws NotFoundError */
export async function unitCalled(db: Database, called: string): Promise<Unit> {
  const name = foldName(called);
  const units = await db.select().from(unit);
  const found =
    units.find((each) => foldName(each.name) === name) ??
    units.find(({ aliases }) => aliases.map(foldName).includes(name));
  if (found === undefined) throw new NotFoundError('通讯录中的单位', called);
  return found;
}

/** The plans in which a unit has a part that is open. */
export async function plansOfUnit(
  db: Database,
  unitId: number,
): Promise<{ id: number; title: string }[]> {
  return await db
    .selectDistinct({ id: plan.id, title: plan.title })
    .from(plan)
    .innerJoin(occurrence, eq(occurrence.planId, plan.id))
    .where(and(alive, hasPart(unitId)))
    .orderBy(plan.id);
}

/** True of a unit that supervises others: it leads a plan or a side, or has a coordinator. */
export async function isOffice(db: Database, unitId: number): Promise<boolean> {
  const coordinates = and(eq(post.unitId, unitId), eq(post.role, 'coordinator'), isNull(post.to));
  const [ledPlans, ledSides, coordinators] = await Promise.all([
    db.$count(plan, eq(plan.coordinatorUnitId, unitId)),
    db.$count(side, eq(side.coordinatorUnitId, unitId)),
    db.$count(post, coordinates),
  ]);
  return ledPlans + ledSides + coordinators > 0;
}

/**
 * One unit goes into another: its posts and links end, its names, handlers and open duties go over.
 * What has ended keeps the old unit, and so does the ledger.
 */
export async function mergeUnits(
  db: Database,
  { from, into }: Merging,
  order: Order,
): Promise<Ordered> {
  return await db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${unit} in share row exclusive mode`);
    await moveOffices(tx, from, into);
    const day = beijingDate(order.now);
    const held = await tx
      .select({ id: post.id, personId: post.personId })
      .from(post)
      .where(and(eq(post.unitId, from.id), isNull(post.to)));
    const by = order.personId ?? undefined;
    await endPosts(tx, from.id, held, { day, now: order.now, by });
    await moveReach(tx, from, into);
    await moveNames(tx, from, into);
    await moveHandlers(tx, from.id, into.id);
    await movePlanUnits(tx, from.id, into.id, order.now);
    const ids = await idsOf(tx, and(alive, hasPart(from.id)));
    const data = { unitId: from.id, toUnitId: into.id };
    return await write(tx, null, 'merge', data, order, ids);
  });
}

function hasPart(unitId: number): SQL {
  return sql`exists (select 1 from party p where p.occurrence_id = ${occurrence.id}
    and p.unit_id = ${unitId})`;
}

/** An office that leads a plan goes into one that has a coordinator, or into none. */
async function moveOffices(tx: Database, from: Unit, into: Unit): Promise<void> {
  const led = await tx
    .select({ id: plan.id })
    .from(plan)
    .where(and(eq(plan.coordinatorUnitId, from.id), ne(plan.state, 'ended')));
  const coordinates = and(eq(post.unitId, into.id), eq(post.role, 'coordinator'), isNull(post.to));
  if (led.length > 0 && (await tx.$count(post, coordinates)) === 0) {
    const plans = led.map(({ id }) => id).join('、');
    throw new RefusedError(
      `${from.name}是方案 ${plans} 的牵头办公室：请先在通讯录里给${into.name}加一个“协调员”岗位`,
    );
  }
  const old = eq(plan.coordinatorUnitId, from.id);
  await tx
    .update(plan)
    .set({ coordinatorUnitId: into.id })
    .where(and(old, ne(plan.state, 'ended')));
  await tx
    .update(side)
    .set({ coordinatorUnitId: into.id })
    .where(eq(side.coordinatorUnitId, from.id));
}

/** What is still addressed to the old unit reaches the new one, and so do those it answered for. */
async function moveReach(tx: Database, from: Unit, into: Unit): Promise<void> {
  if (into.answersThroughId === from.id) {
    const through = from.answersThroughId === into.id ? null : from.answersThroughId;
    await tx.update(unit).set({ answersThroughId: through }).where(eq(unit.id, into.id));
  }
  await tx
    .update(unit)
    .set({ answersThroughId: into.id })
    .where(and(or(eq(unit.id, from.id), eq(unit.answersThroughId, from.id)), ne(unit.id, into.id)));
}

/** The names of plans that stood for the old unit stand for the new one. */
async function moveNames(tx: Database, from: Unit, into: Unit): Promise<void> {
  const ended = tx
    .select({ id: partyName.id })
    .from(partyName)
    .innerJoin(plan, eq(plan.id, partyName.planId))
    .where(eq(plan.state, 'ended'));
  const mine = and(
    eq(partyNameUnit.unitId, from.id),
    sql`${partyNameUnit.partyNameId} not in ${ended}`,
  );
  const both = sql`exists (select 1 from party_name_unit other
    where other.party_name_id = ${partyNameUnit.partyNameId} and other.unit_id = ${into.id})`;
  await tx.delete(partyNameUnit).where(and(mine, both));
  await tx.update(partyNameUnit).set({ unitId: into.id }).where(mine);
}

/** Colleagues go over with their tasks, unless the new unit has named one of its own. */
async function moveHandlers(tx: Database, from: number, into: number): Promise<void> {
  const own = tx.select({ taskId: handler.taskId }).from(handler).where(eq(handler.unitId, into));
  await tx.delete(handler).where(and(eq(handler.unitId, from), inArray(handler.taskId, own)));
  await tx.update(handler).set({ unitId: into }).where(eq(handler.unitId, from));
}

/** The new unit is a unit of the old one's plans; what the old one acknowledged it has not. */
async function movePlanUnits(tx: Database, from: number, into: number, now: number): Promise<void> {
  const plans = await tx
    .select({ planId: planUnit.planId })
    .from(planUnit)
    .innerJoin(plan, eq(plan.id, planUnit.planId))
    .where(and(eq(planUnit.unitId, from), ne(plan.state, 'ended')));
  for (const { planId } of plans) {
    await tx
      .insert(planUnit)
      .values({ planId, unitId: into, assignedAt: now })
      .onConflictDoNothing();
    // the old unit is chased no longer
    await tx
      .update(planUnit)
      .set({ acknowledgedAt: now })
      .where(
        and(
          eq(planUnit.planId, planId),
          eq(planUnit.unitId, from),
          isNull(planUnit.acknowledgedAt),
        ),
      );
  }
}
