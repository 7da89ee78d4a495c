import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestLines } from '../../../db/digest-lines.ts';
import { keepFiles } from '../../../db/evidence.ts';
import { changeRow, circularCheck, notice, occurrence, plan, task } from '../../../db/schema.ts';
import { calendarOf } from '../../../plan/calendar.ts';
import { sectionsOf } from '../../../plan/digest.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices, type TwoOffices } from '../../harness/two-offices.ts';

const NOW = DESK_START;
const database = sharedDatabase();
const cookies = new Map<string, string>();
let api: DeskApi;
let world: TwoOffices;

beforeEach(async () => {
  cookies.clear();
  world = await seedTwoOffices(database());
  api = await openDeskApi(idleCommander(database(), () => NOW));
});
afterEach(async () => api.close());

async function ask(name: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
  const as = cookies.get(name) ?? (await loggedIn(database(), name, NOW));
  cookies.set(name, as);
  const headers = { 'idempotency-key': 'one-form-00' };
  return await api.call(method, path, { as, headers, ...(body === undefined ? {} : { body }) });
}

const OFFICES: [name: string, own: number][] = [
  ['周协调', 200],
  ['林县长', 200],
  ['核验员', 200],
  ['吴协调', 404],
  ['县教育局联系人', 404],
  ['没有岗位', 404],
];

const claimed = async () =>
  await database()
    .update(occurrence)
    .set({ state: 'completed', completedOn: '2024-10-31' })
    .where(eq(occurrence.id, world.own));

const sideOf = async (name: string) => {
  const { body } = await ask(name, 'GET', '/liaison');
  return body[0];
};

describe('the batch check', () => {
  const close = { checked: [] as string[] };

  it.each(OFFICES)('answers %s with %i', async (name, status) => {
    await claimed();
    const { status: found, body } = await ask(name, 'GET', '/check/1');
    expect(found).toBe(status);
    if (status === 200) {
      expect(body.claims).toMatchObject([{ id: world.own, sampled: true, mayClose: true }]);
      expect(body.claims[0].files).toHaveLength(1);
    }
    const list = await ask(name, 'GET', '/check/1/list.xlsx');
    expect(list.status).toBe(status);
  });

  it('closes only what was looked at of the sample, and once', async () => {
    await claimed();
    const unseen = await ask('周协调', 'POST', '/check/1/close', { ...close, ids: [world.own] });
    expect(unseen).toMatchObject({ status: 422 });
    expect(JSON.stringify(unseen.body)).toContain('请先看过佐证');
    const body = { ids: [world.own], checked: [world.own] };
    const first = await ask('周协调', 'POST', '/check/1/close', body);
    expect(first).toMatchObject({ status: 202, body: { count: 1 } });
    const second = await ask('周协调', 'POST', '/check/1/close', body);
    expect(second.body.changeId).toBe(first.body.changeId);
    expect(await database().$count(changeRow)).toBe(1);
  });

  it('leaves to the leader what is the leader’s, or to the list that the leader signed', async () => {
    await claimed();
    await database().update(task).set({ verification: 'leader' });
    const body = { ids: [world.own], checked: [world.own] };
    const alone = await ask('周协调', 'POST', '/check/1/close', body);
    expect(alone.status).toBe(403);
    const scan = {
      id: 'scan',
      sha256: 's'.repeat(64),
      name: '签批.pdf',
      mediaType: 'application/pdf',
      size: 3,
      at: NOW,
    };
    await keepFiles(database(), [scan]);
    const signed = await ask('周协调', 'POST', '/check/1/close', { ...body, signed: 'scan' });
    expect(signed.status).toBe(202);
  });

  it.each([
    ['县教育局联系人', 404],
    ['吴协调', 404],
  ])('takes nothing from %s', async (name, status) => {
    await claimed();
    const body = { ids: [world.own], checked: [world.own] };
    expect((await ask(name, 'POST', '/check/1/close', body)).status).toBe(status);
  });
});

