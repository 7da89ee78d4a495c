import { expect, it } from 'vitest';
import { calendarOf, isProvisional, isWorkingDay } from '../../plan/calendar.ts';
import { enteredYearOf, yearOfSheets } from '../../plan/calendar-entry.ts';

const REST = [
  '2027-01-01..2027-01-03',
  '2027-02-05..2027-02-11',
  '2027年4月5日',
  '2027-05-01..2027-05-05',
  '2027-10-01..2027-10-07',
];
const written = { source: '国办发明电〔2026〕1号', rest: REST, work: ['2027-02-13', '2027-10-09'] };

it('takes a year in as single days, in order', () => {
  const { entered, faults } = enteredYearOf(2027, written);
  expect(faults).toEqual([]);
  expect(entered.rest).toHaveLength(23);
  expect([entered.rest[0], entered.rest.at(-1)]).toEqual(['2027-01-01', '2027-10-07']);
  const calendar = calendarOf([entered]);
  expect(isProvisional(calendar, '2027-06-01')).toBe(false);
  expect(isWorkingDay(calendar, '2027-02-05')).toBe(false);
  expect(isWorkingDay(calendar, '2027-02-13')).toBe(true);
});

it.each([
  [{ source: ' ' }, '须写明依据的通知文号'],
  [{ rest: [...REST, '2027-02-30'] }, '“2027-02-30”不是存在的日期'],
  [{ rest: [...REST, '2027-03-09..2027-03-01'] }, '不是存在的日期或时段'],
  [{ rest: [...REST, '2026-10-01'] }, '2026-10-01 不在 2027 年'],
  [{ work: ['2027-10-01'] }, '既列为休息又列为上班'],
  [{ work: ['2027-03-03'] }, '2027-03-03 是周三，本来就上班'],
  [{ rest: REST.slice(0, 4) }, '没有国庆节（2027-10-01）'],
  [{ rest: ['2027-01-01', '2027-05-01', '2027-10-01'] }, '只有 3 个休息日'],
])('what cannot be meant is refused: %j', (change, fault) => {
  expect(enteredYearOf(2027, { ...written, ...change }).faults.join('\n')).toContain(fault);
});

it('lets a leave at New Year begin in the year before', () => {
  const rest = ['2026-12-31..2027-01-02', ...REST.slice(1)];
  expect(enteredYearOf(2027, { ...written, rest }).faults).toEqual([]);
});

it('reads a table of days, and names the rows that say neither 休 nor 班', () => {
  const rows = [
    ['2027年节假日安排', ''],
    ['日期', '类型'],
    ['2027-01-01', '休'],
    ['2027-02-13', '班'],
    ['', ''],
    ['2027-02-14', '半天'],
  ];
  expect(yearOfSheets([{ name: '表', rows }])).toEqual({
    rest: ['2027-01-01'],
    work: ['2027-02-13'],
    faults: [expect.stringContaining('第 6 行 类型：应为 休 或 班，现为“半天”')],
  });
  expect(yearOfSheets([{ name: '表', rows: [['a', 'b']] }]).faults).toHaveLength(1);
});
