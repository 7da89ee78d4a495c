import { afterEach, beforeEach, expect, it } from 'vitest';
import { occurrence } from '../../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander, seedDesk } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';

const database = sharedDatabase();
let api: DeskApi;
let id: string;

beforeEach(async () => {
  await seedDesk(database());
  const [row] = await database().select().from(occurrence).orderBy(occurrence.id);
  id = encodeURIComponent(row?.id ?? '');
  api = await openDeskApi(idleCommander(database(), () => DESK_START));
});
afterEach(() => api.close());

async function unitsFor(act: string, name: string) {
  const as = await loggedIn(database(), name, DESK_START);
  const { status, body } = await api.call('GET', `/occurrences/${id}/units?act=${act}`, { as });
  return [status, status === 200 ? body.map((unit: { name: string }) => unit.name).toSorted() : []];
}

it('names to the office the units of the side that may take a duty over', async () => {
  expect(await unitsFor('reassign', '周协调')).toEqual([200, ['县协作办', '县财政局']]);
});

it('names to the unit that answers whom it may ask to contribute', async () => {
  expect(await unitsFor('ask-contribution', '县教育局联系人')).toEqual([200, ['县财政局']]);
});

it.each([
  ['reassign', '县教育局联系人', 403],
  ['reassign', '县财政局联系人', 403],
  ['ask-contribution', '周协调', 403],
  ['reassign', '路人', 404],
])('does not tell whom %s concerns to %s', async (act, name, status) => {
  expect(await unitsFor(act, name)).toEqual([status, []]);
});
