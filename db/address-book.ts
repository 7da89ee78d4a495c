import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { BookPost, BookUnit } from '../plan/address-book.ts';
import { ROLE_NAMES } from '../plan/address-book-heads.ts';
import { type BookChange, type FieldChange, fieldChanges } from '../plan/book-changes.ts';
import { type PlainDate, beijingDate } from '../plan/date.ts';
import { foldName } from '../plan/names.ts';
import { logAccess } from './accounts.ts';
import { unitsActingAs } from './authority.ts';
import { begun, openChange, type Ordered } from './changes.ts';
import type { Database } from './connect.ts';
import { handOver } from './handover.ts';
import { mendPerson, personFor } from './persons.ts';
import { idsOf } from './plan-changes.ts';
import { account, device, link, occurrence, person, post, unit } from './schema.ts';

type Book = { units: BookUnit[]; posts: BookPost[] };

/** What taking an address book in did; `kept` counts units that stayed as they were. */
export type BookReport = {
  added: string[];
  changed: string[];
  kept: number;
  opened: string[];
  ended: string[];
  mended: string[];
  /** New holders who were sent what is open. */
  handedOver: string[];
  /** The same line by line, for those who look before they agree. */
  changes: BookChange[];
  /** Units whose people changed, and the change that tells what is open of it. */
  contacts: number[];
  change: Ordered | null;
};

/** When a book is taken in, the domain of the messages that follow, and by whom where it is known. */
export type Occasion = { now: number; domain: string; by?: number };

type Row = typeof unit.$inferSelect;

/** What goes along while a book is taken in. */
type Taking = Occasion & { db: Database; report: BookReport; byName: Map<string, Row> };

/**
 * Brings units, persons and posts to what the book states, all or nothing. What it does not mention
 * stays; a post with a new holder ends for the old one on the day of `now`. A second time it changes
 * nothing.
 */
