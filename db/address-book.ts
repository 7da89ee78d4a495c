import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { BookPost, BookUnit } from '../plan/address-book.ts';
import { ROLE_NAMES } from '../plan/address-book-heads.ts';
import { type PlainDate, beijingDate } from '../plan/date.ts';
import { foldName } from '../plan/names.ts';
import { unitsActingAs } from './authority.ts';
import { begun, openChange, type Ordered } from './changes.ts';
import type { Database } from './connect.ts';
import { personFor } from './persons.ts';
import { idsOf } from './plan-changes.ts';
import { link, occurrence, person, post, unit } from './schema.ts';

type Book = { units: BookUnit[]; posts: BookPost[] };

/** What taking an address book in did; `kept` counts units that stayed as they were. */
export type BookReport = {
  added: string[];
  changed: string[];
  kept: number;
  opened: string[];
  ended: string[];
  mended: string[];
  /** Units whose people changed, and the change that tells what is open of it. */
  contacts: number[];
  change: Ordered | null;
};

type Row = typeof unit.$inferSelect;

/** What goes along while a book is taken in. */
type Taking = { db: Database; now: number; report: BookReport; byName: Map<string, Row> };

/**
 * Brings units, persons and posts to what the book states, all or nothing. What it does not mention
 * stays; a post with a new holder ends for the old one on the day of `now`. A second time it changes
 * nothing.
 */
export async function applyAddressBook(db: Database, book: Book, now: number): Promise<BookReport> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${unit} in share row exclusive mode`);
    const known = await tx.select().from(unit);
    const byName = new Map(known.map((row) => [foldName(row.name), row]));
    const lists = { added: [], changed: [], opened: [], ended: [], mended: [], contacts: [] };
    const taking: Taking = { db: tx, now, report: { ...lists, kept: 0, change: null }, byName };
    const before = new Map(byName);
    for (const each of book.units) await takeUnit(each, taking);
    for (const each of book.units) await takeThrough(each, taking);
    for (const each of book.units) reportUnit(each.name, before, taking);
    await takePosts(book.posts, taking);
    taking.report.change = await tellContacts(taking);
    return taking.report;
  });
}

/** True when the book said nothing new. */
export function isUnchanged({ added, changed, opened, ended, mended }: BookReport): boolean {
  return [added, changed, opened, ended, mended].every((list) => list.length === 0);
}

/** What is open of a unit shows in its ledger that other people are written to from now on. */
async function tellContacts({ db, now, report }: Taking): Promise<Ordered | null> {
  report.contacts = [...new Set(report.contacts)];
  const unitIds = new Set<number>();
  for (const id of report.contacts) {
    for (const each of await unitsActingAs(db, id)) unitIds.add(each);
  }
  if (unitIds.size === 0) return null;
  const theirs = and(inArray(occurrence.answeringUnitId, [...unitIds]), begun);
  const ids = await idsOf(db, theirs);
  if (ids.length === 0) return null;
  const data = { unitIds: report.contacts };
  return await openChange(
    db,
    { planId: null, kind: 'contact', data, personId: null, at: now },
    ids,
  );
}

async function takeUnit(book: BookUnit, { db, byName }: Taking): Promise<void> {
  const known = byName.get(foldName(book.name));
  const stated = {
    kind: book.kind ?? known?.kind ?? 'unit',
    side: book.side ?? known?.side ?? null,
    aliases: book.aliases.length > 0 ? book.aliases : (known?.aliases ?? []),
  };
  const [row] = known
    ? await db.update(unit).set(stated).where(eq(unit.id, known.id)).returning()
    : await db
        .insert(unit)
        .values({ name: book.name, ...stated })
        .returning();
  if (row) byName.set(foldName(book.name), row);
}

async function takeThrough(
  { name, through }: BookUnit,
  { db, byName, report }: Taking,
): Promise<void> {
  const row = byName.get(foldName(name));
  const target = through === null ? undefined : bearer(through, byName);
  if (!row || !target || row.answersThroughId === target.id) return;
  await db.update(unit).set({ answersThroughId: target.id }).where(eq(unit.id, row.id));
  byName.set(foldName(name), { ...row, answersThroughId: target.id });
  report.contacts.push(row.id);
}

function bearer(name: string, byName: Map<string, Row>): Row | undefined {
  return byName.get(name) ?? [...byName.values()].find(({ aliases }) => aliases.includes(name));
}

function reportUnit(name: string, before: Map<string, Row>, { byName, report }: Taking): void {
  const [old, row] = [before.get(foldName(name)), byName.get(foldName(name))];
  if (!old) report.added.push(name);
  else if (JSON.stringify(old) === JSON.stringify(row)) report.kept += 1;
  else report.changed.push(name);
}

async function takePosts(posts: BookPost[], taking: Taking): Promise<void> {
  const details = new Map<number, BookPost>();
  const groups = Map.groupBy(posts, ({ unit: name, role }) => `${name}/${role}`);
  for (const held of groups.values()) await takePost(held, details, taking);
}

/** The holders of one post of one unit. */
async function takePost(
  held: BookPost[],
  details: Map<number, BookPost>,
  taking: Taking,
): Promise<void> {
  const [{ unit: name, role } = { unit: '', role: 'contact' as const }] = held;
  const row = taking.byName.get(foldName(name));
  if (!row) return;
  const wanted = new Map<number, BookPost>();
  for (const each of held) {
    const found = await personFor(taking.db, row.id, each, details);
    if (found.mended) {
      taking.report.mended.push(`${name} ${each.person}`);
      taking.report.contacts.push(row.id);
    }
    wanted.set(found.id, each);
  }
  await changeHolders({ unitId: row.id, name, role }, wanted, taking);
}

async function changeHolders(
  { unitId, name, role }: { unitId: number; name: string; role: BookPost['role'] },
  wanted: Map<number, BookPost>,
  { db, now, report }: Taking,
): Promise<void> {
  const day = beijingDate(now);
  const current = await db
    .select({ id: post.id, personId: post.personId, holder: person.name })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(and(eq(post.unitId, unitId), eq(post.role, role), isNull(post.to)));
  const ended = current.filter(({ personId }) => !wanted.has(personId));
  const held = new Set(current.map(({ personId }) => personId));
  const opened = [...wanted].filter(([personId]) => !held.has(personId));
  await endPosts(db, unitId, ended, { day, now });
  if (ended.length + opened.length > 0) report.contacts.push(unitId);
  for (const [personId] of opened)
    await db.insert(post).values({ unitId, personId, role, from: day });
  report.ended.push(...ended.map(({ holder }) => `${name} ${ROLE_NAMES[role]} ${holder}`));
  report.opened.push(...opened.map(([, to]) => `${name} ${ROLE_NAMES[role]} ${to.person}`));
}

/** A post's links end with it, unless its holder has another post in the unit. */
export async function endPosts(
  db: Database,
  unitId: number,
  ended: { id: number; personId: number }[],
  { day, now }: { day: PlainDate; now: number },
): Promise<void> {
  for (const { id, personId } of ended) {
    await db.update(post).set({ to: day }).where(eq(post.id, id));
    const here = and(eq(post.unitId, unitId), eq(post.personId, personId), isNull(post.to));
    if ((await db.select({ id: post.id }).from(post).where(here)).length > 0) continue;
    const open = and(eq(link.personId, personId), eq(link.unitId, unitId));
    await db
      .update(link)
      .set({ revokedAt: now })
      .where(and(open, isNull(link.revokedAt)));
  }
}
