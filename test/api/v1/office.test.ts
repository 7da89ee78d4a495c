import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  call,
  event,
  listItem,
  notice,
  occurrence,
  planUnit,
  weeklyList,
} from '../../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices, type TwoOffices } from '../../harness/two-offices.ts';

const NOW = DESK_START;
const database = sharedDatabase();
let api: DeskApi;
let world: TwoOffices;
const cookies = new Map<string, string>();

beforeEach(async () => {
  cookies.clear();
  world = await seedTwoOffices(database());
  api = await openDeskApi(idleCommander(database(), () => NOW));
});
afterEach(async () => api.close());

async function ask(
  name: string,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  options: { key?: string } = {},
) {
  const as = cookies.get(name) ?? (await loggedIn(database(), name, NOW));
  cookies.set(name, as);
  const headers = options.key === undefined ? {} : { 'idempotency-key': options.key };
  return await api.call(method, path, { as, headers, ...(body === undefined ? {} : { body }) });
}

/** The own occurrence is overdue, and its unit never acknowledged. */
async function overdue(): Promise<void> {
  const db = database();
  await db
    .update(occurrence)
    .set({ state: 'assigned', run: 1, dueOn: '2024-10-15', redFrom: '2024-10-16' });
  const assignedAt = NOW - 40 * 86_400_000;
  await db.update(planUnit).set({ assignedAt, acknowledgedAt: null });
}

const unanswered = () => ({ unitId: 0, outcome: 'no-answer', ids: [world.own] });

describe('the call list', () => {
  it.each([
    ['周协调', 200, ['县教育局']],
    ['吴协调', 200, ['县卫健局']],
    ['林县长', 403, []],
    ['核验员', 403, []],
    ['县教育局联系人', 403, []],
    ['没有岗位', 403, []],
  ])('answers %s with %i and names %j', async (name, status, units) => {
    await overdue();
    const { status: found, body: list, text } = await ask(name, 'GET', '/calls');
    expect(found).toBe(status);
    expect((list.callers ?? []).map(({ unit }: { unit: string }) => unit)).toEqual(units);
    expect(text.includes('13800000000')).toBe(name === '周协调');
  });

  it('says why to call, and whom', async () => {
    await overdue();
    const { body: list } = await ask('周协调', 'GET', '/calls');
    const [caller] = list.callers;
    expect(caller.reasons.map(({ reason }: { reason: string }) => reason)).toEqual([
      'overdue',
      'unacknowledged',
    ]);
    expect(caller.people[0]).toMatchObject({ name: '县教育局联系人', phone: '13800000000' });
    expect(caller.nextAt).toBeNull();
  });

  it('writes a call that nobody answered down once, as proof of nothing, and puts the next off', async () => {
    await overdue();
    const { body: list } = await ask('周协调', 'GET', '/calls');
    const made = { ...unanswered(), unitId: list.callers[0].unitId };
    const first = await ask('周协调', 'POST', '/calls', made, { key: 'one-call' });
    const second = await ask('周协调', 'POST', '/calls', made, { key: 'one-call' });
    expect(first).toMatchObject({ status: 200, body: { told: 0, refused: [] } });
    expect(second.body).toEqual(first.body);
    expect(await database().$count(call)).toBe(1);
    const tellings = await database().$count(event, eq(event.kind, 'record-telling'));
    expect(tellings).toBe(0);
    const { body: after } = await ask('周协调', 'GET', '/calls');
    expect(after.callers[0]).toMatchObject({
      nextAt: first.body.nextAt,
      calls: [{ outcome: 'no-answer', person: '周协调' }],
    });
  });

  it.each([
    ['吴协调', 404],
    ['林县长', 403],
    ['县教育局联系人', 403],
  ])('takes no call of %s about what others supervise: %i', async (name, status) => {
    await overdue();
    const made = { ...unanswered(), unitId: 1 };
    expect((await ask(name, 'POST', '/calls', made, { key: 'a-call-00' })).status).toBe(status);
  });

  it('takes no call to one unit about the matters of another', async () => {
    await overdue();
    const made = { ...unanswered(), unitId: 1 };
    expect((await ask('周协调', 'POST', '/calls', made, { key: 'a-call-00' })).status).toBe(422);
  });
});

/** A list for 林县长 with the own occurrence; gone up or not. */
async function listed({ left }: { left: boolean }): Promise<number> {
  const db = database();
  await overdue();
  const people = await db.execute<{ id: number }>(`select id from person where name = '林县长'`);
  const [row] = await db
    .insert(weeklyList)
    .values({
      personId: people[0]?.id ?? 0,
      preparedOn: '2024-10-31',
      leavesOn: '2024-11-01',
      week: '2024-10-28',
    })
    .returning();
  const listId = row?.id ?? 0;
  const told = left ? await sent() : null;
  await db.insert(notice).values({
    key: 'listed',
    planId: 1,
    occurrenceId: world.own,
    audience: 'supervising-leader',
    kind: 'list',
    facts: {},
    notBefore: NOW,
    state: left ? 'tied' : 'open',
    messageId: told,
    listId,
    createdAt: NOW,
  });
  return listId;
}

