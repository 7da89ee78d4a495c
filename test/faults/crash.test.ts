import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { event, occurrence } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { commandFor } from '../harness/engine.ts';
import { seedPlan } from '../harness/seed.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';

const given = { personId: null, unitId: null };
let stack: Stack;
let ids: string[];
let later: string;

beforeAll(async () => {
  stack = await openStack();
  stack.startAt(beijingInstant('2024-03-05', 10));
  const { planId } = await seedPlan(stack.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [['2024-10-31'], ['2024-10-31'], ['2024-10-31'], ['2024-09-30', '2024-12-31']].map(
      (due) => ({ due, lead: ['县教育局'] }),
    ),
  });
  stack.startWorker();
  await stack.launch(planId);
  await eventuallyIn(async () => (await stack.db.$count(event)) === 3, 'all are assigned');
  const rows = await stack.db.select().from(occurrence).orderBy(asc(occurrence.id));
  ids = rows.filter(({ series }) => !series).map(({ id }) => id);
  later = rows.find(({ series }) => series)?.id ?? '';
});

afterAll(() => stack.close());

async function ledgerOf(id: string): Promise<string[]> {
  const rows = await stack.db
    .select()
    .from(event)
    .where(eq(event.occurrenceId, id))
    .orderBy(asc(event.seq));
  return rows.map(({ seq, kind, state }) => `${seq} ${kind} ${state}`);
}

/** What the workflow and the ledger must agree on after a crash: numbers, states, first answers. */
async function agreesAfter(crash: () => Promise<void>, id: string): Promise<void> {
  const command = commandFor('acknowledge', given);
  const answer = await stack.giveFromProcess(id, command);
  expect(answer).toBe('{"seq":2,"state":"acknowledged"}');
  await crash();
  expect(await ledgerOf(id)).toEqual(['1 assign assigned', '2 acknowledge acknowledged']);
  expect(await stack.giveFromProcess(id, command)).toBe(answer);
  const next = commandFor('complete', given);
  expect(await stack.give(id, next)).toEqual({ seq: 3, state: 'completed' });
  const [row] = await stack.db.select().from(occurrence).where(eq(occurrence.id, id));
  expect(row).toMatchObject({ seq: 3, state: 'completed' });
  expect((await ledgerOf(id)).length).toBe(3);
}

it('keeps ledger and workflow agreed when the engine and the worker are killed after an answer', async () => {
  await agreesAfter(async () => {
    await Promise.all([stack.killTemporal(), stack.killWorker()]);
    await stack.startTemporal();
    stack.startWorker();
  }, ids[0] ?? '');
});

it('keeps ledger and workflow agreed when PostgreSQL is killed after an answer', async () => {
  const worker = stack.workerPid();
  await agreesAfter(async () => {
    await stack.killPostgres();
    await stack.startPostgres();
  }, ids[1] ?? '');
  expect(stack.workerRuns()).toBe(true);
  expect(stack.workerPid()).toBe(worker);
});

it('takes one of two commands that two processes give together', async () => {
  const id = ids[2] ?? '';
  const answers = await Promise.all([
    stack.giveFromProcess(id, commandFor('complete', given)),
    stack.giveFromProcess(id, commandFor('complete', given)),
  ]);
  expect(answers.toSorted()).toEqual([
    '{"seq":2,"state":"completed"}',
    '该事项已报办结、待销号，不能报办结',
  ]);
  expect(await ledgerOf(id)).toEqual(['1 assign assigned', '2 complete completed']);
});

it('starts a duty that is not open yet by a command, but not by one that is refused', async () => {
  await expect(stack.give(later, commandFor('close', given))).rejects.toThrow('不能销号');
  const { client } = await stack.temporal();
  await expect(client.workflow.getHandle(later).describe()).rejects.toThrow('not found');
  expect(await ledgerOf(later)).toEqual([]);
  expect(await stack.give(later, commandFor('complete', given))).toEqual({
    seq: 2,
    state: 'completed',
  });
  expect(await ledgerOf(later)).toEqual(['1 assign assigned', '2 complete completed']);
});
