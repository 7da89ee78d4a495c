import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Channel, type Mail, mailOnly } from '../../channels/channel.ts';
import { type Dispatch, dispatchDue } from '../../channels/dispatch.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { mergeDue } from '../../channels/merging.ts';
import { assignUnits } from '../../db/assigning.ts';
import { pausePlan, resumePlan } from '../../db/plan-changes.ts';
import { attempt, link, message, notice, person, plan, post, weeklyList } from '../../db/schema.ts';
import type { Audience } from '../../plan/moments.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { NoticeFacts, NoticeKind } from '../../plan/notice.ts';
import { mailInto, testDispatch } from '../harness/dispatch.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { emptied, sharedDatabase } from '../harness/shared-database.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';

const database = sharedDatabase();
const START = beijingInstant('2024-04-08', 10);
const MINUTE = 60_000;
const DAY = 86_400_000;
const at = (day: string, hour = 8, minute = 30) => beijingInstant(day, hour, minute);

const DUE_IN_NOVEMBER = { tasks: [{ due: ['2024-11-29'], lead: ['县教育局'] }] };

let mailbox: CapturedMailbox;
let channel: Channel<Mail>;
let duties: Duties;
let dispatch: Dispatch;
let alarms: string[];
let id: string;
let contact: { personId: number; unitId: number; email: string };

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
  await open();
});

async function open(seed: Parameters<typeof openDuties>[1] = {}): Promise<void> {
  duties = await openDuties(database(), seed);
  id = duties.ids[0] ?? '';
  alarms = [];
  dispatch = testDispatch(database(), mailOnly(channel), { alarm: (text) => alarms.push(text) });
  contact = await holderOf('县教育局', 'contact');
}

async function reopen(seed: Parameters<typeof openDuties>[1]): Promise<void> {
  await emptied(database());
  await open(seed);
}

async function holderOf(name: string, role: (typeof post.$inferSelect)['role']) {
  const unitId = duties.unitIds.get(name) ?? 0;
  const rows = await database()
    .select({ personId: person.id, email: person.email, role: post.role })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(eq(post.unitId, unitId));
  const found = rows.find((row) => row.role === role);
  if (found?.email == null) throw new Error(`${name} has no ${role}`);
  return { personId: found.personId, unitId, email: found.email };
}

const step = (now: number) => dispatchDue(dispatch, now);
const messages = () => database().select().from(message).orderBy(message.id);
const only = async () => {
  const [row, ...more] = await messages();
  if (row === undefined || more.length > 0) throw new Error(`${more.length} messages more`);
  return row;
};
const subjects = (address: string) => mailbox.to(address).map(({ subject }) => subject);

/** A notice as the ledger would write it. */
async function tell(
  audience: Audience,
  kind: NoticeKind,
  notBefore: number,
  facts: NoticeFacts = {},
): Promise<void> {
  const key = `${id}/${audience}/${kind}/${notBefore}/${facts.step ?? ''}`;
  await database().insert(notice).values({
    key,
    planId: duties.planId,
    occurrenceId: id,
    audience,
    kind,
    facts,
    notBefore,
    state: 'open',
    createdAt: notBefore,
  });
}

