import { randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { beijingDate } from '../plan/date.ts';
import type { Database } from './connect.ts';
import { postDirect } from './direct.ts';
import { findLink, VALID } from './links.ts';
import { addressOfPerson } from './people.ts';
import { link, message, person, unit } from './schema.ts';

const PAUSE = 10 * 60_000; // between one new link and the next
const MOST_A_DAY = 3;

/**
 * Sends the holder of an expired link a new one, to the address that is registered for the post and
 * to no other. The old one stays dead, also for those to whom it was passed on. Nobody learns from
 * the outside whether anything was sent.
 */
export async function renewLink(
  db: Database,
  id: string,
  { now, domain }: { now: number; domain: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [old] = await tx.select().from(link).where(eq(link.id, id));
    if (old === undefined || (await findLink(tx, id, now)) !== 'expired') return;
    const { personId, unitId } = old;
    // locked, so that two taps send one
    await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for('update');
    const window = await windowFor(tx, personId, now);
    const address = await registeredMailbox(tx, personId, unitId);
    if (window === null || address === null) return;
    const current = and(
      eq(link.personId, personId),
      eq(link.unitId, unitId),
      eq(link.purpose, 'desk'),
    );
    await tx
      .update(link)
      .set({ revokedAt: now })
      .where(and(current, isNull(link.revokedAt)));
    const fresh = { id: randomBytes(16).toString('base64url'), personId, unitId };
    await tx.insert(link).values({ ...fresh, expiresAt: now + VALID });
    const facts = { unitId };
    await postDirect(tx, {
      personId,
      address,
      channel: 'mail',
      kind: 'link',
      window,
      facts,
      now,
      domain,
    });
  });
}

/** The window of the next new link; null: it is too soon, or there were enough today. */
async function windowFor(tx: Database, personId: number, now: number): Promise<string | null> {
  const today = beijingDate(now);
  const mine = and(eq(message.personId, personId), eq(message.kind, 'link'));
  if ((await tx.$count(message, and(mine, gt(message.createdAt, now - PAUSE)))) > 0) return null;
  const sent = await tx.$count(message, and(mine, sql`${message.window} like ${`${today}%`}`));
  return sent >= MOST_A_DAY ? null : `${today}#${sent + 1}`;
}

/** The holder's own mailbox, else the one that the office shares. */
async function registeredMailbox(
  tx: Database,
  personId: number,
  unitId: number,
): Promise<string | null> {
  const { email } = await addressOfPerson(tx, personId);
  if (email !== null) return email;
  const [office] = await tx.select({ mailbox: unit.mailbox }).from(unit).where(eq(unit.id, unitId));
  return office?.mailbox ?? null;
}
