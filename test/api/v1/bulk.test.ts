import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { event, handler, occurrence, party, person, post, unit } from '../../../db/schema.ts';
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
  ['县财政局联系人', ['unit'], 1],
  ['林县长', ['office'], 2],
  ['没有岗位', [], 0],
])('offers %s what may be done as %j, of %i rows', async (name, ways, rows) => {
  const { body } = await preview(name, { ids: [...ids, world.foreign] });
  const found = new Set(body.kinds.map(({ as }: { as: string }) => as));
  expect([...found]).toEqual(ways);
  expect(body.rows).toHaveLength(rows);
});

const offers = (kinds: { kind: string; count: number }[]) =>
  kinds.flatMap(({ kind, count }) => (kind === 'decide-extension' ? [count] : []));

const singly = async (id: string) => {
  const as = cookies.get('林县长') ?? '';
  const { body } = await api.call('GET', `/occurrences/${encodeURIComponent(id)}`, { as });
  return body.offered.some(({ kind }: { kind: string }) => kind === 'decide-extension');
};

it('offers to answer an extension only where one was asked for', async () => {
  const db = database();
  await db.update(occurrence).set({ state: 'assigned', completedOn: null });
  expect(offers((await preview('林县长', { ids })).body.kinds)).toEqual([]);
  const answer = { ids, kind: 'decide-extension', as: 'office' };
  const none = (await preview('林县长', answer)).body.rows;
  expect(none.map(({ may, why }: Line) => [may, why])).toEqual([
    [false, '没有待答复的延期申请'],
    [false, '没有待答复的延期申请'],
  ]);
  await db
    .update(occurrence)
    .set({ extensionUntil: '2024-12-31' })
    .where(eq(occurrence.id, ids[1] ?? ''));
  expect(offers((await preview('林县长', { ids })).body.kinds)).toEqual([1]);
  expect([await singly(ids[0] ?? ''), await singly(ids[1] ?? '')]).toEqual([false, true]);
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
  await preview('县教育局联系人', { ids });
  await db.insert(event).values({
    occurrenceId: ids[1] ?? '',
    seq: 99,
    run: 1,
    kind: 'urge',
    state: 'assigned',
    previousHash: '',
    hash: 'urged',
    door: 'web',
    at: DESK_START,
    data: { kind: 'urge' },
  });
  const urgedAs = async (name: string) => {
    const path = `/occurrences/${encodeURIComponent(ids[1] ?? '')}`;
    return (await api.call('GET', path, { as: cookies.get(name) ?? '' })).body.urged;
  };
  const at = new Date(DESK_START).toISOString();
  expect(await urgedAs('周协调')).toEqual({ at, by: null });
  expect(await urgedAs('县教育局联系人')).toBe(null);
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

const unitsOf = (rows: { units: { name: string }[] }[]) =>
  rows.map(({ units }) => units.map(({ name }) => name));

it('lets the unit be chosen for each row where several may have told the office', async () => {
  const db = database();
  const units = await db.select().from(unit);
  const third = units.find(({ name }) => name === '县卫健局')?.id ?? 0;
  const part = { occurrenceId: ids[1] ?? '', role: 'participant' as const };
  await db.insert(party).values({ ...part, unitId: third, written: '县卫健局' });
  await db.update(occurrence).set({ state: 'assigned', completedOn: null });
  const asked = (kind: string) => preview('周协调', { ids, kind, as: 'behalf' });
  expect(unitsOf((await asked('complete')).body.rows)).toEqual([['县教育局'], ['县教育局']]);
  const [first = [], second = []] = unitsOf((await asked('contribute')).body.rows);
  expect([first, second.includes('县卫健局')]).toEqual([['县财政局'], true]);
});

it.each([
  ['协调员代填', '林县长', 'report', 'behalf', /代填须由督办该事项的协调员办理/],
  ['没有配合单位', '周协调', 'contribute', 'behalf', /没有可以.*的单位/],
  ['没有到要说的时候', '县教育局联系人', 'promise', 'unit', /现在不需要/],
  ['单位自己的事', '林县长', 'report', 'unit', /由责任单位自己办理/],
])('says why it is not possible: %s', async (_why, name, kind, as, words) => {
  const { body } = await preview(name, { ids, kind, as });
  expect(body.rows[1]).toMatchObject({ may: false, why: expect.stringMatching(words) });
});

it.each([
  ['no rows and no query', {}, /ids.*query/],
  ['both', { ids: ['plan/1/1/joint/once'], query: {} }, /ids.*query/],
  ['an act without its way', { query: {}, kind: 'close' }, /kind.*as/],
  ['a way without its act', { query: {}, as: 'office' }, /kind.*as/],
  [
    'a unit that there is not',
    { query: {}, kind: 'reassign', as: 'office', toUnitId: 9999 },
    /没有编号为 9999 的单位/,
  ],
  [
    'a unit for another act',
    { query: {}, kind: 'close', as: 'office', toUnitId: 1 },
    /只在 kind 为 reassign/,
  ],
])('refuses %s, in a sentence', async (_what, body, says) => {
  const answer = await preview('林县长', body);
  expect(answer.status).toBe(422);
  expect(answer.body.detail + JSON.stringify(answer.body.errors)).toMatch(says);
});

it('says of each duty who hears that it goes over', async () => {
  const db = database();
  await db.update(occurrence).set({ state: 'assigned', completedOn: null });
  const [row] = await db
    .select()
    .from(occurrence)
    .where(eq(occurrence.id, ids[1] ?? ''));
  const units = await db.select().from(unit);
  const idOf = (name: string) => units.find((each) => each.name === name)?.id ?? 0;
  const [colleague] = await db
    .insert(person)
    .values({ name: '韦承办', email: 'wei@example.cn' })
    .returning({ id: person.id });
  const of = { unitId: idOf('县教育局'), personId: colleague?.id ?? 0 };
  await db.insert(post).values({ ...of, role: 'handler', from: '2024-01-01' });
  await db.insert(handler).values({ ...of, taskId: row?.taskId ?? 0 });
  const to = { kind: 'reassign', as: 'office', toUnitId: idOf('县财政局') };
  const { body } = await preview('林县长', { ids, ...to });
  expect(body.hears).toEqual([
    { unit: '县财政局', takes: true, count: 2, reader: '县财政局联系人' },
    { unit: '县教育局', takes: false, count: 1, reader: '县教育局联系人' },
    { unit: '县教育局', takes: false, count: 1, reader: '韦承办' },
  ]);
});

it('asks no more of the database for many rows than for few', async () => {
  const db = database();
  const [row] = await db
    .select()
    .from(occurrence)
    .where(eq(occurrence.id, ids[1] ?? ''));
  if (row === undefined) throw new Error('not seeded');
  const more = Array.from({ length: 40 }, (_, index) => `${row.id}/${index}`);
  await db.insert(occurrence).values(more.map((id) => ({ ...row, id })));
  const part = { unitId: row.answeringUnitId, role: 'answering' as const, written: '县教育局' };
  await db.insert(party).values(more.map((occurrenceId) => ({ ...part, occurrenceId })));
  const urge = { kind: 'urge', as: 'office' };
  await preview('周协调', { ids, ...urge }); // logged in
  const few = await queriesOf(() => preview('周协调', { ids, ...urge }));
  const many = await queriesOf(() => preview('周协调', { ids: [...ids, ...more], ...urge }));
  expect(many).toBe(few);
  expect(few).toBeLessThan(25);
});

/** How many queries something takes. */
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const { $client } = Object(database());
  const asked = vi.spyOn($client, 'unsafe');
  await work();
  const { length } = asked.mock.calls;
  asked.mockRestore();
  return length;
}

it('takes no more than 300 at once', async () => {
  const many = Array.from({ length: 301 }, (_, index) => `plan/1/${index}/joint/once`);
  expect((await preview('周协调', { ids: many })).status).toBe(422);
});