describe('letters to the other side', () => {
  beforeEach(async () => {
    await database().update(occurrence).set({ liaison: true }).where(eq(occurrence.id, world.own));
    await database().execute(
      `update unit set side = '云岭县' where id = (select answering_unit_id from occurrence where id = '${world.own}')`,
    );
  });

  it('are gathered, edited and marked as sent, and stay as they went out', async () => {
    const { sideId, matters } = await sideOf('周协调');
    expect(matters).toMatchObject([{ id: world.own, asks: 'act' }]);
    const path = `/liaison/1/${sideId}`;
    expect((await ask('周协调', 'POST', `${path}/letter`)).status).toBe(204);
    const { letter } = await sideOf('周协调');
    const text = { ...letter.text, title: '改过的标题' };
    expect((await ask('周协调', 'PUT', `${path}/letter`, text)).status).toBe(204);
    const sent = { on: '2024-11-01', number: '青协函〔2024〕3号' };
    expect((await ask('周协调', 'POST', `${path}/sent`, sent)).status).toBe(204);
    const after = await sideOf('周协调');
    expect(after.letter).toMatchObject({ sentOn: '2024-11-01', text: { title: '改过的标题' } });
    expect(after.answers).toMatchObject([{ id: world.own, act: null }]);
    expect((await ask('周协调', 'PUT', `${path}/letter`, text)).status).toBe(409);
    expect((await ask('周协调', 'POST', `${path}/letter`)).status).toBe(409);
    const docx = await ask('周协调', 'GET', `${path}/letter.docx`);
    expect(docx.headers['content-type']).toContain('wordprocessingml');
  });

  it.each([
    ['林县长', 403],
    ['核验员', 403],
    ['吴协调', 404],
    ['县教育局联系人', 403],
  ])('are none of the business of %s: %i', async (name, status) => {
    const { sideId } = await sideOf('周协调');
    const { body } = await ask(name, 'GET', '/liaison');
    expect(body).toEqual([]);
    expect((await ask(name, 'POST', `/liaison/1/${sideId}/letter`)).status).toBe(status);
  });
});

