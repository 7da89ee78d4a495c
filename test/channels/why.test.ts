import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailOnly } from '../../channels/channel.ts';
import { type Dispatch, dispatchDue } from '../../channels/dispatch.ts';
import { changeCalendar } from '../../db/calendar-change.ts';
import { setPolicy } from '../../db/plan-changes.ts';
import { person, plan } from '../../db/schema.ts';
import { whyFacts } from '../../db/why.ts';
import { audiencesOfPerson, audiencesOfUnits } from '../../db/why-asked.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { Audience } from '../../plan/moments.ts';
import { DEFAULT_POLICY, type Policy } from '../../plan/policy.ts';
import { type WhyMoment, whyMoments, whyOnDay } from '../../plan/why.ts';
import { AT_ONCE, mailInto, testDispatch } from '../harness/dispatch.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';

const database = sharedDatabase();
const at = (day: string, hour = 8, minute = 30) => beijingInstant(day, hour, minute);

let mailbox: CapturedMailbox;
let dispatch: Dispatch;
let duties: Duties;
let id: string;
let policy: Policy;
let close: () => void;

async function open(seed: Parameters<typeof openDuties>[1] = {}): Promise<void> {
  duties = await openDuties(database(), seed);
  id = duties.ids[0] ?? '';
  await duties.begin(id, at('2024-04-08', 10));
}

beforeEach(async () => {
  mailbox = await startCapturedMailbox();
  const mail = mailInto(mailbox);
  close = () => mail.close();
  policy = AT_ONCE;
  dispatch = testDispatch(database(), mailOnly(mail), { policy: async () => policy });
});

afterEach(async () => {
  close();
  await mailbox.close();
});

/** Lives to the end of a day and sends on each of the mornings named. */
async function live(...mornings: string[]): Promise<void> {
  for (const day of mornings) {
    await duties.liveUntil(id, day);
    await dispatchDue(dispatch, at(day));
  }
}

async function why(now: number, unit: string | null = '县教育局'): Promise<WhyMoment[]> {
  const { facts } = await whyFacts(database(), id, duties.calendar, now);
  const unitIds = [duties.unitIds.get(unit ?? '') ?? 0];
  const asked = unit === null ? null : await audiencesOfUnits(database(), id, unitIds);
  return whyMoments(facts, asked);
}

const lines = (moments: WhyMoment[]) =>
  moments.map(({ day, what, outcome }) => `${day} ${what} ${outcome}`);

async function ofDay(day: string, now: number, unit = '县教育局') {
  const { facts } = await whyFacts(database(), id, duties.calendar, now);
  return whyOnDay(await why(now, unit), day, facts);
}

const reasonsOf = (moments: WhyMoment[], day: string) =>
  moments
    .filter((moment) => moment.day === day)
    .flatMap(({ reasons, told }) => [...reasons, ...told.flatMap((each) => each.lines)]);

it('tells of every moment from the beginning, past and to come', async () => {
  await open();
  await live('2024-06-14', '2024-06-25');
  const moments = await why(at('2024-06-26'));
  expect(lines(moments)).toEqual([
    '2024-06-14 到期提醒 told',
    '2024-06-25 到期提醒 told',
    '2024-06-28 到期提醒（最后一次） to-come',
    '2024-07-01 逾期催办 to-come',
  ]);
  const [first] = moments;
  expect(first?.rule).toContain('（remind.quarterly）');
  expect(first?.told[0]?.messages[0]).toMatchObject({
    reader: '县教育局联系人',
    steps: [{ kind: 'created' }, { kind: 'tried', server: expect.stringMatching(/^250 /) }],
  });
});

it('tells a unit that takes part of the last reminder only, and the other side of nothing', async () => {
  await open();
  expect(lines(await why(at('2024-06-10'), '县财政局'))).toEqual([
    '2024-06-28 到期提醒（最后一次） to-come',
  ]);
  const other = duties.unitIds.get('云岭县教育局') ?? 0;
  expect(await audiencesOfUnits(database(), id, [other])).toBeNull();
});

