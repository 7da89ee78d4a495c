import { beforeEach, describe, expect, it } from 'vitest';
import { syncNames } from '../../../db/names.ts';
import { plan, task, unit } from '../../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START as NOW, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices } from '../../harness/two-offices.ts';

const database = sharedDatabase();
let api: DeskApi;
let admin: string;
let coordinator: string;

const township = (name: string, side: string) => ({
  name,
  side,
  kind: 'unit' as const,
  aliases: [],
});

beforeEach(async () => {
  const db = database();
  await seedTwoOffices(db);
  await db.update(plan).set({ state: 'draft', home: '青禾县' });
  await db
    .insert(unit)
    .values([
      township('柳溪镇', '青禾县'),
      township('东坪乡', '青禾县'),
      township('山前镇', '远山县'),
    ]);
  admin = await loggedIn(db, '管理员', NOW, { admin: true });
  coordinator = await loggedIn(db, '周协调', NOW);
  api = await openDeskApi(idleCommander(db, () => NOW));
  return () => api.close();
});

const TOWNSHIPS = { name: '各乡镇', aliases: ['各乡镇街道'], units: ['柳溪镇', '东坪乡'] };

const list = async (as = coordinator) => (await api.call('GET', '/book/collectives', { as })).body;
const add = (body: object, as = coordinator) => api.call('POST', '/book/collectives', { as, body });

it('registers a name, changes it and forgets it', async () => {
  const added = await add(TOWNSHIPS);
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({
    keeps: true,
    collectives: [{ ...TOWNSHIPS, side: '青禾县', keeps: true }],
  });
  const [{ id }] = added.body.collectives;
  const changed = { name: '各镇街道', aliases: [], units: ['东坪乡'], side: null };
  const edited = await api.call('PUT', `/book/collectives/${id}`, {
    as: coordinator,
    body: changed,
  });
  expect(edited.body.collectives).toMatchObject([changed]);
  const dropped = await api.call('DELETE', `/book/collectives/${id}`, { as: coordinator });
  expect(dropped.body.collectives).toEqual([]);
});

it('names the field of each fault', async () => {
  await add(TOWNSHIPS);
  const { status, body } = await add({
    ...TOWNSHIPS,
    aliases: [],
    units: ['没有镇'],
    side: '青禾县',
  });
  expect(status).toBe(422);
  expect(body.errors.map(({ at }: { at: string }) => at)).toEqual(['name', 'units']);
});

describe('what is another side’s', () => {
  it('is neither seen nor changed', async () => {
    const { body } = await add({ name: '各乡镇', aliases: [], units: ['山前镇'] }, admin);
    const [{ id }] = body.collectives;
    expect((await list()).collectives).toEqual([]);
    const path = `/book/collectives/${id}`;
    const put = await api.call('PUT', path, { as: coordinator, body: TOWNSHIPS });
    const drop = await api.call('DELETE', path, { as: coordinator });
    expect([put.status, drop.status]).toEqual([404, 404]);
  });

  it('may not be put together, nor taken apart where it is mixed', async () => {
    const mixed = { name: '成员单位', aliases: [], units: ['柳溪镇', '山前镇'] };
    expect((await add(mixed)).status).toBe(403);
    const { body } = await add(mixed, admin);
    expect(body.collectives).toMatchObject([{ side: null }]);
    const [seen] = (await list()).collectives;
    expect(seen).toMatchObject({ name: '成员单位', keeps: false });
    const path = `/book/collectives/${seen.id}`;
    const put = await api.call('PUT', path, { as: coordinator, body: TOWNSHIPS });
    expect([put.status, put.body.detail]).toEqual([403, expect.stringContaining('别方')]);
    expect((await api.call('DELETE', path, { as: coordinator })).status).toBe(403);
  });
});

it.each([
  ['林县长', 200, 403],
  ['县教育局联系人', 403, 403],
  ['没有岗位', 403, 403],
])('answers %s with %i, and takes nothing from them', async (who, reads, writes) => {
  const as = await loggedIn(database(), who, NOW);
  expect((await api.call('GET', '/book/collectives', { as })).status).toBe(reads);
  expect((await add(TOWNSHIPS, as)).status).toBe(writes);
});

it('proposes members by what the name says, of one’s own units', async () => {
  const path = `/book/collectives/proposed?name=${encodeURIComponent('各乡镇')}`;
  const { body } = await api.call('GET', path, { as: coordinator });
  expect(body.units).toEqual(['东坪乡', '柳溪镇']);
  const none = await api.call('GET', `${path}&side=${encodeURIComponent('云岭县')}`, {
    as: coordinator,
  });
  expect(none.body).toEqual({ units: [], reason: null });
});

it('is what a plan that uses the name is proposed, and told of when it changes', async () => {
  const db = database();
  await db.update(task).set({ lead: ['各乡镇'] });
  await syncNames(db, 1);
  const named = async () => {
    const { body } = await api.call('GET', '/plans/1/names', { as: coordinator });
    return body.names.find(({ written }: { written: string }) => written === '各乡镇');
  };
  expect(await named()).toMatchObject({ collective: 'unknown' });
  const { body } = await add({ ...TOWNSHIPS, units: ['柳溪镇'] });
  const proposed = await named();
  expect(proposed).toMatchObject({ collective: 'known', settled: null });
  expect(proposed.proposals[0].units).toEqual(['柳溪镇']);
  await api.call('POST', '/plans/1/names', {
    as: coordinator,
    body: { written: '各乡镇', seen: { units: [], reason: null }, units: ['柳溪镇'] },
  });
  expect(await named()).toMatchObject({ settled: 'person', proposals: [] });
  const [{ id }] = body.collectives;
  await api.call('PUT', `/book/collectives/${id}`, { as: coordinator, body: TOWNSHIPS });
  expect(await named()).toMatchObject({
    settled: 'person',
    units: ['柳溪镇'],
    proposals: [{ units: ['柳溪镇', '东坪乡'] }],
  });
});
