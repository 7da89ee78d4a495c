import { afterAll, beforeAll, expect, it } from 'vitest';
import { beijingDate } from '../../plan/date.ts';
import { seedPlan } from '../harness/seed.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

let year: TestYear;
let unitIds: Map<string, number>;

beforeAll(async () => {
  year = await openTestYear('2024-03-05');
  const seeded = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局', '县委办', '云岭县教育局'],
    leadingBodies: ['县委办'],
    tasks: [
      { due: ['2024-06-30'], lead: ['县教育局', '云岭县教育局'], support: ['县财政局'] },
      { due: ['2024-05-31'], lead: ['云岭县教育局'] },
      { due: ['2024-05-31'], lead: ['县委办'] },
    ],
  });
  unitIds = seeded.unitIds;
  await year.launch(seeded.planId);
  await year.liveUntil('2024-07-31');
});

afterAll(() => year.close());

/** "day subject" of every mail to an address. */
function mailsTo(address: string): string[] {
  return year.mailbox
    .to(address)
    .map(({ date, subject }) => `${beijingDate(date?.getTime() ?? 0)} ${subject}`);
}

it('tells the unit in time, and urges it once it is late', () => {
  expect(mailsTo(`u${unitIds.get('县教育局')}@example.cn`)).toEqual([
    '2024-03-05 【交办通知】2024年协作方案（1项任务）',
    '2024-03-08 【督办提醒】1份交办通知待签收',
    '2024-04-01 【督办提醒】1项在办',
    '2024-05-16 【督办提醒】1项即将到期', // 30 working days before Friday 28 June
    '2024-06-14 【督办提醒】1项即将到期', // 10
    '2024-06-25 【督办提醒】1项即将到期', // 3
    '2024-06-28 【督办提醒】1项即将到期', // 30 June is a Sunday
    '2024-07-01 【督办提醒】1项逾期',
  ]);
});

it('goes up to the unit’s own leader after three working days', () => {
  expect(mailsTo(`l${unitIds.get('县教育局')}@example.cn`)).toEqual([
    '2024-07-03 【督办提醒】1项逾期',
  ]);
});

it('takes it to the supervising leader after seven, by a list that the coordinator saw the day before', () => {
  expect(mailsTo('leader@example.cn')).toEqual([
    '2024-07-10 【督办专报】1项事项逾期，涉及1个单位',
    '2024-07-17 【督办专报】1项事项逾期，涉及1个单位',
    '2024-07-24 【督办专报】1项事项逾期，涉及1个单位',
    '2024-07-31 【督办专报】1项事项逾期，涉及1个单位',
  ]);
  const reviewed = mailsTo('coordinator@example.cn').filter((mail) => mail.includes('项将上报'));
  expect(reviewed.map((mail) => mail.slice(0, 10))).toEqual([
    '2024-07-09',
    '2024-07-16',
    '2024-07-23',
    '2024-07-30',
  ]);
});

it('tells a unit that takes part at launch and on the last day only', () => {
  expect(mailsTo(`u${unitIds.get('县财政局')}@example.cn`)).toEqual([
    '2024-03-05 【交办通知】2024年协作方案（1项任务）',
    '2024-03-08 【督办提醒】1份交办通知待签收',
    '2024-06-28 【督办提醒】1项即将到期',
  ]);
});

it('sends nothing to the other side, and lists its item for the coordinator monthly', () => {
  expect(mailsTo(`u${unitIds.get('云岭县教育局')}@example.cn`)).toEqual([]);
  const monthly = mailsTo('coordinator@example.cn').filter((mail) => mail.includes('项需协调'));
  expect(monthly.map((mail) => mail.slice(0, 10))).toEqual([
    '2024-04-01',
    '2024-05-07', // 6 May is the first day after a holiday
    '2024-06-03',
    '2024-07-01',
  ]);
});

it('leaves a leading body to the coordinator', () => {
  expect(mailsTo(`l${unitIds.get('县委办')}@example.cn`)).toEqual([]);
  const [list] = year.mailbox.to('leader@example.cn');
  expect(list?.text).not.toContain('县委办');
  const calls = year.mailbox
    .to('coordinator@example.cn')
    .filter(({ text }) => /催办电话清单[\s\S]*县委办/.test(text ?? ''));
  expect(calls.length).toBeGreaterThan(0);
});