export async function applyAddressBook(
  db: Database,
  book: Book,
  at: Occasion,
): Promise<BookReport> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${unit} in share row exclusive mode`);
    const known = await tx.select().from(unit);
    const byName = new Map(known.map((row) => [foldName(row.name), row]));
    const taking: Taking = { db: tx, ...at, report: emptyReport(), byName };
    const before = new Map(byName);
    for (const each of book.units) await takeUnit(each, taking);
    for (const each of book.units) await takeThrough(each, taking);
    for (const each of book.units) reportUnit(each.name, before, taking);
    await takePosts(book.posts, taking);
    const { report } = taking;
    report.contacts = [...new Set(report.contacts)];
    report.change = await tellContacts(tx, report.contacts, at);
    return taking.report;
  });
}

/**
 * A post's holder corrects what the book says of them; what is open of the unit shows it. Null: it
 * is no news, or reaches nothing that is open.
 */
export async function correctContact(
  db: Database,
  of: { unitId: number; personId: number },
  stated: { phone: string | null; email: string | null; room: string | null },
  now: number,
): Promise<Ordered | null> {
  return await db.transaction(async (tx) => {
    if (!(await mendPerson(tx, of.personId, stated))) return null;
    if (stated.phone === null && stated.email === null) return null;
    return await tellContacts(tx, [of.unitId], { now });
  });
}

/** Nothing has happened yet. */
export function emptyReport(): BookReport {
  const people = { opened: [], ended: [], mended: [], handedOver: [], contacts: [] };
  return { added: [], changed: [], kept: 0, ...people, changes: [], change: null };
}

/** True when the book said nothing new. */
export function isUnchanged({ added, changed, opened, ended, mended }: BookReport): boolean {
  return [added, changed, opened, ended, mended].every((list) => list.length === 0);
}

/** What is open of a unit shows in its ledger that other people are written to from now on. */
export async function tellContacts(
  db: Database,
  contacts: number[],
  { now, by }: Pick<Occasion, 'now' | 'by'>,
): Promise<Ordered | null> {
  const unitIds = new Set<number>();
  for (const id of contacts) {
    for (const each of await unitsActingAs(db, id)) unitIds.add(each);
  }
  if (unitIds.size === 0) return null;
  const theirs = and(inArray(occurrence.answeringUnitId, [...unitIds]), begun);
  const ids = await idsOf(db, theirs);
  if (ids.length === 0) return null;
  const data = { unitIds: contacts };
  return await openChange(
    db,
    { planId: null, kind: 'contact', data, personId: by ?? null, at: now },
    ids,
  );
}

async function takeUnit(book: BookUnit, { db, byName }: Taking): Promise<void> {
  const known = byName.get(foldName(book.name));
  const stated = {
    kind: book.kind ?? known?.kind ?? 'unit',
    side: book.side ?? known?.side ?? null,
    aliases: book.aliases.length > 0 ? book.aliases : (known?.aliases ?? []),
    phone: book.phone ?? known?.phone ?? null,
    mailbox: book.mailbox ?? known?.mailbox ?? null,
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
  if (row === undefined) return;
  const names = new Map([...byName.values()].map((each) => [each.id, each.name]));
  const fields = unitFields(old, row, names);
  const of = { unitId: row.id, unit: row.name, role: null, personId: null, person: null, fields };
  if (!old) {
    report.added.push(name);
    report.changes.push({ kind: 'unit-added', ...of });
  } else if (fields.length === 0) report.kept += 1;
  else {
    report.changed.push(name);
    report.changes.push({ kind: 'unit-changed', ...of });
  }
}

/** What is said of a unit now and was not before. */
export function unitFields(
  old: Row | undefined,
  row: Row,
  names: ReadonlyMap<number, string>,
): FieldChange[] {
  const said = ({ answersThroughId, ...rest }: Row) => ({
    ...rest,
    through: answersThroughId === null ? null : (names.get(answersThroughId) ?? ''),
  });
  return fieldChanges(old === undefined ? {} : said(old), said(row));
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
    if (found.mended.length > 0) {
      taking.report.mended.push(`${name} ${each.person}`);
      taking.report.changes.push({
        kind: 'mended',
        unitId: row.id,
        unit: name,
        role: null,
        personId: found.id,
        person: each.person,
        fields: found.mended,
      });
      taking.report.contacts.push(row.id);
    }
    wanted.set(found.id, each);
  }
  await changeHolders({ unitId: row.id, name, role }, wanted, taking);
}

type Place = { unitId: number; name: string; role: BookPost['role'] };

/** Makes a post's holders those that are wanted; who takes over is told how things stand. */
export async function changeHolders(
  { unitId, name, role }: Place,
  wanted: Map<number, Pick<BookPost, 'person'>>,
  { db, now, domain, report, by }: Omit<Taking, 'byName'>,
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
  const at = { unitId, unit: name, role, fields: [] };
  await endPosts(db, unitId, ended, { day, now, by });
  if (ended.length + opened.length > 0) report.contacts.push(unitId);
  for (const [personId, { person: holder }] of opened) {
    const [made] = await db
      .insert(post)
      .values({ unitId, personId, role, from: day })
      .returning({ id: post.id });
    await logPost(db, made?.id ?? 0, 'post', { now, by });
    if (ended.length === 0) continue; // nobody was there before
    const taken = { unitId, role, personId, day };
    if (!(await handOver(db, taken, { now, domain }))) continue;
    report.handedOver.push(`${name} ${holder}`);
    report.changes.push({ kind: 'handed-over', ...at, personId, person: holder });
  }
  for (const { personId, holder } of ended) {
    report.changes.push({ kind: 'ended', ...at, personId, person: holder });
  }
  for (const [personId, { person: holder }] of opened) {
    report.changes.push({ kind: 'opened', ...at, personId, person: holder });
  }
  report.ended.push(...ended.map(({ holder }) => `${name} ${ROLE_NAMES[role]} ${holder}`));
  report.opened.push(...opened.map(([, to]) => `${name} ${ROLE_NAMES[role]} ${to.person}`));
}

/** What somebody with an account may see and do follows from posts: a change of them stands in the log. */
async function logPost(
  db: Database,
  postId: number,
  outcome: 'post' | 'post-off',
  { now, by }: { now: number; by?: number | undefined },
): Promise<void> {
  const [held] = await db
    .select({ accountId: account.id, unit: unit.name, role: post.role })
    .from(post)
    .innerJoin(account, eq(account.personId, post.personId))
    .innerJoin(unit, eq(unit.id, post.unitId))
    .where(eq(post.id, postId));
  if (held === undefined) return;
  const detail = `${held.unit} ${ROLE_NAMES[held.role]}`;
  const entry = { accountId: held.accountId, outcome, detail, address: '', at: now };
  await logAccess(db, { ...entry, byPersonId: by ?? null });
}

/** A post's links and devices end with it, unless its holder has another post in the unit. */
export async function endPosts(
  db: Database,
  unitId: number,
  ended: { id: number; personId: number }[],
  { day, now, by }: { day: PlainDate; now: number; by?: number | undefined },
): Promise<void> {
  for (const { id, personId } of ended) {
    await db.update(post).set({ to: day }).where(eq(post.id, id));
    await logPost(db, id, 'post-off', { now, by });
    const here = and(eq(post.unitId, unitId), eq(post.personId, personId), isNull(post.to));
    if ((await db.select({ id: post.id }).from(post).where(here)).length > 0) continue;
    const theirs = and(eq(link.personId, personId), eq(link.unitId, unitId));
    const revoked = await db
      .update(link)
      .set({ revokedAt: now })
      .where(and(theirs, isNull(link.revokedAt)))
      .returning({ id: link.id });
    const ids = revoked.map((each) => each.id);
    await db
      .update(device)
      .set({ revokedAt: now })
      .where(and(inArray(device.linkId, ids), isNull(device.revokedAt)));
  }
}
