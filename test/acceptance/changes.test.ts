import { and, asc, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChanges } from '../../client/changes.ts';
import { giveCommand } from '../../client/command.ts';
import { starterOf } from '../../client/start.ts';
import { applyAddressBook } from '../../db/address-book.ts';
import { changeCalendar, movedMoments } from '../../db/calendar-change.ts';
import { changeLines, changesOf, type Ordered } from '../../db/changes.ts';
import { changeDue, enterEvent } from '../../db/due-changes.ts';
import { mergeUnits, mergingOf } from '../../db/merge.ts';
import { endPlan, pausePlan, resumePlan, setPolicy } from '../../db/plan-changes.ts';
import { event, occurrence, plan, task } from '../../db/schema.ts';
import { historyOf } from '../../db/status.ts';
import type { AgendaEntry } from '../../plan/agenda.ts';
import { beijingDate } from '../../plan/date.ts';
import { parseDeadline } from '../../plan/deadline/parse.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { eventually } from '../harness/engine.ts';
import { seedPlan } from '../harness/seed.ts';
import { commandOf, openTestYear, type TestYear } from '../harness/year.ts';

// One plan from October 2026 over New Year, changed in every way while it runs.
const [LONG, REPORT, WAITS, JOINT] = [1, 2, 3, 4];
const ID = {
  long: `plan/1/${LONG}/joint/once`,
  october: `plan/1/${REPORT}/joint/2026-10-20`,
  december: `plan/1/${REPORT}/joint/2026-12-21`,
  waits: `plan/1/${WAITS}/joint/event`,
  joint: `plan/1/${JOINT}/joint/once`,
};
let year: TestYear;
let planId: number;
let unitIds: Map<string, number>;

beforeAll(async () => {
  year = await openTestYear('2026-10-09');
  const lead = ['县教育局'];
  ({ planId, unitIds } = await seedPlan(year.db, {
    superviseFrom: '2026-10-09',
    periodTo: '2027-06-30',
    units: ['县教育局', '县体育局', '县财政局'],
    tasks: [
      { due: ['2027-02-26'], lead },
      { due: ['2026-10-20', '2026-11-20', '2026-12-21', '2027-03-19'], lead },
      { due: [], deadline: { text: '项目批复后30日内', kind: 'none', due: [] }, lead },
      { due: ['2027-03-31'], lead: ['县体育局'], support: ['县财政局'] },
    ],
  }));
  const found = parseDeadline('项目批复后30日内');
  const reading = found === null ? null : { ...found, place: null };
  await year.db.update(task).set({ reading }).where(eq(task.key, 't03'));
  await year.launch(planId);
});

afterAll(() => year.close());

const order = (reason?: string) => ({
  personId: null,
  now: year.now(),
  ...(reason === undefined ? {} : { reason }),
});

/** Has a change brought to all that it reaches; what became of each. */
async function bring({ changeId }: Ordered): Promise<string[]> {
  const { client, shift } = year.commander;
  await starterOf(client).change(changeId, shift);
  await eventually(async () => {
    const [progress] = await changesOf(year.db, { id: changeId });
    return progress?.doneAt !== null;
  }, `change ${changeId} has reached everything`);
  const lines = await changeLines(year.db, changeId);
  return lines.map(({ id, outcome }) => `${id} ${outcome}`);
}

async function rowOf(id: string) {
  const [row] = await year.db.select().from(occurrence).where(eq(occurrence.id, id));
  if (row === undefined) throw new Error(`no ${id}`);
  return row;
}

/** The days of a month from one to another. */
const range = (from: number, to: number, month: string) =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `${month}-${String(from + index).padStart(2, '0')}`,
  );

const daysOf = (agenda: AgendaEntry[]) => agenda.map(({ at }) => beijingDate(at));

async function kindsOf(id: string): Promise<string[]> {
  const rows = await year.db
    .select()
    .from(event)
    .where(eq(event.occurrenceId, id))
    .orderBy(asc(event.seq));
  return rows.map(({ kind }) => kind);
}

it('waits for an event from launch on, and is due from its day', async () => {
  expect(await rowOf(ID.waits)).toMatchObject({ dueOn: null, waitsFor: '项目批复', run: 1 });
  const ordered = await enterEvent(year.db, { planId, task: 't03', on: '2026-10-12' }, order());
  expect(await bring(ordered)).toEqual([`${ID.waits} done`]);
  expect(await rowOf(ID.waits)).toMatchObject({ eventOn: '2026-10-12', dueOn: '2026-11-11' });
  const none = enterEvent(year.db, { planId, task: 't01', on: '2026-10-12' }, order());
  await expect(none).rejects.toThrow('没有等待事件日期的事项');
});

it('moves a due date, in the ledger of what has begun and in the row of what has not', async () => {
  const given = { planId, task: 't01', until: '2027-03-05' };
  expect(await bring(await changeDue(year.db, given, order('上级调整')))).toEqual([
    `${ID.long} done`,
  ]);
  expect(await rowOf(ID.long)).toMatchObject({ dueOn: '2027-03-05', originalDueOn: '2027-02-26' });
  const [last] = (await historyOf(year.db, ID.long)).slice(-1);
  expect(last).toMatchObject({ kind: 'set-due', text: '上级调整', door: 'system' });
  const series = { planId, task: 't02', until: '2026-12-25', period: '2026-12-21' };
  expect(await bring(await changeDue(year.db, series, order()))).toEqual([`${ID.december} edited`]);
});

