import { setTimeout as pause } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { event, inbound, message } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { eventually } from '../harness/engine.ts';
import { type ImapServer, startImapServer } from '../harness/imap.ts';
import { seedPlan } from '../harness/seed.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';

type Kill = { at: RegExp; how: 'silent' | 'after-silent' } | { after: number };

/** Where the worker's process is killed: at a word of its dialogue, or so long after the mail was brought. */
const KILLS: [unit: string, kill: Kill][] = [
  ['县教育局', { at: /^UID SEARCH/, how: 'silent' }],
  ['县财政局', { at: /^UID FETCH .*BODY/, how: 'after-silent' }],
  ['县水务局', { at: /^UID MOVE/, how: 'silent' }],
  ['县住建局', { at: /^UID MOVE/, how: 'after-silent' }],
  ['县民政局', { after: 20 }],
  ['县卫健局', { after: 60 }],
  ['县人社局', { after: 150 }],
];
const UNITS = KILLS.map(([unit]) => unit);
const ENOUGH = { timeout: 240_000 };
let stack: Stack;
let imap: ImapServer;

beforeAll(async () => {
  stack = await openStack();
  imap = await startImapServer();
  stack.startAt(beijingInstant('2024-03-05', 10));
});

afterAll(async () => {
  await stack.close();
  await imap.close();
});

const startWorker = (ahead = 0) => stack.startWorker({ ahead, env: { IMAP_URL: imap.url } });

it('reads each answer once, wherever its process is killed', ENOUGH, async () => {
  const { planId, unitIds } = await seedPlan(stack.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: UNITS,
    tasks: UNITS.map((unit) => ({ due: ['2024-10-31'], lead: [unit] })),
  });
  startWorker();
  await stack.launch(planId);
  const sent = and(eq(message.kind, 'assignment'), eq(message.state, 'sent'));
  await eventuallyIn(
    async () => (await stack.db.$count(message, sent)) === UNITS.length,
    'all are assigned',
  );
  await stack.killWorker();

  for (const [unit, kill] of KILLS) {
    const address = `u${unitIds.get(unit)}@example.cn`;
    const [mail] = await stack.db
      .select()
      .from(message)
      .where(and(eq(message.address, address), eq(message.kind, 'assignment')));
    imap.deliver(
      [
        `From: ${address}`,
        'Subject: Re: x',
        `Message-ID: <${unitIds.get(unit)}@mail.cn>`,
        `In-Reply-To: ${mail?.messageId}`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        '签收',
        '',
      ].join('\r\n'),
    );
    await killedWorker(kill);
  }

  // a confirmation that was on its way when its sender died is unclear first, and then sent again
  startWorker(15);
  await eventuallyIn(
    async () => (await stack.db.$count(inbound)) === UNITS.length && imap.mails().length === 0,
    'all are read',
  );
  await eventuallyIn(
    async () => (await stack.db.$count(message, eq(message.state, 'sending'))) === 0,
    'nothing is on its way',
  );
  await stack.killWorker();
  startWorker(50);
  const answered = and(eq(message.kind, 'answer'), eq(message.state, 'sent'));
  await eventuallyIn(
    async () => (await stack.db.$count(message, answered)) === UNITS.length,
    'all are answered',
  );
  await stack.killWorker();

  const acknowledged = await stack.db
    .select()
    .from(event)
    .where(and(eq(event.kind, 'acknowledge'), eq(event.door, 'mail')));
  const answers = stack.mailbox.all().filter(({ subject }) => subject === '回复：x');
  const rows = await stack.db.select().from(inbound);
  console.log(
    `answers ${UNITS.length}, recorded ${acknowledged.length}, confirmed ${answers.length}, lost ${UNITS.length - rows.length}`,
  );
  expect(new Set(acknowledged.map(({ unitId }) => unitId)).size).toBe(UNITS.length);
  expect(acknowledged).toHaveLength(UNITS.length);
  expect(rows.map(({ outcome }) => outcome)).toEqual(UNITS.map(() => 'command'));
  expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(UNITS.length);
});

/** Starts a worker and kills it where it is to die. */
async function killedWorker(kill: Kill): Promise<void> {
  const said = imap.commands.length;
  const heard = (pattern: RegExp) => imap.commands.slice(said).some((each) => pattern.test(each));
  if ('at' in kill) imap.breakAt(kill.at, kill.how);
  startWorker();
  const at = 'at' in kill ? kill.at : /^UID FETCH .*BODY/;
  await eventually(() => heard(at), 'the reader is where it is to die', 40_000);
  if ('after' in kill) await pause(kill.after);
  await stack.killWorker();
}
