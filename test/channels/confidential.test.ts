import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dispatch, dispatchDue } from '../../channels/dispatch.ts';
import { smsChannel } from '../../channels/sms/index.ts';
import { message, person, plan, post } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { AT_ONCE, mailInto, testDispatch } from '../harness/dispatch.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { emptied, sharedDatabase } from '../harness/shared-database.ts';
import { type AliyunSimulator, startAliyun } from '../harness/sms/aliyun.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';

const database = sharedDatabase();
const MORNING = beijingInstant('2024-06-28', 8, 30); // the last reminder's
const CLAUSE = '第1项工作的原文一字不差';

let duties: Duties;
let mailbox: CapturedMailbox;
let aliyun: AliyunSimulator;
let dispatch: Dispatch;
let closing: (() => unknown)[];

beforeEach(async () => {
  await emptied(database());
  const tasks = [{ due: ['2024-06-28'], lead: ['县教育局'], quote: CLAUSE, title: '第1项工作' }];
  duties = await openDuties(database(), { tasks });
  const id = duties.ids[0] ?? '';
  await duties.begin(id, beijingInstant('2024-06-26', 9));
  await duties.liveUntil(id, '2024-06-28');
  mailbox = await startCapturedMailbox();
  aliyun = await startAliyun();
  aliyun.now = () => MORNING;
  const mail = mailInto(mailbox);
  const sms = smsChannel(aliyun.account);
  closing = [() => mail.close(), () => sms.close(), mailbox.close, aliyun.close];
  dispatch = testDispatch(database(), { mail, sms, chat: null });
});

afterEach(async () => {
  for (const close of closing) await close();
});

async function markConfidential(): Promise<void> {
  await database()
    .update(plan)
    .set({ sourceText: `内部资料\n${CLAUSE}` });
}

async function reachContact(changes: Partial<typeof person.$inferInsert>): Promise<void> {
  const unitId = duties.unitIds.get('县教育局') ?? 0;
  const [held] = await database().select().from(post).where(eq(post.unitId, unitId));
  await database()
    .update(person)
    .set(changes)
    .where(eq(person.id, held?.personId ?? 0));
}

const sent = () => mailbox.to(`u${duties.unitIds.get('县教育局')}@example.cn`);

describe('of an ordinary plan', () => {
  it('mails quote the clause, and a short message goes beside the last reminder', async () => {
    await dispatchDue(dispatch, MORNING);
    expect(sent()[0]?.text).toContain(CLAUSE);
    expect(aliyun.taken).toHaveLength(1);
  });
});

describe('of a plan that is marked as internal', () => {
  beforeEach(markConfidential);

  it('mails name the task and its date and quote nothing', async () => {
    await dispatchDue(dispatch, MORNING);
    const [mail] = sent();
    expect(mail?.text).toContain('第1项工作');
    expect(mail?.text).toContain('时限：2024年6月28日');
    expect(`${mail?.text}${mail?.html}`).not.toContain(CLAUSE);
  });

  it('no short message leaves, beside a mail or in its place', async () => {
    await reachContact({ prefers: 'sms', phone: '13800000001' });
    await dispatchDue(dispatch, MORNING);
    expect(sent()).toHaveLength(1);
    expect(aliyun.taken).toEqual([]);
    expect(await database().$count(message, eq(message.channel, 'sms'))).toBe(0);
  });

  it('the coordinator hears of a contact whom only a telephone reaches', async () => {
    await reachContact({ email: null, prefers: 'sms', phone: '13800000001' });
    await dispatchDue(dispatch, MORNING);
    expect(aliyun.taken).toEqual([]);
    const kinds = (await duties.notices()).filter(({ audience }) => audience === 'coordinator');
    expect(kinds).toMatchObject([{ kind: 'mend-contact', facts: { fault: 'nobody' } }]);
  });
});

it('a mark that comes while a short message waits keeps it back', async () => {
  dispatch.policy = async () => ({ ...DEFAULT_POLICY, spreadMinutes: 600 });
  await dispatchDue(dispatch, MORNING);
  await markConfidential();
  dispatch.policy = async () => AT_ONCE;
  await dispatchDue(dispatch, beijingInstant('2024-06-28', 17, 59));
  expect(aliyun.taken).toEqual([]);
});
