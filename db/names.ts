import { and, asc, eq, inArray, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { isCollective } from '../plan/collectives.ts';
import { type Collective, collectiveFor, membersOf } from '../plan/book-collectives.ts';
import { proposals } from '../plan/name-proposals.ts';
import {
  type NameContext,
  type NamedUnit,
  type Proposal,
  type ProposalContext,
  foldName,
  matchName,
} from '../plan/names.ts';
import { listCollectives } from './collectives.ts';
import type { Database } from './connect.ts';
import { partyName, partyNameUnit, plan, side, task, unit } from './schema.ts';

type Settled = 'exact' | 'alias' | 'person' | 'left-out';

export type NameEntry = {
  written: string;
  settled: Settled | null;
  /** Why it is left out. */
  reason: string | null;
  units: string[];
  /** How many tasks of the plan name it. */
  tasks: number;
  /** For names not settled: what they may stand for; for settled ones, what the book says by now. */
  proposals: Proposal[];
  /** A name for several units, and whether the address book knows it; null: a name of one. */
  collective: 'known' | 'unknown' | null;
};

/** All names of a plan, those nobody settled first, with what they may stand for. */
export async function namesOf(db: Database, planId: number): Promise<NameEntry[]> {
  const rows = await nameRows(db, planId);
  const uses = await usesOf(db, planId);
  const units = await db.select().from(unit).orderBy(asc(unit.id));
  const collectives = await listCollectives(db);
  const plain = await contextOf(db, planId);
  const kinds = new Map(
    rows.map(({ written }) => [written, kindOf(written, collectives, plain)] as const),
  );
  const single = rows.filter(({ written }) => kinds.get(written) === null);
  const responsible = single.flatMap((row) => row.units);
  const open = single.filter(({ settled }) => settled === null).length;
  const context = { ...plain, responsible, open, collectives };
  const entries = rows.map((row) => ({
    ...row,
    tasks: uses.get(row.written) ?? 0,
    proposals:
      row.settled === null
        ? proposals(row.written, units, context)
        : changedSince(row, units, context),
    collective: kinds.get(row.written) ?? null,
  }));
  return entries.toSorted((a, b) => urgency(a) - urgency(b));
}

/** Collectives are decided last, when it is known whom the others mean. */
function urgency({ settled, collective }: NameEntry): number {
  if (settled !== null) return 2;
  return collective === null ? 0 : 1;
}

function kindOf(
  written: string,
  collectives: readonly Collective[],
  context: NameContext,
): NameEntry['collective'] {
  if (collectiveFor(written, collectives, context) !== null) return 'known';
  return isCollective(written) ? 'unknown' : null;
}

/** What the book says of a collective that a person settled, where that is other units by now. */
function changedSince(
  { written, settled, units: chosen }: Omit<NameEntry, 'tasks' | 'proposals' | 'collective'>,
  units: readonly NamedUnit[],
  context: ProposalContext & { collectives: readonly Collective[] },
): Proposal[] {
  const known = collectiveFor(written, context.collectives, context);
  if (settled !== 'person' || known === null) return [];
  const proposal = membersOf(known, units, context);
  const isSame =
    proposal.units.length === chosen.length &&
    proposal.units.every((name) => chosen.includes(name));
  return isSame || proposal.units.length === 0 ? [] : [proposal];
}

/** Adds the names that the plan's tasks have and nobody entered yet. */
export async function addNames(db: Database, planId: number): Promise<void> {
  const used = [...(await usesOf(db, planId)).keys()];
  const rows = used.map((written) => ({ planId, written }));
  if (rows.length > 0) await db.insert(partyName).values(rows).onConflictDoNothing();
}

/** Brings the plan's names to those its tasks have, then matches them; what a person decided stays. */
export async function syncNames(db: Database, planId: number): Promise<void> {
  await addNames(db, planId);
  const used = [...(await usesOf(db, planId)).keys()];
  const unused = and(
    eq(partyName.planId, planId),
    notInArray(partyName.written, used),
    byMachine(),
  );
  await db.delete(partyName).where(unused);
  await rematchNames(db, planId);
}

/**
 * Matches the plan's names against the address book anew, except those that a person settled.
 * Returns the names that were not settled before and are now.
 */
export async function rematchNames(db: Database, planId: number): Promise<string[]> {
  const context = await contextOf(db, planId);
  const units = await db.select().from(unit);
  const rows = await db
    .select()
    .from(partyName)
    .where(and(eq(partyName.planId, planId), byMachine()))
    .orderBy(asc(partyName.id));
  for (const row of rows) {
    const match = matchName(row.written, units, context);
    await record(db, row.id, match?.settled ?? null, match ? [match.unit.id] : []);
  }
  const open = rows.filter(({ settled }) => settled === null);
  return open.map(({ written }) => written).filter((name) => matchName(name, units, context));
}

/** A person says which units a name stands for; none: the name is open again. */
export async function settleName(
  db: Database,
  planId: number,
  written: string,
  unitNames: string[],
): Promise<void> {
  const row = await findName(db, planId, written);
  const ids = await unitIds(db, unitNames);
  await record(db, row.id, ids.length > 0 ? 'person' : null, ids);
}

/** A person says that a name stands for nobody who is to be told, and why. */
export async function leaveOut(
  db: Database,
  planId: number,
  written: string,
  reason: string,
): Promise<void> {
  if (reason.trim() === '') throw new RefusedError(`“${written}”不纳入，请写明理由`);
  const row = await findName(db, planId, written);
  await record(db, row.id, 'left-out', [], reason.trim());
}

function byMachine() {
  return or(isNull(partyName.settled), inArray(partyName.settled, ['exact', 'alias']));
}

async function record(
  db: Database,
  id: number,
  settled: Settled | null,
  unitIdList: number[],
  reason: string | null = null,
): Promise<void> {
  await db.update(partyName).set({ settled, reason }).where(eq(partyName.id, id));
  await db.delete(partyNameUnit).where(eq(partyNameUnit.partyNameId, id));
  const rows = unitIdList.map((unitId, position) => ({ partyNameId: id, unitId, position }));
  if (rows.length > 0) await db.insert(partyNameUnit).values(rows);
}

async function findName(db: Database, planId: number, written: string) {
  const rows = await db.select().from(partyName).where(eq(partyName.planId, planId));
  const row = rows.find((each) => foldName(each.written) === foldName(written));
  if (!row) throw new NotFoundError('方案中的单位名称', written);
  return row;
}

/** The ids of units by name, in the order given. @throws NotFoundError that names all unknown ones */
async function unitIds(db: Database, names: string[]): Promise<number[]> {
  const units = await db.select({ id: unit.id, name: unit.name }).from(unit);
  const byName = new Map(units.map(({ id, name }) => [foldName(name), id]));
  const unknown = names.filter((name) => !byName.has(foldName(name)));
  if (unknown.length > 0) throw new NotFoundError('通讯录中的单位', unknown.join('、'));
  return [...new Set(names.map((name) => byName.get(foldName(name)) ?? 0))];
}

async function nameRows(
  db: Database,
  planId: number,
): Promise<Omit<NameEntry, 'tasks' | 'proposals' | 'collective'>[]> {
  return db
    .select({
      written: partyName.written,
      settled: partyName.settled,
      reason: partyName.reason,
      units: sql<string[]>`coalesce(array_agg(${unit.name} order by ${partyNameUnit.position})
        filter (where ${unit.name} is not null), '{}')`,
    })
    .from(partyName)
    .leftJoin(partyNameUnit, eq(partyNameUnit.partyNameId, partyName.id))
    .leftJoin(unit, eq(unit.id, partyNameUnit.unitId))
    .where(eq(partyName.planId, planId))
    .groupBy(partyName.id)
    .orderBy(asc(partyName.id));
}

/** The names in the plan's tasks, in order of their first mention; dismissed tasks do not count. */
async function usesOf(db: Database, planId: number): Promise<Map<string, number>> {
  const tasks = await db
    .select({ lead: task.lead, support: task.support })
    .from(task)
    .where(and(eq(task.planId, planId), isNull(task.dismissed)))
    .orderBy(asc(task.id));
  const uses = new Map<string, number>();
  for (const { lead, support } of tasks) {
    for (const name of new Set([...lead, ...support])) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}

/** Tasks that no unit is known for, and tasks of which one name or other is still open. */
export type UnsettledTasks = { without: { key: string; title: string }[]; partly: number };

/** The tasks of a plan that cannot be told to everybody they name; records tell nobody. */
export async function unsettledTasks(db: Database, planId: number): Promise<UnsettledTasks> {
  const names = new Map((await nameRows(db, planId)).map((row) => [row.written, row]));
  const tasks = await db
    .select({ key: task.key, title: task.title, lead: task.lead, support: task.support })
    .from(task)
    .where(and(eq(task.planId, planId), isNull(task.dismissed), ne(task.tracking, 'record')))
    .orderBy(asc(task.id));
  const isOpen = (written: string) => (names.get(written)?.settled ?? null) === null;
  const known = (written: string) => (names.get(written)?.units ?? []).length > 0;
  const without = tasks.filter(
    ({ lead }) => !lead.some(known) && (lead.length === 0 || lead.some(isOpen)),
  );
  const partly = tasks.filter(
    (each) => !without.includes(each) && [...each.lead, ...each.support].some(isOpen),
  );
  return {
    without: without.map(({ key, title }) => ({ key, title })),
    partly: partly.length,
  };
}

async function contextOf(db: Database, planId: number): Promise<ProposalContext> {
  const [row] = await db
    .select({ home: plan.home, recipientOffice: plan.recipientOffice })
    .from(plan)
    .where(eq(plan.id, planId));
  if (!row) throw new NotFoundError('方案', String(planId));
  const sides = await db.select().from(side).where(eq(side.planId, planId));
  return { ...row, sides };
}
