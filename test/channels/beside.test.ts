import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dispatch, dispatchDue } from '../../channels/dispatch.ts';
import { smsChannel } from '../../channels/sms/index.ts';
import { message, notice, person, post, unit } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { Policy } from '../../plan/policy.ts';
import { AT_ONCE, mailInto, testDispatch } from '../harness/dispatch.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { type AliyunSimulator, startAliyun } from '../harness/sms/aliyun.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';

const database = sharedDatabase();
const START = beijingInstant('2024-06-03', 9);
const LAST_MORNING = beijingInstant('2024-06-28', 8, 30);
const PHONE = '13800000001';

let duties: Duties;
let id: string;
let contactId: number;
let unitId: number;
let aliyun: AliyunSimulator;
let mailbox: CapturedMailbox;
let dispatch: Dispatch;
let policy: Policy;
let closing: (() => unknown)[];

beforeEach(async () => {
  duties = await openDuties(database());
  id = duties.ids[0] ?? '';
  unitId = duties.unitIds.get('县教育局') ?? 0;
  const [held] = await database()
    .select()
    .from(post)
    .where(and(eq(post.unitId, unitId), eq(post.role, 'contact')));
  contactId = held?.personId ?? 0;
  await database().update(person).set({ phone: null }); // one telephone, so that it is clear whose
  await setContact({ phone: PHONE });
  aliyun = await startAliyun();
  aliyun.now = () => LAST_MORNING;
  mailbox = await startCapturedMailbox();
  const mail = mailInto(mailbox);
  const sms = smsChannel(aliyun.account);
  closing = [() => mail.close(), () => sms.close(), mailbox.close, aliyun.close];
  policy = AT_ONCE;
  dispatch = testDispatch(database(), { mail, sms, chat: null }, { policy: async () => policy });
  await duties.begin(id, START);
});

afterEach(async () => {
  for (const close of closing) await close();
});

async function setContact(values: Partial<typeof person.$inferInsert>): Promise<void> {
  await database().update(person).set(values).where(eq(person.id, contactId));
}

const mailsToContact = () => mailbox.to('u2@example.cn').map(({ subject }) => subject);
const shorts = () => aliyun.taken.filter(({ phone }) => phone === PHONE);

/** Everything told before the last morning was told by mail on its own day. */
async function untilLastMorning(): Promise<void> {
  await duties.liveUntil(id, '2024-06-27');
  await database().update(notice).set({ untrue: true });
  await duties.liveUntil(id, '2024-06-28');
}

describe('a last reminder', () => {
  it('is told by mail and by a short message beside it', async () => {
    await untilLastMorning();
    await dispatchDue(dispatch, LAST_MORNING);
    expect(mailsToContact()).toEqual(['【督办提醒】1项即将到期']);
    expect(shorts()).toMatchObject([{ values: ['1', '6月28日'] }]);
  });

  it('is told by mail alone once the month’s short messages are spent', async () => {
    policy = { ...policy, smsPerMonth: 0 };
    await untilLastMorning();
    await dispatchDue(dispatch, LAST_MORNING);
    expect(mailsToContact()).toHaveLength(1);
    expect(shorts()).toEqual([]);
  });

  it('leaves no short message when the work is reported while only the mail has left', async () => {
    aliyun.faults.push('throttled');
    await untilLastMorning();
    await dispatchDue(dispatch, LAST_MORNING);
    expect(mailsToContact()).toHaveLength(1);
    expect(shorts()).toEqual([]);
    await duties.command(id, LAST_MORNING + 60_000, { kind: 'complete', door: 'link' });
    await dispatchDue(dispatch, LAST_MORNING + 3_600_000);
    expect(shorts()).toEqual([]);
    const rows = await database().select().from(message).where(eq(message.channel, 'sms'));
    expect(rows.map(({ state }) => state)).toEqual(['dropped']);
  });
});

describe('a last reminder whose mailbox turns out to be wrong', () => {
  it('is told by short message on the same morning', async () => {
    await untilLastMorning();
    mailbox.failNext('550');
    await dispatchDue(dispatch, LAST_MORNING);
    await dispatchDue(dispatch, LAST_MORNING + 5_000);
    expect(mailsToContact()).toEqual([]);
    expect(shorts()).toMatchObject([{ values: ['1', '6月28日'] }]);
  });
});

describe('an earlier reminder', () => {
  it('is told by mail alone', async () => {
    await duties.liveUntil(id, '2024-06-25');
    await dispatchDue(dispatch, beijingInstant('2024-06-25', 8, 30));
    expect(mailsToContact()).toHaveLength(1);
    expect(shorts()).toEqual([]);
  });

  it('is told by the office’s own mailbox where its contact has none', async () => {
    await setContact({ email: null, phone: null });
    await database().update(unit).set({ mailbox: 'office@example.cn' }).where(eq(unit.id, unitId));
    await duties.liveUntil(id, '2024-06-25');
    await dispatchDue(dispatch, beijingInstant('2024-06-25', 8, 30));
    expect(mailbox.to('office@example.cn')).toHaveLength(1);
  });

  it('does not go again to an office’s mailbox that turns out to be wrong', async () => {
    await setContact({ email: null });
    await database().update(unit).set({ mailbox: 'office@example.cn' }).where(eq(unit.id, unitId));
    await duties.liveUntil(id, '2024-06-25');
    mailbox.failNext('550');
    await dispatchDue(dispatch, beijingInstant('2024-06-25', 8, 30));
    await dispatchDue(dispatch, beijingInstant('2024-06-25', 9));
    expect(mailbox.to('office@example.cn')).toEqual([]);
    expect(shorts()).toHaveLength(1);
  });

  it('goes by short message when the mailbox turns out to be wrong', async () => {
    await duties.liveUntil(id, '2024-06-25');
    mailbox.failNext('550');
    await dispatchDue(dispatch, beijingInstant('2024-06-25', 8, 30));
    expect(mailsToContact()).toEqual([]);
    await dispatchDue(dispatch, beijingInstant('2024-06-25', 9));
    expect(shorts()).toHaveLength(1);
  });
});
