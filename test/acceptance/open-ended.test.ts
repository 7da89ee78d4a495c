import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { starterOf } from '../../client/start.ts';
import { writeNextYear } from '../../db/open-ended.ts';
import { endPlan } from '../../db/plan-changes.ts';
import { change, occurrence, plan, task } from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { parseDeadline } from '../../plan/deadline/parse.ts';
import type { TimeReading } from '../../plan/extracted.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { eventually } from '../harness/engine.ts';
import { seedPlan } from '../harness/seed.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

const TASKS = [
  { words: '每年3月底前', due: ['2022-03-31'] },
  { words: '每季度末', due: ['2022-03-31', '2022-06-30', '2022-09-30', '2022-12-31'] },
  { words: '11月底前', due: ['2022-11-30'] },
];
let year: TestYear;
let planId: number;

beforeAll(async () => {
  year = await openTestYear('2022-05-09');
  ({ planId } = await seedPlan(year.db, {
    superviseFrom: '2022-05-09',
    periodTo: '2022-12-31',
    units: ['县教育局', '县财政局'],
    tasks: TASKS.map(({ due }) => ({ due, lead: ['县教育局'], support: ['县财政局'] })),
  }));
  // nobody answers: a patient ladder keeps the three years short
  const policy = { ...DEFAULT_POLICY, ladder: [{ afterDays: 250, to: 'answering' as const }] };
  await year.db.update(plan).set({ openEnded: true, policy: { ...policy, repeatDays: 250 } });
  const tasks = await year.db.select().from(task).orderBy(asc(task.id));
  for (const [index, { id }] of tasks.entries()) {
    const reading = readingOf(TASKS[index]?.words ?? '');
    await year.db.update(task).set({ reading }).where(eq(task.id, id));
  }
  await year.launch(planId);
});

afterAll(() => year.close());

function readingOf(words: string): TimeReading {
  const found = parseDeadline(words);
  if (found === null) throw new Error(`not read: ${words}`);
  const { start: _, ...reading } = found;
  return { ...reading, place: null };
}

/** The periods of a task's rows, those that have begun with a star. */
async function periodsOf(index: number): Promise<string[]> {
  const rows = await year.db
    .select({ period: occurrence.period, run: occurrence.run })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(eq(task.key, `t0${index}`))
    .orderBy(occurrence.period);
  return rows.map(({ period, run }) => `${period}${run > 0 ? ' *' : ''}`);
}

it('goes on over three years, a year’s rows at a time, and single dates do not come back', async () => {
  expect(await periodsOf(1)).toEqual(['2022-03-31', '2023-03-31']); // the first was due before
  await year.moveTo(beijingInstant('2023-01-10', 9));
  expect(await periodsOf(2)).toEqual([
    '2022-03-31',
    '2022-06-30 *',
    '2022-09-30 *',
    '2022-12-31 *',
    '2023-03-31',
    '2023-06-30',
    '2023-09-30',
    '2023-12-31',
  ]);
  await year.moveTo(beijingInstant('2024-02-28', 9));
  await year.moveTo(beijingInstant('2025-02-27', 9));
  expect(await periodsOf(1)).toEqual([
    '2022-03-31',
    '2023-03-31 *',
    '2024-03-31 *',
    '2025-03-31 *',
    '2026-03-31',
  ]);
  expect((await periodsOf(2)).slice(-5)).toEqual([
    '2024-12-31 *',
    '2025-03-31 *',
    '2025-06-30',
    '2025-09-30',
    '2025-12-31',
  ]);
  expect(await periodsOf(3)).toEqual(['once *']);
  const [row] = await year.db.select().from(plan);
  expect(row?.periodTo).toBe('2026-12-31');
});

it('writes a year’s rows once, whoever asks for them at the same time', async () => {
  const before = await year.db.$count(occurrence);
  const calendar = calendarOf();
  const [first] = await year.db.select().from(task).where(eq(task.key, 't02'));
  const at = { planId, taskId: first?.id ?? 0 };
  const written = await Promise.all(
    [1, 2].map(() => writeNextYear(year.db, calendar, at, '2025-02-27')),
  );
  // each call writes the year after the last: the lock makes them two years, none twice
  expect(written).toEqual([4, 4]);
  expect(await year.db.$count(occurrence)).toBe(before + 8);
  const periods = (await periodsOf(2)).map((each) => each.slice(0, 10));
  expect(new Set(periods).size).toBe(periods.length);
});

it('ends when it is ended: nothing opens any more, and what is open is cancelled', async () => {
  const { changeId } = await endPlan(year.db, planId, {
    personId: null,
    now: year.now(),
    reason: '制度废止',
  });
  const { client, shift } = year.commander;
  await starterOf(client).change(changeId, shift);
  await eventually(async () => {
    const [row] = await year.db.select().from(change).where(eq(change.id, changeId));
    return row?.doneAt !== null;
  }, 'the end has reached everything');
  const before = await year.db.$count(occurrence);
  await year.moveTo(beijingInstant('2027-04-01', 9));
  expect(await year.db.$count(occurrence)).toBe(before);
  const states = await year.db
    .selectDistinct({ state: occurrence.state })
    .from(occurrence)
    .where(eq(occurrence.beforeStart, false));
  expect(states).toEqual([{ state: 'cancelled' }]);
  const handle = client.workflow.getHandle(`plan/${planId}/1/series`);
  expect((await handle.describe()).status.name).toBe('COMPLETED');
});
