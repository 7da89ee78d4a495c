import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { PostRole } from '../plan/address-book-heads.ts';
import type { BookChange } from '../plan/book-changes.ts';
import { type Keeper, keeperFault } from '../plan/book-keeping.ts';
import { officesHeld, type Sight } from '../plan/roles.ts';
import { ForbiddenError, NotFoundError } from '../plan/errors.ts';
import type { Database } from './connect.ts';
import { person, post, unit } from './schema.ts';

/**
 * What of the address book somebody sees, and keeps. Sides of which another office is in charge here
 * are its own business.
 *
 * @throws ForbiddenError for those who hold no post of an office and are no administrators
 */
export async function keeperOf(db: Database, standing: Sight): Promise<Keeper> {
  const { admin, coordinates } = standing;
  if (admin) return { admin, keeps: true, sides: null, offices: coordinates };
  const offices = officesHeld(standing);
  if (offices.length === 0) {
    throw new ForbiddenError('通讯录由协调员和系统管理员管理；本单位的联系方式请在单位页面上改');
  }
  const sides = await sidesOf(db, offices);
  return { admin, keeps: coordinates.length > 0, sides, offices: coordinates };
}

/** The sides of offices: their own, those that they supervise, and those in liaison with nobody else here. */
async function sidesOf(db: Database, offices: number[]): Promise<string[]> {
  const ours = sql`(${sql.join(
    offices.map((id) => sql`${id}`),
    sql`, `,
  )})`;
  const rows = await db.execute<{ side: string }>(sql`
    with own as (
      select u.side from unit u where u.id in ${ours} and u.side is not null
      union select s.name from side s join plan p on p.id = s.plan_id
        where s.home and p.coordinator_unit_id in ${ours}
      union select s.name from side s where s.coordinator_unit_id in ${ours}
    ), others as (
      select u.side from unit u join post on post.unit_id = u.id
        where post.role = 'coordinator' and post.to_day is null and u.id not in ${ours}
      union select s.name from side s where s.coordinator_unit_id not in ${ours}
      union select s.name from side s join plan p on p.id = s.plan_id
        where s.home and p.coordinator_unit_id not in ${ours}
    ), liaison as (
      select s.name as side from side s join plan p on p.id = s.plan_id
        where not s.home and s.mode = 'liaison' and p.coordinator_unit_id in ${ours}
    )
    select side from own
    union select l.side from liaison l where not exists (select 1 from others o where o.side = l.side)
    order by side`);
  return rows.map(({ side }) => side);
}

/** A unit that somebody sees. @throws NotFoundError when there is none, or it is another's business */
export async function unitInBook(
  db: Database,
  keeper: Keeper,
  id: number,
): Promise<typeof unit.$inferSelect> {
  const [row] = await db.select().from(unit).where(eq(unit.id, id));
  if (row === undefined || !isSeen(keeper, row.side)) throw new NotFoundError('单位', String(id));
  return row;
}

/** True of the units of a side that somebody sees. */
export function isSeen({ sides }: Keeper, side: string | null): boolean {
  return sides === null || side === null || sides.includes(side);
}

/**
 * Why what was done to the address book was not his who did it, one line each; looks at the rows as
 * they are after it, in its transaction.
 */
export async function keepingFaults(
  tx: Database,
  keeper: Keeper,
  changes: readonly BookChange[],
): Promise<string[]> {
  if (keeper.admin) return [];
  const unitIds = [...new Set(changes.map(({ unitId }) => unitId))];
  const people = changes.flatMap(({ kind, personId }) =>
    kind === 'mended' && personId !== null ? [personId] : [],
  );
  const sides = new Map(
    unitIds.length === 0
      ? []
      : (
          await tx
            .select({ id: unit.id, side: unit.side })
            .from(unit)
            .where(inArray(unit.id, unitIds))
        ).map(({ id, side }) => [id, side]),
  );
  const held = await postsOfPeople(tx, people);
  const faults = changes.flatMap((change) => {
    const posts = change.kind === 'mended' ? (held.get(change.personId ?? 0) ?? []) : [];
    return keeperFault(keeper, change, { side: sides.get(change.unitId) ?? null, posts }) ?? [];
  });
  return [...new Set(faults)];
}

type Post = { personId: number; unitId: number; role: PostRole; unit: string; side: string | null };

async function postsOfPeople(tx: Database, ids: number[]): Promise<Map<number, Post[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      personId: post.personId,
      unitId: post.unitId,
      role: post.role,
      unit: unit.name,
      side: unit.side,
    })
    .from(post)
    .innerJoin(unit, eq(unit.id, post.unitId))
    .where(and(inArray(post.personId, ids), isNull(post.to)));
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** Why somebody's data is another's to change; null: it is not. */
export async function personKeepingFault(
  db: Database,
  keeper: Keeper,
  { id, name }: { id: number; name: string },
): Promise<string | null> {
  const [first] = (await postsOfPeople(db, [id])).get(id) ?? [];
  if (first === undefined) return null;
  const of = { unitId: first.unitId, unit: first.unit, personId: id, person: name, fields: [] };
  const [fault] = await keepingFaults(db, keeper, [{ ...of, kind: 'mended', role: null }]);
  return fault ?? null;
}

/** A person whom somebody sees: one who holds, or held, a post in a unit that he sees. @throws NotFoundError */
export async function personInBook(
  db: Database,
  keeper: Keeper,
  id: number,
): Promise<typeof person.$inferSelect> {
  const [row] = await db.select().from(person).where(eq(person.id, id));
  const posts = await db
    .select({ side: unit.side })
    .from(post)
    .innerJoin(unit, eq(unit.id, post.unitId))
    .where(eq(post.personId, id));
  const seen = keeper.admin || posts.some(({ side }) => isSeen(keeper, side));
  if (row === undefined || !seen) throw new NotFoundError('人员', String(id));
  return row;
}