it('tells the office of everybody', async () => {
  await open();
  const all = lines(await why(at('2024-06-10'), null));
  expect(all).toContain('2024-07-03 请单位领导督促 to-come');
  expect(all).toContain('2024-07-09 列入督办领导专报 to-come');
});

const heard = async (name: string) => {
  const [row] = await database().select().from(person).where(eq(person.name, name));
  const audiences = await audiencesOfPerson(database(), id, row?.id ?? 0);
  return [...(audiences ?? [])].filter((each) => !each.startsWith('contact:'));
};

it('knows people by their posts', async () => {
  await open();
  expect(await heard('县教育局联系人')).toEqual<Audience[]>(['answering']);
  expect(await heard('县教育局领导')).toEqual<Audience[]>(['leader']);
  expect(await heard('周协调')).toEqual<Audience[]>(['coordinator', 'verifier']);
  expect(await heard('林县长')).toEqual<Audience[]>(['supervising-leader']);
  expect(await heard('云岭县教育局联系人')).toEqual([]);
});

describe('a reminder', () => {
  it('waits over budget, and says so', async () => {
    policy = { ...policy, mailsPerMonth: 1 };
    await open();
    await live('2024-06-14');
    const moments = await why(at('2024-06-14', 9));
    expect(lines(moments)[0]).toBe('2024-06-14 到期提醒 waits');
    expect(reasonsOf(moments, '2024-06-14').join()).toContain('本月的消息已到上限');
    policy = { ...policy, mailsPerMonth: 4 };
    await live('2024-06-17');
    const later = await why(at('2024-06-17', 9));
    expect(lines(later)[0]).toBe('2024-06-14 到期提醒 told');
    expect(reasonsOf(later, '2024-06-14').join()).toContain('推迟到2024年6月17日（周一）');
  });

  it('that was planned does not come once the work is reported done', async () => {
    await open();
    await live('2024-06-14');
    await duties.command(id, at('2024-06-20', 10), { kind: 'complete', door: 'link' });
    const moments = await why(at('2024-06-26'));
    expect(lines(moments).slice(1)).toEqual(
      expect.arrayContaining([
        '2024-06-25 到期提醒 not-told',
        '2024-06-28 到期提醒（最后一次） not-told',
      ]),
    );
    const [reason] = reasonsOf(moments, '2024-06-25');
    expect(reason).toContain('2024年6月20日（周四）报办结');
  });

  it('is withdrawn when the work is done between the moment and the mail', async () => {
    await open();
    await duties.liveUntil(id, '2024-06-14');
    await duties.command(id, at('2024-06-14', 8, 10), { kind: 'complete', door: 'link' });
    await dispatchDue(dispatch, at('2024-06-14'));
    const moments = await why(at('2024-06-14', 9));
    expect(lines(moments)[0]).toBe('2024-06-14 到期提醒 not-told');
    expect(reasonsOf(moments, '2024-06-14').join()).toContain('报办结，这条通知不再需要');
    expect(mailbox.all()).toHaveLength(0);
  });

  it('gives way to a graver notice while it waits', async () => {
    await open();
    await duties.liveUntil(id, '2024-06-25');
    await dispatchDue(dispatch, at('2024-06-25'));
    const moments = await why(at('2024-06-25', 9));
    expect(lines(moments).slice(0, 2)).toEqual([
      '2024-06-14 到期提醒 not-told',
      '2024-06-25 到期提醒 told',
    ]);
    expect(reasonsOf(moments, '2024-06-14').join()).toContain('“到期提醒”取代');
  });

  it('stands for those that an outage missed', async () => {
    await open();
    await duties.catchUp(id, at('2024-06-26', 0, 40));
    const moments = await why(at('2024-06-26', 9));
    expect(reasonsOf(moments, '2024-06-25').join()).toContain('2 次合并为这一次');
    expect(reasonsOf(moments, '2024-06-14').join()).toContain('系统当时中断');
  });

  it('waits for somebody who can be reached', async () => {
    await open();
    await database().update(person).set({ email: null, phone: null });
    await live('2024-06-14');
    const moments = await why(at('2024-06-14', 9));
    expect(lines(moments)[0]).toBe('2024-06-14 到期提醒 waits');
    expect(reasonsOf(moments, '2024-06-14').join()).toContain('联系不上');
  });

  it('moves with an extension; the day of before says why nothing came', async () => {
    await open();
    await live('2024-06-14');
    const until = '2024-07-31';
    await duties.command(id, at('2024-06-20', 9), { kind: 'request-extension', until });
    const approved = { kind: 'decide-extension' as const, approve: true, until };
    await duties.command(id, at('2024-06-20', 10), approved);
    const { moments } = await ofDay('2024-06-25', at('2024-06-26'));
    expect(reasonsOf(moments, '2024-06-25')).toEqual([
      '2024年6月20日（周四）同意延期至2024年7月31日（周三），原定的这一次不再执行',
    ]);
  });
});

