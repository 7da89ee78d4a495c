import { and, eq, isNull } from 'drizzle-orm';
import type { QuietHours } from '../plan/quiet-hours.ts';
import type { Database } from './connect.ts';
import { person, post } from './schema.ts';

export type Reader = typeof person.$inferSelect;

/** A person as a reader of messages. */
export async function readerOf(db: Database, personId: number): Promise<Reader> {
  const [row] = await db.select().from(person).where(eq(person.id, personId));
  if (row === undefined) throw new Error(`person ${personId} is gone`);
  return row;
}

/** By which way a reader is told, and when not; `quiet` null: at any hour of an office. */
export async function changeReader(
  db: Database,
  personId: number,
  { prefers, quiet }: { prefers?: 'mail' | 'sms'; quiet?: QuietHours | null },
): Promise<void> {
  if (prefers === undefined && quiet === undefined) return;
  await db
    .update(person)
    .set({
      ...(prefers === undefined ? {} : { prefers }),
      ...(quiet === undefined
        ? {}
        : { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }),
    })
    .where(eq(person.id, personId));
}

/** True while a person holds a post of the unit. */
export async function holdsPost(db: Database, personId: number, unitId: number): Promise<boolean> {
  const open = and(eq(post.personId, personId), eq(post.unitId, unitId), isNull(post.to));
  return (await db.$count(post, open)) > 0;
}