describe('circulars', () => {
  beforeEach(async () => {
    const late = { circularOn: '2024-10-25', dueOn: '2024-10-15', redFrom: '2024-10-16' };
    await database().update(occurrence).set(late).where(eq(occurrence.id, world.own));
    await database().update(plan).set({ state: 'running' });
  });
  const path = '/plans/1/circulars';
  const draft = async () => {
    const { body } = await ask('周协调', 'POST', path, { ids: [world.own] });
    return { id: body.id, at: `${path}/${body.id}` };
  };

  it.each(OFFICES)('are shown to %s: %i', async (name, status) => {
    const { status: found, body } = await ask(name, 'GET', path);
    expect(found).toBe(status);
    if (status === 200) expect(body.candidates).toMatchObject([{ id: world.own }]);
  });

  it('go from hand to hand, checked by whom they name, and are never sent by themselves', async () => {
    const { at } = await draft();
    const act = async (name: string, body: object) => (await ask(name, 'POST', at, body)).status;
    expect(await act('周协调', { kind: 'submit' })).toBe(409);
    expect(await act('周协调', { kind: 'ask' })).toBe(200);
    const told = await database().select().from(notice).where(eq(notice.kind, 'circular-check'));
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told[0]?.facts)).not.toContain('组织支教教师互访');
    const lines = await digestLines(database(), told, calendarOf(), '2024-11-01');
    const [section] = sectionsOf([...lines.values()]);
    expect(section?.title).toBe('请核对通报稿');
    expect(section?.items[0]?.details.join()).toMatch(/请于2024年11月5日.*核对.*组织支教教师互访/s);
    const [check] = await database().select().from(circularCheck);
    const answer = {
      kind: 'answer',
      unitId: check?.unitId,
      answer: 'corrects',
      source: 'telephone',
      words: '已报送',
    };
    expect(await act('周协调', answer)).toBe(200);
    expect(await act('周协调', { kind: 'submit' })).toBe(200);
    expect(await act('周协调', { kind: 'review' })).toBe(409);
    expect(await act('核验员', { kind: 'review' })).toBe(200);
    expect(await act('核验员', { kind: 'sign' })).toBe(403);
    expect(await act('林县长', { kind: 'sign' })).toBe(200);
    const issued = { kind: 'issue', number: '青协办〔2024〕5号', on: '2024-11-01' };
    expect(await act('周协调', issued)).toBe(200);
    const { body } = await ask('周协调', 'GET', path);
    const steps = body.circulars[0].steps.map(
      ({ kind, person }: { kind: string; person: string }) => [kind, person],
    );
    expect(steps).toEqual([
      ['draft', '周协调'],
      ['ask', '周协调'],
      ['answer', '周协调'],
      ['submit', '周协调'],
      ['review', '核验员'],
      ['sign', '林县长'],
      ['issue', '周协调'],
    ]);
    expect((await ask('林县长', 'GET', `${at}/text.docx`)).status).toBe(200);
  });

  it('refuse words that were written over those of somebody else', async () => {
    const { at } = await draft();
    const { body } = await ask('周协调', 'GET', path);
    const { text, revision } = body.circulars[0];
    const edit = { kind: 'edit', text: { ...text, title: '一' }, revision };
    expect((await ask('周协调', 'POST', at, edit)).status).toBe(200);
    expect((await ask('周协调', 'POST', at, edit)).status).toBe(409);
  });

  it('are drafted once, pressed twice; what has been touched is another', async () => {
    await ask('周协调', 'GET', path); // logged in
    const [first, second] = await Promise.all([draft(), draft()]);
    expect(second).toEqual(first);
    const { body } = await ask('周协调', 'GET', path);
    expect(body.circulars).toHaveLength(1);
    const { text, revision } = body.circulars[0];
    const edit = { kind: 'edit', text: { ...text, title: '关于督办情况的通报' }, revision };
    expect((await ask('周协调', 'POST', first.at, edit)).status).toBe(200);
    expect((await draft()).id).not.toBe(first.id);
  });

  it('name only what the rules have put on the list', async () => {
    const other = await ask('周协调', 'POST', path, { ids: [world.foreign] });
    expect(other.status).toBe(422);
    expect((await ask('核验员', 'POST', path, { ids: [] })).status).toBe(403);
  });
});

describe('the comparison', () => {
  it.each([
    ['周协调', ['县教育局']],
    ['林县长', ['县教育局']],
    ['县教育局联系人', ['县教育局']],
    ['县财政局联系人', []],
    ['吴协调', ['县卫健局']],
    ['没有岗位', []],
  ])('shows %s the figures of %j', async (name, units) => {
    const { status, body } = await ask(name, 'GET', '/compare');
    expect(status).toBe(200);
    expect(body.map(({ unit }: { unit: string }) => unit)).toEqual(units);
  });

  it.each(['周协调', '县教育局联系人', '吴协调'])(
    'counts for %s what the ledger lists',
    async (name) => {
      const { body: units } = await ask(name, 'GET', '/compare');
      for (const row of units) {
        for (const outcome of ['onTime', 'late', 'overdue', 'open']) {
          const path = `/ledger?unit=${row.unitId}&outcome=${outcome}`;
          const { body } = await ask(name, 'GET', path);
          expect([outcome, body.total]).toEqual([outcome, row[outcome]]);
        }
      }
    },
  );

  it('counts late by working days, and tells no rate of few', async () => {
    const done = { state: 'closed' as const, redFrom: '2024-10-16', dueOn: '2024-10-13' };
    await database()
      .update(occurrence)
      .set({ ...done, completedOn: '2024-10-15', endedOn: '2024-10-15' })
      .where(eq(occurrence.id, world.own));
    const { body } = await ask('周协调', 'GET', '/compare?plan=1');
    expect(body).toMatchObject([{ onTime: 1, late: 0, open: 1, rate: null }]);
  });
});
