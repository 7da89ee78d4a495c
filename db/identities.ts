import { and, eq } from 'drizzle-orm';
import type { IdentityRefusal } from '../plan/identity.ts';
import type { Account } from './accounts.ts';
import type { Database } from './connect.ts';
import { account, accountIdentity } from './schema.ts';

/** The account that an identity may enter, or why it may not. */
export type IdentityFound =
  | { account: Account }
  | { accountId: number | null; refused: IdentityRefusal; login: string | null };

type Named = { issuer: string; subject: string; login: string | null };

/**
 * The account that an identity is tied to. The first time it is the one of its login name, which is
 * tied to it from then on; accounts are never made so.
 */
export async function accountOfIdentity(
  db: Database,
  { issuer, subject, login }: Named,
  now: number,
): Promise<IdentityFound> {
  return await db.transaction(async (tx) => {
    const known = await tiedAccount(tx, { issuer, subject });
    if (known !== null) return opened(known, login, now);
    if (login === null) return { accountId: null, refused: 'nameless', login };
    const [called] = await tx.select().from(account).where(eq(account.login, login)).for('update');
    if (called === undefined) return { accountId: null, refused: 'unknown', login };
    const found = opened(called, login, now);
    if ('refused' in found) return found;
    const tie = { accountId: called.id, issuer, subject, createdAt: now };
    const tied = await tx.insert(accountIdentity).values(tie).onConflictDoNothing().returning();
    if (tied.length > 0) return found;
    // of two tabs that came at once, the second finds the tie of the first
    const mine = await tiedAccount(tx, { issuer, subject });
    return mine === null ? { accountId: called.id, refused: 'tied', login } : found;
  });
}

async function tiedAccount(
  tx: Database,
  { issuer, subject }: Omit<Named, 'login'>,
): Promise<Account | null> {
  const [row] = await tx
    .select({ account })
    .from(accountIdentity)
    .innerJoin(account, eq(account.id, accountIdentity.accountId))
    .where(and(eq(accountIdentity.issuer, issuer), eq(accountIdentity.subject, subject)));
  return row?.account ?? null;
}

function opened(row: Account, login: string | null, now: number): IdentityFound {
  const accountId = row.id;
  if (row.disabledAt !== null) return { accountId, refused: 'disabled', login };
  const locked = row.lockedUntil !== null && row.lockedUntil > now;
  return locked ? { accountId, refused: 'locked', login } : { account: row };
}
