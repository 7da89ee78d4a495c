import { eq, gt } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notice, occurrence, plan } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { eventually } from '../harness/engine.ts';
import { seedPlan } from '../harness/seed.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';

const UNITS = ['县教育局', '县财政局', '县水务局'];
let stack: Stack;

beforeAll(async () => {
  stack = await openStack();
  stack.startAt(beijingInstant('2024-03-05', 10));
});

afterAll(() => stack.close());

it('launches every duty exactly once when the worker is killed half-way', async () => {
  const { planId } = await seedPlan(stack.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: UNITS,
    tasks: [
      ...Array.from({ length: 60 }, (_, index) => ({
        due: ['2024-10-31'],
        lead: [UNITS[index % 3] ?? ''],
      })),
      { due: ['2024-03-08', '2024-06-28', '2024-09-30'], lead: ['县教育局'] },
    ],
  });
  const started = () => stack.db.$count(occurrence, gt(occurrence.run, 0));
  stack.startWorker({ launchRate: 25 });
  await stack.launch(planId);
  await eventuallyIn(async () => (await started()) >= 20, 'a third is started');
  await stack.killWorker();
  expect(await started()).toBeLessThan(60);

  stack.startWorker();
  await eventuallyIn(async () => {
    const [row] = await stack.db.select().from(plan).where(eq(plan.id, planId));
    return row?.state === 'running' && (await started()) === 61;
  }, 'the plan runs');
  const rows = await stack.db.select().from(occurrence);
  expect(rows.length).toBe(63);
  const running = rows.filter(({ run }) => run > 0).map(({ id }) => id);
  await eventually(async () => (await runsOf('occurrence')).length >= 61, 'all are listed');
  expect((await runsOf('occurrence')).toSorted()).toEqual(running.toSorted());
  expect((await runsOf('launch')).length).toBe(1);
  const { client } = await stack.temporal();
  for (const id of running) {
    expect((await client.workflow.getHandle(id).describe()).status.name).toBe('RUNNING');
  }
});

it('tells each unit of its tasks once', async () => {
  const addresses = () => stack.mailbox.all().flatMap(({ envelope }) => envelope.to);
  await eventually(() => addresses().length >= UNITS.length, 'the mails have arrived');
  expect(new Set(addresses()).size).toBe(addresses().length);
  expect(await stack.db.$count(notice, eq(notice.kind, 'assign'))).toBe(UNITS.length);
});

async function runsOf(type: string): Promise<string[]> {
  const { client } = await stack.temporal();
  const found: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = '${type}'` })) {
    found.push(workflowId);
  }
  return found;
}
