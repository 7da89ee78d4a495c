import {
  type Account,
  beginAttempt,
  clearFailures,
  logAccess,
  useLoginLink,
} from '../../db/accounts.ts';
import type { Database } from '../../db/connect.ts';
import { accountOfIdentity, type IdentityFound } from '../../db/identities.ts';
import { openSession } from '../../db/sessions.ts';
import { loginOf } from '../../plan/accounts.ts';
import { LoginError, RefusedError } from '../../plan/errors.ts';
import { isPassword } from './passwords.ts';

/** From where somebody comes: the network address, and what the browser calls itself. */
export type Whence = { address: string; agent: string };

/** What somebody who was let in keeps. */
export type Entered = { account: Account; token: string };

/** The same words for every reason, so that nobody learns which names there are. */
const REFUSED =
  '登录名或密码不对。连续输错 5 次，这个登录名会锁定 15 分钟，再错加倍，锁定时密码对了也不能登录；忘记密码的，请管理员重置';

/** Lets somebody in by password. @throws LoginError when it is not right, or the account is shut */
export async function logIn(
  db: Database,
  given: { login: string; password: string },
  whence: Whence,
  now: number,
): Promise<Entered> {
  const { account, refused } = await beginAttempt(db, loginOf(given.login), now);
  const kept = account?.passwordHash ?? null;
  const right = await isPassword(given.password, kept);
  const { address } = whence;
  if (account === null || refused !== null || !right) {
    const accountId = account?.id ?? null;
    await logAccess(db, { accountId, outcome: refused ?? 'wrong', address, at: now });
    throw new LoginError(REFUSED);
  }
  await clearFailures(db, account.id);
  return await enter(db, account, whence, 'login', now);
}

/** Lets somebody in by a link, once. @throws RefusedError when it opens nothing any more */
export async function enterByLink(
  db: Database,
  linkToken: string,
  whence: Whence,
  now: number,
): Promise<Entered> {
  const account = await useLoginLink(db, linkToken, now);
  if (account === null) {
    throw new RefusedError('登录链接已经用过、过期或停用，请管理员重新发一个');
  }
  return await enter(db, account, whence, 'link', now);
}

/** Why somebody whom the identity provider knows is not let in. */
export type Turned = Exclude<IdentityFound, { account: Account }>;

/** Lets in whom the identity provider names: the account that is tied to it, or is called so. */
export async function enterByIdentity(
  db: Database,
  identity: { issuer: string; subject: string; login: string | null },
  whence: Whence,
  now: number,
): Promise<Entered | Turned> {
  const login = identity.login === null ? null : loginOf(identity.login);
  const found = await accountOfIdentity(db, { ...identity, login }, now);
  if ('account' in found) return await enter(db, found.account, whence, 'identity', now);
  const { accountId, refused } = found;
  const outcome = refused === 'locked' || refused === 'disabled' ? refused : 'stranger';
  await logAccess(db, { accountId, outcome, address: whence.address, at: now });
  return found;
}

async function enter(
  db: Database,
  account: Account,
  { address, agent }: Whence,
  outcome: 'login' | 'link' | 'identity',
  now: number,
): Promise<Entered> {
  const by = { agent, byLink: outcome === 'link', byIdentity: outcome === 'identity' };
  const token = await openSession(db, account.id, by, now);
  await logAccess(db, { accountId: account.id, outcome, address, at: now });
  return { account, token };
}
