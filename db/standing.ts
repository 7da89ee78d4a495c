import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { PostRole } from '../plan/address-book-heads.ts';
import { LONGEST_CHAIN } from '../plan/reach.ts';
import { officesHeld, type Sight, standingOfPosts } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { occurrence, party, plan, post, side, unit } from './schema.ts';

/** A post that somebody holds. */
export type HeldPost = { unitId: number; unit: string; role: PostRole };

/** The posts that a person holds now. */
export async function heldPosts(db: Database, personId: number): Promise<HeldPost[]> {
  return await db
    .select({ unitId: post.unitId, unit: unit.name, role: post.role })
    .from(post)
    .innerJoin(unit, eq(unit.id, post.unitId))
    .where(and(eq(post.personId, personId), isNull(post.to)))
    .orderBy(asc(post.id));
}

/** What somebody may see and do now, by his posts. */
export async function deskStanding(
  db: Database,
  who: { personId: number; admin: boolean },
): Promise<Sight> {
  const standing = standingOfPosts(who, await heldPosts(db, who.personId));
  const [belongsTo, supervised] = await Promise.all([
    actedFor(db, standing.belongsTo),
    supervisedBy(db, officesHeld(standing)),
  ]);
  const elsewhere = await plansBeside(db, supervised, belongsTo);
  return { ...standing, belongsTo, ...supervised, elsewhere };
}

/** The plans of offices, and the sides of plans that they supervise beside those. */
async function supervisedBy(
  db: Database,
  offices: number[],
): Promise<Pick<Sight, 'plans' | 'sides'>> {
  if (offices.length === 0) return { plans: [], sides: [] };
  const [plans, sides] = await Promise.all([
    db.select({ id: plan.id }).from(plan).where(inArray(plan.coordinatorUnitId, offices)),
    db
      .select({ planId: side.planId, side: side.name })
      .from(side)
      .where(inArray(side.coordinatorUnitId, offices)),
  ]);
  return { plans: plans.map(({ id }) => id), sides };
}

/** The plans that are not seen whole and in which units have a part; unasked where none is seen otherwise. */
async function plansBeside(
  db: Database,
  { plans, sides }: Pick<Sight, 'plans' | 'sides'>,
  belongsTo: number[],
): Promise<number[]> {
  if (plans.length + sides.length === 0 || belongsTo.length === 0) return [];
  // asked this way round, so that it costs as much as the units have parts, few for an office
  const planOf = sql<number>`(select ${occurrence.planId} from ${occurrence} where ${occurrence.id} = ${party.occurrenceId})`;
  const rows = await db
    .selectDistinct({ id: planOf })
    .from(party)
    .where(inArray(party.unitId, belongsTo));
  return rows.map(({ id }) => id).filter((id) => !plans.includes(id));
}

/** The units, and those that answer through them in the end. */
async function actedFor(db: Database, unitIds: number[]): Promise<number[]> {
  if (unitIds.length === 0) return [];
  const rows = await db.execute<{ id: number }>(sql`
    with recursive mine(id, hops) as (
      select id, 0 from unit where ${inArray(unit.id, unitIds)}
      union select u.id, m.hops + 1 from mine m
        join unit at on at.id = m.id and (m.hops > 0 or at.answers_through_id is null)
        join unit u on u.answers_through_id = m.id
        where m.hops < ${LONGEST_CHAIN}
    ) select distinct id from mine order by id`);
  return rows.map(({ id }) => id);
}
