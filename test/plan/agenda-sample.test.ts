import { expect, it } from 'vitest';
import { sampleAgenda, type SampleKind } from '../../plan/agenda-sample.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';

const calendar = calendarOf();
const shown = (kind: SampleKind, today: string, policy = DEFAULT_POLICY) =>
  sampleAgenda(kind, policy, calendar, today);

it.each<[SampleKind, today: string, dueOn: string, practicalOn: string | null]>([
  ['monthly', '2024-03-28', '2024-05-01', '2024-04-30'],
  ['monthly', '2023-11-15', '2024-01-01', '2023-12-29'],
  ['quarter', '2024-03-28', '2024-06-30', '2024-06-28'],
  ['quarter', '2024-02-29', '2024-03-31', '2024-03-29'],
  ['november', '2024-03-28', '2024-11-30', '2024-11-29'],
  ['november', '2023-09-01', '2024-11-30', '2024-11-29'],
  ['week', '2024-02-22', '2024-02-29', null],
  ['week', '2023-12-29', '2024-01-05', null],
])('the sample %s seen on %s is due on %s', (kind, today, dueOn, practicalOn) => {
  const { moments, provisional, ...dates } = shown(kind, today);
  expect(dates).toEqual({ dueOn, practicalOn });
  expect(provisional).toBe(false);
  expect(moments.length).toBeGreaterThan(3);
  expect(moments.every(({ day }) => day >= today)).toBe(true);
});

it('tells each moment with its day, its hour, what happens and by which rule', () => {
  const policy = { ...DEFAULT_POLICY, moment: { hour: 9, minute: 5 } };
  const { moments } = shown('november', '2024-03-28', policy);
  const last = moments.find(({ words }) => words.includes('最后一次'));
  expect(last).toMatchObject({ day: '2024-11-29', weekday: '周五', time: '09:05', late: false });
  expect(last?.why).toContain('最后一个工作日');
  // keys are for the command line
  expect(moments.map(({ why }) => why).join()).not.toMatch(/（[a-zA-Z.0-9]+）/);
});

const late = (policy = DEFAULT_POLICY) =>
  shown('week', '2024-02-22', policy)
    .moments.filter((moment) => moment.late)
    .slice(0, 3)
    .map(({ day, words }) => `${day} ${words}`);

it('follows what is changed: another ladder, nothing for leaders where only weighty matters go up', () => {
  expect(late()).toEqual([
    '2024-03-01 逾期催办',
    '2024-03-05 请单位领导督促',
    '2024-03-11 列入督办领导专报',
  ]);
  expect(late({ ...DEFAULT_POLICY, upward: 'weighty' })[2]).toContain('请单位领导督促');
  const ladder = [{ afterDays: 2, to: 'answering' as const }];
  expect(late({ ...DEFAULT_POLICY, ladder })[0]).toBe('2024-03-04 逾期催办');
});