describe('a morning', () => {
  it('brings each person one mail of all that is due', async () => {
    const tasks = ['2024-06-27', '2024-06-28', '2024-06-28'].map((due) => ({
      due: [due],
      lead: ['县教育局'],
    }));
    await reopen({ tasks });
    for (const each of duties.ids) await duties.begin(each, START);
    for (const each of duties.ids) await duties.liveUntil(each, '2024-06-25');
    const { made, sent } = await step(at('2024-06-25'));
    expect([made, sent, mailbox.all().length]).toEqual([1, 1, 1]);
    expect(subjects(contact.email)).toEqual(['【督办提醒】3项即将到期']);
    expect(await step(at('2024-06-25', 9))).toEqual({ made: 0, sent: 0, failed: 0 });
  });

  it.each([
    ['before half past eight', at('2024-06-25', 8, 29)],
    ['after six in the evening', at('2024-06-25', 18, 1)],
    ['on a Saturday', at('2024-06-29', 10)],
    ['on a holiday', at('2024-10-02', 10)],
  ])('is not %s', async (_when, now) => {
    await tell('answering', 'remind', now - 20 * DAY, { step: 3 });
    expect(await step(now)).toEqual({ made: 0, sent: 0, failed: 0 });
    expect(await messages()).toEqual([]);
  });

  it('is made of each notice once though two processes make it together', async () => {
    for (const stepOf of [3, 2, 1]) {
      await tell('answering', 'remind', at('2024-06-25'), { step: stepOf });
    }
    const merging = { ...dispatch, calendar: duties.calendar, policy: DEFAULT_POLICY, sms: false };
    const now = at('2024-06-25');
    const made = await Promise.all([mergeDue(merging, now), mergeDue(merging, now)]);
    expect(made.toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect((await only()).noticeIds).toHaveLength(3);
  });

  it('is waited for by what comes later in the day', async () => {
    await tell('answering', 'remind', at('2024-06-25'), { step: 3 });
    await step(at('2024-06-25'));
    await tell('answering', 'urge', at('2024-06-25', 9), { step: 1 });
    await step(at('2024-06-25', 9));
    expect(mailbox.all()).toHaveLength(1);
    await step(at('2024-06-26'));
    expect(subjects(contact.email)).toHaveLength(2);
  });

  it('is not waited for by what the office urges by hand, which goes within a minute', async () => {
    await tell('answering', 'remind', at('2024-06-25'), { step: 3 });
    await step(at('2024-06-25'));
    const afternoon = at('2024-06-25', 15, 0);
    await tell('answering', 'urged', afternoon);
    await tell('answering', 'urge', afternoon, { step: 1 });
    expect(await step(afternoon)).toMatchObject({ sent: 0 });
    await tell('answering', 'urged', afternoon + 30_000);
    await step(afternoon + 30_000);
    expect(await step(afternoon + MINUTE)).toMatchObject({ sent: 1 });
    expect(subjects(contact.email).at(-1)).toBe('【督办提醒】1项催办');
    expect(subjects(contact.email)).toHaveLength(2);
    await step(at('2024-06-26'));
    expect(subjects(contact.email)).toHaveLength(3); // the rest, on the next morning
  });

  it('beside a holiday brings reminders alone', async () => {
    await reopen(DUE_IN_NOVEMBER);
    await tell('answering', 'remind', at('2024-09-29'), { step: 3 });
    await tell('leader', 'escalate', at('2024-09-29'), { step: 3 });
    await step(at('2024-09-30'));
    expect(mailbox.all().map(({ envelope }) => envelope.to)).toEqual([[contact.email]]);
    await step(at('2024-10-08'));
    expect(mailbox.all()).toHaveLength(1);
    await step(at('2024-10-09'));
    expect(mailbox.all()).toHaveLength(2);
  });
});

describe('the other side', () => {
  it('in liaison is sent nothing', async () => {
    const theirs = duties.unitIds.get('云岭县教育局') ?? 0;
    await tell(`contact:${theirs}`, 'remind', at('2024-06-25'), { step: 0 });
    await step(at('2024-06-25'));
    expect(mailbox.all()).toEqual([]);
    expect((await duties.notices()).map(({ state }) => state)).toEqual(['withdrawn']);
  });

  it('is sent nothing for a unit of ours that answers through it', async () => {
    const theirs = duties.unitIds.get('云岭县教育局') ?? 0;
    await database().execute(
      sql`update unit set answers_through_id = ${theirs} where name = '县教育局'`,
    );
    await tell('answering', 'remind', at('2024-06-25'), { step: 0 });
    await step(at('2024-06-25'));
    expect(mailbox.all()).toEqual([]);
  });
});

async function remindOn(day: string, stepOf = 3): Promise<void> {
  await tell('answering', 'remind', at(day), { step: stepOf });
  await step(at(day));
}

describe('the budget of a month', () => {
  const days = ['2024-06-03', '2024-06-04', '2024-06-05', '2024-06-06', '2024-06-07'];

  it('is four mails; what is over waits for the next month', async () => {
    await reopen(DUE_IN_NOVEMBER);
    for (const day of days) await remindOn(day);
    expect(mailbox.to(contact.email)).toHaveLength(4);
    await step(at('2024-06-28'));
    expect(mailbox.to(contact.email)).toHaveLength(4);
    await step(at('2024-07-01'));
    expect(mailbox.to(contact.email)).toHaveLength(5);
  });

  it('keeps a mail for each last reminder of the month: lighter lines go with it', async () => {
    await reopen({
      tasks: ['2024-06-21', '2024-06-28'].map((due) => ({ due: [due], lead: ['县教育局'] })),
    });
    for (const day of days) await remindOn(day);
    expect(mailbox.to(contact.email)).toHaveLength(2);
    await remindOn('2024-06-21', 0);
    expect(mailbox.to(contact.email)).toHaveLength(3);
    id = duties.ids[1] ?? '';
    await remindOn('2024-06-28', 0);
    expect(mailbox.to(contact.email)).toHaveLength(4);
    expect((await duties.notices()).filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('lets go of a reminder that had to wait until its date was past', async () => {
    for (const day of days) await remindOn(day);
    await step(at('2024-07-01'));
    expect(mailbox.to(contact.email)).toHaveLength(3);
    expect((await duties.notices()).map(({ state }) => state)).toContain('withdrawn');
  });

  it('never holds the last reminder, and what waited goes with it', async () => {
    await reopen(DUE_IN_NOVEMBER);
    for (const day of days) await remindOn(day);
    await tell('answering', 'milestone', at('2024-06-11'), { step: 9 });
    await remindOn('2024-06-11', 0);
    expect(mailbox.to(contact.email)).toHaveLength(5);
    expect((await duties.notices()).filter(({ state }) => state !== 'tied')).toEqual([]);
  });

  it('has no mail for how a count goes: that is a line in the next one', async () => {
    await reopen(DUE_IN_NOVEMBER);
    await tell('answering', 'pace', at('2024-06-03'), { sum: 0, expected: 1, target: 2 });
    for (const day of ['2024-06-03', '2024-06-04', '2024-06-05']) await step(at(day));
    expect(subjects(contact.email)).toEqual([]);
    id = duties.ids[1] ?? id;
    await tell('answering', 'milestone', at('2024-06-06'));
    await step(at('2024-06-06'));
    const [mail] = mailbox.to(contact.email);
    expect(mail?.text).toContain('按进度应完成 1，已填报 0（共 2），请加快');
  });

  it('does not count assignments and answers, and does not hold them', async () => {
    await reopen(DUE_IN_NOVEMBER);
    await assignUnits(database(), duties.planId, at('2024-06-03'));
    for (const day of days.slice(0, 4)) await remindOn(day);
    await tell('answering', 'decided', at('2024-06-07'), { approved: true });
    await step(at('2024-06-07'));
    expect(mailbox.to(contact.email)).toHaveLength(6);
  });

  it('is one mail a week for the leader of a unit', async () => {
    const leader = await holderOf('县教育局', 'leader');
    for (const day of ['2024-06-04', '2024-06-05', '2024-06-06']) {
      await tell('leader', 'escalate', at(day), { step: 3 });
      await step(at(day));
    }
    expect(mailbox.to(leader.email)).toHaveLength(1);
    await step(at('2024-06-11'));
    expect(mailbox.to(leader.email)).toHaveLength(1); // the first day after the holiday
    await step(at('2024-06-12'));
    expect(mailbox.to(leader.email)).toHaveLength(2);
  });
});

describe('a server', () => {
  const now = at('2024-06-25');
  beforeEach(async () => {
    await tell('answering', 'remind', now, { step: 3 });
  });

  it('that says 421 is asked again later and takes the mail once', async () => {
    mailbox.failNext('421', 2);
    expect(await step(now)).toEqual({ made: 1, sent: 0, failed: 1 });
    expect(await only()).toMatchObject({ state: 'ready', nextAt: now + MINUTE });
    await step(now + MINUTE - 1);
    expect((await only()).attempts).toBe(1);
    await step(now + MINUTE);
    expect(await only()).toMatchObject({ state: 'ready', nextAt: now + 3 * MINUTE, attempts: 2 });
    await step(now + 3 * MINUTE);
    await step(now + 60 * MINUTE);
    expect(await only()).toMatchObject({ state: 'sent', attempts: 3, repeats: 0 });
    expect(mailbox.all()).toHaveLength(1);
    expect(mailbox.all()[0]?.headers.has('x-duban-repeat')).toBe(false);
  });

  it('that says 421 for three days is given up, and the coordinator calls', async () => {
    mailbox.failNext('421', 100);
    let time = now;
    for (
      let round = 0;
      round < 90 && (await only().catch(() => null))?.state !== 'failed';
      round += 1
    ) {
      await step(time);
      time = Math.max(time + 60 * MINUTE, (await messages())[0]?.nextAt ?? 0);
    }
    expect((await messages())[0]?.state).toBe('failed');
    expect(time - now).toBeGreaterThan(3 * DAY);
    expect(time - now).toBeLessThan(5 * DAY);
    const office = (await duties.notices()).filter(({ kind }) => kind === 'mend-contact');
    expect(office.map(({ audience, facts }) => [audience, facts.fault])).toEqual([
      ['coordinator', 'undelivered'],
    ]);
    mailbox.recover();
  });

  it('that knows no such mailbox marks the address; once mended, the notice goes there', async () => {
    mailbox.failNext('550');
    await step(now);
    const [held] = await database().select().from(person).where(eq(person.id, contact.personId));
    expect(held?.emailFault).toContain('refused by the test');
    expect(held?.emailFault).not.toContain(contact.email);
    expect((await only()).state).toBe('failed');

    await step(at('2024-06-26'));
    expect(mailbox.to(contact.email)).toEqual([]);
    expect(subjects('coordinator@example.cn')).toEqual(['【督办提醒】1处联系方式待更正']);
    expect(mailbox.all()[0]?.text).toContain('县教育局（县教育局联系人）');

    await database()
      .update(person)
      .set({ email: 'mended@example.cn', emailFault: null })
      .where(eq(person.id, contact.personId));
    await step(at('2024-06-27'));
    expect(subjects('mended@example.cn')).toEqual(['【督办提醒】1项即将到期']);
    expect((await messages()).find(({ address }) => address.startsWith('mended'))?.state).toBe(
      'sent',
    );
  });

  it('that breaks off after the data is sent the same again, once, half an hour later', async () => {
    mailbox.failNext('drop-after-data');
    await step(now);
    expect(await only()).toMatchObject({ state: 'unclear', nextAt: now + 30 * MINUTE });
    const { subject, text } = await only();
    await database().execute(sql`update task set title = '改名'`);
    await step(now + 29 * MINUTE);
    expect(mailbox.all()).toHaveLength(1);
    await step(now + 30 * MINUTE);
    expect(await only()).toMatchObject({ state: 'sent', repeats: 1, subject, text });

    const [first, second] = mailbox.all();
    expect(second?.messageId).toBe(first?.messageId);
    expect(second?.date).toEqual(first?.date);
    expect(second?.text).toBe(first?.text);
    expect(first?.headers.has('x-duban-repeat')).toBe(false);
    expect(second?.headers.get('x-duban-repeat')).toBe('1');
  });

  it('that was unclear and then busy still gets the same text under the same id', async () => {
    mailbox.failNext('drop-after-data');
    await step(now);
    await database().execute(sql`update task set title = '改名'`);
    mailbox.failNext('421');
    await step(now + 30 * MINUTE);
    await step(now + 3 * 60 * MINUTE);
    const [first, second, ...more] = mailbox.all();
    expect(more).toEqual([]);
    expect([second?.messageId, second?.text, second?.date]).toEqual([
      first?.messageId,
      first?.text,
      first?.date,
    ]);
    expect(second?.headers.get('x-duban-repeat')).toBe('1');
  });

  it('that is unclear twice is asked no more: the coordinator calls', async () => {
    mailbox.failNext('drop-after-data', 2);
    await step(now);
    await step(now + 30 * MINUTE);
    await step(now + 3 * 60 * MINUTE);
    expect(mailbox.all()).toHaveLength(2);
    expect(await only()).toMatchObject({ state: 'failed', repeats: 1 });
    await step(at('2024-06-26'));
    const text = mailbox.to('coordinator@example.cn')[0]?.text;
    expect(text).toContain('两次发送都没有收到对方服务器的答复');
    expect(text).toContain('县教育局');
  });

  it('is not sent a repeat of what was answered meanwhile', async () => {
    await duties.begin(id, START);
    mailbox.failNext('drop-after-data');
    await step(now);
    await duties.command(id, now + MINUTE, { kind: 'complete', door: 'link' });
    await step(now + 30 * MINUTE);
    expect(mailbox.all()).toHaveLength(1);
    expect((await only()).state).toBe('dropped');
  });

  it('is not told again of one of two matters that was answered meanwhile', async () => {
    const tasks = [1, 2].map(() => ({ due: ['2024-06-28'], lead: ['县教育局'] }));
    await reopen({ tasks });
    for (const each of duties.ids) await duties.begin(each, START);
    for (const each of duties.ids) await duties.liveUntil(each, '2024-06-25');
    mailbox.failNext('drop-after-data');
    await step(now);
    const [first = ''] = duties.ids;
    await duties.command(first, now + MINUTE, { kind: 'complete', door: 'link' });
    await step(now + 31 * MINUTE);
    const mails = mailbox.to(contact.email);
    expect(mails.map(({ text }) => (text?.match(/第\d项工作\n/g) ?? []).length / 2)).toEqual([
      2, 1,
    ]);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('that takes nothing all day gets no reminder of what is late by then', async () => {
    await database().execute(sql`truncate notice cascade`);
    await duties.begin(id, START);
    await duties.liveUntil(id, '2024-06-28');
    mailbox.failNext('421', 2);
    await step(at('2024-06-28'));
    await duties.liveUntil(id, '2024-07-01');
    await step(at('2024-07-01'));
    expect(subjects(contact.email)).toEqual(['【督办提醒】1项逾期']);
    expect(subjects((await holderOf('县财政局', 'contact')).email)).toEqual([]);
  });

  it('is not asked about a message whose notice was withdrawn before it left', async () => {
    await duties.begin(id, START);
    mailbox.failNext('421');
    await step(now);
    await duties.command(id, now + 1, { kind: 'complete', door: 'link' });
    await step(now + MINUTE);
    expect(mailbox.all()).toEqual([]);
    expect((await only()).state).toBe('dropped');
  });

  it('keeps what a sender left behind that died while it sent', async () => {
    await expect(
      dispatchDue(
        {
          ...dispatch,
          channels: mailOnly({ ...channel, send: () => Promise.reject(new Error('killed')) }),
        },
        now,
      ),
    ).rejects.toThrow('killed');
    expect((await only()).state).toBe('sending');
    await step(now + 9 * MINUTE);
    expect((await only()).state).toBe('sending');
    await step(now + 11 * MINUTE);
    expect(await only()).toMatchObject({ state: 'unclear', nextAt: now + 41 * MINUTE });
    await step(now + 41 * MINUTE);
    expect(await only()).toMatchObject({ state: 'sent', repeats: 1 });
    expect(mailbox.all()).toHaveLength(1);
    expect(await database().$count(attempt)).toBe(2);
  });

  it('that refuses our own account loses nothing and rings the bell', async () => {
    const refusing: Channel<Mail> = {
      ...channel,
      send: async () => ({ result: 'configuration', response: '535 wrong' }),
    };
    await dispatchDue({ ...dispatch, channels: mailOnly(refusing) }, now);
    expect(alarms).toEqual([expect.stringContaining('535 wrong')]);
    await step(now + 5 * MINUTE);
    expect((await only()).state).toBe('sent');
  });
});

describe('nobody to write to', () => {
  it('is told to the coordinator once a day and unit, and the notices wait', async () => {
    await database().execute(sql`update post set to_day = '2024-06-01' where role = 'contact'`);
    await tell('answering', 'remind', at('2024-06-25'), { step: 3 });
    await tell('answering', 'milestone', at('2024-06-25'), { step: 1 });
    await step(at('2024-06-25'));
    await step(at('2024-06-26'));
    expect(subjects('coordinator@example.cn')).toEqual(['【督办提醒】1处联系方式待更正']);
    expect(mailbox.all()[0]?.text).toContain('县教育局');
    await database().execute(sql`update post set to_day = null`);
    await step(at('2024-06-27'));
    expect(mailbox.to(contact.email)).toHaveLength(1);
  });

  it('rings the bell when it is the coordinator', async () => {
    await database().execute(sql`delete from post where role = 'coordinator'`);
    await tell('coordinator', 'call', at('2024-06-25'));
    await step(at('2024-06-25'));
    expect(alarms).toEqual([expect.stringContaining('no working address')]);
  });
});

describe('the weekly list', () => {
  const LEADER = 'leader@example.cn';

  it('lies with the coordinator for one working day and leaves by itself', async () => {
    await tell('supervising-leader', 'list', at('2024-07-05'), { step: 7 });
    await step(at('2024-07-05')); // Friday
    expect(subjects('coordinator@example.cn')).toEqual(['【督办提醒】1项将上报']);
    const [own] = mailbox.to('coordinator@example.cn');
    expect(own?.text).toContain('本邮件由督办系统发给县协作办，供协调员处理');
    expect(own?.text).not.toContain('请与其联系');
    expect(mailbox.to(LEADER)).toEqual([]);
    await step(at('2024-07-06', 10));
    expect(mailbox.to(LEADER)).toEqual([]);
    await step(at('2024-07-08'));
    expect(subjects(LEADER)).toEqual(['【督办专报】1项事项逾期，涉及1个单位']);
  });

  it('gives the coordinator that day even when the morning mail has left', async () => {
    await tell('coordinator', 'call', at('2024-07-02'));
    await step(at('2024-07-02'));
    await tell('supervising-leader', 'list', at('2024-07-02'), { step: 7 });
    await step(at('2024-07-02', 11));
    await step(at('2024-07-03'));
    expect(subjects('coordinator@example.cn')[1]).toBe('【督办提醒】1项将上报');
    expect(mailbox.to(LEADER)).toEqual([]);
    await step(at('2024-07-04'));
    expect(mailbox.to(LEADER)).toHaveLength(1);
  });

  it('is at most one a week, and holds again what is overdue still', async () => {
    await reopen({
      tasks: [
        { due: ['2024-06-21'], lead: ['县教育局'] },
        { due: ['2024-06-25'], lead: ['县财政局'] },
      ],
    });
    for (const each of duties.ids) await duties.begin(each, START);
    for (const each of duties.ids) {
      await duties.command(each, START + 1, { kind: 'report', door: 'link' });
    }
    const weeks = ['2024-07-02', '2024-07-03', '2024-07-04', '2024-07-05', '2024-07-08'];
    for (const day of [...weeks, '2024-07-09', '2024-07-10', '2024-07-11', '2024-07-12']) {
      for (const each of duties.ids) await duties.liveUntil(each, day);
      await step(at(day));
    }
    expect(subjects(LEADER)).toEqual([
      '【督办专报】1项事项逾期，涉及1个单位',
      '【督办专报】2项事项逾期，涉及2个单位',
    ]);
    const rows = await database().select().from(weeklyList);
    expect(rows.map(({ week }) => week)).toEqual(['2024-07-01', '2024-07-08']);
  });

  it('does not leave when all of it is settled meanwhile', async () => {
    await duties.begin(id, START);
    await tell('supervising-leader', 'list', at('2024-07-09'), { step: 7 });
    await step(at('2024-07-09'));
    await duties.command(id, at('2024-07-09', 15), { kind: 'complete', door: 'link' });
    await step(at('2024-07-10'));
    expect(mailbox.to(LEADER)).toEqual([]);
  });

  it('without a supervising leader is asked about once', async () => {
    await database().execute(sql`delete from post where role = 'supervising-leader'`);
    await tell('supervising-leader', 'list', at('2024-07-09'), { step: 7 });
    for (const day of ['2024-07-09', '2024-07-10', '2024-07-11']) await step(at(day));
    expect(subjects('coordinator@example.cn')).toEqual(['【督办提醒】1处联系方式待更正']);
    expect(mailbox.all()[0]?.text).toContain('没有可用的分管领导邮箱');
  });
});

describe('a mail', () => {
  const now = at('2024-11-29');

  beforeEach(async () => {
    const quote = '选派2名教师到<云岭县>支教，“11月底前”完成 & 报送';
    await reopen({
      tasks: [{ due: ['2024-11-30'], lead: ['县教育局'], title: '选派<教师>', quote }],
    });
    await tell('answering', 'remind', now, { step: 0 });
    await step(now);
  });

  it('says what, until when and by which working day, from which clause, and where', async () => {
    const text = mailbox.to(contact.email)[0]?.text ?? '';
    expect(text).toContain('县教育局联系人：');
    expect(text).toContain('1 选派<教师>');
    expect(text).toContain('时限：2024年11月30日（周六），请于11月29日（周五）下班前办理');
    expect(text).toContain('原文：选派2名教师到<云岭县>支教，“11月底前”完成 & 报送');
    expect(text).toContain('县协作办');
    const [made] = await database().select().from(link);
    expect(text).toContain(dispatch.signer.address(made?.id ?? ''));
  });

  it('escapes in HTML what people wrote', () => {
    const html = String(mailbox.to(contact.email)[0]?.html);
    expect(html).toContain('选派&lt;教师&gt;');
    expect(html).toContain('&lt;云岭县&gt;');
    expect(html).toContain('完成 &amp; 报送');
    expect(html).not.toContain('<教师>');
    expect(html).toMatch(/href="https:\/\/duban\.example\.cn\/u\/[\w-]+\.[\w-]{22}"/);
  });

  it('leaves no usable link in the database', async () => {
    const [row] = await messages();
    const stored = JSON.stringify([
      row,
      await duties.notices(),
      await database().select().from(link),
    ]);
    expect(row?.text).toMatch(/\{link:[\w-]+\}/);
    expect(stored).not.toContain('duban.example.cn');
    const token = /\/u\/[\w-]+\.([\w-]{22})/.exec(mailbox.all()[0]?.text ?? '')?.[1];
    expect(token).toHaveLength(22);
    expect(stored).not.toContain(token);
  });

  it('carries no link where phones could not open it, and says how to answer', async () => {
    await tell('answering', 'urge', at('2024-12-02'), { step: 1 });
    await dispatchDue({ ...dispatch, office: { links: () => 'none' } }, at('2024-12-02'));
    const text = mailbox.to(contact.email)[1]?.text ?? '';
    expect(text).not.toContain('/u/');
    expect(text).toContain('通过电话、纸质材料答复');
  });

  it('is made automatically and names its sender and an id of our domain', () => {
    const mail = mailbox.all()[0];
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{32}@example\.cn>$/);
    expect(mail?.date?.getTime()).toBe(now);
  });
});

it('assigns to a unit all its tasks in one mail with its link', async () => {
  await reopen({
    tasks: [
      { due: ['2024-11-30'], lead: ['县教育局'], support: ['县财政局'], title: '选派教师' },
      { due: ['2024-05-20', '2024-06-20'], lead: ['县教育局'], title: '报送进展' },
    ],
  });
  await assignUnits(database(), duties.planId, at('2024-04-08', 10));
  await step(at('2024-04-08', 10));
  const finance = await holderOf('县财政局', 'contact');
  expect(subjects(contact.email)).toEqual(['【交办通知】2024年协作方案（2项任务）']);
  expect(subjects(finance.email)).toEqual(['【交办通知】2024年协作方案（1项任务）']);
  expect(mailbox.to(contact.email)[0]?.text).toContain('共 2 次；首次 2024年5月20日（周一）');
  expect(mailbox.to(finance.email)[0]?.text).toContain('配合，由县教育局负责办理和填报');
  expect(mailbox.to(contact.email)[0]?.text).toContain('https://duban.example.cn/u/');
});

describe('a plan that is paused', () => {
  const order = { personId: null, now: START };

  beforeEach(async () => {
    await database().update(plan).set({ state: 'running', launchedAt: START });
  });

  it('lets answers to people’s acts go, and keeps reminders until it is resumed', async () => {
    await tell('answering', 'remind', at('2024-04-09'), { step: 3 });
    await tell('answering', 'decided', at('2024-04-09'), { approved: true });
    await pausePlan(database(), duties.planId, order);
    await step(at('2024-04-09'));
    expect(mailbox.to(contact.email)).toHaveLength(1);
    expect(mailbox.to(contact.email)[0]?.text).not.toContain('即将到期');
    const states = await database().select({ kind: notice.kind, state: notice.state }).from(notice);
    expect(states).toContainEqual({ kind: 'remind', state: 'open' });
    await resumePlan(database(), duties.planId, order);
    await step(at('2024-04-10'));
    expect(mailbox.to(contact.email)).toHaveLength(2);
  });

  it('takes back what was ready to leave when it was paused', async () => {
    await tell('answering', 'remind', at('2024-04-09'), { step: 3 });
    mailbox.failNext('421', 1);
    await step(at('2024-04-09'));
    expect((await only()).state).toBe('ready');
    await pausePlan(database(), duties.planId, order);
    await step(at('2024-04-09', 10));
    expect((await only()).state).toBe('dropped');
    expect(mailbox.all()).toEqual([]);
  });
});
