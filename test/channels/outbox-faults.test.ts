import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Channel, type Mail, mailOnly, type Sms } from '../../channels/channel.ts';
import { type Dispatch, dispatchDue } from '../../channels/dispatch.ts';
import { linkSigner } from '../../channels/links.ts';
import { postDirect } from '../../db/direct.ts';
import { message, notice, occurrence, person, plan, post } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { NoticeFacts, NoticeKind } from '../../plan/notice.ts';
import type { Policy } from '../../plan/policy.ts';
import { AT_ONCE, mailInto, testDispatch } from '../harness/dispatch.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { eventually } from '../harness/engine.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { type CapturedMailbox, type MailFault, startCapturedMailbox } from '../harness/smtp.ts';

const database = sharedDatabase();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = beijingInstant('2024-04-08', 10);
const at = (day: string, hour = 8, minute = 30) => beijingInstant(day, hour, minute);
const NOW = at('2024-06-25', 10);
const ALL = 20;
const UNITS = Array.from({ length: ALL }, (_, index) => `县第${index + 1}局`);

let mailbox: CapturedMailbox;
let channel: Channel<Mail>;
let duties: Duties;
let ids: string[];
let alarms: string[];
let dispatch: Dispatch;
let policy: Policy;

beforeAll(async () => {
  mailbox = await startCapturedMailbox();
  channel = mailInto(mailbox);
});

afterAll(async () => {
  channel.close();
  await mailbox.close();
});

beforeEach(async () => {
  mailbox.recover();
  mailbox.clear();
  const tasks = UNITS.map((unit) => ({ due: ['2024-06-28'], lead: [unit] }));
  duties = await openDuties(database(), { units: UNITS, tasks });
  const owed = await database().select().from(occurrence);
  ids = owed
    .toSorted((a, b) => (a.answeringUnitId ?? 0) - (b.answeringUnitId ?? 0))
    .map(({ id }) => id);
  alarms = [];
  policy = AT_ONCE;
  dispatch = testDispatch(database(), mailOnly(channel), {
    policy: async () => policy,
    alarm: (text) => alarms.push(text),
  });
});

const step = (now: number, changed: Partial<Dispatch> = {}) =>
  dispatchDue({ ...dispatch, ...changed }, now);
const rows = () => database().select().from(message).orderBy(message.id);
const states = async () => (await rows()).map(({ state }) => state);
const untold = () => database().$count(notice, eq(notice.state, 'open'));

/** Steps once in a while from one instant to another. */
async function live(from: number, to: number, every: number): Promise<void> {
  for (let now = from; now <= to; now += every) await step(now);
}

/** Tells every unit, or some, of its task. */
async function tellAll(
  kind: NoticeKind,
  notBefore: number,
  { ids: told = ids, facts = {} }: { ids?: string[]; facts?: NoticeFacts } = {},
): Promise<void> {
  await database()
    .insert(notice)
    .values(
      told.map((id) => ({
        key: `${id}/${kind}/${notBefore}`,
        planId: duties.planId,
        occurrenceId: id,
        audience: 'answering' as const,
        kind,
        facts,
        notBefore,
        state: 'open' as const,
        createdAt: notBefore,
      })),
    );
}

/** What arrived: how many mails, how many of them once more, and how many that are said to have left did not. */
async function books(): Promise<{ sent: number; repeated: number; lost: number }> {
  const mails = mailbox.all();
  const arrived = new Set(mails.map(({ messageId }) => messageId));
  const left = (await rows()).filter(({ state, channel: by }) => state === 'sent' && by === 'mail');
  const lost = left.filter(({ messageId }) => !arrived.has(messageId)).length;
  return { sent: mails.length, repeated: mails.length - arrived.size, lost };
}

/** The unit's contact. */
async function contactOf(name: string): Promise<number> {
  const unitId = duties.unitIds.get(name) ?? 0;
  const held = await database().select().from(post).where(eq(post.unitId, unitId));
  const contact = held.find(({ role }) => role === 'contact');
  if (contact === undefined) throw new Error(`${name} has no contact`);
  return contact.personId;
}

describe('a relay that is down for a whole day', () => {
  it('gets each mail once when it is back, and none that is untrue by then', async () => {
    for (const id of ids) await duties.begin(id, START);
    for (const id of ids) await duties.liveUntil(id, '2024-06-25');
    const { port } = mailbox;
    await mailbox.close();
    await live(at('2024-06-25'), at('2024-06-25', 18), 30 * MINUTE);
    for (const id of ids.slice(0, 5)) {
      await duties.command(id, at('2024-06-25', 19), { kind: 'complete', door: 'link' });
    }
    await step(at('2024-06-26'));
    mailbox = await startCapturedMailbox({ port });
    await live(at('2024-06-26', 9), at('2024-06-26', 13), 20 * MINUTE);
    const reminders = mailbox.all().filter(({ subject }) => subject?.includes('即将到期'));
    expect(reminders).toHaveLength(ALL - 5);
    expect(new Set(reminders.flatMap(({ envelope }) => envelope.to)).size).toBe(ALL - 5);
    expect((await books()).repeated).toBe(0);
    expect((await states()).filter((state) => state === 'dropped')).toHaveLength(5);
    expect(reminders.some(({ headers }) => headers.has('x-duban-repeat'))).toBe(false);
  });
});

