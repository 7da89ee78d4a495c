import { setTimeout as pause } from 'node:timers/promises';
import { eq, inArray, like, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { message, notice, plan } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { eventually } from '../harness/engine.ts';
import { type Seeded, seedPlan } from '../harness/seed.ts';
import { type AliyunSimulator, startAliyun } from '../harness/sms/aliyun.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';

const WAVE = 5;
const RANDOM = 2;
const STEPS = 6;
const UNITS = Array.from({ length: (STEPS + RANDOM) * WAVE }, (_, index) => `县第${index + 1}局`);
const PATIENCE = 30_000;

let stack: Stack;
let aliyun: AliyunSimulator;
let seeded: Seeded;
let told = 0;

beforeAll(async () => {
  stack = await openStack();
  await makeHolds();
  stack.startAt(beijingInstant('2024-06-25', 10));
  aliyun = await startAliyun();
  aliyun.now = stack.now;
  const period = { superviseFrom: '2024-04-08', periodTo: '2024-12-31' };
  seeded = await seedPlan(stack.db, { ...period, units: UNITS, tasks: [] });
  await stack.db.update(plan).set({ state: 'running', launchedAt: stack.now() });
}, 60_000);

afterAll(async () => {
  await stack.close();
  await aliyun.close();
});

function startWorker(ahead = 0): void {
  const templates = Object.entries(aliyun.account.templates).map(([name, number]) => [
    `SMS_TEMPLATE_${name.toUpperCase()}`,
    number,
  ]);
  const env = {
    SMS_PROVIDER: 'aliyun',
    SMS_ENDPOINT: aliyun.account.endpoint,
    SMS_SIGN: aliyun.account.sign,
    SMS_KEY_ID: aliyun.account.keyId,
    SMS_KEY_SECRET: aliyun.account.keySecret,
    ...Object.fromEntries(templates),
  };
  stack.startWorker({ ahead, env });
}

/** Assigns their tasks to some more units: a mail for each, and a short message beside it. */
async function tellWave(): Promise<void> {
  const units = UNITS.slice(told, told + WAVE).map((name) => seeded.unitIds.get(name) ?? 0);
  told += WAVE;
  const rows = units.map((unitId) => ({
    key: `assign/${unitId}`,
    planId: seeded.planId,
    audience: `contact:${unitId}` as const,
    kind: 'assign' as const,
    facts: { unitId },
    notBefore: stack.now() - 60_000,
    state: 'open' as const,
    createdAt: stack.now(),
  }));
  await stack.db.insert(notice).values(rows);
}

type Trap = {
  /** Sets what holds the worker; a transaction that ends when it is dead. */
  set: (tx: Database) => Promise<void> | void;
  isHeld: (() => Promise<boolean> | boolean) | null;
};

/** How many statements of the worker wait for a lock of the test's. */
async function waiting(words: string): Promise<number> {
  const [found] = await stack.db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity
    where wait_event_type = 'Lock' and query like ${`%${words}%`}`);
  return found?.count ?? 0;
}

const HOLD = { mail: 1, sms: 2 };

/** Lets a test hold whoever writes down what became of a channel's messages. */
async function makeHolds(): Promise<void> {
  await stack.db.execute(sql`
    create function hold_attempt() returns trigger language plpgsql as $$ begin
      perform pg_advisory_xact_lock_shared(case m.channel when 'mail' then 1 else 2 end)
        from message m where m.id = new.message_id;
      return new;
    end $$`);
  await stack.db.execute(
    sql`create trigger hold before insert on attempt for each row execute function hold_attempt()`,
  );
}

async function holdAttempts(tx: Database, channel: 'mail' | 'sms'): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${HOLD[channel]}::bigint)`);
}

const fail = (...faults: Parameters<Stack['mailbox']['failNext']>[0][]) =>
  faults.forEach((fault) => stack.mailbox.failNext(fault));
const settling = async () => (await waiting('jsonb_to_recordset')) > 0;
const arrivedBefore = { mail: 0, sms: 0 };

/** Where a worker is when it is killed, and what holds it there. */
const TRAPS: [string, Trap][] = [
  ['after merging', { set: () => {}, isHeld: null }],
  [
    'after the claim, before the first byte of one and the answer to the data of others',
    {
      set: () => fail('hang-envelope', 'hang-after-data', 'stall'),
      isHeld: () => stack.mailbox.faultsLeft() === 0,
    },
  ],
  [
    'after the answer, before settling',
    {
      set: async (tx) => {
        arrivedBefore.mail = stack.mailbox.all().length;
        await holdAttempts(tx, 'mail');
      },
      isHeld: async () => stack.mailbox.all().length > arrivedBefore.mail && (await settling()),
    },
  ],
  [
    'within the claim, before it is committed',
    {
      set: async (tx) => {
        await tx
          .select({ id: notice.id })
          .from(notice)
          .where(eq(notice.state, 'open'))
          .for('update');
      },
      isHeld: async () => (await waiting('claim_messages')) > 0,
    },
  ],
  [
    'after the claim of short messages, which the provider took or did not, before it answered',
    {
      set: () => void aliyun.faults.push('hang', 'silent', 'hang'),
      isHeld: () => aliyun.faults.length === 0,
    },
  ],
  [
    'after the provider answered, before settling',
    {
      set: async (tx) => {
        arrivedBefore.sms = aliyun.taken.length;
        await holdAttempts(tx, 'sms');
      },
      isHeld: async () => aliyun.taken.length > arrivedBefore.sms && (await settling()),
    },
  ],
];