it('plans what touches a new year anew, and tells what moved', async () => {
  const before = await rowOf(ID.long);
  expect(before.provisional).toBe(true);
  const entered = {
    year: 2027,
    source: '国办发明电〔2026〕1号',
    rest: [...range(1, 3, '2027-01'), ...range(5, 11, '2027-02'), ...range(3, 5, '2027-03')],
    work: ['2027-02-20'],
  };
  const ordered = await changeCalendar(year.db, entered, order());
  expect(ordered?.reached).toBe(3);
  await bring(ordered ?? { changeId: 0, reached: 0 });
  const after = await rowOf(ID.long);
  expect(after).toMatchObject({
    provisional: false,
    calendarVersion: '2027+2027',
    dueOn: '2027-03-05',
  });
  expect(daysOf(after.agenda)).not.toEqual(daysOf(before.agenda));
  const moved = await movedMoments(year.db, ordered?.changeId ?? 0, '2026-10-09');
  expect(moved.map(({ id }) => id)).toContain(ID.long);
  expect(await kindsOf(ID.long)).toEqual(['assign', 'set-due', 'amend']);
  expect(await changeCalendar(year.db, entered, order())).toBeNull();
});

it('plans by new rules', async () => {
  const remind = { ...DEFAULT_POLICY.remind, long: [12, 0] };
  const ordered = await setPolicy(year.db, planId, { ...DEFAULT_POLICY, remind }, order());
  await bring(ordered);
  const steps = (await rowOf(ID.long)).agenda.filter(({ kind }) => kind === 'remind');
  expect(steps.map(({ step }) => step)).toEqual([12, 0]);
  const [progress] = await changesOf(year.db, { id: ordered.changeId });
  expect(progress?.data).toEqual({ keys: ['remind'] });
});

it('shows new contacts in the ledger of what is open of their unit', async () => {
  const posts = [
    {
      unit: '县教育局',
      role: 'contact' as const,
      person: '新联系人',
      phone: null,
      email: 'new@example.cn',
    },
  ];
  const report = await applyAddressBook(
    year.db,
    { units: [], posts },
    {
      now: year.now(),
      domain: 'duban.example.cn',
    },
  );
  expect(report.contacts).toEqual([unitIds.get('县教育局')]);
  const outcomes = await bring(report.change ?? { changeId: 0, reached: 0 });
  expect(outcomes).toEqual([`${ID.long} done`, `${ID.waits} done`]);
  const last = (await historyOf(year.db, ID.waits)).at(-1);
  expect(last).toMatchObject({ kind: 'amend', data: { change: '联系人' }, person: null });
});

it('merges units while they run', async () => {
  const merging = await mergingOf(year.db, '县体育局', '县教育局');
  const outcomes = await bring(await mergeUnits(year.db, merging, order('机构改革')));
  expect(outcomes).toEqual([`${ID.joint} done`]);
  const row = await rowOf(ID.joint);
  expect(row).toMatchObject({ answeringUnitId: unitIds.get('县教育局'), state: 'assigned' });
  const last = (await historyOf(year.db, ID.joint)).at(-1);
  expect(last).toMatchObject({ kind: 'reassign', text: '机构改革', data: { change: '单位合并' } });
});

it('pauses: nothing opens or leaves, and what is due moves by the working days', async () => {
  await year.liveUntil('2026-10-16');
  const before = await rowOf(ID.october);
  expect(before.run).toBe(1);
  await bring(await pausePlan(year.db, planId, order('上级部署调整')));
  const mails = year.mailbox.all().length;
  await year.liveUntil('2026-11-27');
  expect((await rowOf('plan/1/2/joint/2026-11-20')).run).toBe(0);
  // the unit is told of the pause once, the coordinator is reminded of it
  const sent = year.mailbox.all().slice(mails);
  const subjects = sent.filter(({ envelope }) => !envelope.to.includes('coordinator@example.cn'));
  expect(subjects.map(({ subject }) => subject)).toEqual(['【督办提醒】4项变更']);
  const refused = await resumePlan(year.db, planId, order());
  await bring(refused);
  expect((await rowOf(ID.october)).dueOn).toBe('2026-12-01'); // 30 working days later
  expect(await rowOf('plan/1/2/joint/2026-11-20')).toMatchObject({ opensOn: '2026-11-27' });
  await year.liveUntil('2026-11-30');
  expect((await rowOf('plan/1/2/joint/2026-11-20')).run).toBe(1);
});

it('begins paused what a unit begins in a pause', async () => {
  await bring(await pausePlan(year.db, planId, order('再次暂停')));
  await giveCommand(year.commander, ID.december, commandOf({ kind: 'report' as const }));
  expect((await rowOf(ID.december)).pausedOn).toBe(beijingDate(year.now()));
  const outcomes = await bring(await resumePlan(year.db, planId, order()));
  expect(outcomes).toContain(`${ID.december} done`);
  expect((await rowOf(ID.december)).pausedOn).toBeNull();
});

it('ends before its time, and a change that nobody started is started by the worker', async () => {
  await endPlan(year.db, planId, order('方案废止'));
  const { client, shift } = year.commander;
  await startChanges(year.db, client, shift);
  await eventually(async () => {
    const open = await year.db.$count(
      occurrence,
      and(eq(occurrence.state, 'cancelled'), like(occurrence.id, 'plan/1/%')),
    );
    return open === (await year.db.$count(occurrence));
  }, 'all is cancelled');
  const [row] = await year.db.select().from(plan);
  expect(row).toMatchObject({ state: 'ended', endedOn: '2026-11-30' });
  const changes = await changesOf(year.db, { planId });
  await eventually(
    async () => (await changesOf(year.db)).every(({ doneAt }) => doneAt !== null),
    'all done',
  );
  expect(changes.map(({ kind }) => kind)).toEqual([
    'end',
    'resume',
    'pause',
    'resume',
    'pause',
    'merge',
    'contact',
    'policy',
    'calendar',
    'due',
    'due',
    'due',
  ]);
});
