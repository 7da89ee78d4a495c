import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { occurrence } from '../../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices, type TwoOffices } from '../../harness/two-offices.ts';

const database = sharedDatabase();
let api: DeskApi;
let world: TwoOffices;
let ids: string[];

/** Of the two rows of 县教育局 one has been completed. */
beforeEach(async () => {
  const db = database();
  world = await seedTwoOffices(db);
  const rows = await db
    .select()
    .from(occurrence)
    .where(eq(occurrence.planId, 1))
    .orderBy(occurrence.id);
  ids = rows.map(({ id }) => id);
  const done = { state: 'completed' as const, completedOn: '2024-10-31' };
  await db
    .update(occurrence)
    .set(done)
    .where(eq(occurrence.id, ids[0] ?? ''));
  api = await openDeskApi(idleCommander(db, () => DESK_START));
});

afterEach(async () => api.close());

type Line = { id: string; may: boolean; why: string | null };

async function preview(name: string, body: object) {
  const as = await loggedIn(database(), name, DESK_START);
  return await api.call('POST', '/bulk/preview', { as, body });
}

it('says for how many an act is possible, and why not for the others', async () => {
  const { status, body } = await preview('周协调', { ids, kind: 'close', as: 'office' });
  expect(status).toBe(200);
  expect(body.rows.map(({ id, may }: Line) => [id, may])).toEqual([
    [ids[0], true],
    [ids[1], false],
  ]);
  expect(body.rows[1].why).toMatch(/不能销号/);
  expect(body.kinds).toContainEqual(
    expect.objectContaining({ kind: 'close', as: 'office', name: '销号', count: 1 }),
  );
  expect(body.kinds).toContainEqual(expect.objectContaining({ kind: 'instruct', count: 2 }));
});

it('takes all that a query finds', async () => {
  const { body } = await preview('周协调', { query: { plan: '1', state: 'completed' } });
  expect(body).toMatchObject({ more: false, rows: [{ id: ids[0], may: true }] });
});

it.each([
  ['县教育局联系人', ['unit'], 2],
  ['县财政局联系人', [], 1],
  ['林县长', ['office'], 2],
  ['没有岗位', [], 0],
])('offers %s what may be done as %j, of %i rows', async (name, ways, rows) => {
  const { body } = await preview(name, { ids: [...ids, world.foreign] });
  const found = new Set(body.kinds.map(({ as }: { as: string }) => as));
  expect([...found]).toEqual(ways);
  expect(body.rows).toHaveLength(rows);
});

it('says whose business it is', async () => {
  const { body } = await preview('核验员', { ids, kind: 'waive', as: 'office' });
  expect(body.rows.every(({ may }: Line) => !may)).toBe(true);
  expect(body.rows[1].why).toMatch(/须由督办该事项的协调员、督办领导办理/);
});

it('takes no more than 300 at once', async () => {
  const many = Array.from({ length: 301 }, (_, index) => `plan/1/${index}/joint/once`);
  expect((await preview('周协调', { ids: many })).status).toBe(422);
});
