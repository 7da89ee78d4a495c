import { eq } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { bringChange, type Messenger } from '../../activities/changes.ts';
import { changesOf, openRows } from '../../db/changes.ts';
import { startOnce } from '../../db/launching.ts';
import { endPlan, pausePlan, resumePlan } from '../../db/plan-changes.ts';
import { changeDue } from '../../db/due-changes.ts';
import { changeRow, occurrence, plan } from '../../db/schema.ts';
import { historyOf } from '../../db/status.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { RefusedError } from '../../plan/errors.ts';
import { openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();
const now = beijingInstant('2024-04-08', 10);
const SEED = {
  tasks: [
    { due: ['2024-06-28'], lead: ['县教育局'] },
    { due: ['2024-05-10', '2024-06-10', '2024-07-10', '2024-08-12'], lead: ['县教育局'] },
  ],
};
const [SINGLE, MAY, JUNE] = [
  'plan/1/1/joint/once',
  'plan/1/2/joint/2024-05-10',
  'plan/1/2/joint/2024-06-10',
];

/** A plan of one single duty and a series, running. */
async function running() {
  const db = database();
  const duties = await openDuties(db, SEED);
  await db.update(plan).set({ state: 'running', launchedAt: now });
  const rowOf = async (id: string) => {
    const [row] = await db.select().from(occurrence).where(eq(occurrence.id, id));
    if (row === undefined) throw new Error(`no ${id}`);
    return row;
  };
  return { db, duties, planId: duties.planId, rowOf };
}

/** Takes every command, and remembers how often. */
function takingAll(workflows: string[] = []) {
  const given: string[] = [];
  const messenger: Messenger = {
    give: (id, { kind, commandId }) => {
      given.push(`${id} ${kind} ${commandId}`);
      return Promise.resolve();
    },
    hasWorkflow: (id) => Promise.resolve(workflows.includes(id)),
  };
  return { given, messenger };
}

async function bring(changeId: number, messenger: Messenger, at = now) {
  const calendar = calendarOf();
  const parts = {
    db: database(),
    calendar: () => Promise.resolve(calendar),
    messenger,
    beat: () => {},
    late: () => {},
  };
  return await bringChange(parts, { changeId, now: at, shift: 0 });
}

const order = { personId: null, now, reason: '机构改革' };

it('cancels what has begun by a command and edits what has not, and writes both down', async () => {
  const { db, planId, rowOf } = await running();
  await startOnce(db, SINGLE ?? '', { by: 'clock', start: () => Promise.resolve() });
  const { changeId, reached } = await endPlan(db, planId, order);
  expect(reached).toBe(5);
  const { given, messenger } = takingAll();
  expect(await bring(changeId, messenger)).toEqual({ reached: 5, left: 0 });
  expect(given).toEqual([`${SINGLE} cancel change-${changeId}`]);
  expect(await rowOf(MAY ?? '')).toMatchObject({
    state: 'cancelled',
    endedOn: '2024-04-08',
    seq: 0,
  });
  const [progress] = await changesOf(db, { planId });
  expect(progress).toMatchObject({
    rows: 5,
    done: 1,
    edited: 4,
    refused: 0,
    doneAt: now,
    reason: '机构改革',
  });
  expect(await historyOf(db, MAY ?? '')).toMatchObject([
    { seq: 0, kind: 'amend', text: '机构改革', data: { change: '提前结束' } },
  ]);
});

it('gives the command to one whose workflow was started by a process that died before it said so', async () => {
  const { db, planId, rowOf } = await running();
  const { changeId } = await endPlan(db, planId, order);
  const { given, messenger } = takingAll([MAY ?? '']);
  await bring(changeId, messenger);
  expect(given).toEqual([`${MAY} cancel change-${changeId}`]);
  expect((await rowOf(MAY ?? '')).state).toBe('scheduled'); // its workflow writes what becomes of it
});

it('starts nothing that a change has ended, and nothing by the clock in a pause', async () => {
  const { db, planId } = await running();
  const start = vi.fn(() => Promise.resolve());
  await pausePlan(db, planId, order);
  await startOnce(db, SINGLE ?? '', { by: 'clock', start });
  expect(start).not.toHaveBeenCalled();
  await startOnce(db, SINGLE ?? '', { by: 'person', start });
  expect(start).toHaveBeenCalledWith(
    expect.objectContaining({ standing: expect.objectContaining({ paused: true }) }),
  );
  const { changeId } = await endPlan(db, planId, order);
  await bring(changeId, takingAll().messenger);
  await startOnce(db, MAY ?? '', { by: 'person', start });
  expect(start).toHaveBeenCalledTimes(1);
});

it('waits with a start until a change in progress is written, and never loses either', async () => {
  const { db, planId, rowOf } = await running();
  const { changeId } = await endPlan(db, planId, order);
  const held = Promise.withResolvers<void>();
  const asked = vi.fn(async () => {
    await held.promise;
    return false;
  });
  const { messenger } = takingAll();
  const bringing = bring(changeId, { ...messenger, hasWorkflow: asked });
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  const start = vi.fn(() => Promise.resolve());
  const starting = startOnce(db, SINGLE ?? '', { by: 'person', start });
  held.resolve();
  await Promise.all([bringing, starting]);
  expect(start).not.toHaveBeenCalled();
  expect((await rowOf(SINGLE ?? '')).state).toBe('cancelled');
});

it('treats every occurrence exactly once, wherever it is stopped', async () => {
  const { db, duties, planId } = await running();
  const begun = duties.ids.slice(0, 3);
  for (const id of begun) await startOnce(db, id, { by: 'clock', start: () => Promise.resolve() });
  const { changeId } = await endPlan(db, planId, order);
  const ledger = new Set<string>();
  // every second call fails before, every third after it was taken: as a killed worker leaves it
  let call = 0;
  for (let left = 1; left > 0; ) {
    const { messenger } = takingAll();
    ({ left } = await bring(changeId, {
      ...messenger,
      give: (id, { commandId }) => {
        call += 1;
        if (call % 2 === 0) throw new Error('away');
        ledger.add(`${id} ${commandId}`);
        if (call % 3 === 0) throw new Error('answer lost');
        return Promise.resolve();
      },
    }));
  }
  expect([...ledger].toSorted()).toEqual(begun.map((id) => `${id} change-${changeId}`).toSorted());
  const rows = await db.select().from(changeRow);
  expect(rows.map(({ outcome }) => `${outcome}`).toSorted()).toEqual([
    'done',
    'done',
    'done',
    'edited',
    'edited',
  ]);
});

it('edits a row once though two workers bring the change at the same time', async () => {
  const { db, planId, rowOf } = await running();
  await pausePlan(db, planId, order);
  await db.update(plan).set({ pausedOn: '2024-05-06' });
  const resumed = beijingInstant('2024-05-20', 9);
  const { changeId } = await resumePlan(db, planId, { ...order, now: resumed });
  await Promise.all([1, 2, 3].map(() => bring(changeId, takingAll().messenger, resumed)));
  // eleven working days are lost from 6 to 20 May, a make-up Saturday among them; June is to come
  expect(await rowOf(MAY ?? '')).toMatchObject({
    dueOn: '2024-05-24',
    opensOn: '2024-05-20',
    originalDueOn: '2024-05-10',
  });
  expect((await rowOf(JUNE ?? '')).dueOn).toBe('2024-06-10');
});

it('brings changes to an occurrence in the order in which they were made', async () => {
  const { db, planId } = await running();
  await startOnce(db, SINGLE ?? '', { by: 'clock', start: () => Promise.resolve() });
  const paused = await pausePlan(db, planId, order);
  const resumed = await resumePlan(db, planId, order);
  expect(await openRows(db, resumed.changeId, '', 10)).toEqual([]);
  const { given, messenger } = takingAll();
  expect(await bring(resumed.changeId, messenger)).toEqual({ reached: 0, left: 1 });
  await bring(paused.changeId, messenger);
  await bring(resumed.changeId, messenger);
  expect(given.map((each) => each.split(' ')[1])).toEqual(['pause', 'resume']);
});

it('leaves paused what was paused by itself before the plan was', async () => {
  const { db, planId } = await running();
  await startOnce(db, SINGLE ?? '', { by: 'clock', start: () => Promise.resolve() });
  await db
    .update(occurrence)
    .set({ pausedOn: '2024-04-08' })
    .where(eq(occurrence.id, SINGLE ?? ''));
  const paused = await pausePlan(db, planId, order);
  const refusing = {
    ...takingAll().messenger,
    give: () => Promise.reject(new RefusedError('该事项已经暂停')),
  };
  await bring(paused.changeId, refusing);
  const [row] = await db.select().from(changeRow);
  expect(row).toMatchObject({ outcome: 'refused', reason: '该事项已经暂停' });
  expect((await resumePlan(db, planId, order)).reached).toBe(0);
});

it('moves the date of an unbegun one later in its row, earlier by beginning it', async () => {
  const { db, planId, rowOf } = await running();
  const later = await changeDue(
    db,
    { planId, task: 't02', until: '2024-06-20', period: '2024-06-10' },
    order,
  );
  await bring(later.changeId, takingAll().messenger);
  expect(await rowOf(JUNE ?? '')).toMatchObject({
    dueOn: '2024-06-20',
    originalDueOn: '2024-06-10',
  });
  const sooner = await changeDue(
    db,
    { planId, task: '2', until: '2024-05-30', period: '2024-06-10' },
    order,
  );
  const { given, messenger } = takingAll();
  await bring(sooner.changeId, messenger);
  expect(given).toEqual([`${JUNE} set-due change-${sooner.changeId}`]);
});

it.each([
  ['ended', 'pausePlan', '已经结束，不能暂停'],
  ['draft', 'pausePlan', '还是草稿，不能暂停'],
  ['launching', 'endPlan', '正在启动，不能结束'],
  ['running', 'resumePlan', '正在督办，不能恢复'],
] as const)('a plan that is %s refuses %s', async (state, act, words) => {
  const { db, planId } = await running();
  await db.update(plan).set({ state });
  const acts = { pausePlan, resumePlan, endPlan };
  await expect(acts[act](db, planId, order)).rejects.toThrow(words);
  expect(await changesOf(db)).toEqual([]);
});

it.each([
  [{ task: 't02', until: '2024-06-20' }, '有 4 期在办，请用 --period'],
  [{ task: 't02', until: '2024-06-20', period: '2023-01-01' }, '没有 2023-01-01 这一期'],
  [{ task: 't09', until: '2024-06-20' }, '没有找到任务：t09'],
  [{ task: 't01', until: '2024-01-20' }, '已经过去'],
  [{ task: 't01', until: '2034-01-20' }, '太晚'],
])('a date that cannot be meant is refused: %j', async (given, words) => {
  const { db, planId } = await running();
  await expect(changeDue(db, { planId, ...given }, order)).rejects.toThrow(words);
});
