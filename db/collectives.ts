import { asc, eq, sql } from 'drizzle-orm';
import { type CollectiveFields, collectiveFaults, sharedSide } from '../plan/book-collectives.ts';
import type { Keeper } from '../plan/book-keeping.ts';
import { FieldsError, ForbiddenError, NotFoundError } from '../plan/errors.ts';
import { foldName } from '../plan/names.ts';
import { isSeen } from './book-keeper.ts';
import type { Database } from './connect.ts';
import { collective, collectiveUnit, unit } from './schema.ts';

/** A collective of the address book; `sides`: those of its members. */
export type CollectiveEntry = {
  id: number;
  name: string;
  side: string | null;
  aliases: string[];
  units: string[];
  sides: (string | null)[];
};

/** All collectives by name, their members in the order given. */
export async function listCollectives(db: Database): Promise<CollectiveEntry[]> {
  return await db
    .select({
      id: collective.id,
      name: collective.name,
      side: collective.side,
      aliases: collective.aliases,
      units: sql<string[]>`coalesce(array_agg(${unit.name} order by ${collectiveUnit.position})
        filter (where ${unit.id} is not null), '{}')`,
      sides: sql<(string | null)[]>`coalesce(array_agg(distinct ${unit.side})
        filter (where ${unit.id} is not null), '{}')`,
    })
    .from(collective)
    .leftJoin(collectiveUnit, eq(collectiveUnit.collectiveId, collective.id))
    .leftJoin(unit, eq(unit.id, collectiveUnit.unitId))
    .groupBy(collective.id)
    .orderBy(asc(collective.name), asc(collective.side));
}

/** The collectives that somebody sees: those of the sides that he sees, and those of none. */
export async function collectivesInBook(db: Database, keeper: Keeper): Promise<CollectiveEntry[]> {
  return (await listCollectives(db)).filter(({ side }) => isSeen(keeper, side));
}

/** True when somebody may change a collective: its members are all his to keep. */
export function mayKeep(keeper: Keeper, { side, sides }: Pick<CollectiveEntry, 'side' | 'sides'>) {
  return keeper.keeps && [side, ...sides].every((each) => isSeen(keeper, each));
}

/** As a form states it; without a side it is of the one that its members share. */
type Given = Omit<CollectiveFields, 'side'> & { side?: string | null | undefined };

/**
 * Writes a collective down, or what it is called and means from now on. What plans have settled stays.
 *
 * @throws FieldsError for what must be mended, ForbiddenError for what is another side's
 */
export async function keepCollective(
  db: Database,
  id: number | null,
  given: Given,
  keeper: Keeper,
): Promise<number> {
  return await db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${collective} in share row exclusive mode`);
    const all = await listCollectives(tx);
    if (id !== null) assertKeeps(keeper, all, id);
    const units = await tx.select().from(unit);
    const wanted = [...new Set(given.units.map(foldName))];
    const members = wanted.flatMap((name) => units.find((each) => each.name === name) ?? []);
    const fields = {
      name: foldName(given.name),
      side: given.side === undefined ? sharedSide(members) : given.side,
      aliases: [...new Set(given.aliases.map(foldName))],
      units: wanted,
    };
    const others = all.filter((each) => each.id !== id);
    const faults = collectiveFaults(fields, { units, collectives: others });
    if (faults.length > 0) throw new FieldsError('集合称谓', faults);
    if (!mayKeep(keeper, { side: fields.side, sides: members.map(({ side }) => side) })) {
      throw new ForbiddenError(NOT_HIS);
    }
    const { units: _units, ...values } = fields;
    const [row] =
      id === null
        ? await tx.insert(collective).values(values).returning()
        : await tx.update(collective).set(values).where(eq(collective.id, id)).returning();
    if (row === undefined) throw new Error('the collective was not written');
    await tx.delete(collectiveUnit).where(eq(collectiveUnit.collectiveId, row.id));
    await tx
      .insert(collectiveUnit)
      .values(
        members.map((each, position) => ({ collectiveId: row.id, unitId: each.id, position })),
      );
    return row.id;
  });
}

/** Forgets a collective; what plans have settled stays. @throws NotFoundError, ForbiddenError */
export async function dropCollective(db: Database, id: number, keeper: Keeper): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${collective} in share row exclusive mode`);
    assertKeeps(keeper, await listCollectives(tx), id);
    await tx.delete(collective).where(eq(collective.id, id));
  });
}

const NOT_HIS = '其中有别方的单位：各方的集合称谓由各自的办公室维护，涉及几方的由系统管理员维护';

function assertKeeps(keeper: Keeper, all: readonly CollectiveEntry[], id: number): void {
  const found = all.find((each) => each.id === id);
  if (found === undefined || !isSeen(keeper, found.side)) {
    throw new NotFoundError('集合称谓', String(id));
  }
  if (!mayKeep(keeper, found)) throw new ForbiddenError(NOT_HIS);
}
