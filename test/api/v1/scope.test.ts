import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeApiToken } from '../../../db/api-tokens.ts';
import { type Connection, connect } from '../../../db/connect.ts';
import { type TokenScope, TOKEN_SCOPES } from '../../../plan/accounts.ts';
import { type DeskApi, loggedIn, openDeskApi, seedAccount } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../harness/postgres.ts';
import { seedTwoOffices, type TwoOffices } from '../../harness/two-offices.ts';

const NOW = DESK_START;
const WHO = {
  admin: '管理员',
  coordinator: '周协调',
  supervisor: '林县长',
  verifier: '核验员',
  answering: '县教育局联系人',
  participant: '县财政局联系人',
  stranger: '没有岗位',
  foreignCoordinator: '吴协调',
  foreignUnit: '县卫健局联系人',
} as const;

type Who = keyof typeof WHO;

// looking changes nothing, so that one world serves the whole table
let fresh: FreshDatabase;
let connection: Connection;
let api: DeskApi;
let world: TwoOffices;
const cookies = new Map<Who, string>();

beforeAll(async () => {
  fresh = await freshDatabase();
  connection = connect(fresh.url, 4);
  world = await seedTwoOffices(connection.db);
  for (const [who] of SEES) {
    cookies.set(who, await loggedIn(connection.db, WHO[who], NOW, { admin: who === 'admin' }));
  }
});

beforeEach(async () => {
  api = await openDeskApi(idleCommander(connection.db, () => NOW));
});

afterEach(async () => api.close());

afterAll(async () => {
  await connection.close();
  await fresh.drop();
});

const as = (who: Who) => ({ as: cookies.get(who) ?? '' });
const path = (id: string) => `/occurrences/${encodeURIComponent(id)}`;

const statusFor = (sees: boolean) => (sees ? 200 : 404);

const SEES: [Who, own: boolean, foreign: boolean][] = [
  ['admin', true, true],
  ['coordinator', true, false],
  ['supervisor', true, false],
  ['verifier', true, false],
  ['answering', true, false],
  ['participant', true, false],
  ['stranger', false, false],
  ['foreignCoordinator', false, true],
  ['foreignUnit', false, true],
];

it.each(SEES)('%s sees the own occurrence: %s, the foreign one: %s', async (who, own, foreign) => {
  const status = async (url: string) => (await api.call('GET', url, as(who))).status;
  expect(await status(path(world.own))).toBe(statusFor(own));
  expect(await status(path(world.foreign))).toBe(statusFor(foreign));
  expect(await status('/plans/1')).toBe(statusFor(own));
  expect(await status(`/plans/${world.foreignPlan}`)).toBe(statusFor(foreign));
  const plans = await api.call('GET', '/plans', as(who));
  expect(plans.body.map(({ id }: { id: number }) => id)).toEqual([
    ...(foreign ? [world.foreignPlan] : []),
    ...(own ? [1] : []),
  ]);
  const { body: ledger } = await api.call('GET', '/ledger', as(who));
  const ids = ledger.rows.map(({ id }: { id: string }) => id);
  expect([ids.includes(world.own), ids.includes(world.foreign)]).toEqual([own, foreign]);
  expect(ledger.total).toBe(ids.length);
  const { body: board } = await api.call('GET', '/board', as(who));
  const counted = board.cells.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
  expect(counted).toBe(ledger.total);
});

it.each(SEES)(
  '%s gets evidence of the own occurrence: %s, of the foreign one: %s',
  async (who, own, foreign) => {
    // the file store is empty: what is allowed is asked of it, what is not is not even named
    const says = async (id: string) => (await api.call('GET', `/files/${id}`, as(who))).body.detail;
    expect(await says('own')).toBe(own ? '没有找到附件：照片.jpg' : '没有找到附件：own');
    expect(await says('foreign')).toBe(
      foreign ? '没有找到附件：照片.jpg' : '没有找到附件：foreign',
    );
  },
);

// 422: he may, and has left out the reason
it.each([
  ['admin', 403, 403],
  ['coordinator', 422, 404],
  ['supervisor', 422, 404],
  ['verifier', 422, 404],
  ['answering', 403, 404],
  ['participant', 403, 404],
  ['stranger', 404, 404],
  ['foreignCoordinator', 404, 422],
  ['foreignUnit', 404, 403],
] as const)(
  '%s who returns a completion is answered with %i, on a foreign one with %i',
  async (who, own, foreign) => {
    const sent = { ...as(who), body: { kind: 'return' } };
    const status = async (id: string) =>
      (await api.call('POST', `${path(id)}/commands`, sent)).status;
    expect(await status(world.own)).toBe(own);
    expect(await status(world.foreign)).toBe(foreign);
  },
);

