import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { event, occurrence } from '../../db/schema.ts';
import { wakeOf } from '../../plan/agenda.ts';
import { commandFor, eventually } from '../harness/engine.ts';
import { seedPlan } from '../harness/seed.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';

const DUE = '2024-03-08'; // a Friday: its last reminder comes on the day itself
let stack: Stack;
let id: string;
let wake: number;

beforeAll(async () => {
  stack = await openStack();
  const { planId, taskIds } = await seedPlan(stack.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [{ due: [DUE], lead: ['县教育局'] }],
  });
  id = `plan/${planId}/${taskIds[0]}/joint/once`;
  wake = wakeOf(id, DUE);
  stack.startAt(wake - 45_000); // the launch may take its time
  stack.startWorker();
  await stack.launch(planId);
  await eventuallyIn(async () => (await stack.db.$count(event)) === 1, 'it is assigned');
});

afterAll(() => stack.close());

it('meets a moment that came while the engine was away, though the database goes next', async () => {
  const [row] = await stack.db.select().from(occurrence).where(eq(occurrence.id, id));
  expect(row?.agenda[0]?.wake).toBe(wake);
  expect(stack.now()).toBeLessThan(wake);
  await stack.killTemporal();
  await eventually(() => stack.now() > wake + 1000, 'the moment has passed', 60_000);
  await stack.killPostgres();
  await stack.startTemporal();
  await eventually(() => stack.now() > wake + 6000, 'the engine has found the database away');
  await stack.startPostgres();
  await eventuallyIn(async () => (await moments()) === 1, 'the moment is met');
  expect(stack.workerRuns()).toBe(true);
}, 240_000);

it('takes commands again, with the worker that was there before', async () => {
  const command = commandFor('acknowledge', { personId: null, unitId: null });
  expect(await stack.give(id, command)).toEqual({ seq: 3, state: 'acknowledged' });
  expect(await moments()).toBe(1);
  expect(stack.workerRuns()).toBe(true);
});

function moments(): Promise<number> {
  return stack.db.$count(event, and(eq(event.occurrenceId, id), eq(event.kind, 'moment')));
}
