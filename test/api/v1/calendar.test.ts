import { afterEach, beforeEach, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { occurrence, party } from '../../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices, type TwoOffices } from '../../harness/two-offices.ts';

const database = sharedDatabase();
let api: DeskApi;
let world: TwoOffices;

/** Eight more of 县教育局 that are due on one day, two of them late by a slip of their days. */
beforeEach(async () => {
  const db = database();
  world = await seedTwoOffices(db);
  const [first] = await db.select().from(occurrence).where(eq(occurrence.id, world.own));
  if (first === undefined) throw new Error('not seeded');
  const rows = Array.from({ length: 8 }, (_, index) => ({
    ...first,
    id: `plan/1/9/joint/${index}`,
    dueOn: '2024-11-15',
    yellowFrom: null,
    redFrom: index < 2 ? '2024-10-30' : '2024-12-02',
  }));
  await db.insert(occurrence).values(rows);
  await db.insert(party).values(
    rows.map(({ id, answeringUnitId: unitId }) => {
      return { occurrenceId: id, unitId, role: 'answering' as const, written: '县教育局' };
    }),
  );
  api = await openDeskApi(idleCommander(db, () => DESK_START));
});

afterEach(async () => api.close());

type Day = { day: string; kind: string; total: number; lights: object; rows: { light: string }[] };

async function monthOf(name: string, query = ''): Promise<Day[]> {
  const as = await loggedIn(database(), name, DESK_START);
  const { status, body } = await api.call('GET', `/calendar?month=2024-11${query}`, { as });
  expect(status).toBe(200);
  return body.days;
}

it('counts what is due on each day, with the first rows, what is late in front', async () => {
  const days = await monthOf('周协调');
  expect(days).toHaveLength(30);
  const day = days.find((each) => each.day === '2024-11-15');
  expect(day).toMatchObject({ kind: 'work', total: 8, lights: { red: 2, green: 6 } });
  expect(day?.rows.map(({ light }) => light)).toEqual(['red', 'red', 'green', 'green', 'green']);
  expect(days.find((each) => each.day === '2024-11-30')).toMatchObject({
    kind: 'weekend',
    total: 1,
  });
});

it.each([
  ['&light=red', 2],
  ['&light=red,green', 8],
  ['&plan=2', 0],
])('narrows by %s to %i', async (query, total) => {
  const days = await monthOf('周协调', query);
  expect(days.find(({ day }) => day === '2024-11-15')?.total).toBe(total);
});

it.each([
  ['县教育局联系人', 9],
  ['县财政局联系人', 1],
  ['吴协调', 1],
  ['没有岗位', 0],
])('shows %s what they see: %i', async (name, total) => {
  const days = await monthOf(name);
  expect(days.reduce((sum, each) => sum + each.total, 0)).toBe(total);
});

it('begins with the month of today, and refuses what is no month', async () => {
  const as = await loggedIn(database(), '周协调', DESK_START);
  const now = await api.call('GET', '/calendar', { as });
  expect(now.body).toMatchObject({ month: '2024-11', today: '2024-11-01' });
  expect((await api.call('GET', '/calendar?month=2024-13', { as })).status).toBe(422);
  expect((await api.call('GET', '/calendar')).status).toBe(401);
});
