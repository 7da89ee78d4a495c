import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Channel, type Mail, mailOnly } from '../../channels/channel.ts';
import { type Dispatch, dispatchDue } from '../../channels/dispatch.ts';
import { mergeDue } from '../../channels/merging.ts';
import { type Claim, claimPrepared, prepare } from '../../db/claiming.ts';
import type { Database } from '../../db/connect.ts';
import { holdItem, listsUnderReview, releaseList, remarkItem } from '../../db/list-review.ts';
import { notice, person, plan } from '../../db/schema.ts';
import { nextMorning } from '../../plan/agenda.ts';
import { beijingInstant } from '../../plan/date.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { mailInto, testDispatch } from '../harness/dispatch.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';

const database = sharedDatabase();
const at = (day: string, hour = 8, minute = 30) => beijingInstant(day, hour, minute);
const tasks = ['选派教师', '举办培训', '支付补助'].map((title) => ({
  title,
  due: ['2024-06-28'],
  lead: ['县教育局'],
}));

let mailbox: CapturedMailbox;
let channel: Channel<Mail>;
let duties: Duties;
let dispatch: Dispatch;
let coordinator: number;

beforeAll(async () => {
  mailbox = await startCapturedMailbox();
  channel = mailInto(mailbox);
});

afterAll(async () => {
  channel.close();
  await mailbox.close();
});

beforeEach(async () => {
  mailbox.clear();
  duties = await openDuties(database(), { tasks });
  dispatch = testDispatch(database(), mailOnly(channel));
  const [row] = await database()
    .select()
    .from(person)
    .where(eq(person.email, 'coordinator@example.cn'));
  coordinator = row?.id ?? 0;
});

/** Three overdue matters whose notices for the leader are due on Tuesday 9 July. */
async function overdue(): Promise<void> {
  for (const id of duties.ids) {
    await duties.begin(id, at('2024-04-08'));
    await duties.command(id, at('2024-05-06'), {
      kind: 'acknowledge',
      door: 'link',
      unitId: duties.unitIds.get('县教育局') ?? 0,
    });
    await duties.liveUntil(id, '2024-07-09');
  }
}

const review = () => listsUnderReview(database(), duties.planId);
const item = async (index: number) => {
  const found = (await review())[index];
  if (found === undefined) throw new Error('not listed');
  const { listId, occurrenceId } = found;
  return { listId, occurrenceId, personId: coordinator, at: at('2024-07-09', 10) };
};
const sent = () =>
  mailbox.to('leader@example.cn').map(({ subject, text }) => ({ subject, text: text ?? '' }));

describe('a list that lies with the coordinator', () => {
  beforeEach(async () => {
    await overdue();
    await dispatchDue(dispatch, at('2024-07-09'));
  });

  it('can be read before it leaves', async () => {
    expect(await review()).toMatchObject([
      { title: '选派教师', unitName: '县教育局', leavesOn: '2024-07-10', held: null, waits: false },
      { title: '举办培训' },
      { title: '支付补助' },
    ]);
    expect(sent()).toEqual([]);
  });

  it('leaves out what is held back, says how many, and carries remarks and proposals', async () => {
    await holdItem(database(), await item(0), '已当面汇报');
    await remarkItem(database(), await item(1), '场地下周落实');
    expect(await review()).toMatchObject([
      { title: '选派教师', held: '已当面汇报' },
      { title: '举办培训', remark: '场地下周落实' },
      { title: '支付补助', held: null },
    ]);
    await dispatchDue(dispatch, at('2024-07-10'));
    const [mail] = sent();
    expect(mail?.subject).toContain('2项事项逾期');
    expect(mail?.text).not.toContain('选派教师');
    expect(mail?.text).toContain('办公室说明：场地下周落实');
    expect(mail?.text).toContain('另有 1 项由协调员说明理由，暂缓上报');
    expect(mail?.text).toContain('建议：限期整改，明确完成日期');
  });

  it('takes up again what was held back by mistake', async () => {
    await holdItem(database(), await item(0), '已当面汇报');
    await holdItem(database(), await item(0), null);
    await dispatchDue(dispatch, at('2024-07-10'));
    expect(sent()[0]?.subject).toContain('3项事项逾期');
  });

  it('takes no more remarks once it has left', async () => {
    const listed = await item(0);
    await dispatchDue(dispatch, at('2024-07-10'));
    await expect(holdItem(database(), listed, '太晚')).rejects.toThrow('已经上报');
    await expect(remarkItem(database(), { ...listed, listId: 99 }, '无')).rejects.toThrow('没有');
  });

  it('does not leave at all when everything in it is held back', async () => {
    for (const index of [0, 1, 2]) await holdItem(database(), await item(index), '已汇报');
    await dispatchDue(dispatch, at('2024-07-10'));
    expect(sent()).toEqual([]);
  });
});

