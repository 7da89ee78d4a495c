import { and, desc, eq, gt, isNull, lt } from 'drizzle-orm';
import { isFresh, SESSION_IDLE, SESSION_LONGEST } from '../plan/accounts.ts';
import type { Account } from './accounts.ts';
import type { Database } from './connect.ts';
import { account, session } from './schema.ts';
import { makeToken, tokenHash } from './tokens.ts';

/** How exactly it is known when a session was used last, in milliseconds. */
const SEEN_EVERY = 60_000;

export type Session = typeof session.$inferSelect;

/** Opens a session; the answer is what the browser keeps. */
export async function openSession(
  db: Database,
  accountId: number,
  { agent, byLink, byIdentity = false }: { agent: string; byLink: boolean; byIdentity?: boolean },
  now: number,
): Promise<string> {
  const { token, hash } = makeToken();
  // what has been over for a month is of no use to anybody
  const old = now - 4 * SESSION_LONGEST;
  await db.delete(session).where(and(eq(session.accountId, accountId), lt(session.expiresAt, old)));
  await db.insert(session).values({
    tokenHash: hash,
    accountId,
    createdAt: now,
    seenAt: now,
    expiresAt: now + SESSION_LONGEST,
    agent: agent.slice(0, 200),
    byLink,
    byIdentity,
  });
  return token;
}

/** The session of a browser's token while it is fresh, and its account; null otherwise. */
export async function sessionOf(
  db: Database,
  token: string,
  now: number,
): Promise<{ session: Session; account: Account } | null> {
  const [found] = await db
    .select({ session, account })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(eq(session.tokenHash, tokenHash(token)));
  if (found === undefined || !isFresh(found.session, now)) return null;
  if (found.account.disabledAt !== null) return null;
  if (now - found.session.seenAt >= SEEN_EVERY) {
    await db.update(session).set({ seenAt: now }).where(eq(session.id, found.session.id));
  }
  return found;
}

/** The account of a session that is fresh; null otherwise. It does not count as use. */
export async function accountOfSession(
  db: Database,
  id: number,
  now: number,
): Promise<Account | null> {
  const [found] = await db
    .select({ session, account })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(eq(session.id, id));
  const open = found !== undefined && isFresh(found.session, now);
  return open && found.account.disabledAt === null ? found.account : null;
}

/** The sessions of an account that are open, the one used last first. */
export async function openSessions(
  db: Database,
  accountId: number,
  now: number,
): Promise<Session[]> {
  return await db
    .select()
    .from(session)
    .where(
      and(
        eq(session.accountId, accountId),
        isNull(session.revokedAt),
        gt(session.expiresAt, now),
        gt(session.seenAt, now - SESSION_IDLE),
      ),
    )
    .orderBy(desc(session.seenAt), desc(session.id));
}

/** Ends a session of an account; false when it has none of that number that is open. */
export async function endSession(
  db: Database,
  accountId: number,
  id: number,
  now: number,
): Promise<boolean> {
  const ended = await db
    .update(session)
    .set({ revokedAt: now })
    .where(and(eq(session.id, id), eq(session.accountId, accountId), isNull(session.revokedAt)))
    .returning({ id: session.id });
  return ended.length > 0;
}