describe('a relay that says for many messages', () => {
  it.each<MailFault>(['421', '451', '452'])('%s gets each of them later, once', async (fault) => {
    await tellAll('urge', NOW, { facts: { step: 1 } });
    mailbox.failNext(fault, 40);
    await step(NOW);
    expect(await books()).toEqual({ sent: 0, repeated: 0, lost: 0 });
    await live(NOW + MINUTE, NOW + 10 * MINUTE, MINUTE);
    expect(await books()).toEqual({ sent: ALL, repeated: 0, lost: 0 });
    const marked = await database().select().from(person).where(sql`email_fault is not null`);
    expect([marked, alarms]).toEqual([[], []]);
  });

  it('550 marks those addresses alone', async () => {
    await tellAll('urge', NOW, { facts: { step: 1 } });
    mailbox.failNext('550', 4);
    await step(NOW);
    const marked = await database().select().from(person).where(sql`email_fault is not null`);
    expect([marked.length, mailbox.all().length]).toEqual([4, ALL - 4]);
    const told = (await duties.notices()).filter(({ kind }) => kind === 'mend-contact');
    expect(told.map(({ audience }) => audience)).toEqual(Array(4).fill('coordinator'));
  });

  it('nothing, though it took them, gets them a second time under the same ids', async () => {
    await tellAll('urge', NOW, { facts: { step: 1 } });
    mailbox.failNext('drop-after-data', 6);
    mailbox.failNext('taken-451', 4);
    await live(NOW, NOW + 40 * MINUTE, 5 * MINUTE);
    const found = await books();
    console.log(`sent ${found.sent}, repeated ${found.repeated}, lost ${found.lost}`);
    expect(found).toEqual({ sent: ALL + 10, repeated: 10, lost: 0 });
    const marked = mailbox.all().filter(({ headers }) => headers.has('x-duban-repeat'));
    expect(marked).toHaveLength(6);
    expect(new Set(mailbox.all().map(({ text }) => text)).size).toBe(ALL);
  });
});

describe('a clock that is set back', () => {
  it.each([
    ['by an hour', HOUR, 10 * MINUTE],
    ['by a day', DAY, 2 * HOUR],
  ])('%s loses nothing and says nothing twice', async (_by, back, every) => {
    const slow = { ...channel, pace: { atOnce: 5, perMinute: 4, burst: 12 } };
    dispatch = { ...dispatch, channels: mailOnly(slow) };
    await tellAll('urge', NOW, { ids: ids.slice(0, 12), facts: { step: 1 } });
    mailbox.failNext('421', 3);
    mailbox.failNext('drop-after-data', 2);
    await step(NOW);
    expect(mailbox.all().length).toBeGreaterThan(5);
    await tellAll('urge', NOW - back, { ids: ids.slice(12), facts: { step: 1 } });
    await live(NOW - back, NOW, every);
    await live(NOW + MINUTE, NOW + 50 * MINUTE, 7 * MINUTE);
    expect(await states()).toEqual(Array(ALL).fill('sent'));
    expect(await books()).toEqual({ sent: ALL + 2, repeated: 2, lost: 0 });
    expect(new Set(mailbox.all().flatMap(({ envelope }) => envelope.to)).size).toBe(ALL);
    expect(await untold()).toBe(0);
  });

  it('while a sender dies keeps what it was sending until the clock has caught up', async () => {
    await tellAll('urge', NOW, { ids: ids.slice(0, 1), facts: { step: 1 } });
    const dying = { ...channel, send: () => Promise.reject(new Error('killed')) };
    await expect(step(NOW, { channels: mailOnly(dying) })).rejects.toThrow('killed');
    await live(NOW - HOUR, NOW, 20 * MINUTE);
    expect(mailbox.all()).toEqual([]);
    await live(NOW, NOW + 50 * MINUTE, 10 * MINUTE);
    expect(await books()).toEqual({ sent: 1, repeated: 0, lost: 0 });
    expect(mailbox.all()[0]?.headers.get('x-duban-repeat')).toBe('1');
  });
});