/** Does something with a transaction that comes to nothing. */
async function held(work: (tx: Database) => Promise<void>): Promise<void> {
  const done = new Error('it comes to nothing');
  const undone = stack.db.transaction(async (tx) => {
    await work(tx);
    throw done;
  });
  await undone.catch((error: unknown) => {
    if (error !== done) throw error;
  });
}

it.each(TRAPS)('is killed %s', { timeout: 60_000 }, async (_where, { set, isHeld }) => {
  await tellWave();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: isLocked, resolve: locked } = Promise.withResolvers<void>();
  const claims = stack.db.transaction(async (tx) => {
    await tx.select().from(plan).for('no key update');
    locked();
    await released;
  });
  await isLocked;
  try {
    startWorker();
    await eventually(async () => (await waiting('claim_messages')) > 0, 'it merged', PATIENCE);
    await held(async (tx) => {
      await set(tx);
      if (isHeld !== null) {
        release();
        await eventually(async () => await isHeld(), 'it is held', PATIENCE);
      }
      await stack.killWorker();
    });
  } finally {
    await stack.killWorker();
    release();
    await claims;
  }
  stack.mailbox.recover();
});

it('is killed at moments that nobody chose', { timeout: 90_000 }, async () => {
  for (let round = 0; round < RANDOM; round += 1) {
    await tellWave();
    startWorker();
    const merged = async () => (await countOf('mail')) === told;
    await eventuallyIn(merged, 'it merged', PATIENCE);
    await pause(Math.random() * 300);
    await stack.killWorker();
  }
});

const countOf = (channel: 'mail' | 'sms') => stack.db.$count(message, eq(message.channel, channel));
const noneIn = async (...states: ('sending' | 'unclear' | 'ready')[]) =>
  (await stack.db.$count(message, inArray(message.state, states))) === 0;
const noneHangs = () => noneIn('sending', 'ready');
const allSent = () => noneIn('sending', 'ready', 'unclear');

it('in the end has lost nothing, and repeated under the first id alone', {
  timeout: 90_000,
}, async () => {
  startWorker(15);
  await eventuallyIn(noneHangs, 'all are sent or unclear', PATIENCE);
  await stack.killWorker();
  startWorker(50);
  await eventuallyIn(allSent, 'all are sent', PATIENCE);
  await stack.killWorker();

  const rows = await stack.db.select().from(message);
  const mails = stack.mailbox.all();
  const mailIds = new Set(mails.map(({ messageId }) => messageId));
  const shortIds = new Set(aliyun.taken.map(({ ours }) => ours));
  const missing = (channel: string, arrived: ReadonlySet<string | undefined>) =>
    rows.filter((row) => row.channel === channel && !arrived.has(row.messageId)).length;
  const lost = { mail: missing('mail', mailIds), sms: missing('sms', shortIds) };
  const repeated = { mail: mails.length - mailIds.size, sms: aliyun.taken.length - shortIds.size };
  console.log(`mail: sent ${mails.length}, repeated ${repeated.mail}, lost ${lost.mail}`);
  console.log(`SMS: sent ${aliyun.taken.length}, repeated ${repeated.sms}, lost ${lost.sms}`);
  expect(lost).toEqual({ mail: 0, sms: 0 });
  expect(repeated.sms).toBe(0); // the provider is asked first
  expect(repeated.mail).toBeGreaterThanOrEqual(1); // what had arrived and was not written down
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['sent']));
  expect([await countOf('mail'), await countOf('sms')]).toEqual([UNITS.length, UNITS.length]);

  const readers = new Set(mails.flatMap(({ envelope }) => envelope.to));
  expect([readers.size, mailIds.size]).toEqual([UNITS.length, UNITS.length]);
  for (const id of mailIds) {
    const same = mails.filter(({ messageId }) => messageId === id);
    expect(new Set(same.map(({ text, date }) => `${date?.toISOString()} ${text}`)).size).toBe(1);
    expect(same.filter(({ headers }) => !headers.has('x-duban-repeat')).length).toBeLessThan(2);
  }
  const notices = await stack.db.select().from(notice).where(like(notice.key, 'assign/%'));
  expect(new Set(notices.map(({ state }) => state))).toEqual(new Set(['tied']));
});
