import { and, eq, isNull } from 'drizzle-orm';
import type { BookPost } from '../plan/address-book.ts';
import type { PlainDate } from '../plan/date.ts';
import type { Database } from './connect.ts';
import { personFor } from './persons.ts';
import { person, post, unit } from './schema.ts';

/**
 * The colleague of a unit to whom a task is handed on, holding the post of handler from now on. Who
 * is known keeps the address the office knows: a clerk adds to the address book and mends nothing.
 */
export async function appointHandler(
  db: Database,
  unitId: number,
  { name, phone, email }: { name: string; phone: string; email: string },
  today: PlainDate,
): Promise<number> {
  return await db.transaction(async (tx) => {
    // locked, so that a double tap adds nobody twice
    const [of] = await tx
      .select({ name: unit.name })
      .from(unit)
      .where(eq(unit.id, unitId))
      .for('update');
    const stated: BookPost = {
      unit: of?.name ?? '',
      role: 'handler',
      person: name,
      phone: phone === '' ? null : phone,
      email: email === '' ? null : email,
    };
    const { id } = await personFor(tx, unitId, stated, await knownColleagues(tx, unitId));
    await tx
      .insert(post)
      .values({ unitId, personId: id, role: 'handler', from: today })
      .onConflictDoNothing();
    return id;
  });
}

/** What the address book says of a unit's people. */
async function knownColleagues(db: Database, unitId: number): Promise<Map<number, BookPost>> {
  const rows = await db
    .select({ id: person.id, name: person.name, phone: person.phone, email: person.email })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(and(eq(post.unitId, unitId), isNull(post.to)));
  return new Map(
    rows.map(({ id, name, ...details }) => [
      id,
      { unit: '', role: 'handler', person: name, ...details },
    ]),
  );
}
