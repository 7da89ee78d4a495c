import { afterAll, beforeAll, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { message } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { eventually } from '../harness/engine.ts';
import { seedPlan } from '../harness/seed.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';

const UNITS = ['县教育局', '县财政局', '县水务局', '县住建局'];
let stack: Stack;

beforeAll(async () => {
  stack = await openStack();
  stack.startAt(beijingInstant('2024-03-05', 10));
});

afterAll(() => stack.close());

const messagesIn = (state: 'sending' | 'sent' | 'unclear') =>
  stack.db.$count(message, eq(message.state, state));

it('loses no mail and repeats it at most once when the sender dies before the answer', async () => {
  const { planId } = await seedPlan(stack.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: UNITS,
    tasks: UNITS.map((unit) => ({ due: ['2024-10-31'], lead: [unit] })),
  });

  stack.mailbox.failNext('hang-after-data');
  stack.mailbox.failNext('stall');
  stack.startWorker();
  await stack.launch(planId);
  await eventually(
    async () => (await messagesIn('sending')) === 2 && (await messagesIn('sent')) === 2,
    'one has arrived unanswered, another stalls on its way',
    40_000,
  );
  await stack.killWorker();

  stack.startWorker({ ahead: 15 });
  await eventuallyIn(
    async () => (await messagesIn('unclear')) === 2 && (await messagesIn('sent')) === 2,
    'two are unclear, the others sent',
  );
  expect(stack.mailbox.all().length).toBe(3);
  await stack.killWorker();

  stack.startWorker({ ahead: 50 });
  await eventuallyIn(async () => (await messagesIn('sent')) === 4, 'all are sent');
});

it('counts one repeat, under the first Message-ID and marked as such, and none lost', () => {
  const mails = stack.mailbox.all();
  const arrived = new Map<string, number>();
  for (const { messageId = '' } of mails) arrived.set(messageId, (arrived.get(messageId) ?? 0) + 1);
  const repeats = [...arrived.values()].map((times) => times - 1).filter((times) => times > 0);
  console.log(`sent ${mails.length}, repeated ${repeats.length}, lost ${4 - arrived.size}`);
  expect(arrived.size).toBe(4);
  expect(repeats).toEqual([1]);
  expect(new Set(mails.flatMap(({ envelope }) => envelope.to)).size).toBe(4);
  const marked = mails.filter(({ headers }) => headers.get('x-duban-repeat') === '1');
  expect(marked.length).toBe(2); // the one that never arrived is marked too: nobody could know
  const twice = mails.filter(({ messageId = '' }) => arrived.get(messageId) === 2);
  expect(new Set(twice.map(({ text, date }) => `${date?.toISOString()} ${text}`)).size).toBe(1);
});
