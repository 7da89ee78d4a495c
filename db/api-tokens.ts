import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { TokenScope } from '../plan/accounts.ts';
import { NotFoundError } from '../plan/errors.ts';
import { type Account, logAccess } from './accounts.ts';
import type { Database } from './connect.ts';
import { account, apiToken, person } from './schema.ts';
import { makeToken, tokenHash } from './tokens.ts';

/** How exactly it is known when a key was used last, in milliseconds. */
const USED_EVERY = 60_000;

export type ApiToken = typeof apiToken.$inferSelect;

/** What is said of a new key. */
export type NewToken = Pick<ApiToken, 'name' | 'accountId' | 'scopes' | 'createdBy' | 'expiresAt'>;

/** Makes a key; the answer holds it, and nobody can read it later. */
export async function makeApiToken(
  db: Database,
  said: NewToken,
  { address, now }: { address: string; now: number },
): Promise<{ row: ApiToken; token: string }> {
  const { token, hash } = makeToken('duban_');
  return await db.transaction(async (tx) => {
    const [row] = await tx
      .insert(apiToken)
      .values({ ...said, tokenHash: hash, createdAt: now })
      .returning();
    if (row === undefined) throw new Error('insert into api_token returned no row');
    await logAccess(tx, { accountId: said.createdBy, outcome: 'token', address, at: now });
    return { row, token };
  });
}

/** A key as lists show it, and whose doing its use is. */
export type ListedToken = ApiToken & { person: string; login: string };

/** All keys that are not taken back, the oldest first. */
export async function listApiTokens(db: Database): Promise<ListedToken[]> {
  const rows = await db
    .select({ row: apiToken, person: person.name, login: account.login })
    .from(apiToken)
    .innerJoin(account, eq(account.id, apiToken.accountId))
    .innerJoin(person, eq(person.id, account.personId))
    .where(isNull(apiToken.revokedAt))
    .orderBy(asc(apiToken.id));
  return rows.map(({ row, ...whose }) => ({ ...row, ...whose }));
}

/** Takes a key back. @throws NotFoundError when there is none of that number in use */
export async function revokeApiToken(
  db: Database,
  id: number,
  by: { accountId: number; address: string },
  now: number,
): Promise<void> {
  const ended = await db
    .update(apiToken)
    .set({ revokedAt: now })
    .where(and(eq(apiToken.id, id), isNull(apiToken.revokedAt)))
    .returning({ id: apiToken.id });
  if (ended.length === 0) throw new NotFoundError('接口密钥', String(id));
  await logAccess(db, { ...by, outcome: 'token-off', at: now });
}

/** As whom a key acts, and what it may do; null when it opens nothing. */
export async function tokenVisitor(
  db: Database,
  token: string,
  now: number,
): Promise<{ account: Account; scopes: TokenScope[] } | null> {
  const [found] = await db
    .select({ row: apiToken, account })
    .from(apiToken)
    .innerJoin(account, eq(account.id, apiToken.accountId))
    .where(
      and(
        eq(apiToken.tokenHash, tokenHash(token)),
        isNull(apiToken.revokedAt),
        gt(apiToken.expiresAt, now),
        isNull(account.disabledAt),
      ),
    );
  if (found === undefined) return null;
  const { row } = found;
  if (row.usedAt === null || now - row.usedAt >= USED_EVERY) {
    await db.update(apiToken).set({ usedAt: now }).where(eq(apiToken.id, row.id));
  }
  return { account: found.account, scopes: row.scopes };
}
