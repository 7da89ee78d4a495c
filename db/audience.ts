import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { type Directory, findRecipient, type Holder, type Recipient } from '../plan/audience.ts';
import type { Audience } from '../plan/moments.ts';
import { LONGEST_CHAIN } from '../plan/reach.ts';
import type { Database } from './connect.ts';
import { occurrence, person, plan, post, side, unit } from './schema.ts';

type Asked = { planId: number; occurrenceId: string | null; audience: Audience };

/** Reads the address book as it stands now, in four queries however many will be looked up in it. */
export async function openDirectory(db: Database): Promise<Directory> {
  const plans = await db.select({ id: plan.id, office: plan.coordinatorUnitId }).from(plan);
  const sides = await db.select().from(side).where(eq(side.mode, 'liaison'));
  const units = await db
    .select({ id: unit.id, side: unit.side, throughId: unit.answersThroughId })
    .from(unit);
  return {
    offices: new Map(plans.map(({ id, office }) => [id, office])),
    liaison: new Set(sides.map(({ planId, name }) => `${planId}/${name}`)),
    units: new Map(units.map(({ id, ...rest }) => [id, rest])),
    holders: await reachableHolders(db),
  };
}

async function reachableHolders(db: Database): Promise<Map<number, Holder[]>> {
  const rows = await db
    .select({ unitId: post.unitId, personId: person.id, email: person.email, role: post.role })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(and(isNull(post.to), isNull(person.emailFault), isNotNull(person.email)))
    .orderBy(asc(post.id));
  const found = new Map<number, Holder[]>();
  for (const { unitId, email, ...holder } of rows) {
    if (email !== null) found.set(unitId, [...(found.get(unitId) ?? []), { ...holder, email }]);
  }
  return found;
}

/**
 * Looks an audience up, in the address book as it stands now or in a `directory` read just before;
 * null when nobody can be reached, `liaison` when nothing may be sent.
 */
export async function recipientOf(
  db: Database,
  asked: Asked,
  directory?: Directory,
): Promise<Recipient | 'liaison' | null> {
  const obligedId = await obligedUnit(db, asked);
  return findRecipient(directory ?? (await openDirectory(db)), { ...asked, obligedId });
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
  for (let hop = 0; hop < LONGEST_CHAIN; hop += 1) {
    const [row] = await db
      .select({ through: unit.answersThroughId })
      .from(unit)
      .where(eq(unit.id, current));
    if (row?.through == null) return current;
    current = row.through;
  }
  return current;
}

async function answeringUnit(db: Database, occurrenceId: string | null): Promise<number | null> {
  if (occurrenceId === null) return null;
  const [row] = await db
    .select({ unitId: occurrence.answeringUnitId })
    .from(occurrence)
    .where(eq(occurrence.id, occurrenceId));
  return row?.unitId ?? null;
}
