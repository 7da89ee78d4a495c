import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeLoginLink, resetAccount, setDisabled } from '../../../db/accounts.ts';
import { accessLog, account, session } from '../../../db/schema.ts';
import {
  type DeskApi,
  loggedIn,
  openDeskApi,
  ORIGIN,
  seedAccount,
} from '../../harness/desk-api.ts';
import { DESK_START, idleCommander, seedDesk } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';

const PASSWORD = 'correct horse battery';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const database = sharedDatabase();
let api: DeskApi;
let now: number;

beforeEach(async () => {
  now = DESK_START;
  api = await openDeskApi(idleCommander(database(), () => now));
});

afterEach(async () => api.close());

const login = (name = '周协调', password = PASSWORD) =>
  api.call('POST', '/session', { body: { login: name, password } });

/** The token in an answer's cookie. */
function tokenIn({ headers }: { headers: Record<string, unknown> }): string {
  return /duban-session=([^;]+)/.exec(String(headers['set-cookie']))?.[1] ?? '';
}

it('keeps the session in a cookie that no script reads and no other site sends', async () => {
  await seedAccount(database(), '周协调', { password: PASSWORD });
  const entered = await login();
  expect(entered).toMatchObject({ status: 201, body: { mustChange: false } });
  const cookie = String(entered.headers['set-cookie']);
  for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Secure', 'Max-Age=604800']) {
    expect(cookie).toContain(flag);
  }
  const [row] = await database().select().from(session);
  expect(JSON.stringify(row)).not.toContain(tokenIn(entered));
  expect((await api.call('GET', '/me', { as: tokenIn(entered) })).status).toBe(200);
});

it('says who is logged in, with the roles of the posts held now', async () => {
  await seedDesk(database());
  const as = await loggedIn(database(), '周协调', now, { admin: true });
  const { body } = await api.call('GET', '/me', { as });
  expect(body).toMatchObject({
    person: { name: '周协调' },
    admin: true,
    roles: ['coordinator', 'unit', 'admin'],
    posts: [{ unit: '县协作办', role: 'coordinator', roleName: '协调员' }],
    today: '2024-11-01',
    timeZone: 'Asia/Shanghai',
  });
});

it('says the same of a wrong password and of a name that nobody has', async () => {
  await seedAccount(database(), '周协调', { password: PASSWORD });
  await seedAccount(database(), '未设密码');
  const answers = [
    await login('周协调', 'wrong wrong wrong'),
    await login('nobody'),
    await login('未设密码', ''.padEnd(10)),
  ];
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 401, body: { code: 'login' } });
});

it('locks an account after five wrong passwords, and lets it in again a quarter of an hour later', async () => {
  await seedAccount(database(), '周协调', { password: PASSWORD });
  for (let tries = 0; tries < 5; tries += 1) await login('周协调', `wrong password ${tries}`);
  expect((await login()).status).toBe(401);
  now += 15 * MINUTE - 1;
  expect((await login()).status).toBe(401);
  now += 1;
  expect((await login()).status).toBe(201);
  const log = await database().select().from(accessLog);
  expect(log.map(({ outcome }) => outcome)).toEqual([
    'made',
    ...Array.from({ length: 5 }, () => 'wrong'),
    'locked',
    'locked',
    'login',
  ]);
});

it('counts wrong passwords that come at once as it does one after the other', async () => {
  await seedAccount(database(), '周协调', { password: PASSWORD });
  await Promise.all(Array.from({ length: 8 }, (_, n) => login('周协调', `wrong password ${n}`)));
  const [row] = await database().select().from(account);
  expect(row).toMatchObject({ failures: 5, lockedUntil: now + 15 * MINUTE });
});

it('takes thirty attempts a minute from one address', async () => {
  const all = await Promise.all(Array.from({ length: 30 }, () => login('nobody', 'x')));
  expect(all.filter(({ status }) => status === 401)).toHaveLength(30);
  expect(await login('nobody', 'x')).toMatchObject({ status: 429, body: { code: 'too-many' } });
});

/** An attempt that a proxy on this machine passes on. */
const from = (address: string) =>
  api.call('POST', '/session', {
    body: { login: 'nobody', password: 'x' },
    headers: { 'x-forwarded-for': `10.9.9.9, ${address}` },
  });

it('counts attempts by the address that a proxy on this machine names', async () => {
  await Promise.all(Array.from({ length: 30 }, () => from('10.0.0.1')));
  expect((await from('10.0.0.1')).status).toBe(429);
  expect((await from('10.0.0.2')).status).toBe(401);
  const [entry] = await database().select().from(accessLog);
  expect(entry?.address).toBe('10.0.0.1');
});