describe('two senders at one database', () => {
  it('send nothing twice and leave nothing behind, whatever goes wrong meanwhile', async () => {
    const other = mailInto(mailbox);
    const both = async (now: number) => {
      await Promise.all([step(now), step(now, { channels: mailOnly(other) })]);
    };
    await tellAll('urge', NOW, { facts: { step: 1 } });
    await tellAll('milestone', NOW, { facts: { step: 1 } });
    mailbox.failNext('421', 3);
    mailbox.failNext('drop-after-data', 3);
    for (let now = NOW; now <= NOW + 40 * MINUTE; now += 8 * MINUTE) await both(now);
    other.close();
    expect(await states()).toEqual(Array(ALL).fill('sent'));
    expect(await books()).toEqual({ sent: ALL + 3, repeated: 3, lost: 0 });
    const tied = await database().select().from(notice).where(eq(notice.state, 'tied'));
    expect(tied).toHaveLength(2 * ALL);
    for (const { text } of mailbox.all()) expect(text?.match(/时限：/g)).toHaveLength(2);
  });
});

describe('a message that cannot be made', () => {
  const asked = { channel: 'mail', domain: 'example.cn' } as const;

  it('holds up no other, rings the bell, and is made a quarter of an hour later', async () => {
    const personId = await contactOf('县第1局');
    // a link of nobody's unit: nobody can say where it leads
    const where = { ...asked, personId, kind: 'link' as const, window: 'x', now: NOW - 1 };
    await postDirect(database(), { ...where, facts: { unitId: 99_999 } });
    await tellAll('urge', NOW, { facts: { step: 1 } });
    await step(NOW);
    expect(mailbox.all()).toHaveLength(ALL);
    const [broken] = await rows();
    expect(broken).toMatchObject({ state: 'ready', attempts: 0, nextAt: NOW + 15 * MINUTE });
    expect(alarms).toEqual([expect.stringContaining(`message ${broken?.id}:`)]);
    expect(alarms.join()).not.toContain('example.cn');
    await step(NOW + 14 * MINUTE);
    expect(alarms).toHaveLength(1);
    await database()
      .update(message)
      .set({ facts: { unitId: duties.unitIds.get('县第1局') ?? 0 } })
      .where(eq(message.id, broken?.id ?? 0));
    await step(NOW + 15 * MINUTE);
    expect(mailbox.all()).toHaveLength(ALL + 1);
  });

  it('holds up no other either when what it is made of cannot be looked up', async () => {
    await tellAll('urge', NOW, { ids: ids.slice(1), facts: { step: 1 } });
    await tellAll('urge', NOW, { ids: ids.slice(0, 1), facts: { step: 1, noteId: 'none' } });
    const broken = { links: () => 'open' as const };
    let first = true;
    const failing = () => {
      if (!first) return broken.links();
      first = false;
      throw new RangeError('a choice that nobody knows');
    };
    await step(NOW, { office: { links: failing } });
    expect(mailbox.all()).toHaveLength(ALL);
  });

  it('by its attachments is tried again, and the others leave', async () => {
    await tellAll('urge', NOW, { ids: ids.slice(0, 3), facts: { step: 1 } });
    const signer = linkSigner('https://duban.example.cn', 'a secret for tests only');
    let first = true;
    const failing = {
      ...signer,
      address: (...args: Parameters<typeof signer.address>) => {
        if (!first) return signer.address(...args);
        first = false;
        throw new RangeError('no key');
      },
    };
    await step(NOW, { signer: failing });
    expect(mailbox.all()).toHaveLength(2);
    await step(NOW + MINUTE);
    expect(mailbox.all()).toHaveLength(3);
    expect(alarms).toEqual([expect.stringContaining('no key')]);
    expect(mailbox.all().some(({ headers }) => headers.has('x-duban-repeat'))).toBe(false);
  });
});

it('does not tell what was completed between making the words and claiming them', async () => {
  for (const id of ids) await duties.begin(id, START);
  await tellAll('urge', NOW, { ids: ids.slice(0, 9), facts: { step: 1 } });
  const stepping: Promise<unknown>[] = [];
  await database().transaction(async (tx) => {
    await tx.select().from(plan).for('no key update'); // the claim waits for it
    stepping.push(step(NOW));
    await eventually(async () => (await waitingForLocks()) > 0, 'the claim waits');
    await duties.command(ids[0] ?? '', NOW, { kind: 'complete', door: 'link' });
  });
  await Promise.all(stepping);
  await step(NOW + MINUTE);
  expect(mailbox.all()).toHaveLength(8);
  expect((await states()).filter((state) => state !== 'sent')).toEqual(['dropped']);
  expect(mailbox.all().some(({ text }) => text?.includes('县第1局联系人'))).toBe(false);
});

