import { afterEach, beforeEach, expect, it } from 'vitest';
import { occurrence, task } from '../../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander, seedDesk } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';

const database = sharedDatabase();
const english = { 'accept-language': 'en' };
let api: DeskApi;
let as: string;

beforeEach(async () => {
  const db = database();
  await seedDesk(db);
  api = await openDeskApi(idleCommander(db, () => DESK_START));
  as = await loggedIn(db, '周协调', DESK_START);
});
afterEach(() => api.close());

async function stateIn(headers: Record<string, string>): Promise<string> {
  return (await api.call('GET', '/ledger', { as, headers })).body.rows[0].stateName;
}

it('tells its own words in the language that is asked for, and Chinese unless English is', async () => {
  expect(await stateIn(english)).toBe('Assigned');
  expect(await stateIn({ 'accept-language': 'en-GB,en;q=0.9,zh;q=0.8' })).toBe('Assigned');
  for (const asked of ['zh-CN', 'zh-CN,zh;q=0.9,en;q=0.8', 'fr', 'de;q=0.5, zh;q=0.9, en;q=0.1']) {
    expect(await stateIn({ 'accept-language': asked })).toBe('已交办');
  }
  expect(await stateIn({})).toBe('已交办');
});

it('leaves what people wrote as it is, even where it reads as words of ours', async () => {
  await database().update(task).set({ title: '签收' });
  const [row] = await database().select({ id: occurrence.id }).from(occurrence).limit(1);
  const path = `/occurrences/${encodeURIComponent(row?.id ?? '')}`;
  const { body, headers } = await api.call('GET', path, { as, headers: english });
  expect(body.row.title).toBe('签收');
  expect(body.row.unit).toBe('县教育局');
  expect(body.clause.lines[2]).toBe('Responsible: 县教育局');
  expect(body.offered.map(({ name }: { name: string }) => name)).toContain('Instruct');
  expect(headers['vary']).toContain('Accept-Language');
});

it('refuses in English, with the same codes', async () => {
  const asked = { as, headers: english };
  const missing = await api.call('GET', '/occurrences/nothing', asked);
  expect(missing.body).toMatchObject({ code: 'not-found', detail: 'Not found: Duty nothing' });
  const unknown = await api.call('GET', '/ledger?page=0&sort=x', asked);
  expect(unknown.status).toBe(422);
  expect(JSON.stringify(unknown.body)).not.toMatch(/\p{Script=Han}/u);
  const nobody = await api.call('GET', '/ledger', { headers: english });
  expect(nobody.body).toMatchObject({
    title: 'Please log in',
    detail: 'You are not logged in, or no longer: please log in again',
  });
  const wrong = await api.call('POST', '/session', {
    headers: english,
    body: { login: 'a', password: 'b' },
  });
  expect(wrong.body.detail).toMatch(/^Wrong login name or password/);
  const nowhere = await api.call('GET', '/nowhere', { headers: english });
  expect(nowhere.body.title).toBe('Not found');
});

it('says in English who may give a command', async () => {
  const [row] = await database().select({ id: occurrence.id }).from(occurrence).limit(1);
  const path = `/occurrences/${encodeURIComponent(row?.id ?? '')}/commands`;
  const body = { kind: 'complete', text: 'done' };
  const refused = await api.call('POST', path, { as, headers: english, body });
  expect(refused.status).toBe(403);
  expect(refused.body.detail).toBe(
    'Not your unit’s duty, so this is not possible: Report completion. A coordinator who enters it for the unit gives “behalf”',
  );
});
