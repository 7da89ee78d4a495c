import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dispatch, dispatchDue } from '../../../channels/dispatch.ts';
import { smsChannel } from '../../../channels/sms/index.ts';
import { accountFault } from '../../../db/channel-status.ts';
import { bucket, message, person, post } from '../../../db/schema.ts';
import { beijingInstant } from '../../../plan/date.ts';
import { mailInto, testDispatch } from '../../harness/dispatch.ts';
import { type Duties, openDuties } from '../../harness/duty.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { type AliyunSimulator, startAliyun } from '../../harness/sms/aliyun.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../../harness/smtp.ts';

const database = sharedDatabase();
const MORNING = beijingInstant('2024-06-25', 8, 30);
const MINUTE = 60_000;

let duties: Duties;
let aliyun: AliyunSimulator;
let dispatch: Dispatch;
let alarms: string[];
let mailbox: CapturedMailbox;
let contactId: number;
let closing: (() => unknown)[];

beforeEach(async () => {
  duties = await openDuties(database());
  const id = duties.ids[0] ?? '';
  await duties.begin(id, beijingInstant('2024-06-03', 9));
  await duties.liveUntil(id, '2024-06-25');
  const unitId = duties.unitIds.get('县教育局') ?? 0;
  const [held] = await database().select().from(post).where(eq(post.unitId, unitId));
  // one who prefers short messages is told by nothing else
  await database()
    .update(person)
    .set({ prefers: 'sms', phone: '13800000001', email: null })
    .where(eq(person.id, held?.personId ?? 0));
  contactId = held?.personId ?? 0;
  aliyun = await startAliyun();
  aliyun.now = () => MORNING;
  mailbox = await startCapturedMailbox();
  const mail = mailInto(mailbox);
  const sms = smsChannel(aliyun.account);
  closing = [() => mail.close(), () => sms.close(), mailbox.close, aliyun.close];
  alarms = [];
  dispatch = testDispatch(
    database(),
    { mail, sms, chat: null },
    { alarm: (text) => alarms.push(text) },
  );
});
afterEach(async () => {
  for (const close of closing) await close();
});

const step = (now: number) => dispatchDue(dispatch, now);
const only = async () => {
  const rows = await database().select().from(message).where(eq(message.channel, 'sms'));
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} short messages`);
  return row;
};

const mends = async () => (await duties.notices()).filter(({ kind }) => kind === 'mend-contact');

const setEmail = (email: string | null) =>
  database().update(person).set({ email }).where(eq(person.id, contactId));

describe('a short message whose template cannot be used', () => {
  it.each([
    ['is not known to the provider', () => void aliyun.faults.push('template')],
    [
      'has no number here',
      () => {
        const sms = smsChannel({ ...aliyun.account, templates: { code: 'SMS_1' } });
        closing.push(() => sms.close());
        dispatch = { ...dispatch, channels: { ...dispatch.channels, sms } };
      },
    ],
  ])('and %s goes by mail, and the office hears of it', async (_why, breakIt) => {
    await setEmail('contact@example.cn');
    breakIt();
    await step(MORNING);
    await step(MORNING + 5_000);
    expect(mailbox.to('contact@example.cn').map(({ subject }) => subject)).toEqual([
      '【督办提醒】1项即将到期',
    ]);
    expect(await only()).toMatchObject({ state: 'failed' });
    expect(aliyun.taken).toEqual([]);
    expect(await mends()).toMatchObject([
      { audience: 'coordinator', facts: { fault: 'sms-template' } },
    ]);
    await step(MORNING + 60 * MINUTE);
    expect(mailbox.to('contact@example.cn')).toHaveLength(1);
  });

  it('lets the other short messages go on', async () => {
    await setEmail('contact@example.cn');
    aliyun.faults.push('template');
    await step(MORNING);
    expect(await accountFault(database(), 'sms')).toBeNull();
    const [row] = await database().select().from(bucket).where(eq(bucket.key, 'sms'));
    expect(row?.tokens ?? 0).toBeGreaterThanOrEqual(0); // less than nothing: the channel rests
  });

  it('waits for the template where there is no mailbox, and the office is asked to call', async () => {
    aliyun.faults.push('template');
    await step(MORNING);
    expect(await only()).toMatchObject({ state: 'ready' });
    expect(await mends()).toMatchObject([{ facts: { fault: 'sms-untold', personId: contactId } }]);
    await step(MORNING + 4 * 60 * MINUTE);
    expect(aliyun.taken).toHaveLength(1);
    expect(await mends()).toHaveLength(1);
  });
});

describe('a short message of the outbox', () => {
  it('leaves with counts and dates, and is known by the provider’s name', async () => {
    await step(MORNING);
    expect(aliyun.taken).toMatchObject([{ phone: '13800000001', values: ['1', '6月28日'] }]);
    const row = await only();
    expect(row).toMatchObject({ state: 'sent', providerId: aliyun.taken[0]?.id });
    expect(aliyun.taken[0]?.ours).toBe(row.messageId);
  });

  it('is asked about, and not sent again, when the answer to it was lost', async () => {
    aliyun.faults.push('lost-answer');
    await step(MORNING);
    expect(await only()).toMatchObject({ state: 'unclear' });
    await step(MORNING + 31 * MINUTE);
    expect(await only()).toMatchObject({ state: 'sent' });
    expect(aliyun.taken).toHaveLength(1);
  });

  it('goes out again when the provider has none of it', async () => {
    aliyun.faults.push('broken');
    await step(MORNING);
    expect(await only()).toMatchObject({ state: 'unclear' });
    await step(MORNING + 31 * MINUTE);
    expect(await only()).toMatchObject({ state: 'sent', repeats: 1 });
    expect(aliyun.taken).toHaveLength(1);
  });

  it('waits with an alarm while the account is empty, and leaves once it is filled', async () => {
    aliyun.faults.push('money');
    await step(MORNING);
    expect(await only()).toMatchObject({ state: 'ready' });
    expect(alarms.join()).toContain('isv.OUT_OF_SERVICE');
    expect(alarms.join()).not.toContain('13800000001');
    await step(MORNING + 20 * MINUTE);
    expect(await only()).toMatchObject({ state: 'sent' });
    expect(aliyun.taken).toHaveLength(1);
  });

  it('takes who opted out for that, not for a wrong number', async () => {
    aliyun.faults.push('opted-out');
    await step(MORNING);
    expect(await mends()).toMatchObject([{ facts: { fault: 'opted-out' } }]);
  });

  it('marks a number that the provider refuses, for the coordinator to mend', async () => {
    aliyun.faults.push('bad-number');
    await step(MORNING);
    expect(await only()).toMatchObject({ state: 'failed' });
    expect(await mends()).toMatchObject([{ facts: { fault: 'phone' } }]);
    const marked = await database().select().from(person).where(eq(person.prefers, 'sms'));
    expect(marked).toMatchObject([{ phoneFault: expect.stringContaining('MOBILE_NUMBER') }]);
  });
});
