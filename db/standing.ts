import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { PostRole } from '../plan/address-book-heads.ts';
import { LONGEST_CHAIN } from '../plan/reach.ts';
import { officesHeld, type Sight, standingOfPosts } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { plan, post, side, unit } from './schema.ts';

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
  const belongsTo = await actedFor(db, standing.belongsTo);
  return { ...standing, belongsTo, ...(await supervisedBy(db, officesHeld(standing))) };
}

/** The plans of offices, and the sides of plans that they supervise beside those. */
async function supervisedBy(
  db: Database,
  offices: number[],
): Promise<Pick<Sight, 'plans' | 'sides'>> {
  if (offices.length === 0) return { plans: [], sides: [] };
  const plans = await db
    .select({ id: plan.id })
    .from(plan)
    .where(inArray(plan.coordinatorUnitId, offices));
  const sides = await db
    .select({ planId: side.planId, side: side.name })
    .from(side)
    .where(inArray(side.coordinatorUnitId, offices));
  return { plans: plans.map(({ id }) => id), sides };
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