it.each([
  ['coordinator', 'report', 403, '该事项不由您的单位办理'],
  ['answering', 'report', 422, '请写明进展情况'],
  ['participant', 'report', 403, '该事项不由您的单位办理'],
  ['participant', 'contribute', 422, '请写明情况'],
  ['answering', 'close', 403, '不是'],
  ['verifier', 'waive', 403, '不是'],
  ['admin', 'waive', 403, '您不是'],
] as const)('%s who gives %s is answered with %i: %s', async (who, kind, status, says) => {
  const answer = await api.call('POST', `${path(world.own)}/commands`, {
    ...as(who),
    body: { kind },
  });
  expect(answer.status).toBe(status);
  expect(answer.body.detail).toContain(says);
});

it.each([
  ['coordinator', 422, 'source 写明方式'],
  ['verifier', 403, '须由督办该事项的协调员办理'],
  ['answering', 403, '代填'],
] as const)('%s who enters on behalf is answered with %i: %s', async (who, status, says) => {
  const body = { kind: 'report', text: '已开工', behalf: {} };
  const answer = await api.call('POST', `${path(world.own)}/commands`, { ...as(who), body });
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(says);
});

it.each([
  ['coordinator', ['waive', 'instruct', 'report'], ['office', 'behalf']],
  ['verifier', [], ['office']],
  ['answering', ['acknowledge', 'report', 'complete'], ['unit']],
  ['participant', ['contribute'], ['unit']],
  ['admin', [], []],
] as const)('%s is offered %j as %j', async (who, kinds, doors) => {
  const { body } = await api.call('GET', path(world.own), as(who));
  const offered: { kind: string; as: string }[] = body.offered;
  for (const kind of kinds) expect(offered.map((each) => each.kind)).toContain(kind);
  for (const { as: door } of offered) expect(doors).toContain(door);
  expect(offered.length > 0).toBe(kinds.length > 0);
});

it('names nobody of another unit to a unit', async () => {
  const { text } = await api.call('GET', path(world.own), as('participant'));
  expect(text).not.toContain('县教育局联系人');
  expect(text).not.toContain('@example.cn');
});

const READS: [TokenScope, string][] = [
  ['plans:read', '/plans'],
  ['ledger:read', '/ledger'],
  ['ledger:read', '/board'],
  ['ledger:read', '/export/ledger.xlsx'],
  ['files:read', '/files/own'],
];

it.each(READS)('a key needs %s for %s, and sees what its account sees', async (scope, url) => {
  const accountId = await seedAccount(connection.db, `${scope} ${url}`);
  const others = TOKEN_SCOPES.filter((each) => each !== scope);
  const key = async (scopes: TokenScope[]) => {
    const said = { name: 'x', accountId, createdBy: accountId, scopes, expiresAt: NOW + 1_000 };
    const { token } = await makeApiToken(connection.db, said, { address: '', now: NOW });
    return { headers: { authorization: `Bearer ${token}`, origin: 'https://elsewhere.cn' } };
  };
  expect((await api.call('GET', url, await key([scope]))).status).toBe(
    url.includes('files') ? 404 : 200,
  );
  expect(await api.call('GET', url, await key(others))).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  });
  expect((await api.call('GET', '/tokens', await key([...TOKEN_SCOPES]))).status).toBe(403);
});

it('lets administrators make keys, which are shown once and can be taken back', async () => {
  const body = { name: '大数据局', login: '周协调', scopes: ['ledger:read'], until: '2024-12-31' };
  expect((await api.call('POST', '/tokens', { ...as('coordinator'), body })).status).toBe(403);
  const made = await api.call('POST', '/tokens', { ...as('admin'), body });
  expect(made).toMatchObject({ status: 201, body: { person: '周协调', usedAt: null } });
  const headers = { authorization: `Bearer ${made.body.token}` };
  const ledger = await api.call('GET', '/ledger', { headers });
  expect(ledger.body.rows.length).toBeGreaterThan(0);
  const listed = await api.call('GET', '/tokens', as('admin'));
  expect(listed.text).not.toContain(made.body.token);
  expect(listed.body.at(-1).usedAt).not.toBeNull();
  await api.call('DELETE', `/tokens/${made.body.id}`, as('admin'));
  expect((await api.call('GET', '/ledger', { headers })).status).toBe(401);
  const late = { ...body, until: '2024-10-31' };
  expect((await api.call('POST', '/tokens', { ...as('admin'), body: late })).status).toBe(422);
});
