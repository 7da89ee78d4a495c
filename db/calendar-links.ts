import { randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, type SQL } from 'drizzle-orm';
import type { LinkPurpose } from '../plan/message.ts';
import type { Database } from './connect.ts';
import { link } from './schema.ts';

const YEAR = 366 * 86_400_000;

type Holder = { personId: number; unitId: number };

/** The link of a holder's calendar that may be read; null when there is none. */
export async function calendarLink(
  db: Database,
  holder: Holder,
  now: number,
): Promise<string | null> {
  return await openOf(db, holder, 'calendar', now);
}

/** Makes a calendar link, good for a year, in place of the one that there was. */
export async function makeCalendar(db: Database, holder: Holder, now: number): Promise<void> {
  await db.transaction(async (tx) => {
    await endCalendar(tx, holder, now);
    const { personId, unitId } = holder;
    const id = randomBytes(16).toString('base64url');
    await tx
      .insert(link)
      .values({ id, personId, unitId, purpose: 'calendar', expiresAt: now + YEAR })
      .onConflictDoNothing(); // a second tap at the same time
  });
}

/** Ends a holder's calendar; false when there was none. */
export async function endCalendar(db: Database, holder: Holder, now: number): Promise<boolean> {
  const rows = await db
    .update(link)
    .set({ revokedAt: now })
    .where(and(heldBy(holder, 'calendar'), isNull(link.revokedAt)))
    .returning({ id: link.id });
  return rows.length > 0;
}

/** Ends the calendars of a person in every unit; how many there were. */
export async function endCalendarsOf(db: Database, personId: number, now: number): Promise<number> {
  const theirs = and(eq(link.personId, personId), eq(link.purpose, 'calendar'));
  const rows = await db
    .update(link)
    .set({ revokedAt: now })
    .where(and(theirs, isNull(link.revokedAt)))
    .returning({ id: link.id });
  return rows.length;
}

async function openOf(
  db: Database,
  holder: Holder,
  purpose: LinkPurpose,
  now: number,
): Promise<string | null> {
  const open = and(isNull(link.revokedAt), gt(link.expiresAt, now));
  const [row] = await db
    .select({ id: link.id })
    .from(link)
    .where(and(heldBy(holder, purpose), open));
  return row?.id ?? null;
}

function heldBy({ personId, unitId }: Holder, purpose: LinkPurpose): SQL | undefined {
  return and(eq(link.personId, personId), eq(link.unitId, unitId), eq(link.purpose, purpose));
}
