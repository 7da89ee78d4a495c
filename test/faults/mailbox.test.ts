import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mailbox, openMailbox } from '../../channels/inbound/mailbox.ts';
import { type MailReading, readMailbox } from '../../channels/inbound/read-mailbox.ts';
import { inbound } from '../../db/schema.ts';
import { type MailDesk, openMailDesk } from '../harness/mail-desk.ts';

let desk: MailDesk;

beforeAll(async () => {
  desk = await openMailDesk();
  await desk.year.liveUntil('2024-04-26');
});

afterAll(() => desk.close());

beforeEach(() => desk.year.mailbox.clear());

describe('a reader that is killed', () => {
  type Step =
    | keyof Pick<Mailbox, 'waiting' | 'fetch' | 'done'>
    | 'give'
    | 'give-after'
    | 'put'
    | 'done-after';
  const STEPS: Step[] = ['waiting', 'fetch', 'put', 'give', 'give-after', 'done', 'done-after'];

  it.each(STEPS)('at %s does nothing twice and loses nothing', async (step) => {
    const { messageId } = await desk.sentTo('县水务局', 'digest');
    const before = (await desk.eventsOf('县水务局')).length;
    const rows = await desk.year.db.$count(inbound);
    const words = `进展：${step}`;
    desk.imap.deliver(await desk.written('县水务局', words, { inReplyTo: messageId }));
    await dieAt(step);
    expect(await desk.read()).toMatchObject({ left: 0 });
    await desk.read();
    await desk.year.send();
    await desk.year.send();
    const events = await desk.eventsOf('县水务局');
    expect(events.slice(before).map(({ kind, text }) => [kind, text])).toEqual([['report', words]]);
    expect(await desk.year.db.$count(inbound)).toBe(rows + 1);
    expect(desk.year.mailbox.to(desk.addressOf('县水务局'))).toHaveLength(1);
    expect(desk.imap.mails()).toEqual([]);
  });

  /** Breaks off at a step, as if nothing ran any more: whatever comes after fails too. */
  async function dieAt(step: Step): Promise<void> {
    let dead = false;
    const mailbox = await openMailbox({
      url: desk.imap.url,
      folder: 'INBOX',
      doneFolder: '督办已处理',
    });
    const dying = <A extends unknown[], R>(name: string, real: (...args: A) => Promise<R>) => {
      return async (...args: A): Promise<R> => {
        dead ||= step === name;
        if (dead) throw new Error('killed');
        const result = await real(...args);
        dead ||= step === `${name}-after`;
        if (dead) throw new Error('killed');
        return result;
      };
    };
    const parts = desk.reading();
    const died = readMailbox(
      {
        ...parts,
        mailbox: {
          waiting: dying('waiting', mailbox.waiting),
          fetch: dying('fetch', mailbox.fetch),
          done: dying('done', mailbox.done),
          close: mailbox.close,
        },
        give: dying('give', parts.give),
        files: { ...parts.files, put: dying('put', parts.files.put) },
      },
      desk.year.now(),
    );
    await Promise.allSettled([died]);
    await mailbox.close();
  }
});

it('two readers at once come to the same end as one', async () => {
  const { messageId } = await desk.sentTo('县水务局', 'digest');
  const before = (await desk.eventsOf('县水务局')).length;
  desk.imap.deliver(await desk.written('县水务局', '进展：两个一起', { inReplyTo: messageId }));
  await Promise.all([desk.read(), desk.read()]);
  await desk.read();
  await desk.year.send();
  expect((await desk.eventsOf('县水务局')).slice(before)).toHaveLength(1);
  expect(desk.year.mailbox.to(desk.addressOf('县水务局'))).toHaveLength(1);
});

it('mails that fail again and again are set aside, and those behind them have their turn', async () => {
  const { messageId } = await desk.sentTo('县财政局', 'digest');
  const reply = { inReplyTo: messageId };
  for (let index = 0; index < 50; index += 1) {
    desk.imap.deliver(await desk.written('县财政局', '进展：读不了', reply));
  }
  desk.imap.deliver(await desk.written('县财政局', '进展：在后面', reply));
  const real = desk.reading();
  const alarms: string[] = [];
  const failing: Partial<MailReading> = {
    setAside: new Map(),
    alarm: (text) => void alarms.push(text),
    give: async (id, command, text) => {
      if (text.includes('读不了')) throw new Error('broken');
      return await real.give(id, command, text);
    },
  };
  expect(await desk.read(failing)).toEqual({ read: 0, left: 51 });
  expect(await desk.read(failing)).toEqual({ read: 1, left: 50 });
  expect((await desk.eventsOf('县财政局')).at(-1)?.text).toBe('进展：在后面');
  expect(alarms).toHaveLength(50);
  // a minute later they are tried once more, then after two
  for (const [uid, { failed, until }] of failing.setAside ?? []) {
    expect(until).toBeGreaterThan(desk.year.now());
    failing.setAside?.set(uid, { failed, until: 0 });
  }
  await desk.read(failing);
  const [again] = failing.setAside?.values() ?? [];
  expect(again?.failed).toBe(2);
  expect((again?.until ?? 0) - desk.year.now()).toBeGreaterThan(90_000);
});
