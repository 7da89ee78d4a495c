import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { change, occurrence, plan, unit } from '../../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices, type TwoOffices } from '../../harness/two-offices.ts';

const database = sharedDatabase();
let api: DeskApi;
let world: TwoOffices;
let coordinator: string;

beforeEach(async () => {
  const db = database();
  world = await seedTwoOffices(db);
  api = await openDeskApi(idleCommander(db, () => DESK_START));
  coordinator = await loggedIn(db, '周协调', DESK_START);
});

afterEach(async () => api.close());

const KEY = { 'idempotency-key': 'one-and-the-same' };

it.each([
  [{ kind: 'pause', reason: '机构改革' }, '暂停', 2],
  [{ kind: 'end', reason: '文件废止' }, '提前结束', 2],
  [{ kind: 'due', task: '2', until: '2024-12-27', reason: '雨季' }, '时限调整为 2024-12-27', 1],
])('shows of %j what it reaches, and changes nothing', async (body, words, reached) => {
  const answer = await api.call('POST', '/plans/1/changes/preview', { as: coordinator, body });
  expect(answer.status).toBe(200);
  expect(answer.body.words).toContain(words);
  expect(answer.body.lines).toHaveLength(reached);
  expect(await database().$count(change)).toBe(0);
  const [row] = await database().select().from(plan).where(eq(plan.id, 1));
  expect(row?.state).toBe('running');
});

it('takes an order once, however often it comes', async () => {
  // nothing is open, so that no workflow is needed to carry it out
  await database().update(occurrence).set({ state: 'closed' });
  const body = { kind: 'pause', reason: '机构改革' };
  const give = () => api.call('POST', '/plans/1/changes', { as: coordinator, body, headers: KEY });
  const first = await give();
  expect(first).toMatchObject({ status: 202, body: { words: '暂停', rows: 0, person: '周协调' } });
  expect((await give()).body).toEqual(first.body);
  expect(await database().$count(change)).toBe(1);
  const again = { 'idempotency-key': 'another-order' };
  const second = await api.call('POST', '/plans/1/changes', {
    as: coordinator,
    body,
    headers: again,
  });
  expect(second).toMatchObject({ status: 409, body: { detail: '方案 1 已经暂停，不能暂停' } });
  const list = await api.call('GET', '/plans/1/changes', { as: coordinator });
  expect(list.body).toHaveLength(1);
  const account = await api.call('GET', `/plans/1/changes/${first.body.id}`, { as: coordinator });
  expect(account.body.lines).toEqual([]);
});

it.each([
  ['林县长', 200],
  ['周协调', 200],
  ['核验员', 403],
  ['县教育局联系人', 403],
  ['吴协调', 404],
])('lets %s look at an order: %i', async (name, status) => {
  const as = name === '周协调' ? coordinator : await loggedIn(database(), name, DESK_START);
  const body = { kind: 'pause', reason: '机构改革' };
  const seen = await api.call('POST', '/plans/1/changes/preview', { as, body });
  expect(seen.status).toBe(status);
  expect((await api.call('GET', '/plans/1/changes', { as })).status).toBe(status);
});

const order = (body: object) =>
  api.call('POST', '/plans/1/changes/preview', { as: coordinator, body });

it('wants a reason, and one of the plan’s own tasks', async () => {
  expect((await order({ kind: 'pause', reason: ' ' })).status).toBe(422);
  expect(
    (await order({ kind: 'due', task: '99', until: '2024-12-27', reason: '雨季' })).status,
  ).toBe(404);
  const past = await order({ kind: 'due', task: '1', until: '2024-01-27', reason: '雨季' });
  expect(past).toMatchObject({ status: 409, body: { detail: '日期 2024-01-27 已经过去' } });
});

it('shows no change of another plan', async () => {
  await database().update(occurrence).set({ state: 'closed' });
  const foreign = await loggedIn(database(), '吴协调', DESK_START);
  const body = { kind: 'pause', reason: '别的' };
  const path = `/plans/${world.foreignPlan}/changes`;
  const made = await api.call('POST', path, { as: foreign, body, headers: KEY });
  expect(made.status).toBe(202);
  const seen = await api.call('GET', `/plans/1/changes/${made.body.id}`, { as: coordinator });
  expect(seen.status).toBe(404);
});

it('names the periods of a task that are open', async () => {
  const path = '/plans/1/periods?task=1';
  const { body } = await api.call('GET', path, { as: coordinator });
  expect(body).toEqual([{ period: 'once', name: 'once' }]);
  const foreign = await loggedIn(database(), '吴协调', DESK_START);
  expect((await api.call('GET', path, { as: foreign })).status).toBe(404);
});

// mergers of units

async function unitsCalled(...names: string[]): Promise<number[]> {
  const rows = await database().select().from(unit);
  return names.map((name) => rows.find((row) => row.name === name)?.id ?? 0);
}

it.each([
  ['周协调', 200],
  ['林县长', 200],
  ['核验员', 403],
  ['县教育局联系人', 403],
  ['没有岗位', 403],
])('lets %s look at a merger of units: %i', async (name, status) => {
  const as = name === '周协调' ? coordinator : await loggedIn(database(), name, DESK_START);
  const [unitId, intoId] = await unitsCalled('县教育局', '县财政局');
  const body = { unitId, intoId, reason: '机构改革' };
  const seen = await api.call('POST', '/unit-merges/preview', { as, body });
  expect(seen.status).toBe(status);
  if (status === 200) {
    expect(seen.body.plans).toMatchObject([{ id: 1 }]);
    expect(seen.body.lines).toHaveLength(2);
  }
  expect(await database().$count(change)).toBe(0);
});

function merge(unitId?: number, intoId?: number) {
  const body = { unitId, intoId, reason: '机构改革' };
  return api.call('POST', '/unit-merges', { as: coordinator, body, headers: KEY });
}

it('merges units once, and none that another office supervises or is', async () => {
  const db = database();
  const [from, into, office, others] = await unitsCalled(
    '县教育局',
    '县财政局',
    '县卫健办',
    '县卫健局',
  );
  expect((await merge(office, into)).body.detail).toContain('督办办公室');
  expect((await merge(others, into)).body.detail).toContain('别的办公室');
  expect((await merge(from, from)).status).toBe(409);
  await db.update(occurrence).set({ state: 'closed' }); // no workflow is needed
  const first = await merge(from, into);
  expect(first).toMatchObject({ status: 202, body: { words: '单位合并', reason: '机构改革' } });
  expect((await merge(from, into)).body.id).toBe(first.body.id);
  expect(await db.$count(change)).toBe(1);
  const [gone] = await db.select().from(unit).where(eq(unit.name, '县教育局'));
  expect(gone?.answersThroughId).toBe(into);
});