async function waitingForLocks(): Promise<number> {
  const [found] = await database().execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return found?.count ?? 0;
}

describe('quiet hours', () => {
  const noon = at('2024-06-25', 12, 30);

  beforeEach(async () => {
    await database()
      .update(person)
      .set({ quietFrom: 12 * 60, quietTo: 14 * 60 })
      .where(inArray(person.id, [await contactOf('县第1局'), await contactOf('县第2局')]));
    await tellAll('milestone', noon, { ids: ids.slice(0, 1), facts: { step: 1 } });
    await tellAll('urge', noon, { ids: ids.slice(1, 3), facts: { step: 1 } });
  });

  it('hold delivery until they are over, not the making of messages', async () => {
    expect(await step(noon)).toMatchObject({ made: 3, sent: 1 });
    await step(at('2024-06-25', 13, 59));
    expect(mailbox.all()).toHaveLength(1);
    await step(at('2024-06-25', 14));
    expect(mailbox.all()).toHaveLength(3);
  });

  it('are passed by what is overdue where the office wants it', async () => {
    policy = { ...policy, urgentInQuiet: true };
    await step(noon);
    expect(mailbox.all()).toHaveLength(2);
    await step(at('2024-06-25', 14));
    expect(mailbox.all()).toHaveLength(3);
  });
});

describe('pace', () => {
  it('lets ten messages an hour to one reader, however many are due, and all to others', async () => {
    const personId = await contactOf('县第1局');
    for (let number = 0; number < 25; number += 1) {
      await postDirect(database(), {
        channel: 'mail',
        personId,
        kind: 'test',
        window: String(number),
        facts: {},
        now: NOW - 1,
        domain: 'example.cn',
      });
    }
    await tellAll('urge', NOW, { ids: ids.slice(1), facts: { step: 1 } });
    await Promise.all([step(NOW), step(NOW)]);
    expect(mailbox.all()).toHaveLength(10 + ALL - 1);
    await step(NOW + 59 * MINUTE);
    expect(mailbox.all()).toHaveLength(10 + ALL - 1);
    await step(NOW + 61 * MINUTE);
    expect(mailbox.all()).toHaveLength(20 + ALL - 1);
    await step(NOW + 122 * MINUTE);
    expect(mailbox.all()).toHaveLength(25 + ALL - 1);
  });

  it('of a provider holds over steps and senders', async () => {
    const slow = { ...channel, pace: { atOnce: 5, perMinute: 6, burst: 4 } };
    dispatch = { ...dispatch, channels: mailOnly(slow) };
    await tellAll('urge', NOW, { facts: { step: 1 } });
    await Promise.all([step(NOW), step(NOW)]);
    expect(mailbox.all()).toHaveLength(4);
    await step(NOW + MINUTE / 2);
    expect(mailbox.all()).toHaveLength(7);
    await step(NOW + 10 * MINUTE);
    expect(mailbox.all()).toHaveLength(11);
    await live(NOW + 11 * MINUTE, NOW + 14 * MINUTE, MINUTE);
    expect(mailbox.all()).toHaveLength(ALL);
  });

  it('of a server that hardly answers ends a step before what it claimed looks left behind', async () => {
    await tellAll('urge', NOW, { facts: { step: 1 } });
    let passed = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => passed);
    const slow: Channel<Mail> = {
      ...channel,
      send: async () => {
        passed += 12_000; // five at once, a minute each
        return { result: 'retry', response: 'Timeout' };
      },
    };
    await step(NOW, { channels: mailOnly(slow) });
    clock.mockRestore();
    const tried = (await rows()).filter(({ attempts }) => attempts > 0);
    expect(tried.length).toBeLessThan(15);
    expect(await states()).toEqual(Array(ALL).fill('ready'));
    await live(NOW + 5 * MINUTE, NOW + 7 * MINUTE, MINUTE);
    expect(await books()).toEqual({ sent: ALL, repeated: 0, lost: 0 });
  });
});

it('makes mails and the short messages beside them together or not at all', async () => {
  const taken: string[] = [];
  const sms: Channel<Sms> = {
    pace: { atOnce: 1, perMinute: 600, burst: 100 },
    send: async ({ messageId }) => {
      taken.push(messageId);
      return { result: 'sent', response: 'OK' };
    },
    close: () => {},
  };
  const channels = { mail: channel, sms, chat: null };
  await tellAll('urge', NOW, { facts: { step: 1 } });
  await database().execute(sql`alter table message add constraint dying check (channel <> 'sms')`);
  await expect(step(NOW, { channels })).rejects.toThrow();
  await database().execute(sql`alter table message drop constraint dying`);
  await step(NOW + MINUTE, { channels });
  expect([mailbox.all().length, taken.length]).toEqual([ALL, ALL]);
});
