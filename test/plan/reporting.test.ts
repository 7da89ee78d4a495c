import { describe, expect, it } from 'vitest';
import {
  isReturnTask,
  periodDays,
  presentWords,
  quarterlyDays,
  reportingPeriod,
  returnTitle,
} from '../../plan/reporting.ts';
import { planWith } from './plan-of.ts';

it.each([
  ['每月1日前向县教育局报送进展情况', 'before'],
  ['每月10日前向县教育局报送进展情况', 'before'],
  ['每月11日前向县教育局报送进展情况', 'ask'],
  ['每月20日前向县教育局报送进展情况', 'ask'],
  ['每月25日前向县教育局报送进展情况', 'same'],
  ['每季度末向县教育局报送进展情况', 'same'],
  ['每月15日前向县教育局报送上月进展情况', 'before'],
  ['每月20日前向县教育局报送本月进展情况', 'same'],
  ['每月20日前召开1次会议', null],
  ['每月20日前听取1次工作汇报', null],
  ['11月20日前向县教育局报送总结', null],
])('%s tells of: %s', (words, reporting) => {
  expect(planWith(`各单位${words}。`).tasks[0]?.reporting).toBe(reporting);
});

it.each([
  ['2024年3月份', '2024-03-01', '2024-03-31', '本月'],
  ['2024年2月份', '2024-02-01', '2024-02-29', '本月'],
  ['2024年第四季度', '2024-10-01', '2024-12-31', '本季度'],
  ['2024年上半年', '2024-01-01', '2024-06-30', '本半年'],
  ['2025年下半年', '2025-07-01', '2025-12-31', '本半年'],
])('%s runs from %s to %s and is called %s', (name, from, to, words) => {
  expect(periodDays(name)).toEqual({ from, to });
  expect(presentWords(name)).toBe(words);
});

it.each([
  ['2024年3月份', '2024-04-01', '2024年3月份进展情况，4月1日前报'],
  ['2024年12月份', '2025-01-01', '2024年12月份进展情况，2025年1月1日前报'],
  ['2024年3月份', null, '2024年3月份进展情况'],
])('calls the return of %s due %s %s', (name, dueOn, title) => {
  expect(returnTitle(name, dueOn)).toBe(title);
});

it.each([
  ['报送工作进展', ['2024-04-01', '2024-05-01'], true],
  ['召开推进会议', ['2024-04-01', '2024-05-01'], false],
  ['报送工作总结', ['2024-12-31'], false],
])('%s on %o is a return: %s', (title, due, is) => {
  const kind = due.length > 1 ? ('recurring' as const) : ('once' as const);
  expect(isReturnTask({ title, deadline: { text: null, kind, due } })).toBe(is);
});

describe('a quarterly report that Duban sets', () => {
  it.each([
    ['2024-01-01', '2024-12-31', ['2024-04-10', '2024-07-10', '2024-10-10', '2025-01-10']],
    ['2024-09-01', '2025-02-28', ['2024-10-10', '2025-01-10', '2025-04-10']],
    ['2024-05-01', '2024-06-30', ['2024-04-10', '2024-07-10']],
    ['2024-11-01', '2024-12-31', ['2024-10-10', '2025-01-10']],
  ])('from %s to %s is due on %o', (from, to, days) => {
    expect(quarterlyDays(from, to)).toEqual(days);
    expect(days.map((day) => reportingPeriod(day, 3))).not.toContain(null);
  });
});
