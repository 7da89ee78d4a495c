import { and, asc, desc, eq, gt, isNull, lt, max, sql } from 'drizzle-orm';
import { type AccessOutcome, LOGIN_LINK_VALID, lockedUntil } from '../plan/accounts.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { Database } from './connect.ts';
import { accessLog, account, accountIdentity, loginLink, person, session } from './schema.ts';
import { makeToken, tokenHash } from './tokens.ts';

export type Account = typeof account.$inferSelect;

/** Who does something to an account, and from where; the command line says neither. */
export type Doer = { personId: number | null; address: string };

const AT_THE_MACHINE: Doer = { personId: null, address: '' };

type NewEntry = {
  accountId: number | null;
  outcome: AccessOutcome;
  address: string;
  at: number;
  byPersonId?: number | null;
  detail?: string;
};

/** Writes who came in, or was not let in, or what was done to an account. */
export async function logAccess(db: Database, entry: NewEntry): Promise<void> {
  await db.insert(accessLog).values(entry);
}

/** An entry of the access log as people read it. */
export type AccessEntry = {
  id: number;
  at: number;
  login: string | null;
  outcome: AccessOutcome;
  detail: string;
  address: string;
  /** Who did it to the account; null: its owner, or the command line. */
  by: string | null;
};

/** Who came in or was turned away, the last first; of one account or of all. */
export async function accessEntries(
  db: Database,
  accountId: number | null,
  most: number,
): Promise<AccessEntry[]> {
  return await db
    .select({
      id: accessLog.id,
      at: accessLog.at,
      login: account.login,
      outcome: accessLog.outcome,
      detail: accessLog.detail,
      address: accessLog.address,
      by: person.name,
    })
    .from(accessLog)
    .leftJoin(account, eq(account.id, accessLog.accountId))
    .leftJoin(person, eq(person.id, accessLog.byPersonId))
    .where(accountId === null ? undefined : eq(accessLog.accountId, accountId))
    .orderBy(desc(accessLog.id))
    .limit(most);
}

/** A new account of a person; no password opens it yet. */
export async function addAccount(
  db: Database,
  made: { personId: number; login: string; admin: boolean; mustChange: boolean },
  now: number,
  by: Doer = AT_THE_MACHINE,
): Promise<number> {
  return await db.transaction(async (tx) => {
    const [row] = await tx
      .insert(account)
      .values({ ...made, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: account.id });
    if (row === undefined) throw new RefusedError(await whyTaken(tx, made));
    await logAct(tx, row.id, 'made', by, now);
    if (made.admin) await logAct(tx, row.id, 'admin', by, now);
    return row.id;
  });
}

async function logAct(
  tx: Database,
  accountId: number,
  outcome: AccessOutcome,
  { personId, address }: Doer,
  at: number,
): Promise<void> {
  await logAccess(tx, { accountId, outcome, address, at, byPersonId: personId });
}

async function whyTaken(
  db: Database,
  { personId, login }: { personId: number; login: string },
): Promise<string> {
  const [own] = await db.select().from(account).where(eq(account.personId, personId));
  return own === undefined
    ? `登录名“${login}”已经有人使用，请换一个`
    : `这位人员已有账号，登录名是“${own.login}”`;
}

/** An account as lists show it. */
export type ListedAccount = Pick<
  Account,
  'id' | 'personId' | 'login' | 'admin' | 'lockedUntil' | 'disabledAt' | 'mustChange'
> & { person: string; hasPassword: boolean; lastSeenAt: number | null };

/** All accounts, by their login names. */
export async function listAccounts(db: Database): Promise<ListedAccount[]> {
  const seen = db
    .select({ accountId: session.accountId, at: max(session.seenAt).as('at') })
    .from(session)
    .groupBy(session.accountId)
    .as('seen');
  const rows = await db
    .select({ account, person: person.name, at: seen.at })
    .from(account)
    .innerJoin(person, eq(person.id, account.personId))
    .leftJoin(seen, eq(seen.accountId, account.id))
    .orderBy(asc(account.login));
  return rows.map(({ account: row, person: name, at }) => ({
    id: row.id,
    personId: row.personId,
    login: row.login,
    admin: row.admin,
    lockedUntil: row.lockedUntil,
    disabledAt: row.disabledAt,
    mustChange: row.mustChange,
    person: name,
    hasPassword: row.passwordHash !== null,
    lastSeenAt: at,
  }));
}

/** The account of a login name. @throws NotFoundError when there is none */
export async function accountCalled(db: Database, login: string): Promise<Account> {
  const [row] = await db.select().from(account).where(eq(account.login, login));
  if (row === undefined) throw new NotFoundError('账号', login);
  return row;
}

/** The account of a number. @throws NotFoundError when there is none */
export async function accountById(db: Database, id: number): Promise<Account> {
  const [row] = await db.select().from(account).where(eq(account.id, id));
  if (row === undefined) throw new NotFoundError('账号', String(id));
  return row;
}

/** An account that somebody wants to enter by password, and whether it may be tried. */
export type Attempt = { account: Account | null; refused: 'locked' | 'disabled' | null };

/**
 * Counts an attempt as failed before the password is looked at, so that many at once are not more
 * than as many one after the other. While an account is locked nothing is counted.
 */
