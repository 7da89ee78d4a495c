import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plan as planTable, task as taskTable } from '../../../db/schema.ts';
import type { Conflict } from '../../../plan/findings.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sampleDraft } from '../../harness/draft.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices } from '../../harness/two-offices.ts';

const database = sharedDatabase();
const NOW = DESK_START;
let api: DeskApi;
let mine: string;
let plan: number;

const place = { line: 1, start: 0, end: 5, page: 1 };
const CONFLICTS: Conflict[] = [
  {
    kind: 'body-and-annex',
    tasks: ['t05'],
    says: [
      { text: '专柜（清单：2024-02-09）', place },
      { text: '专柜（正文：2024-03-31）', place: { ...place, start: 10, end: 15 } },
    ],
    question: '同一事项的时间，清单与正文写得不同，以哪个为准？',
    choices: ['以清单为准', '以正文为准'],
  },
  {
    kind: 'leaders-crowded',
    tasks: ['t01', 't02'],
    says: [],
    question: '要不要合并？',
    choices: ['合并', '分别'],
  },
];

beforeEach(async () => {
  const db = database();
  await seedTwoOffices(db);
  api = await openDeskApi(idleCommander(db, () => NOW));
  mine = await loggedIn(db, '周协调', NOW);
  plan = await sampleDraft(db, NOW);
  await db.update(planTable).set({ conflicts: CONFLICTS }).where(eq(planTable.id, plan));
});
afterEach(async () => api.close());

const list = async (as = mine) => (await api.call('GET', `/plans/${plan}/doubts`, { as })).body;
const decide = (id: string, body: object, as = mine) =>
  api.call('POST', `/plans/${plan}/doubts/${id}`, { as, body });
const due = async () =>
  (await database().select().from(taskTable).where(eq(taskTable.planId, plan))).find(
    ({ key }) => key === 't05',
  )?.deadline.due;

describe('a doubt', () => {
  it('stands with both places, its question, and what each choice would change', async () => {
    const { doubts, open } = await list();
    const [first] = doubts;
    expect(open).toBe(2);
    expect(first.says.map(({ start }: { start: number }) => start)).toEqual([0, 10]);
    expect(first.choices[0]).toMatchObject({ text: '以清单为准', changes: [] });
    expect(first.choices[1].changes.join()).toMatch(/t05 时限：.*2024-02-09.*→.*2024-03-31/);
    expect(first.tasks).toEqual([{ key: 't05', title: expect.any(String), dismissed: false }]);
  });

  it('is settled by a choice that edits the task, and opened again with the edit taken back', async () => {
    const [{ id }] = (await list()).doubts;
    const settled = await decide(id, { act: 'choose', choice: 1, seen: null });
    expect(settled.status, settled.text).toBe(200);
    expect(await due()).toEqual(['2024-03-31']);
    const after = settled.body.doubts.find((each: { id: string }) => each.id === id);
    expect(after).toMatchObject({
      open: false,
      decisions: [{ act: 'choose', choice: '以正文为准', by: '周协调', changed: true }],
    });
    expect(settled.body.open).toBe(1);
    const stale = await decide(id, { act: 'reopen', seen: null });
    expect([stale.status, stale.body.detail]).toEqual([409, expect.stringContaining('周协调')]);
    await decide(id, { act: 'reopen', seen: after.seen });
    expect(await due()).toEqual(['2024-02-09']);
    expect((await list()).open).toBe(2);
  });

  it('is open again when the edit that settled it is undone in the review', async () => {
    const [{ id }] = (await list()).doubts;
    await decide(id, { act: 'choose', choice: 1, seen: null });
    const { undo } = (await api.call('GET', `/plans/${plan}/review`, { as: mine })).body;
    await api.call('POST', `/plans/${plan}/review/edits/${undo.id}/undo`, {
      as: mine,
      body: { seen: 0 },
    });
    const found = (await list()).doubts.find((each: { id: string }) => each.id === id);
    expect(found).toMatchObject({ open: true, decisions: [{ undone: true }] });
  });

  it('is kept as it is only with a reason', async () => {
    const [, { id }] = (await list()).doubts;
    expect((await decide(id, { act: 'keep', words: ' ', seen: null })).status).toBe(422);
    const kept = await decide(id, { act: 'keep', words: '分别召开', seen: null });
    expect(kept.body.open).toBe(1);
    expect((await decide('no-such', { act: 'keep', words: '否', seen: null })).status).toBe(404);
  });

  it('is no longer asked about when its tasks are none, and not settled after the launch', async () => {
    await database().update(taskTable).set({ dismissed: '号召' }).where(eq(taskTable.key, 't05'));
    expect((await list()).open).toBe(1);
    await database().update(planTable).set({ state: 'running' }).where(eq(planTable.id, plan));
    const { doubts, mayEdit } = await list();
    expect(mayEdit).toBe(false);
    expect((await decide(doubts[0].id, { act: 'keep', words: '否', seen: null })).status).toBe(409);
  });

  it.each([
    ['吴协调', 404, 404],
    ['县教育局联系人', 404, 404],
    ['林县长', 200, 403],
  ])('is %s’s to see: %i, to settle: %i', async (name, sees, settles) => {
    const [{ id }] = (await list()).doubts;
    const as = await loggedIn(database(), name, NOW);
    expect((await api.call('GET', `/plans/${plan}/doubts`, { as })).status).toBe(sees);
    expect((await decide(id, { act: 'keep', words: '否', seen: null }, as)).status).toBe(settles);
  });
});

it('stay in sight of the office when the plan runs, and of no unit', async () => {
  const [running] = await database().select().from(planTable).orderBy(planTable.id);
  const id = running?.id ?? 0;
  await database()
    .update(planTable)
    .set({ conflicts: CONFLICTS.slice(1) })
    .where(eq(planTable.id, id));
  const page = async (name: string) => {
    const as = await loggedIn(database(), name, NOW);
    return (await api.call('GET', `/plans/${id}/tasks`, { as })).body;
  };
  expect(running?.state).toBe('running');
  expect(await page('林县长')).toMatchObject({ doubts: 1, may: { office: true } });
  expect(await page('县教育局联系人')).toMatchObject({ doubts: null, may: { office: false } });
});