async function sent(): Promise<number> {
  const rows = await database().execute<{ id: number }>(`insert into message
    (channel, kind, "window", address, message_id, state, attempts, repeats, next_at, dated_at, created_at, sent_at)
    values ('mail', 'list', 'w', 'x@example.cn', 'm', 'sent', 1, 0, now(), now(), now(), now()) returning id`);
  return rows[0]?.id ?? 0;
}

describe('the weekly list', () => {
  it.each([
    ['周协调', true, true],
    ['林县长', false, true],
    ['核验员', false, true],
    ['县教育局联系人', false, false],
    ['吴协调', false, false],
    ['没有岗位', false, false],
  ])('%s sees it before it goes up: %s, and afterwards: %s', async (name, before, after) => {
    const id = await listed({ left: false });
    const seen = async () => {
      const { body: lists } = await ask(name, 'GET', '/weekly');
      const { status } = await ask(name, 'GET', `/weekly/${id}`);
      expect(status).toBe(lists.length > 0 ? 200 : 404);
      return lists.length > 0;
    };
    expect(await seen()).toBe(before);
    await database()
      .update(notice)
      .set({ state: 'tied', messageId: await sent() });
    expect(await seen()).toBe(after);
  });

  it('tells of each matter who knows of it, what is proposed, and what may be decided', async () => {
    const id = await listed({ left: true });
    const { body } = await ask('林县长', 'GET', `/weekly/${id}`);
    expect(body.matters).toHaveLength(1);
    expect(body.matters[0]).toMatchObject({
      planTitle: '2024年协作方案',
      proof: null,
      told: [],
      proposal: '限期整改，明确完成日期',
      row: { title: '组织支教教师互访', light: 'red' },
    });
    const kinds = body.matters[0].offered.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['instruct', 'rectify', 'summon', 'take-note']));
  });

  it.each([
    ['周协调', 204],
    ['林县长', 404],
    ['吴协调', 404],
    ['县教育局联系人', 404],
  ])('lets %s hold a matter back: %i', async (name, status) => {
    const id = await listed({ left: false });
    const body = { act: 'hold', id: world.own, text: '已当面沟通' };
    expect((await ask(name, 'POST', `/weekly/${id}/matters`, body)).status).toBe(status);
    expect(await database().$count(listItem)).toBe(status === 204 ? 1 : 0);
  });

  it('keeps from a leader why something was held back, and tells how much', async () => {
    const id = await listed({ left: false });
    const body = { act: 'hold', id: world.own, text: '已当面沟通' };
    await ask('周协调', 'POST', `/weekly/${id}/matters`, body);
    await database()
      .insert(notice)
      .values({
        key: 'other',
        planId: 1,
        occurrenceId: world.own,
        audience: 'supervising-leader',
        kind: 'list',
        facts: {},
        notBefore: NOW,
        state: 'tied',
        messageId: await sent(),
        listId: id,
        createdAt: NOW,
      });
    const { body: seen, text } = await ask('林县长', 'GET', `/weekly/${id}`);
    expect(seen).toMatchObject({ line: { held: 1 }, mayDecide: false, matters: [] });
    expect(text).not.toContain('已当面沟通');
  });

  it('takes no remark once it has gone up, and no hold without a reason', async () => {
    const id = await listed({ left: true });
    const remark = { act: 'remark', id: world.own, text: '单位已在办' };
    expect((await ask('周协调', 'POST', `/weekly/${id}/matters`, remark)).status).toBe(409);
    const hold = { act: 'hold', id: world.own, text: ' ' };
    expect((await ask('周协调', 'POST', `/weekly/${id}/matters`, hold)).status).toBe(422);
  });
});

describe('what waits for a decision', () => {
  it.each([
    ['周协调', 1, 1, true],
    ['林县长', 1, 1, true],
    ['县教育局联系人', 1, 1, false],
    ['县财政局联系人', 1, 1, false],
    ['吴协调', 0, 0, false],
    ['没有岗位', 0, 0, false],
  ])(
    'shows %s %i of two rows with %i files, and the unit’s words: %s',
    async (name, rows, files, said) => {
      const ids = [world.own, name === '吴协调' ? 'plan/9/9/joint/once' : world.foreign];
      const { status, body } = await ask(name, 'POST', '/decisions', { ids });
      expect(status).toBe(200);
      expect(body).toHaveLength(rows);
      if (rows === 0) return;
      expect(body[0].files).toHaveLength(files);
      expect(body[0].said !== null).toBe(said);
    },
  );
});
