import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hookSignature, sendHooks } from '../../channels/webhooks.ts';
import {
  addHook,
  claimDeliveries,
  listDeliveries,
  listHooks,
  type NewHook,
  retryFailed,
  switchHook,
} from '../../db/webhooks.ts';
import { event, occurrence, plan } from '../../db/schema.ts';
import { seedAccount } from '../harness/desk-api.ts';
import { DESK_START, seedDesk } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();
const KEY = `whsec_${Buffer.from('a key of thirty-two bytes, or so').toString('base64')}`;
const DAY = 86_400_000;

type Heard = { headers: IncomingHttpHeaders; body: string };

/** Another system: what it hears, and what it answers next; null: it breaks the line. */
let system: { url: string; heard: Heard[]; answers: (number | null)[]; close: () => void };
let accountId: number;
let occurrenceId: string;
let now: number;
const alarms: string[] = [];
const alarm = (text: string) => void alarms.push(text);

beforeEach(async () => {
  const heard: Heard[] = [];
  const answers: (number | null)[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      const status = answers.length > 0 ? answers.shift() : 204;
      if (status === null || status === undefined) request.destroy();
      else response.writeHead(status, { location: '/elsewhere' }).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // oxlint-disable-line typescript/no-unsafe-type-assertion
  system = { url: `http://127.0.0.1:${port}/duban`, heard, answers, close: () => server.close() };
  const db = database();
  await seedDesk(db);
  accountId = await seedAccount(db, '周协调');
  const [row] = await db.select().from(occurrence).orderBy(occurrence.id);
  occurrenceId = row?.id ?? '';
  now = DESK_START + DAY;
  alarms.length = 0;
});

afterEach(() => system.close());

async function hook(said: Partial<NewHook> = {}): Promise<number> {
  const plain = { name: 'OA', url: system.url, kinds: [], planId: null, createdBy: accountId };
  return await addHook(database(), { ...plain, ...said }, DESK_START);
}

/** A line of the ledger, written as activities do. */
async function record(seq: number, kind: typeof event.$inferInsert.kind = 'report'): Promise<void> {
  await database()
    .insert(event)
    .values({
      occurrenceId,
      seq,
      run: 1,
      kind,
      state: 'acknowledged',
      at: DESK_START,
      door: 'link',
      data: { noteId: 'secret words' },
      previousHash: '',
      hash: '',
    });
}

async function send() {
  const signer = { hookKey: () => KEY };
  return await sendHooks({ db: database(), signer, alarm, signedAt: () => now }, () => now);
}

it('tells another system what the ledger records, signed, without names and texts', async () => {
  const id = await hook();
  await record(90);
  expect(await send()).toEqual({ taken: 1, failed: 0 });
  const [{ headers, body } = { headers: {}, body: '' }] = system.heard;
  expect(JSON.parse(body)).toEqual({
    type: 'occurrence.report',
    timestamp: new Date(DESK_START).toISOString(),
    data: {
      id: occurrenceId,
      seq: 90,
      state: 'acknowledged',
      door: 'link',
      planId: expect.any(Number),
      taskId: expect.any(Number),
      number: expect.any(String),
      unitId: expect.any(Number),
      dueOn: '2024-11-30',
    },
  });
  const messageId = String(headers['webhook-id']);
  const timestamp = String(headers['webhook-timestamp']);
  expect(messageId).toMatch(new RegExp(`^${id}-\\d+$`));
  expect(Number(timestamp)).toBe(Math.floor(now / 1000));
  expect(headers['webhook-signature']).toBe(
    hookSignature(KEY, `${messageId}.${timestamp}.${body}`),
  );
  expect(await send()).toEqual({ taken: 0, failed: 0 });
});

// the example of the specification's reference implementation
it('signs as Standard Webhooks does', () => {
  const text = 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}';
  const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  expect(hookSignature(key, text)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('tells of some kinds and of one plan alone where that is asked', async () => {
  const db = database();
  const [row] = await db.select().from(plan);
  if (row === undefined) throw new Error('not seeded');
  const { id: planId, ...values } = row;
  const [{ id: otherId } = { id: 0 }] = await db
    .insert(plan)
    .values({ ...values, fileHash: 'other' })
    .returning();
  await hook({ kinds: ['complete'] });
  await hook({ planId });
  await hook({ planId: otherId });
  await record(90, 'report');
  await record(91, 'complete');
  expect((await listHooks(db)).map(({ waiting }) => waiting)).toEqual([1, 2, 0]);
});

it('sends again what was not taken, under the same id, when the other end is back', async () => {
  const id = await hook();
  await record(90);
  await record(91);
  await record(92);
  system.answers.push(503, null, 500);
  expect(await send()).toEqual({ taken: 0, failed: 3 });
  const [down] = await listHooks(database());
  expect(down).toMatchObject({ waiting: 3, failures: 3, failingSince: now });
  expect(await send()).toEqual({ taken: 0, failed: 0 }); // it is not time yet
  now += 5 * 60_000;
  expect(await send()).toEqual({ taken: 1, failed: 0 }); // one tries the line
  expect(await send()).toEqual({ taken: 2, failed: 0 });
  const ids = system.heard.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(3);
  expect((await listDeliveries(database(), id)).every(({ state }) => state === 'taken')).toBe(true);
});

it('gives a message up that is refused five times, without holding up the others', async () => {
  const id = await hook();
  await record(90);
  system.answers.push(...Array.from({ length: 5 }, () => 422));
  for (let round = 0; round < 5; round += 1) {
    expect(await send()).toEqual({ taken: 0, failed: 1 });
    now += DAY;
  }
  expect((await listDeliveries(database(), id))[0]).toMatchObject({
    state: 'failed',
    status: 422,
    words: '对方答复 422',
  });
  await record(91);
  expect(await send()).toEqual({ taken: 1, failed: 0 });
  expect(await retryFailed(database(), id, now)).toBe(1);
  expect(await send()).toEqual({ taken: 1, failed: 0 });
});

it.each([
  ['that wants no more', 410, 0, '对方答复 410，不再接收'],
  ['that is down for five days', 500, 6, '对方连续五天没有接收'],
])('switches a system off %s, and says so', async (_, status, days, why) => {
  const id = await hook();
  await record(90);
  system.answers.push(...Array.from({ length: 20 }, () => status));
  for (let day = 0; day <= days; day += 1) {
    await send();
    now += DAY;
  }
  expect(alarms).toEqual([expect.stringContaining('switched off')]);
  const [row] = await listHooks(database());
  expect(row).toMatchObject({ why, disabledAt: expect.any(Number), waiting: 1 });
  await record(91); // nobody is to hear of it
  system.answers.length = 0;
  await switchHook(database(), id, true, now);
  expect(await send()).toEqual({ taken: 1, failed: 0 });
});

it('follows no redirect', async () => {
  await hook();
  await record(90);
  system.answers.push(302);
  expect(await send()).toEqual({ taken: 0, failed: 1 });
  expect(system.heard).toHaveLength(1);
});

it('sends a message once when two processes send at once', async () => {
  await hook();
  for (let seq = 90; seq < 130; seq += 1) await record(seq);
  let taken = 0;
  while (taken < 40) {
    const both = await Promise.all([send(), send()]);
    taken += both.reduce((sum, done) => sum + done.taken, 0);
  }
  expect(system.heard).toHaveLength(40);
});

it('goes out again when the process that had it died', async () => {
  await hook();
  await record(90);
  expect(await claimDeliveries(database(), now)).toHaveLength(1);
  expect(await send()).toEqual({ taken: 0, failed: 0 });
  now += 60_000;
  expect(await send()).toEqual({ taken: 1, failed: 0 });
});
