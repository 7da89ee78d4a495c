import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveCommand } from '../../client/command.ts';
import { openDirectory, recipientOf } from '../../db/audience.ts';
import { officeActor, planActor } from '../../db/authority.ts';
import { changeDue } from '../../db/due-changes.ts';
import {
  changeRow,
  notice,
  occurrence,
  party,
  person,
  plan,
  post,
  task,
  unit,
} from '../../db/schema.ts';
import { sideEntries, superviseSide } from '../../db/sides.ts';
import type { CommandKind } from '../../plan/occurrence.ts';
import { seedPlan } from '../harness/seed.ts';
import { commandOf, openTestYear, type TestYear } from '../harness/year.ts';

let year: TestYear;
let planId: number;
const ids = { ours: '', theirs: '', acting: '' };

beforeAll(async () => {
  year = await openTestYear('2024-03-05');
  const { db } = year;
  const seeded = await seedPlan(db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '云岭县教育局', '云岭县协作办'],
    tasks: [
      {
        title: '互访交流',
        due: ['2024-06-28'],
        lead: ['县教育局', '云岭县教育局'],
        count: { op: '>=', value: 3, unit: '次', per: 'year' },
      },
      { title: '选派教师', due: ['2024-06-28'], lead: ['县教育局', '云岭县教育局'] },
    ],
  });
  planId = seeded.planId;
  await db
    .update(task)
    .set({ actor: '云岭县' })
    .where(eq(task.id, seeded.taskIds[1] ?? 0));
  const [there] = await db.select().from(unit).where(eq(unit.name, '云岭县协作办'));
  const [who] = await db
    .insert(person)
    .values({ name: '孟协调', email: 'there@example.cn' })
    .returning();
  const held = { unitId: there?.id ?? 0, personId: who?.id ?? 0, from: '2024-03-05' };
  await db.insert(post).values({ ...held, role: 'coordinator' });
  await db.update(plan).set({ state: 'draft' });
  await superviseSide(db, planId, '云岭', '云岭县协作办');
  await db.update(plan).set({ state: 'launching' });
  await year.launch(planId);
  const rows = await db
    .select()
    .from(occurrence)
    .orderBy(asc(occurrence.taskId), asc(occurrence.id));
  const units = new Map((await db.select().from(unit)).map(({ id, name }) => [id, name]));
  for (const { id, taskId, answeringUnitId } of rows) {
    const other = units.get(answeringUnitId)?.startsWith('云岭');
    if (taskId === seeded.taskIds[1]) ids.acting = id;
    else if (other) ids.theirs = id;
    else ids.ours = id;
  }
});

afterAll(() => year.close());

const give = (id: string, command: { kind: CommandKind; amount?: number }) =>
  giveCommand(year.commander, id, { ...commandOf(command), door: 'link' });

it('has an occurrence for each side of what both do, and none more of what one side does', async () => {
  expect(Object.values(ids).every((id) => id !== '')).toBe(true);
  expect(await year.db.$count(occurrence)).toBe(3);
  const [acting] = await year.db.select().from(occurrence).where(eq(occurrence.id, ids.acting));
  expect(acting?.liaison).toBe(false);
  const parties = await year.db.select().from(party).where(eq(party.occurrenceId, ids.acting));
  expect(parties.map(({ role }) => role).toSorted()).toEqual(['answering', 'counterpart']);
});

it('says who supervises whom', async () => {
  expect(await sideEntries(year.db, planId)).toEqual([
    { name: '青禾县', home: true, mode: 'supervised', office: null },
    { name: '云岭县', home: false, mode: 'supervised', office: '云岭县协作办' },
  ]);
});

const may = async (id: string, who: string) => {
  const asked = { kind: 'instruct' as const, door: 'cli' as const };
  return await officeActor(year.db, id, who, asked).then(
    () => true,
    () => false,
  );
};

describe('no office commands the other side’s units', () => {
  it.each([
    ['ours', '周协调', true],
    ['ours', '孟协调', false],
    ['theirs', '孟协调', true],
    ['theirs', '周协调', false],
    ['acting', '周协调', false],
    ['acting', '孟协调', true],
  ] as const)('%s by %s: %s', async (which, who, able) => {
    expect(await may(ids[which], who)).toBe(able);
  });

  it('and the plan as a whole is its own office’s', async () => {
    await expect(planActor(year.db, planId, '孟协调', '暂停')).rejects.toThrow('不能暂停');
  });
});

it('moves by a date in bulk what its own units owe, and nothing of the other side', async () => {
  const order = { personId: null, now: year.now() };
  await changeDue(year.db, { planId, task: '1', until: '2024-07-31' }, order);
  const reached = await year.db.select().from(changeRow);
  expect(reached.map(({ occurrenceId }) => occurrenceId)).toEqual([ids.ours]);
});

it('asks the office of the unit’s own side to mend its contact', async () => {
  const directory = await openDirectory(year.db, '2024-03-05');
  const [there] = await year.db.select().from(unit).where(eq(unit.name, '云岭县教育局'));
  const [here] = await year.db.select().from(unit).where(eq(unit.name, '县教育局'));
  const asked = async (unitId: number) => {
    const about = { planId, occurrenceId: null, audience: 'coordinator' as const };
    const found = await recipientOf(year.db, { ...about, facts: { unitId } }, directory);
    return found === null || found === 'liaison' ? found : found.email;
  };
  expect(await asked(there?.id ?? 0)).toBe('there@example.cn');
  expect(await asked(here?.id ?? 0)).toBe('coordinator@example.cn');
});

it('makes a case for both offices of counts that differ', async () => {
  await give(ids.ours, { kind: 'complete', amount: 4 });
  expect(await year.db.select().from(notice).where(eq(notice.kind, 'mismatch'))).toEqual([]);
  await give(ids.theirs, { kind: 'complete', amount: 3 });
  const cases = await year.db
    .select()
    .from(notice)
    .where(eq(notice.kind, 'mismatch'))
    .orderBy(notice.id);
  expect(cases.map(({ occurrenceId, facts }) => [occurrenceId, facts.sum, facts.expected])).toEqual(
    [
      [ids.theirs, 3, 4],
      [ids.ours, 4, 3],
    ],
  );
  await year.liveUntil('2024-03-06');
  const told = (address: string) =>
    year.mailbox
      .to(address)
      .map(({ text }) => text ?? '')
      .join('\n');
  expect(told('coordinator@example.cn')).toContain('本方填报 4，对方确认 3');
  expect(told('there@example.cn')).toContain('本方填报 3，对方确认 4');
  expect(told('there@example.cn')).not.toContain('本方填报 4');
});

it('lets the unit of the other side confirm what was done', async () => {
  await give(ids.acting, { kind: 'confirm' });
  const [row] = await year.db.select().from(occurrence).where(eq(occurrence.id, ids.acting));
  expect(row?.confirmedOn).toBe('2024-03-06');
});

it('is settled before launch only', async () => {
  await expect(superviseSide(year.db, planId, '云岭', null)).rejects.toThrow('已经启动');
});
