import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { occurrence, unit } from '../../../db/schema.ts';
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

afterEach(async () => {
  cookies.clear();
  await api.close();
});

type Line = { id: string; may: boolean; why: string | null };

const cookies = new Map<string, string>();

async function preview(name: string, body: object) {
  const as = cookies.get(name) ?? (await loggedIn(database(), name, DESK_START));
  cookies.set(name, as);
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

it('urges by hand what is open, and not twice on one working day', async () => {
  const db = database();
  const urge = { ids, kind: 'urge', as: 'office' };
  const first = await preview('周协调', urge);
  expect(first.body.rows.map(({ may, why }: Line) => [may, why])).toEqual([
    [false, '该事项已报办结、待销号，不能催办'],
    [true, null],
  ]);
  await db.update(occurrence).set({ urgedOn: '2024-11-01' });
  const again = await preview('林县长', urge);
  expect(again.body.rows[1]).toMatchObject({ may: false });
  expect(again.body.rows[1].why).toMatch(/一个工作日只催办一次/);
  expect((await preview('核验员', urge)).body.rows[1].why).toMatch(/已经催办过|协调员、督办领导/);
});

it('shows what can be handed over to a unit, what cannot and why, and who hears of it', async () => {
  const db = database();
  const units = await db.select().from(unit);
  const idOf = (name: string) => units.find((each) => each.name === name)?.id ?? 0;
  const choosing = await preview('周协调', { ids, kind: 'reassign', as: 'office' });
  const names = choosing.body.units.map(({ name }: { name: string }) => name);
  expect(names).toContain('县财政局');
  expect(names).not.toContain('县教育局');
  expect(choosing.body.hears).toEqual([]);
  const moving = (name: string) => {
    const to = { kind: 'reassign', as: 'office', toUnitId: idOf(name) };
    return preview('林县长', { ids, ...to });
  };
  const { body } = await moving('县财政局');
  expect(body.rows.map(({ may }: Line) => may)).toEqual([false, true]); // the first was completed
  expect(body.hears).toEqual([
    { unit: '县财政局', takes: true, count: 1, reader: '县财政局联系人' },
    { unit: '县教育局', takes: false, count: 1, reader: '县教育局联系人' },
  ]);
  expect((await moving('县教育局')).body.rows[1].why).toBe('该事项本来就由县教育局办理');
  await db.update(unit).set({ side: '云岭县' }).where(eq(unit.name, '县财政局'));
  const other = await moving('县财政局');
  expect(other.body.rows[1]).toMatchObject({ may: false });
});

it('says for which units the office may enter what they told it', async () => {
  const as = await loggedIn(database(), '周协调', DESK_START);
  const path = `/occurrences/${encodeURIComponent(ids[0] ?? '')}`;
  await database().update(occurrence).set({ state: 'assigned', completedOn: null });
  const { body } = await api.call('GET', path, { as });
  const offered = (kind: string) =>
    body.offered
      .filter((each: { as: string; kind: string }) => each.as === 'behalf' && each.kind === kind)
      .flatMap(({ units }: { units: { name: string }[] }) => units.map(({ name }) => name));
  expect(offered('complete')).toEqual(['县教育局']);
  expect(offered('contribute')).toEqual(['县财政局']);
  expect(offered('confirm')).toEqual([]); // there is no other side
});

it('takes no more than 300 at once', async () => {
  const many = Array.from({ length: 301 }, (_, index) => `plan/1/${index}/joint/once`);
  expect((await preview('周协调', { ids: many })).status).toBe(422);
});
