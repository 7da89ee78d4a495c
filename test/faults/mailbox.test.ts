import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mailbox, openMailbox } from '../../channels/inbound/mailbox.ts';
import { readMailbox } from '../../channels/inbound/read-mailbox.ts';
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
