import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { bringChange } from '../../activities/changes.ts';
import { openDirectory, recipientOf } from '../../db/audience.ts';
import type { Database } from '../../db/connect.ts';
import { currentLink } from '../../db/links.ts';
import { launchView } from '../../db/launching.ts';
import { mergeUnits, mergingOf, plansOfUnit } from '../../db/merge.ts';
import {
  handler,
  link,
  occurrence,
  party,
  partyNameUnit,
  plan,
  planUnit,
  post,
  unit,
} from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { Command } from '../../plan/occurrence.ts';
import { openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();
const now = beijingInstant('2024-04-08', 10);
const order = { personId: null, now, reason: '机构改革' };
const [ANSWERS, TAKES_PART, BOTH, ENDED] = [1, 2, 3, 4].map((task) => `plan/1/${task}/joint/once`);

async function running() {
  const db = database();
  const duties = await openDuties(db, {
    units: ['县教育局', '县体育局', '县财政局'],
    tasks: [
      { due: ['2024-06-28'], lead: ['县体育局'] },
      { due: ['2024-06-28'], lead: ['县财政局'], support: ['县体育局'] },
      { due: ['2024-06-28'], lead: ['县体育局'], support: ['县教育局'] },
      { due: ['2024-06-28'], lead: ['县体育局'] },
    ],
  });
  await db.update(plan).set({ state: 'running', launchedAt: now });
  await db
    .update(occurrence)
    .set({ state: 'closed' })
    .where(eq(occurrence.id, ENDED ?? ''));
  const id = (name: string) => duties.unitIds.get(name) ?? 0;
  return { db, duties, id, old: id('县体育局'), other: id('县教育局') };
}

const calendar = () => Promise.resolve(calendarOf());

async function merge(db: Database, begun: string[] = []) {
  const merging = await mergingOf(db, '县体育局', '县教育局');
  const ordered = await mergeUnits(db, merging, order);
  const given: Command[] = [];
  const messenger = {
    give: (_: string, command: Command) => {
      given.push(command);
      return Promise.resolve();
    },
    hasWorkflow: (id: string) => Promise.resolve(begun.includes(id)),
  };
  const parts = { db, calendar, messenger, beat: () => {}, late: () => {} };
  await bringChange(parts, { changeId: ordered.changeId, now, shift: 0 });
  return { ...ordered, given };
}

async function partiesOf(db: Database, id: string | undefined) {
  const rows = await db
    .select({ name: unit.name, role: party.role })
    .from(party)
    .innerJoin(unit, eq(unit.id, party.unitId))
    .where(eq(party.occurrenceId, id ?? ''))
    .orderBy(unit.id);
  return rows.map(({ name, role }) => `${name} ${role}`);
}

it('hands over what has not begun in its row, and leaves what has ended', async () => {
  const { db, other, old } = await running();
  expect((await merge(db)).reached).toBe(3);
  expect(await partiesOf(db, ANSWERS)).toEqual(['县教育局 answering']);
  expect(await partiesOf(db, TAKES_PART)).toEqual(['县教育局 participant', '县财政局 answering']);
  expect(await partiesOf(db, BOTH)).toEqual(['县教育局 answering']);
  expect(await partiesOf(db, ENDED)).toEqual(['县体育局 answering']);
  const rows = await db.select().from(occurrence).orderBy(occurrence.id);
  expect(rows.map(({ answeringUnitId }) => answeringUnitId === other)).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(rows[3]?.answeringUnitId).toBe(old);
});

it('hands over what has begun by commands: reassigned where it answers, amended where it takes part', async () => {
  const { db, other } = await running();
  const { given, changeId } = await merge(db, [ANSWERS ?? '', TAKES_PART ?? '']);
  given.sort((a, b) => (a.kind < b.kind ? 1 : -1)); // they go out together
  expect(given).toMatchObject([
    {
      kind: 'reassign',
      toUnitId: other,
      commandId: `change-${changeId}`,
      door: 'system',
      changeId,
    },
    { kind: 'amend', changeId },
  ]);
  expect(await partiesOf(db, TAKES_PART)).toEqual(['县教育局 participant', '县财政局 answering']);
});

it('ends posts and links, and moves names, handlers and the plan’s list of units', async () => {
  const { db, duties, old, other } = await running();
  const [clerk] = await db.select().from(post).where(eq(post.unitId, old));
  await currentLink(db, clerk?.personId ?? 0, old, now);
  const [first = 0, second = 0] = duties.taskIds;
  const personId = clerk?.personId ?? 0;
  await db.insert(handler).values([
    { taskId: first, unitId: old, personId },
    { taskId: second, unitId: old, personId },
    { taskId: second, unitId: other, personId },
  ]);
  await db.insert(planUnit).values({ planId: 1, unitId: old, assignedAt: now });
  await merge(db);
  const posts = await db.select().from(post).where(eq(post.unitId, old));
  expect(posts.map(({ to }) => to)).toEqual(['2024-04-08', '2024-04-08']);
  expect((await db.select().from(link))[0]?.revokedAt).toBe(now);
  expect(await db.$count(partyNameUnit, eq(partyNameUnit.unitId, old))).toBe(0);
  expect((await db.select().from(handler)).map(({ unitId }) => unitId)).toEqual([other, other]);
  const lists = await db.select().from(planUnit).orderBy(planUnit.unitId);
  expect(lists.map(({ unitId, acknowledgedAt }) => [unitId, acknowledgedAt])).toEqual([
    [other, null],
    [old, now],
  ]);
  const view = await launchView(db, duties.planId, calendarOf(), '2024-04-08');
  expect(view.tasks[0]?.lead.map(({ unit: each }) => each.name)).toEqual(['县教育局']);
});

it('sends to the new unit what was still to be said to the old one', async () => {
  const { db, old, other } = await running();
  await merge(db);
  const asked = { planId: 1, occurrenceId: null, audience: `contact:${old}` } as const;
  const directory = await openDirectory(db, '2024-04-08');
  expect(await recipientOf(db, asked, directory)).toMatchObject({ unitId: other });
});

it('refuses to merge a unit into itself, one that nobody knows, and an office without a coordinator', async () => {
  const { db } = await running();
  await expect(mergingOf(db, '县体育局', '县体育局')).rejects.toThrow('同一个单位');
  await expect(mergingOf(db, '县体育局', '县海洋局')).rejects.toThrow(
    '没有找到通讯录中的单位：县海洋局',
  );
  const office = await mergingOf(db, '县协作办', '县教育局');
  await expect(mergeUnits(db, office, order)).rejects.toThrow('牵头办公室');
  expect(await plansOfUnit(db, office.into.id)).toEqual([{ id: 1, title: '2024年协作方案' }]);
});
