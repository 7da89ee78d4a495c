import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { walk } from '../../cli/reconcile.ts';
import { event, occurrence } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { Command } from '../../plan/occurrence.ts';
import { commandFor } from '../harness/engine.ts';
import { seedPlan } from '../harness/seed.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';

let stack: Stack;
let planId: number;
let ids: string[];
let series: string;

beforeAll(async () => {
  stack = await openStack();
  stack.startAt(beijingInstant('2024-03-05', 10));
  const due = [['2024-10-31'], ['2024-10-31'], ['2024-10-31'], ['2024-09-30', '2024-12-31']];
  const seeded = await seedPlan(stack.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: due.map((days) => ({ due: days, lead: ['县教育局'] })),
  });
  planId = seeded.planId;
  series = `plan/${planId}/${seeded.taskIds[3]}/series`;
  stack.startWorker();
  await stack.launch(planId);
  await eventuallyIn(async () => (await stack.db.$count(event)) === 3, 'all are assigned');
  const rows = await stack.db.select().from(occurrence).orderBy(asc(occurrence.id));
  ids = rows.filter(({ run }) => run > 0).map(({ id }) => id);
});

afterAll(() => stack.close());

const give = (id: string, kind: Command['kind']) =>
  stack.give(id, commandFor(kind, { personId: null, unitId: null }));

async function found(mend: boolean): Promise<string[]> {
  const { client } = await stack.temporal();
  const reconciler = { db: stack.db, client, shift: stack.now() - Date.now(), mend };
  const { findings } = await walk(reconciler, stack.now, () => true);
  return findings.map(({ id, kind, outcome }) => `${kind} ${outcome} ${id}`);
}

async function ledgerOf(id: string): Promise<string[]> {
  const rows = await stack.db
    .select()
    .from(event)
    .where(eq(event.occurrenceId, id))
    .orderBy(asc(event.seq));
  return rows.map(({ seq, kind }) => `${seq} ${kind}`);
}

const statusOf = async (id: string) => {
  const { client } = await stack.temporal();
  return (await client.workflow.getHandle(id).describe()).status.name;
};

it('brings an engine that came back from a backup to where the ledger stands', async () => {
  const [open = '', closed = '', untouched = ''] = ids;
  await stack.killTemporal();
  const restore = stack.saveTemporal();
  await stack.startTemporal();
  await give(open, 'acknowledge');
  await give(open, 'report');
  await give(closed, 'complete');
  await give(closed, 'close');
  await Promise.all([stack.killTemporal(), stack.killWorker()]);
  restore();
  await stack.startTemporal();
  stack.startWorker(); // has the reconciler run by itself
  await eventuallyIn(async () => (await statusOf(closed)) === 'COMPLETED', 'it ends once more');
  await eventuallyIn(async () => (await found(true)).length === 0, 'nothing is apart');
  expect(await give(open, 'complete')).toEqual({ seq: 4, state: 'completed' });
  expect(await ledgerOf(open)).toEqual(['1 assign', '2 acknowledge', '3 report', '4 complete']);
  expect(await ledgerOf(closed)).toEqual(['1 assign', '2 complete', '3 close']);
  expect(await ledgerOf(untouched)).toEqual(['1 assign']);
});

it('begins everything again that should run when the engine has lost all it knew', async () => {
  const [open = '', closed = '', untouched = ''] = ids;
  await Promise.all([stack.killTemporal(), stack.killWorker()]);
  stack.loseTemporal();
  await stack.startTemporal();
  stack.startWorker();
  await eventuallyIn(async () => (await statusOf(series)) === 'RUNNING', 'the series runs');
  await eventuallyIn(async () => (await found(false)).length === 0, 'nothing is apart');
  expect(await give(open, 'close')).toEqual({ seq: 5, state: 'closed' });
  expect(await give(untouched, 'acknowledge')).toEqual({ seq: 2, state: 'acknowledged' });
  await expect(give(closed, 'report')).rejects.toThrow('已销号');
  await expect(statusOf(closed)).rejects.toThrow('not found');
});
