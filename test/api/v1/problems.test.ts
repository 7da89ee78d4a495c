import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';

const database = sharedDatabase();
let api: DeskApi;

beforeEach(async () => {
  api = await openDeskApi(idleCommander(database(), () => DESK_START));
});

afterEach(async () => api.close());

it.each([
  ['/nothing', 404, 'not-found'],
  ['/api/nothing', 404, 'not-found'],
  ['/me', 401, 'login'],
] as const)('answers %s with %i as a problem', async (path, status, code) => {
  const answer = await api.call('GET', path);
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({ type: `urn:duban:problem:${code}`, status, code });
  expect(answer.body.detail).toMatch(/[一-鿿]/);
});

it('says of each fault of an input where it is and what is expected', async () => {
  const as = await loggedIn(database(), '周协调', DESK_START, { admin: true });
  const body = { name: '', scopes: ['everything'], until: '2024-02-30' };
  const answer = await api.call('POST', '/tokens', { as, body });
  expect(answer).toMatchObject({
    status: 422,
    body: {
      code: 'input',
      errors: [
        { at: 'name', says: '至少 1 个字符' },
        { at: 'scopes.0', says: '应为 plans:read、ledger:read、files:read、commands:write 之一' },
        { at: 'until', says: '应为存在的日期，写成 YYYY-MM-DD' },
      ],
    },
  });
});

it('says of what is no JSON that it is none', async () => {
  const headers = { 'content-type': 'application/json' };
  const answer = await api.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { ...headers, origin: 'https://duban.example.cn' },
    payload: '{',
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'malformed' });
});