describe('once the rules were changed', () => {
  const remind = { ...DEFAULT_POLICY.remind, quarterly: [40, 10, 3, 0] };

  beforeEach(async () => {
    await open();
    await database().update(plan).set({ state: 'running' });
    await live('2024-06-14');
    const order = { personId: null, now: at('2024-06-20') };
    await setPolicy(database(), duties.planId, { ...DEFAULT_POLICY, remind }, order);
  });

  it('what came before is not explained by them without saying so', async () => {
    const moments = await why(at('2024-06-24'));
    const past = moments.find(({ day }) => day === '2024-06-14');
    expect(past?.rule).toMatch(/^按现行规则推算：.*（remind.quarterly）/);
    const coming = moments.find(({ day }) => day === '2024-06-25');
    expect(coming?.rule).not.toContain('按现行规则推算');
  });

  it('what they would have asked for before is no fault of the system', async () => {
    const moments = await why(at('2024-06-24'));
    const [missing] = moments.filter(({ outcome }) => outcome === 'not-told');
    expect(missing?.rule).toContain('按现行规则推算：时限前 40 个工作日提醒');
    expect(missing?.reasons).toEqual([expect.stringContaining('当时不一定排有这一次')]);
  });
});

const missed = (moments: WhyMoment[]) =>
  moments.find(({ day }) => day === '2024-06-14')?.reasons.join();

it('tells the office of its doctor, and a unit whom to ask, when a step was missed', async () => {
  await open();
  expect(missed(await why(at('2024-06-20'), null))).toContain('duban doctor');
  expect(missed(await why(at('2024-06-20')))).toContain('请向办公室询问');
});

it('says of a day that has passed that its calendar was entered later', async () => {
  await open();
  await live('2024-06-14');
  const year = { year: 2024, source: '补录', rest: ['2024-06-19'], work: [] };
  await changeCalendar(database(), year, { personId: null, now: at('2024-06-21') });
  duties.calendar = calendarOf([year]);
  const { lines: said } = await ofDay('2024-06-19', at('2024-06-24'));
  expect(said.join()).toContain('按现行放假安排：2024年6月19日（周三）放假');
});

describe('a day without a reminder', () => {
  it.each([
    ['2024-06-22', '2024年6月22日（周六）是周六，不发通知'],
    ['2024-06-10', '2024年6月10日（周一）放假，不发通知'],
    ['2024-04-30', '2024年4月30日（周二）是长假前后的工作日，只发到期提醒'],
    ['2024-06-19', '前一次：2024年6月14日（周五） 到期提醒'],
  ])('%s says: %s', async (day, words) => {
    await open();
    await live('2024-06-14');
    const { lines: said } = await ofDay(day, at('2024-06-24'));
    expect(said.join('\n')).toContain(words);
    expect(said[0]).toContain('没有到点的提醒或催办');
  });
});
