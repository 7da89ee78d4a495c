import { and, eq, isNull, sql } from 'drizzle-orm';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { Database } from './connect.ts';
import { lockDraft, sidesOf } from './plans.ts';
import { post, side, unit } from './schema.ts';

/** A side of a plan, and the office that supervises its units. */
export type SideEntry = {
  name: string;
  home: boolean;
  mode: 'supervised' | 'liaison';
  office: string | null;
};

/** The sides of a plan, ours first. */
export async function sideEntries(db: Database, planId: number): Promise<SideEntry[]> {
  const rows = await db
    .select({ name: side.name, home: side.home, mode: side.mode, office: unit.name })
    .from(side)
    .leftJoin(unit, eq(unit.id, side.coordinatorUnitId))
    .where(eq(side.planId, planId));
  return rows.toSorted((a, b) => Number(b.home) - Number(a.home));
}

/** The sides whose units get nothing: no plan has them as its own, and no office here supervises them. */
export async function liaisonSides(db: Database): Promise<Set<string>> {
  const rows = await db
    .select({ name: side.name })
    .from(side)
    .groupBy(side.name)
    .having(sql`bool_and(not ${side.home} and ${side.mode} = 'liaison')`);
  return new Set(rows.map(({ name }) => name));
}

/** The names of all sides that plans have. */
export async function sideNames(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ name: side.name }).from(side).orderBy(side.name);
  return rows.map(({ name }) => name);
}

/**
 * Lets the other side's own office supervise its units, or takes it back to liaison (`office` null),
 * before launch: afterwards its units have been told, or have not.
 *
 * @throws NotFoundError when there is no such side or unit, RefusedError when the unit is not of that side
 */
export async function superviseSide(
  db: Database,
  planId: number,
  name: string,
  office: string | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockDraft(tx, planId);
    const found = (await sidesOf(tx, planId)).find((each) =>
      [each.name, each.short].includes(name),
    );
    if (found === undefined) throw new NotFoundError('方案的一方', name);
    if (found.home) throw new RefusedError(`${found.name}是本方，由启动时指定的协调员督办`);
    const officeId = office === null ? null : await officeOfSide(tx, found.name, office);
    const mode = officeId === null ? ('liaison' as const) : ('supervised' as const);
    await tx
      .update(side)
      .set({ mode, coordinatorUnitId: officeId })
      .where(and(eq(side.planId, planId), eq(side.id, found.id)));
  });
}

async function officeOfSide(tx: Database, sideName: string, name: string): Promise<number> {
  const [row] = await tx.select().from(unit).where(eq(unit.name, name));
  if (row === undefined) throw new NotFoundError('单位', name);
  if (row.side !== sideName) {
    throw new RefusedError(`${name}不属于${sideName}，不能督办其单位；所属方在通讯录里填写`);
  }
  const held = and(eq(post.unitId, row.id), eq(post.role, 'coordinator'), isNull(post.to));
  if ((await tx.$count(post, held)) === 0) {
    throw new RefusedError(`${name}没有协调员；请先在通讯录里加一行岗位“协调员”`);
  }
  return row.id;
}
