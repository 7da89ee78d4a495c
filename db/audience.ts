import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Audience } from '../plan/moments.ts';
import type { PostRole } from '../plan/address-book-heads.ts';
import type { Database } from './connect.ts';
import { occurrence, person, plan, post, side, unit } from './schema.ts';

/** Who is meant now: the person who holds the post, and the unit whose list a link opens. */
export type Recipient = { personId: number; email: string; unitId: number };

type Asked = { planId: number; occurrenceId: string | null; audience: Audience };

const MOST_HOPS = 5;

/** Looks an audience up; null when nobody can be reached, `liaison` when nothing may be sent. */
export async function recipientOf(
  db: Database,
  asked: Asked,
): Promise<Recipient | 'liaison' | null> {
  const { audience } = asked;
  const office = await coordinatorUnit(db, asked.planId);
  if (audience === 'coordinator') return await holder(db, office, ['coordinator']);
  if (audience === 'verifier') return await holder(db, office, ['verifier', 'coordinator']);
  const obliged = await obligedUnit(db, asked);
  if (obliged === null) return null;
  const through = await answeringThrough(db, obliged);
  if (await inLiaison(db, asked.planId, [obliged, through])) return 'liaison';
  if (audience === 'supervising-leader') {
    const leader = await holder(db, obliged, ['supervising-leader']);
    return leader ?? (await holder(db, office, ['supervising-leader']));
  }
  return await holder(db, through, audience === 'leader' ? ['leader'] : ['contact', 'office']);
}

/** The unit that an audience belongs to; null for the plan's own office. */
export async function obligedUnit(
  db: Database,
  { occurrenceId, audience }: Asked,
): Promise<number | null> {
  if (audience === 'coordinator' || audience === 'verifier') return null;
  return audience.startsWith('contact:')
    ? Number(audience.slice('contact:'.length))
    : await answeringUnit(db, occurrenceId);
}

/** The unit that answers for a unit: itself, or the end of its chain of answers-through. */
export async function answeringThrough(db: Database, unitId: number): Promise<number> {
  let current = unitId;
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const [row] = await db
      .select({ through: unit.answersThroughId })
      .from(unit)
      .where(eq(unit.id, current));
    if (row?.through == null) return current;
    current = row.through;
  }
  return current;
}

async function coordinatorUnit(db: Database, planId: number): Promise<number | null> {
  const [row] = await db
    .select({ unitId: plan.coordinatorUnitId })
    .from(plan)
    .where(eq(plan.id, planId));
  return row?.unitId ?? null;
}

async function answeringUnit(db: Database, occurrenceId: string | null): Promise<number | null> {
  if (occurrenceId === null) return null;
  const [row] = await db
    .select({ unitId: occurrence.answeringUnitId })
    .from(occurrence)
    .where(eq(occurrence.id, occurrenceId));
  return row?.unitId ?? null;
}

async function inLiaison(db: Database, planId: number, unitIds: number[]): Promise<boolean> {
  const rows = await db
    .select({ id: side.id })
    .from(side)
    .innerJoin(unit, eq(unit.side, side.name))
    .where(and(eq(side.planId, planId), inArray(unit.id, unitIds), eq(side.mode, 'liaison')));
  return rows.length > 0;
}

/** The present holder of the first of the roles that has a working address. */
async function holder(
  db: Database,
  unitId: number | null,
  roles: PostRole[],
): Promise<Recipient | null> {
  if (unitId === null) return null;
  const rows = await db
    .select({ personId: person.id, email: person.email, role: post.role })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(
      and(
        eq(post.unitId, unitId),
        inArray(post.role, roles),
        isNull(post.to),
        isNull(person.emailFault),
        sql`${person.email} is not null`,
      ),
    )
    .orderBy(asc(post.id));
  const found = roles.map((role) => rows.find((row) => row.role === role)).find(Boolean);
  return found?.email == null ? null : { personId: found.personId, email: found.email, unitId };
}