it.each([
  ['eight idle hours', async () => void (now += 8 * HOUR)],
  [
    'a week of use',
    async (as: string) => {
      for (let hours = 0; hours < 7 * 24; hours += 7) {
        await api.call('GET', '/me', { as });
        now += 7 * HOUR;
      }
    },
  ],
  ['logging out', (as: string) => api.call('DELETE', '/session', { as })],
  ['the account is disabled', () => setDisabled(database(), 1, true, now)],
  ['the password is reset', () => resetAccount(database(), 1, now)],
])('a session ends after %s', async (_, happen: (as: string) => Promise<unknown>) => {
  const as = await loggedIn(database(), '周协调', now);
  expect((await api.call('GET', '/me', { as })).status).toBe(200);
  await happen(as);
  expect((await api.call('GET', '/me', { as })).status).toBe(401);
});

it('lists the browsers in which somebody is logged in, and ends one of them', async () => {
  await seedAccount(database(), '周协调', { password: PASSWORD });
  const one = tokenIn(await login());
  const other = tokenIn(await login());
  const { body } = await api.call('GET', '/me/sessions', { as: one });
  expect(body).toHaveLength(2);
  const theirs = body.find(({ current }: { current: boolean }) => !current);
  await api.call('DELETE', `/me/sessions/${theirs.id}`, { as: one });
  expect((await api.call('GET', '/me', { as: other })).status).toBe(401);
  expect((await api.call('GET', '/me', { as: one })).status).toBe(200);
  const foreign = await loggedIn(database(), '林县长', now);
  expect((await api.call('DELETE', '/me/sessions/1', { as: foreign })).status).toBe(404);
});

it('changes the password with the old one, and ends the other sessions', async () => {
  await seedAccount(database(), '周协调', { password: PASSWORD });
  const as = tokenIn(await login());
  const other = tokenIn(await login());
  const change = (old: string, chosen: string) =>
    api.call('POST', '/me/password', { as, body: { old, new: chosen } });
  expect((await change('not the old one', 'a new good one')).body.detail).toContain('原密码不对');
  expect((await change(PASSWORD, '1234567890')).status).toBe(422);
  expect((await change(PASSWORD, 'a new good one')).status).toBe(204);
  expect((await api.call('GET', '/me', { as: other })).status).toBe(401);
  expect((await api.call('GET', '/me', { as })).status).toBe(200);
  expect((await login()).status).toBe(401);
  expect((await login('周协调', 'a new good one')).status).toBe(201);
});

it('lets nobody on before a password of his own is chosen', async () => {
  const id = await seedAccount(database(), '周协调');
  await database().update(account).set({ mustChange: true }).where(eq(account.id, id));
  const link = await makeLoginLink(database(), id, now);
  const entered = await api.call('POST', `/login-links/${link}`);
  expect(entered).toMatchObject({ status: 201, body: { mustChange: true } });
  const as = tokenIn(entered);
  expect((await api.call('GET', '/me/sessions', { as })).body).toMatchObject({
    status: 403,
    code: 'password-due',
  });
  const body = { new: 'a new good one' };
  expect((await api.call('POST', '/me/password', { as, body })).status).toBe(204);
  expect((await api.call('GET', '/me/sessions', { as })).status).toBe(200);
});

it('opens a login link once, by its button, and not by a look', async () => {
  const id = await seedAccount(database(), '周协调');
  const path = `/login/${await makeLoginLink(database(), id, now)}`;
  for (let looks = 0; looks < 3; looks += 1) {
    expect((await api.call('GET', path)).text).toContain('只能用一次');
  }
  const entered = await api.call('POST', path);
  expect(entered).toMatchObject({ status: 303, headers: { location: '/desk/' } });
  expect((await api.call('GET', '/me', { as: tokenIn(entered) })).status).toBe(200);
  expect((await api.call('POST', path)).status).toBe(410);
});

it.each([
  ['half an hour later', async () => void (now += 30 * MINUTE)],
  ['once its account is disabled', () => setDisabled(database(), 1, true, now)],
  ['once the password was reset', () => resetAccount(database(), 1, now)],
])('a login link opens nothing %s', async (_, happen) => {
  const id = await seedAccount(database(), '周协调');
  const link = await makeLoginLink(database(), id, now);
  await happen();
  expect((await api.call('POST', `/login-links/${link}`)).status).toBe(409);
});

it.each([
  ['our own page', { origin: ORIGIN }, 204],
  ['the host it was sent to', { origin: 'http://localhost:8080', host: 'localhost:8080' }, 204],
  ['a page of ours, as the browser says', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 204],
  ['another site', { origin: 'https://evil.example.com' }, 403],
  ['a subdomain of ours', { origin: 'https://x.duban.example.cn' }, 403],
  ['a page without an origin', { origin: 'null' }, 403],
  ['another site, as the browser says', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
])(
  'what changes something and comes from %s is answered with %j: %i',
  async (_, headers, status) => {
    const as = await loggedIn(database(), '周协调', now);
    expect((await api.call('DELETE', '/session', { as, headers })).status).toBe(status);
  },
);

it('takes JSON, and no form that another site could send', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await api.call('POST', '/session', { body: {}, headers });
  expect(answer).toMatchObject({ status: 415, body: { code: 'media-type' } });
});
