import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Channel, type Mail, mailOnly } from '../../channels/channel.ts';
import { dispatchDue } from '../../channels/dispatch.ts';
import { notice, plan } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { DEFAULT_POLICY, type Policy } from '../../plan/policy.ts';
import { mailInto, testDispatch } from '../harness/dispatch.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { emptied, sharedDatabase } from '../harness/shared-database.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';

const database = sharedDatabase();
const START = beijingInstant('2024-04-08', 10);
const at = (day: string, hour = 8, minute = 30) => beijingInstant(day, hour, minute);

let mailbox: CapturedMailbox;
let channel: Channel<Mail>;
let duties: Duties;
let policy: Policy;

beforeAll(async () => {
  mailbox = await startCapturedMailbox();
  channel = mailInto(mailbox);
});

afterAll(async () => {
  channel.close();
  await mailbox.close();
});

// 10 working days before Friday 28 June is Friday 14 June; before 2 July it is Tuesday 18 June
const TWO = [
  { due: ['2024-06-28'], lead: ['县教育局'] },
  { due: ['2024-07-02'], lead: ['县教育局'] },
];

beforeEach(async () => {
  mailbox.clear();
  await open(TWO);
});

async function open(tasks: { due: string[]; lead: string[] }[]): Promise<void> {
  await emptied(database());
  policy = { ...DEFAULT_POLICY, spreadMinutes: 0, mailsPerMonth: 30 };
  duties = await openDuties(database(), { tasks });
  await database().update(plan).set({ state: 'running' });
  for (const id of duties.ids) await duties.begin(id, START);
}

const dispatch = () => testDispatch(database(), mailOnly(channel), { policy: async () => policy });

/** A morning: the moments that have come, then the mails. */
async function morning(day: string): Promise<string[]> {
  mailbox.clear();
  for (const id of duties.ids) await duties.liveUntil(id, day);
  await dispatchDue(dispatch(), at(day));
  const unitId = duties.unitIds.get('县教育局');
  return mailbox.to(`u${unitId}@example.cn`).map(({ subject }) => subject ?? '');
}

const early = async () =>
  await database().select().from(notice).where(sql`${notice.facts} ? 'early'`);

const first = () => duties.ids[0] ?? '';
const second = () => duties.ids[1] ?? '';

describe('a digest that is made anyway', () => {
  it('tells what comes within three working days, which is then not told again', async () => {
    await morning('2024-05-10');
    expect(await morning('2024-06-14')).toEqual(['【督办提醒】2项即将到期']);
    expect(
      (await early()).map(({ facts, state, audience }) => [facts.step, state, audience]),
    ).toEqual([[10, 'tied', 'answering']]);
    expect(await morning('2024-06-18')).toEqual([]);
  });

  it('says by which date, and how many days are left', async () => {
    await morning('2024-06-14');
    const text = mailbox.to(`u${duties.unitIds.get('县教育局')}@example.cn`)[0]?.text ?? '';
    expect(text).toContain('时限：2024年7月2日（周二）（还有 18 天）');
  });

  it('leaves the moment in the ledger, with its notice withdrawn', async () => {
    await morning('2024-06-14');
    await morning('2024-06-18');
    const told = (await duties.notices(second())).filter(
      ({ kind, facts }) => kind === 'remind' && facts.step === 10,
    );
    expect(told.map(({ state }) => state)).toEqual(['tied', 'withdrawn']);
  });

  it('never brings the last reminder', async () => {
    await morning('2024-06-14');
    await morning('2024-06-18');
    await morning('2024-06-25');
    expect(await morning('2024-06-28')).toEqual(['【督办提醒】1项即将到期']);
    expect(await morning('2024-07-02')).toEqual(['【督办提醒】1项逾期、1项即将到期']);
  });

  it('tells nothing early that is further away, or where the policy says none', async () => {
    policy = { ...policy, bringForwardDays: 1 };
    expect(await morning('2024-06-14')).toEqual(['【督办提醒】1项即将到期']);
    expect(await early()).toEqual([]);
    policy = { ...policy, bringForwardDays: 0 };
    expect(await morning('2024-06-18')).toEqual(['【督办提醒】1项即将到期']);
  });

  it('is not made because something comes', async () => {
    expect(await morning('2024-06-13')).toEqual([]);
    expect(await early()).toEqual([]);
  });
});

describe('what was to be told early', () => {
  it('is withdrawn by the completion, like any reminder', async () => {
    policy = { ...policy, spreadMinutes: 30 };
    await morning('2024-06-14');
    await duties.command(second(), at('2024-06-14', 8, 31), { kind: 'complete' });
    expect((await early()).map(({ state, untrue }) => [state, untrue])).toEqual([
      ['withdrawn', true],
    ]);
    await dispatchDue(dispatch(), at('2024-06-14', 9, 10));
    const [mail] = mailbox.to(`u${duties.unitIds.get('县教育局')}@example.cn`);
    expect(mail?.subject).toBe('【督办提醒】1项即将到期');
  });

  it('is told again when another date is set', async () => {
    await morning('2024-06-14');
    await duties.command(second(), at('2024-06-14', 11), { kind: 'set-due', until: '2024-07-03' });
    expect(await morning('2024-06-17')).toEqual(['【督办提醒】1项即将到期、1项变更']);
    // the answer carries the reminder of the new date along
    expect((await early()).map(({ key }) => key.split('/early/')[1])).toEqual([
      'remind/10/2024-07-02',
      'remind/10/2024-07-03',
    ]);
  });

  it('is told in its own time when its digest could not be sent', async () => {
    await morning('2024-06-14');
    await database().execute(sql`update message set state = 'failed'`);
    expect(await morning('2024-06-18')).toEqual(['【督办提醒】1项即将到期']);
  });

  it('is nothing of a paused plan', async () => {
    await database().update(plan).set({ state: 'paused' });
    await morning('2024-06-14');
    expect(await early()).toEqual([]);
  });

  it('is nothing of a duty that is done', async () => {
    await duties.command(second(), START + 1, { kind: 'complete' });
    expect(await morning('2024-06-14')).toEqual(['【督办提醒】1项即将到期']);
  });

  it('is told once, however often the morning’s step is taken', async () => {
    await morning('2024-06-14');
    await dispatchDue(dispatch(), at('2024-06-14', 9));
    await dispatchDue(dispatch(), at('2024-06-14', 10));
    expect(await early()).toHaveLength(1);
    expect(mailbox.to(`u${duties.unitIds.get('县教育局')}@example.cn`)).toHaveLength(1);
    expect(await database().$count(notice, eq(notice.occurrenceId, first()))).toBeGreaterThan(0);
  });
});
