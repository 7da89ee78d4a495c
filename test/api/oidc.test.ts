import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../api/auth/guards.ts';
import { resetAccount, setDisabled } from '../../db/accounts.ts';
import { accessLog, account, accountIdentity } from '../../db/schema.ts';
import { type DeskApi, openDeskApi, ORIGIN, seedAccount } from '../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../harness/desk.ts';
import { type IdentityProvider, openIdentityProvider } from '../harness/identity-provider.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();
const LOGIN = 'zhou.ming';
let provider: IdentityProvider;
let api: DeskApi;
let faults: string[];

beforeAll(async () => {
  provider = await openIdentityProvider(ORIGIN);
});
afterAll(() => provider.close());
beforeEach(async () => {
  provider.lasting(3600);
  faults = [];
  api = await openApi(provider.issuer);
});
afterEach(() => api.close());

function openApi(issuer: string): Promise<DeskApi> {
  const { clientId, clientSecret } = provider;
  const oidc = {
    issuer,
    clientId,
    clientSecret,
    label: '政务统一认证',
    loginClaim: 'preferred_username',
    scope: 'openid profile',
  };
  const commander = idleCommander(database(), () => DESK_START);
  return openDeskApi(commander, undefined, undefined, oidc, (reason) => faults.push(reason));
}

const get = (url: string, cookie = '') => api.app.inject({ url, headers: { cookie } });

type Injected = Awaited<ReturnType<typeof get>>;

const kept = ({ headers }: Injected, name: string) =>
  [headers['set-cookie'] ?? []]
    .flat()
    .find((each) => each.startsWith(`${name}=`))
    ?.split(';')[0];

/** Goes to the provider and comes back; what the browser keeps, and the address it came back to. */
async function visit(after = '/') {
  const sent = await get(`/login/oidc?after=${encodeURIComponent(after)}`);
  expect(sent.statusCode).toBe(302);
  const address = await provider.walk(String(sent.headers.location));
  return { cookie: kept(sent, 'duban-oidc') ?? '', path: address.replace(ORIGIN, '') };
}

async function enter(after = '/'): Promise<Injected> {
  const { cookie, path } = await visit(after);
  return get(path, cookie);
}

const outcomes = async () => (await database().select().from(accessLog)).map((row) => row.outcome);

it('lets in the account of the login name, ties it, and knows it again by its subject', async () => {
  const accountId = await seedAccount(database(), LOGIN);
  await database().update(account).set({ mustChange: true });
  provider.next('subject-1', 'Zhou.Ming');
  const entered = await enter('/ledger?light=red');
  expect([entered.statusCode, entered.headers.location]).toEqual([303, '/desk/ledger?light=red']);
  const cookie = kept(entered, SESSION_COOKIE);
  const me = await get('/api/v1/me', cookie);
  // who is known there needs no password here
  expect(me.json()).toMatchObject({ login: LOGIN, byIdentity: true, mustChange: false });
  expect((await get('/api/v1/me/sessions', cookie)).statusCode).toBe(200);
  const ties = await database().select().from(accountIdentity);
  expect(ties).toMatchObject([{ accountId, issuer: provider.issuer, subject: 'subject-1' }]);
  provider.next('subject-1', 'another-name');
  expect((await enter()).statusCode).toBe(303);
  provider.next('subject-2', LOGIN);
  const other = await enter();
  expect([other.statusCode, other.body]).toEqual([403, expect.stringContaining('另一个身份')]);
  await resetAccount(database(), accountId, DESK_START);
  expect((await enter()).statusCode).toBe(303);
  expect(await outcomes()).toEqual([
    'made',
    'identity',
    'identity',
    'stranger',
    'reset',
    'identity',
  ]);
});

it.each([
  ['that nobody here is called', LOGIN, null, '没有这个登录名的账号', 'stranger'],
  ['that the provider does not tell', null, null, 'OIDC_LOGIN_CLAIM', 'stranger'],
  ['of an account that is disabled', LOGIN, 'disabled', '已停用', 'disabled'],
  ['of an account that is locked', LOGIN, 'locked', '锁定', 'locked'],
])(
  'turns away a name %s, says what to do, and makes no account',
  async (_what, login, state, says, outcome) => {
    if (state !== null) {
      const id = await seedAccount(database(), LOGIN);
      await seedAccount(database(), '管理员', { admin: true });
      if (state === 'disabled') await setDisabled(database(), id, true, DESK_START);
      else
        await database()
          .update(account)
          .set({ lockedUntil: DESK_START + 1000 })
          .where(eq(account.id, id));
    }
    provider.next(`subject-${says}`, login);
    const before = await database().$count(account);
    const answer = await enter();
    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining(says)]);
    expect(answer.body).toContain('/desk/login');
    expect(kept(answer, SESSION_COOKIE)).toBeUndefined();
    expect(await database().$count(account)).toBe(before);
    expect(await database().$count(accountIdentity)).toBe(0);
    expect((await outcomes()).at(-1)).toBe(outcome);
  },
);

it('believes no wrong state, foreign browser, replayed code or expired token', async () => {
  await seedAccount(database(), LOGIN);
  provider.next('subject-1', LOGIN);
  const wrong = await visit();
  const state = wrong.path.replace(/state=[^&]+/, 'state=wrong');
  expect((await get(state, wrong.cookie)).statusCode).toBe(403);
  expect((await get(wrong.path)).statusCode).toBe(400);
  const other = await visit();
  expect((await get(wrong.path, other.cookie)).statusCode).toBe(403);
  const once = await visit();
  expect((await get(once.path, once.cookie)).statusCode).toBe(303);
  expect((await get(once.path, once.cookie)).statusCode).toBe(403);
  provider.lasting(-120);
  expect((await enter()).statusCode).toBe(403);
  provider.lasting(3600);
  provider.deny();
  expect((await enter()).body).toContain('政务统一认证没有确认您的身份');
  expect((await outcomes()).filter((outcome) => outcome === 'identity')).toHaveLength(1);
});

it('leads nowhere but to pages of ours', async () => {
  await seedAccount(database(), LOGIN);
  provider.next('subject-1', LOGIN);
  for (const after of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
    expect((await enter(after)).headers.location).toBe('/desk/');
  }
});

it('lets passwords in while the provider is away, and asks it again when it is back', async () => {
  await seedAccount(database(), LOGIN, { password: 'correct horse battery' });
  const port = new URL(provider.issuer).port;
  await provider.close();
  const away = await get('/login/oidc');
  expect([away.statusCode, away.body]).toEqual([502, expect.stringContaining('登录名和密码')]);
  expect(faults).toHaveLength(1);
  const body = { login: LOGIN, password: 'correct horse battery' };
  expect((await api.call('POST', '/session', { body })).status).toBe(201);
  expect((await get('/login/oidc/leave')).headers.location).toBe('/desk/login');
  provider = await openIdentityProvider(ORIGIN, Number(port));
  provider.next('subject-1', LOGIN);
  expect((await enter()).statusCode).toBe(303);
  const left = await get('/login/oidc/leave');
  expect(left.headers.location).toContain(`${provider.issuer}/session/end`);
});

it('names the way on the login page', async () => {
  const { body } = await api.call('GET', '/login-ways');
  expect(body).toEqual({ identity: { label: '政务统一认证' } });
});