const words = async (_db: Database, ready: { row: { id: number } }[]) =>
  new Map(
    ready.map(({ row }) => [row.id, { subject: '专报', text: '', digest: null, fields: {} }]),
  );
const pause = () => new Promise((resolve) => setTimeout(resolve, 300));

describe('a list that is leaving at this moment', () => {
  const today = at('2024-07-10');
  const claim: Claim = {
    channel: 'mail',
    limit: 10,
    now: today,
    officeHours: true,
    minuteOfDay: 510,
    urgentInQuiet: false,
    perReader: 10,
    after: null,
  };
  const prepared = async () => {
    const merging = { ...dispatch, calendar: duties.calendar, sms: false };
    await mergeDue({ ...merging, policy: await dispatch.policy() }, today);
    return (await prepare(database(), claim, words)).filter(({ row }) => row.kind === 'list');
  };

  beforeEach(async () => {
    await overdue();
    await dispatchDue(dispatch, at('2024-07-09'));
  });

  it('does not take a matter that is being held back', async () => {
    const listed = await item(0);
    const ready = await prepared();
    expect(ready).toHaveLength(1);
    const claimed = await database().transaction(async (tx) => {
      await holdItem(tx, listed, '已当面汇报');
      const claiming = claimPrepared(database(), ready, claim);
      await pause();
      return { claiming };
    });
    expect(await claimed.claiming).toEqual([]);
    await dispatchDue(dispatch, today);
    expect(sent()[0]?.text).not.toContain('选派教师');
  });

  it('is not held back any more once it is claimed', async () => {
    const listed = await item(0);
    const ready = await prepared();
    const held = await database().transaction(async (tx) => {
      expect(await claimPrepared(tx, ready, claim)).toHaveLength(1);
      const holding = holdItem(database(), listed, '太晚').then(
        () => 'held',
        (error: unknown) => String(error),
      );
      await pause();
      return { holding };
    });
    expect(await held.holding).toContain('已经上报');
  });

  it('has its words made anew by a remark', async () => {
    const listed = await item(1);
    const ready = await prepared();
    await remarkItem(database(), listed, '场地下周落实');
    expect(await claimPrepared(database(), ready, claim)).toEqual([]);
    await dispatchDue(dispatch, today);
    expect(sent()).toHaveLength(1);
    expect(sent()[0]?.text).toContain('办公室说明：场地下周落实');
    expect(sent()[0]?.subject).toContain('3项事项逾期');
  });
});

it('waits for the release that a policy asks for, and reminds the coordinator each day', async () => {
  await database()
    .update(plan)
    .set({ policy: { ...DEFAULT_POLICY, release: 'required' } });
  await overdue();
  await dispatchDue(dispatch, at('2024-07-09'));
  const [listed] = await review();
  expect(listed).toMatchObject({ waits: true });
  for (const day of ['2024-07-10', '2024-07-11', '2024-07-12'])
    await dispatchDue(dispatch, at(day));
  expect(sent()).toEqual([]);
  const asked = await database().select().from(notice).where(eq(notice.kind, 'list-release'));
  expect(asked).toHaveLength(2); // it should have left on the 10th
  const now = at('2024-07-12', 10);
  await releaseList(
    database(),
    listed?.listId ?? 0,
    nextMorning(duties.calendar, DEFAULT_POLICY, now),
  );
  await expect(releaseList(database(), listed?.listId ?? 0, now)).rejects.toThrow('已经放行');
  await dispatchDue(dispatch, at('2024-07-15'));
  expect(sent()).toHaveLength(1);
});

it('leaves out of the next list what is paused and what the leader has noted', async () => {
  await overdue();
  await dispatchDue(dispatch, at('2024-07-09'));
  await dispatchDue(dispatch, at('2024-07-10'));
  const [first = '', second = '', third = ''] = duties.ids;
  await duties.command(first, at('2024-07-11'), { kind: 'pause' });
  await duties.command(second, at('2024-07-11'), { kind: 'take-note', until: '2024-08-30' });
  await duties.liveUntil(third, '2024-07-16');
  await dispatchDue(dispatch, at('2024-07-16'));
  expect((await review()).map(({ title }) => title)).toEqual(['支付补助']);
});

it('does not bring back what was done while it was held', async () => {
  await overdue();
  await dispatchDue(dispatch, at('2024-07-09'));
  const listed = await item(0);
  await holdItem(database(), listed, '已汇报');
  await duties.command(listed.occurrenceId, at('2024-07-09', 11), { kind: 'complete' });
  expect((await review()).map(({ title }) => title)).toEqual(['举办培训', '支付补助']);
  await expect(holdItem(database(), listed, null)).rejects.toThrow('不再上报');
});
