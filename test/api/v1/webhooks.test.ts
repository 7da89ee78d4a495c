import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander, seedDesk } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';

const database = sharedDatabase();
let api: DeskApi;
let as: string;

beforeEach(async () => {
  const db = database();
  await seedDesk(db);
  api = await openDeskApi(idleCommander(db, () => DESK_START));
  as = await loggedIn(db, '管理员', DESK_START, { admin: true });
});

afterEach(async () => api.close());

const HOOK = { name: 'OA 系统', url: 'http://127.0.0.1:1/duban', kinds: ['complete'] };

it('is set up, tried, switched off and on, and removed by an administrator', async () => {
  expect((await api.call('GET', '/webhook-kinds', { as })).body).toContainEqual({
    kind: 'complete',
    name: '报办结',
  });
  const made = await api.call('POST', '/webhooks', { as, body: HOOK });
  expect(made).toMatchObject({ status: 201, body: { ...HOOK, planId: null, waiting: 0 } });
  expect(made.body.key).toMatch(/^whsec_[\w+/]{43}=$/);
  const path = `/webhooks/${made.body.id}`;
  const tried = await api.call('POST', `${path}/test`, { as });
  expect(tried.body).toEqual({ taken: false, status: null, words: expect.any(String) });
  expect((await api.call('POST', `${path}/off`, { as })).body.disabledAt).not.toBeNull();
  expect((await api.call('POST', `${path}/on`, { as })).body.disabledAt).toBeNull();
  expect((await api.call('GET', `${path}/deliveries`, { as })).body).toEqual([]);
  expect((await api.call('DELETE', path, { as })).status).toBe(204);
  expect((await api.call('GET', '/webhooks', { as })).body).toEqual([]);
  expect((await api.call('POST', `${path}/retry`, { as })).status).toBe(404);
});

it.each([
  [{ ...HOOK, url: 'mailto:a@b.cn' }, 422, '应为 http:// 或 https:// 开头的地址'],
  [{ ...HOOK, kinds: ['sneeze'] }, 422, '应为'],
  [{ ...HOOK, planId: 99 }, 404, ''],
])('refuses %j', async (body, status, says) => {
  const answer = await api.call('POST', '/webhooks', { as, body });
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(says);
});

it('is no business of a coordinator', async () => {
  const other = await loggedIn(database(), '周协调', DESK_START);
  expect((await api.call('GET', '/webhooks', { as: other })).status).toBe(403);
  expect((await api.call('POST', '/webhooks', { as: other, body: HOOK })).status).toBe(403);
});
