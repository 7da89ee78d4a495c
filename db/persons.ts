import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { BookPost } from '../plan/address-book.ts';
import { type FieldChange, fieldChanges } from '../plan/book-changes.ts';
import type { Database } from './connect.ts';
import { person, post } from './schema.ts';

type Details = Pick<BookPost, 'phone' | 'email' | 'room'>;
type Person = typeof person.$inferSelect;

/**
 * The person who holds a post: one who holds a post in the unit under this name, else one of this
 * name with the same telephone or address, else a new one. `details` keeps what this book says of
 * whom, so that two namesakes with different addresses stay two.
 */
export async function personFor(
  db: Database,
  unitId: number,
  stated: BookPost,
  details: Map<number, BookPost>,
): Promise<{ id: number; mended: FieldChange[] }> {
  const namesakes = await db.select().from(person).where(eq(person.name, stated.person));
  const colleagues = await colleagueIds(db, unitId);
  const free = namesakes.filter(({ id }) => agrees(details.get(id), stated));
  const found =
    free.find(({ id }) => colleagues.has(id)) ?? free.find((each) => isSame(each, stated));
  const id = found?.id ?? (await addPerson(db, stated));
  details.set(id, stated);
  return { id, mended: found ? await mend(db, found, stated) : [] };
}

/** True of the people whom a name, an e-mail address or a number means. */
export function isCalled(who: string) {
  return or(eq(person.name, who), eq(person.email, who), eq(sql`${person.id}::text`, who));
}

async function colleagueIds(db: Database, unitId: number): Promise<Set<number>> {
  const rows = await db
    .selectDistinct({ id: post.personId })
    .from(post)
    .where(and(eq(post.unitId, unitId), isNull(post.to)));
  return new Set(rows.map(({ id }) => id));
}

function agrees(known: Details | undefined, { phone, email }: Details): boolean {
  return !known || (fits(known.phone, phone) && fits(known.email, email));
}

function fits(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

function isSame(known: Person, stated: Details): boolean {
  const sharesPhone = known.phone !== null && known.phone === stated.phone;
  const sharesEmail = known.email !== null && known.email === stated.email;
  return agrees(known, stated) && (sharesPhone || sharesEmail);
}

/** Writes a person who is not known yet. */
export async function addPerson(
  db: Database,
  stated: Pick<BookPost, 'person' | 'phone' | 'email' | 'room'>,
): Promise<number> {
  const { person: name, phone, email, room = null } = stated;
  const [row] = await db
    .insert(person)
    .values({ name, phone, email, room })
    .returning({ id: person.id });
  if (!row) throw new Error('insert into person returned no row');
  return row.id;
}

/** What is stated of a person whom the book knows; true when it is news. */
export async function mendPerson(db: Database, id: number, stated: Details): Promise<boolean> {
  const [known] = await db.select().from(person).where(eq(person.id, id)).for('update');
  return known !== undefined && (await mend(db, known, stated)).length > 0;
}

/** What the book leaves open stays; a new address clears what was wrong with the old one. */
async function mend(db: Database, known: Person, stated: Details): Promise<FieldChange[]> {
  const phone = stated.phone ?? known.phone;
  const email = stated.email ?? known.email;
  const room = stated.room ?? known.room;
  const fields = fieldChanges(known, { phone, email, room });
  if (fields.length === 0) return [];
  const emailFault = email === known.email ? known.emailFault : null;
  const phoneFault = phone === known.phone ? known.phoneFault : null;
  await db
    .update(person)
    .set({ phone, email, room, emailFault, phoneFault })
    .where(eq(person.id, known.id));
  return fields;
}
