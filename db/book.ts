import { createHash } from 'node:crypto';
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AddressBook } from '../plan/address-book.ts';
import { BOOK_HEADS, KIND_NAMES, type PostRole, ROLE_NAMES } from '../plan/address-book-heads.ts';
import type { Keeper } from '../plan/book-keeping.ts';
import type { PlainDate } from '../plan/date.ts';
import { InputError, RefusedError } from '../plan/errors.ts';
import { applyAddressBook, type BookReport, type Occasion } from './address-book.ts';
import { isSeen, keepingFaults } from './book-keeper.ts';
import type { Database } from './connect.ts';
import { type ListedDevice, listDevices } from './devices.ts';
import { listUnits, type UnitEntry } from './people.ts';
import { leave, person, post, unit } from './schema.ts';
import { liaisonSides } from './sides.ts';

/** A unit of the address book; units in liaison are written to by their office's letter alone. */
export type BookEntry = UnitEntry & { liaison: boolean };

/** The units that somebody sees: those that should be reached and cannot be first. */
export async function unitsInBook(db: Database, keeper: Keeper): Promise<BookEntry[]> {
  const liaison = await liaisonSides(db);
  const seen = (await listUnits(db)).filter(({ side }) => isSeen(keeper, side));
  return seen
    .map((each) => ({ ...each, liaison: each.side !== null && liaison.has(each.side) }))
    .toSorted((a, b) => Number(isLacking(b)) - Number(isLacking(a)));
}

function isLacking({ unreachable, liaison }: BookEntry): boolean {
  return unreachable !== null && !liaison;
}

/** Who was the last contact of a unit that has none, and until when. */
export type Departed = { unitId: number; name: string; to: PlainDate };

/** The last contacts of units that have none any more. */
export async function departedContacts(
  db: Database,
  unitIds: readonly number[],
): Promise<Departed[]> {
  if (unitIds.length === 0) return [];
  const rows = await db
    .selectDistinctOn([post.unitId], { unitId: post.unitId, name: person.name, to: post.to })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(and(inArray(post.unitId, [...unitIds]), eq(post.role, 'contact'), isNotNull(post.to)))
    .orderBy(post.unitId, desc(post.to), desc(post.id));
  return rows.flatMap(({ to, ...rest }) => (to === null ? [] : [{ ...rest, to }]));
}

/** A post that has ended. */
export type PastPost = { role: PostRole; name: string; from: PlainDate; to: PlainDate };

/** The posts of a unit that have ended, the last first. */
export async function pastPosts(db: Database, unitId: number): Promise<PastPost[]> {
  const rows = await db
    .select({ role: post.role, name: person.name, from: post.from, to: post.to })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(and(eq(post.unitId, unitId), isNotNull(post.to)))
    .orderBy(desc(post.to), desc(post.id))
    .limit(50);
  return rows.flatMap(({ to, ...rest }) => (to === null ? [] : [{ ...rest, to }]));
}

/** Somebody's absence, and who stands in. */
export type Absence = {
  id: number;
  personId: number;
  person: string;
  from: PlainDate;
  to: PlainDate;
  substitute: string | null;
  units: string[];
};

/** Absences, of those whom somebody sees, that have not ended on a day. */
export async function absencesInBook(
  db: Database,
  keeper: Keeper,
  today: PlainDate,
): Promise<Absence[]> {
  const substitute = alias(person, 'substitute');
  const rows = await db
    .select({ leave, person: person.name, substitute: substitute.name })
    .from(leave)
    .innerJoin(person, eq(person.id, leave.personId))
    .leftJoin(substitute, eq(substitute.id, leave.substituteId))
    .where(gte(leave.to, today))
    .orderBy(asc(leave.from), asc(leave.id));
  const units = await unitsOfPeople(
    db,
    rows.map((row) => row.leave.personId),
  );
  return rows.flatMap(({ leave: row, ...names }) => {
    const at = units.get(row.personId) ?? [];
    if (!keeper.admin && !at.some(({ side }) => isSeen(keeper, side))) return [];
    const { id, personId, from, to } = row;
    return [{ id, personId, from, to, ...names, units: [...new Set(at.map(({ name }) => name))] }];
  });
}

/** Who of some people is away on a day, and until when. */
export async function awayOn(
  db: Database,
  today: PlainDate,
): Promise<Map<number, { to: PlainDate }>> {
  const rows = await db
    .select({ personId: leave.personId, to: leave.to })
    .from(leave)
    .where(and(lte(leave.from, today), gte(leave.to, today)));
  return new Map(rows.map(({ personId, to }) => [personId, { to }]));
}