export async function beginAttempt(db: Database, login: string, now: number): Promise<Attempt> {
  return await db.transaction(async (tx) => {
    const [found] = await tx.select().from(account).where(eq(account.login, login)).for('update');
    if (found === undefined) return { account: null, refused: null };
    if (found.disabledAt !== null) return { account: found, refused: 'disabled' };
    if (found.lockedUntil !== null && found.lockedUntil > now) {
      return { account: found, refused: 'locked' };
    }
    const failures = found.failures + 1;
    const changes = { failures, lockedUntil: lockedUntil(failures, now) };
    await tx.update(account).set(changes).where(eq(account.id, found.id));
    return { account: found, refused: null };
  });
}

/** The password was right: what was counted is forgotten. */
export async function clearFailures(db: Database, accountId: number): Promise<void> {
  const changes = { failures: 0, lockedUntil: null };
  await db.update(account).set(changes).where(eq(account.id, accountId));
}

/** A new password, chosen by its owner; other sessions end. */
export async function setPassword(
  db: Database,
  { accountId, sessionId }: { accountId: number; sessionId: number },
  passwordHash: string,
  now: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(account)
      .set({
        passwordHash,
        mustChange: false,
        passwordChangedAt: now,
        failures: 0,
        lockedUntil: null,
      })
      .where(eq(account.id, accountId));
    const others = and(eq(session.accountId, accountId), sql`${session.id} <> ${sessionId}`);
    await tx
      .update(session)
      .set({ revokedAt: now })
      .where(and(others, isNull(session.revokedAt)));
    await tx
      .update(session)
      .set({ byLink: false })
      .where(and(eq(session.accountId, accountId), eq(session.id, sessionId)));
    await tx
      .update(loginLink)
      .set({ usedAt: now })
      .where(and(eq(loginLink.accountId, accountId), isNull(loginLink.usedAt)));
  });
}

/** Takes password and identity away: its owner chooses a password by a link; all sessions end. */
export async function resetAccount(
  db: Database,
  accountId: number,
  now: number,
  by: Doer = AT_THE_MACHINE,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(account)
      .set({ passwordHash: null, mustChange: true, failures: 0, lockedUntil: null })
      .where(eq(account.id, accountId));
    await tx.delete(accountIdentity).where(eq(accountIdentity.accountId, accountId));
    await endSessions(tx, accountId, now);
    await logAct(tx, accountId, 'reset', by, now);
  });
}

/** Lets an account in again, or no more; all its sessions end then. */
export async function setDisabled(
  db: Database,
  accountId: number,
  disabled: boolean,
  now: number,
  by: Doer = AT_THE_MACHINE,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (disabled) await assertAnotherAdministrator(tx, accountId, '停用');
    await tx
      .update(account)
      .set({ disabledAt: disabled ? now : null })
      .where(eq(account.id, accountId));
    if (disabled) await endSessions(tx, accountId, now);
    await logAct(tx, accountId, disabled ? 'off' : 'on', by, now);
  });
}

/** Makes somebody an administrator, or no more one. @throws RefusedError for the last of them */
export async function setAdmin(
  db: Database,
  accountId: number,
  admin: boolean,
  now: number,
  by: Doer = AT_THE_MACHINE,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.select().from(account).where(eq(account.id, accountId)).for('update');
    if (before === undefined) throw new NotFoundError('账号', String(accountId));
    if (before.admin === admin) return;
    if (!admin) await assertAnotherAdministrator(tx, accountId, '取消管理员');
    await tx.update(account).set({ admin }).where(eq(account.id, accountId));
    await logAct(tx, accountId, admin ? 'admin' : 'admin-off', by, now);
  });
}

/** Somebody must be left who can let people in; two who step down at once wait for each other. */
async function assertAnotherAdministrator(
  tx: Database,
  accountId: number,
  what: string,
): Promise<void> {
  const admins = await tx
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.admin, true), isNull(account.disabledAt)))
    .orderBy(asc(account.id))
    .for('update');
  if (admins.some(({ id }) => id === accountId) && admins.length === 1) {
    throw new RefusedError(`这是最后一位系统管理员，不能${what}；请先让另一位成为管理员`);
  }
}

async function endSessions(tx: Database, accountId: number, now: number): Promise<void> {
  await tx
    .update(session)
    .set({ revokedAt: now })
    .where(and(eq(session.accountId, accountId), isNull(session.revokedAt)));
  await tx
    .update(loginLink)
    .set({ usedAt: now })
    .where(and(eq(loginLink.accountId, accountId), isNull(loginLink.usedAt)));
}

/** A link that logs in once; the answer is its token, which is kept nowhere. */
export async function makeLoginLink(db: Database, accountId: number, now: number): Promise<string> {
  const { token, hash } = makeToken();
  await db.delete(loginLink).where(lt(loginLink.expiresAt, now));
  const row = { tokenHash: hash, accountId, createdAt: now, expiresAt: now + LOGIN_LINK_VALID };
  await db.insert(loginLink).values(row);
  return token;
}

/** Uses a link up; null when it is used, expired or unknown, or its account is disabled. */
export async function useLoginLink(
  db: Database,
  token: string,
  now: number,
): Promise<Account | null> {
  return await db.transaction(async (tx) => {
    const [used] = await tx
      .update(loginLink)
      .set({ usedAt: now })
      .where(
        and(
          eq(loginLink.tokenHash, tokenHash(token)),
          isNull(loginLink.usedAt),
          gt(loginLink.expiresAt, now),
        ),
      )
      .returning({ accountId: loginLink.accountId });
    if (used === undefined) return null;
    const [row] = await tx.select().from(account).where(eq(account.id, used.accountId));
    return row === undefined || row.disabledAt !== null ? null : row;
  });
}
