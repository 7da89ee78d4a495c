import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { ForbiddenError, NotFoundError } from '../plan/errors.ts';
import type { Sight } from '../plan/roles.ts';
import type { DeskRole } from '../plan/unit-acts.ts';
import type { Database } from './connect.ts';
import { eventFile, file, occurrence, party, plan, unit } from './schema.ts';

// What somebody who is logged in sees. Every query of the desk ands one of these conditions.

const NOTHING = sql`false`;

/**
 * The occurrences that somebody sees: those of the plans of his offices, on another side those of
 * its own units, and those in which his units have a part. Undefined: all.
 */
export function occurrenceScope(
  standing: Sight,
  roles: readonly DeskRole[] = ['answering', 'participant', 'counterpart'],
): SQL | undefined {
  const { admin, plans, sides } = standing;
  if (admin) return undefined;
  const own = ownDuties(standing, roles);
  const conditions = [
    ...(plans.length === 0 ? [] : [inArray(occurrence.planId, plans)]),
    ...sides.map(
      (each) => sql`(${occurrence.planId} = ${each.planId} and ${occurrence.answeringUnitId} in
        (select ${unit.id} from ${unit} where ${unit.side} = ${each.side}))`,
    ),
    ...(own === undefined ? [] : [own]),
  ];
  return conditions.length === 0 ? NOTHING : or(...conditions);
}

/** Those in which his units have a part; of what is seen anyway nothing is asked again. */
function ownDuties(
  { plans, sides, belongsTo, elsewhere }: Sight,
  roles: readonly DeskRole[],
): SQL | undefined {
  if (belongsTo.length === 0) return undefined;
  const theirs = sql`${occurrence.id} in (select ${party.occurrenceId} from ${party}
    where ${inArray(party.unitId, belongsTo)} and ${inArray(party.role, [...roles])})`;
  if (plans.length + sides.length === 0) return theirs;
  return elsewhere.length === 0 ? undefined : and(inArray(occurrence.planId, elsewhere), theirs);
}

/** A draft that the command line took in belongs to no office yet: any coordinator may take it up. */
const NOBODYS = sql`(${plan.state} = 'draft' and ${plan.coordinatorUnitId} is null)`;

/** The plans that somebody sees: drafts are the office's business alone. Undefined: all. */
export function planScope({ admin, plans, sides, belongsTo, coordinates }: Sight): SQL | undefined {
  if (admin) return undefined;
  const inPart = sides.map(({ planId }) => planId);
  const conditions = [
    ...(plans.length === 0 ? [] : [inArray(plan.id, plans)]),
    ...(inPart.length === 0
      ? []
      : [sql`(${plan.state} <> 'draft' and ${inArray(plan.id, inPart)})`]),
    ...(coordinates.length === 0 ? [] : [NOBODYS]),
    ...(belongsTo.length === 0
      ? []
      : [
          sql`(${plan.state} <> 'draft' and ${plan.id} in (select ${occurrence.planId} from ${occurrence}
            join ${party} on ${party.occurrenceId} = ${occurrence.id} where ${inArray(party.unitId, belongsTo)}))`,
        ]),
  ];
  return conditions.length === 0 ? NOTHING : or(...conditions);
}

/**
 * Makes sure that somebody sees an occurrence.
 *
 * @throws NotFoundError otherwise: ids can be guessed, and nobody is to learn which there are
 */
export async function assertSees(db: Database, standing: Sight, id: string): Promise<void> {
  const seen = await db.$count(occurrence, and(eq(occurrence.id, id), occurrenceScope(standing)));
  if (seen === 0) throw new NotFoundError('事项', id);
}

/** Those of some occurrences that somebody sees. */
export async function seenOf(
  db: Database,
  standing: Sight,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(and(inArray(occurrence.id, [...ids]), occurrenceScope(standing)));
  return rows.map(({ id }) => id);
}

/** Those of some plans that somebody sees. */
export async function plansSeenOf(
  db: Database,
  standing: Sight,
  ids: readonly number[],
): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: plan.id })
    .from(plan)
    .where(and(inArray(plan.id, [...ids]), planScope(standing)));
  return rows.map(({ id }) => id);
}

/** @throws NotFoundError when there is no such plan, or none that somebody sees */
export async function assertSeesPlan(db: Database, standing: Sight, id: number): Promise<void> {
  const seen = await db.$count(plan, and(eq(plan.id, id), planScope(standing)));
  if (seen === 0) throw new NotFoundError('方案', String(id));
}

/**
 * Makes sure that somebody belongs to the office of a plan: what units say of each other's work, and
 * what the office decides of it, is shown to no unit.
 *
 * @throws NotFoundError when he does not see the plan @throws ForbiddenError when he only has a part in it
 */
export async function assertOfOffice(db: Database, standing: Sight, id: number): Promise<void> {
  await assertSeesPlan(db, standing, id);
  if (standing.admin || standing.plans.includes(id)) return;
  // of drafts units see nothing at all
  const drafts = await db.$count(plan, and(eq(plan.id, id), eq(plan.state, 'draft')));
  if (drafts === 0) throw new ForbiddenError('只有方案的牵头办公室可以查看');
}

/**
 * Makes sure that somebody may work on a draft: a coordinator of its office, or of any while it is
 * nobody's.
 *
 * @throws NotFoundError when he does not see it @throws ForbiddenError when he only sees it
 */
export async function assertReviews(db: Database, standing: Sight, id: number): Promise<void> {
  await assertSeesPlan(db, standing, id);
  const [row] = await db
    .select({ office: plan.coordinatorUnitId })
    .from(plan)
    .where(eq(plan.id, id));
  if (mayReview(standing, row?.office ?? null)) return;
  throw new ForbiddenError('您不是该方案牵头单位的协调员，只能查看，不能审改');
}

/** True of coordinators of the office whose draft it is. */
export function mayReview({ coordinates }: Sight, office: number | null): boolean {
  return office === null ? coordinates.length > 0 : coordinates.includes(office);
}

/** The occurrences whose evidence somebody sees: not those in which his units stand on the other side. */
export function evidenceScope(standing: Sight): SQL | undefined {
  return occurrenceScope(standing, ['answering', 'participant']);
}

/** A file of an occurrence whose evidence somebody sees. @throws NotFoundError otherwise */
export async function fileInScope(
  db: Database,
  standing: Sight,
  id: string,
): Promise<typeof file.$inferSelect> {
  const [row] = await db
    .select({ file })
    .from(file)
    .innerJoin(eventFile, eq(eventFile.fileId, file.id))
    .innerJoin(occurrence, eq(occurrence.id, eventFile.occurrenceId))
    .where(and(eq(file.id, id), evidenceScope(standing)))
    .limit(1);
  if (row === undefined) throw new NotFoundError('附件', id);
  return row.file;
}