async function unitsOfPeople(db: Database, ids: number[]) {
  if (ids.length === 0) return new Map<number, never[]>();
  const rows = await db
    .select({ personId: post.personId, name: unit.name, side: unit.side })
    .from(post)
    .innerJoin(unit, eq(unit.id, post.unitId))
    .where(and(inArray(post.personId, ids), isNull(post.to)))
    .orderBy(asc(post.id));
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** A person to choose, and by what to tell namesakes apart. */
export type Choice = { id: number; name: string; at: string; reachable: boolean };

/** People of the address book whom somebody sees, by part of a name, a unit or an address. */
export async function peopleLike(db: Database, keeper: Keeper, text: string): Promise<Choice[]> {
  const like = `%${text.trim().replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  const { sides: seen } = keeper;
  const list = sql.join(
    (seen ?? []).map((side) => sql`${side}`),
    sql`, `,
  );
  const named = seen?.length === 0 ? sql`false` : sql`u.side in (${list})`;
  const sides = seen === null ? sql`true` : sql`(u.side is null or ${named})`;
  return await db.execute<Choice>(sql`
    select p.id, p.name, string_agg(distinct u.name, '、') as at,
      coalesce(p.email is not null and p.email_fault is null, false) as reachable
    from person p join post on post.person_id = p.id and post.to_day is null
      join unit u on u.id = post.unit_id
    where ${sides} and (p.name ilike ${like} or u.name ilike ${like} or p.email ilike ${like})
    group by p.id order by p.name, p.id limit 30`);
}

/** The devices of the units that somebody sees, those that wait first. */
export async function devicesInBook(db: Database, keeper: Keeper): Promise<ListedDevice[]> {
  const units = await db.select({ id: unit.id, side: unit.side }).from(unit);
  const seen = new Set(units.filter(({ side }) => isSeen(keeper, side)).map(({ id }) => id));
  return (await listDevices(db)).filter(({ unitId }) => seen.has(unitId));
}

/** What an import would do, or did; `digest` names exactly this. */
export type Taken = BookReport & { digest: string };

class Looked extends Error {
  readonly taken: Taken;
  constructor(taken: Taken) {
    super('looked at only');
    this.taken = taken;
  }
}

/** What taking an address book in would do: it is done, and taken back. */
export async function previewBook(
  db: Database,
  book: AddressBook,
  keeper: Keeper,
  at: Occasion,
): Promise<Taken> {
  try {
    await db.transaction(async (tx) => {
      throw new Looked(await takeBook(tx, book, keeper, at));
    });
  } catch (error) {
    if (error instanceof Looked) return error.taken;
    throw error;
  }
  throw new Error('a preview came to nothing');
}

/** Takes an address book in as it was previewed. @throws RefusedError when it would do something else by now */
export async function takePreviewed(
  db: Database,
  book: AddressBook,
  { keeper, digest }: { keeper: Keeper; digest: string },
  at: Occasion,
): Promise<Taken> {
  return await db.transaction(async (tx) => {
    const taken = await takeBook(tx, book, keeper, at);
    if (taken.digest === digest) return taken;
    throw new RefusedError('预览以后通讯录或文件有变化，没有导入；请重新预览');
  });
}

async function takeBook(
  tx: Database,
  book: AddressBook,
  keeper: Keeper,
  at: Occasion,
): Promise<Taken> {
  const report = await applyAddressBook(tx, book, at);
  const faults = await keepingFaults(tx, keeper, report.changes);
  if (faults.length > 0) throw new InputError('通讯录', faults);
  // ids of what is new come from a sequence, which does not go back
  const said = report.changes.map(({ unitId: _unit, personId: _person, ...rest }) => rest);
  const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  return { ...report, digest };
}

/** The address book as the rows of its table: filled in there, it can be taken in again. */
export function bookRows(units: readonly UnitEntry[]): string[][] {
  const heads = BOOK_HEADS.map(({ names }) => names[0] ?? '');
  const rows = units.toSorted((a, b) => a.name.localeCompare(b.name, 'zh')).flatMap(rowsOf);
  return [heads, ...rows];
}

function rowsOf({ posts, ...row }: UnitEntry): string[][] {
  const own = [
    row.name,
    KIND_NAMES[row.kind],
    row.side ?? '',
    row.aliases.join('、'),
    row.answersThrough ?? '',
    row.phone ?? '',
    row.mailbox ?? '',
  ];
  if (posts.length === 0) return [[...own, '', '', '', '', '']];
  return posts.map(({ role, name, room, phone, email }) => [
    ...own,
    ROLE_NAMES[role],
    name,
    room ?? '',
    phone ?? '',
    email ?? '',
  ]);
}
