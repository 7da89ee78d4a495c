import { eq, isNotNull, like } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changesOf } from '../../db/changes.ts';
import { endPlan, pausePlan } from '../../db/plan-changes.ts';
import { changeRow, event, occurrence, plan } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { seedPlan } from '../harness/seed.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';

const UNITS = ['县教育局', '县财政局', '县水务局'];
const DUTIES = 80;
let stack: Stack;
let planId: number;

beforeAll(async () => {
  stack = await openStack();
  stack.startAt(beijingInstant('2024-03-05', 10));
  ({ planId } = await seedPlan(stack.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: UNITS,
    tasks: [
      ...Array.from({ length: DUTIES }, (_, index) => ({
        due: ['2024-10-31'],
        lead: [UNITS[index % 3] ?? ''],
      })),
      { due: ['2024-06-28', '2024-09-30', '2024-11-29'], lead: ['县教育局'] },
    ],
  }));
  stack.startWorker();
  await stack.launch(planId);
  await eventuallyIn(async () => {
    const [row] = await stack.db.select().from(plan).where(eq(plan.id, planId));
    return row?.state === 'running';
  }, 'the plan runs');
});

afterAll(() => stack.close());

const order = () => ({ personId: null, now: stack.now(), reason: '试验' });
const treated = () => stack.db.$count(changeRow, isNotNull(changeRow.outcome));

/** Events by which a change came, with how often each occurrence has one. */
async function eventsOf(changeId: number): Promise<Map<string, number>> {
  const rows = await stack.db
    .select({ id: event.occurrenceId })
    .from(event)
    .where(eq(event.commandId, `change-${changeId}`));
  return new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, all]) => [id, all.length]));
}

it('reaches everything exactly once though the worker and the engine are killed again and again', async () => {
  // nobody starts its workflow: the worker does
  const { changeId, reached } = await pausePlan(stack.db, planId, order());
  expect(reached).toBe(DUTIES);
  await eventuallyIn(async () => (await treated()) >= 5, 'it is under way');
  for (const kill of ['worker', 'engine', 'worker'] as const) {
    const before = await treated();
    if (kill === 'engine') {
      await stack.killTemporal();
      await stack.startTemporal();
    } else {
      await stack.killWorker();
      stack.startWorker();
    }
    await eventuallyIn(
      async () => (await treated()) > before || before === DUTIES,
      `it goes on after the ${kill}`,
      90_000,
    );
  }
  await eventuallyIn(
    async () => {
      const [found] = await changesOf(stack.db, { id: changeId });
      return found?.doneAt !== null;
    },
    'it has reached everything',
    90_000,
  );
  const [progress] = await changesOf(stack.db, { id: changeId });
  const refused = eq(changeRow.outcome, 'refused');
  expect(await stack.db.select().from(changeRow).where(refused)).toEqual([]); // says which, and why
  expect(progress).toMatchObject({ rows: DUTIES, done: DUTIES, edited: 0, refused: 0 });
  const events = await eventsOf(changeId);
  expect(events.size).toBe(DUTIES);
  expect(new Set(events.values())).toEqual(new Set([1]));
  expect(await stack.db.$count(occurrence, isNotNull(occurrence.pausedOn))).toBe(DUTIES);
}, 240_000);

it('ends what has begun by commands and what has not in its row', async () => {
  const { changeId, reached } = await endPlan(stack.db, planId, order());
  expect(reached).toBe(DUTIES + 3);
  await eventuallyIn(async () => (await treated()) >= DUTIES + 10, 'it is under way');
  await stack.killWorker();
  stack.startWorker();
  await eventuallyIn(
    async () => {
      const [found] = await changesOf(stack.db, { id: changeId });
      return found?.doneAt !== null;
    },
    'it has reached everything',
    90_000,
  );
  const [progress] = await changesOf(stack.db, { id: changeId });
  expect(progress).toMatchObject({ done: DUTIES, edited: 3, refused: 0 });
  expect(await stack.db.$count(occurrence, eq(occurrence.state, 'cancelled'))).toBe(DUTIES + 3);
  const seriesRows = like(occurrence.id, `plan/${planId}/${DUTIES + 1}/%`);
  expect(
    (await stack.db.select().from(occurrence).where(seriesRows)).map(({ run }) => run),
  ).toEqual([0, 0, 0]);
}, 120_000);
