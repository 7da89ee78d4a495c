import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  calendarOf,
  isHoliday,
  isProvisional,
  isQuietDay,
  isWorkingDay,
  leaveAround,
  workingDayFrom,
  workingDaysAfter,
  workingDayUntil,
} from '../../plan/calendar.ts';
import { CALENDAR_YEARS } from '../../plan/calendar-years.ts';
import { addDays, chineseDate, isPlainDate, weekday, yearOf } from '../../plan/date.ts';

const calendar = calendarOf();

describe('the shipped years', () => {
  it.each([
    ['2019-02-02', 'worked'], // 春节调休
    ['2019-10-12', 'worked'],
    ['2019-11-30', 'rest'],
    ['2020-01-31', 'rest'], // the leave was made longer by a notice of its own
    ['2020-02-02', 'rest'],
    ['2022-01-01', 'rest'],
    ['2023-06-25', 'worked'],
    ['2024-02-09', 'worked'], // 除夕 of 2024 was no public holiday
    ['2024-02-18', 'worked'],
    ['2024-02-29', 'worked'],
    ['2024-09-29', 'worked'],
    ['2024-10-01', 'rest'],
    ['2024-10-12', 'worked'],
    ['2025-01-01', 'rest'],
    ['2025-01-26', 'worked'],
    ['2025-01-28', 'rest'],
    ['2025-02-08', 'worked'],
  ])('know that %s is %s', (date, expected) => {
    expect(isWorkingDay(calendar, date) ? 'worked' : 'rest').toBe(expected);
  });

  it('name make-up days that are weekend days and rest days of their own year only', () => {
    for (const { year, rest, work, source } of CALENDAR_YEARS) {
      expect(work.filter((day) => weekday(day) % 6 !== 0)).toEqual([]);
      expect([...rest, ...work].filter((day) => yearOf(day) !== year || !isPlainDate(day))).toEqual(
        [],
      );
      expect(rest.filter((day) => work.includes(day))).toEqual([]);
      expect(source).toMatch(/〔\d{4}〕\d+号/);
    }
  });

  it('follow one another without a gap', () => {
    const years = CALENDAR_YEARS.map(({ year }) => year);
    expect(years).toEqual(years.map((_, index) => (years[0] ?? 0) + index));
  });

  it.each(CALENDAR_YEARS.map(({ year }) => [year]))('hold about 250 working days in %i', (year) => {
    const days = workingDaysAfter(calendar, `${year - 1}-12-31`, `${year}-12-31`);
    expect(days).toBeGreaterThanOrEqual(247);
    expect(days).toBeLessThanOrEqual(252);
  });
});

describe('moving by working days', () => {
  it.each([
    ['2024-01-31', 1, '2024-02-01'], // month end
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-29', 1, '2024-03-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-12-31', 1, '2025-01-02'], // New Year
    ['2025-01-02', -1, '2024-12-31'],
    ['2024-02-09', 1, '2024-02-18'], // Spring Festival, then a worked Sunday
    ['2024-02-18', -1, '2024-02-09'],
    ['2024-09-28', 1, '2024-09-29'], // Saturday, then a worked Sunday
    ['2024-09-30', 5, '2024-10-12'],
    ['2024-11-30', 1, '2024-12-02'],
    ['2024-11-30', -1, '2024-11-29'],
    ['2024-11-30', 0, '2024-11-30'], // nothing moves, not even off a rest day
  ])('%s %i → %s', (from, count, to) => {
    expect(addWorkingDays(calendar, from, count)).toBe(to);
  });

  it.each([
    ['2024-10-01', '2024-10-08', '2024-09-30'],
    ['2024-02-12', '2024-02-18', '2024-02-09'],
    ['2025-01-01', '2025-01-02', '2024-12-31'],
    ['2024-02-29', '2024-02-29', '2024-02-29'],
  ])('%s goes forward to %s and back to %s', (date, forward, back) => {
    expect(workingDayFrom(calendar, date)).toBe(forward);
    expect(workingDayUntil(calendar, date)).toBe(back);
  });

  it.each([
    ['2024-09-30', '2024-10-08', 1],
    ['2024-10-01', '2024-10-07', 0],
    ['2024-11-30', '2024-12-02', 1],
    ['2024-12-02', '2024-12-02', 0],
    ['2024-12-05', '2024-12-02', 0],
    ['2024-12-30', '2025-01-03', 3],
  ])('after %s up to %s lie %i working days', (from, to, count) => {
    expect(workingDaysAfter(calendar, from, to)).toBe(count);
  });
});

describe('leaves', () => {
  it.each([
    ['2024-10-03', { from: '2024-10-01', to: '2024-10-07', days: 7 }],
    ['2024-02-10', { from: '2024-02-10', to: '2024-02-17', days: 8 }],
    ['2024-11-30', { from: '2024-11-30', to: '2024-12-01', days: 2 }],
    ['2025-01-01', { from: '2025-01-01', to: '2025-01-01', days: 1 }],
    ['2022-12-31', { from: '2022-12-31', to: '2023-01-02', days: 3 }],
    ['2024-09-29', null],
  ])('around %s: %j', (date, leave) => {
    expect(leaveAround(calendar, date)).toEqual(leave);
  });

  it.each([
    ['2024-09-29', false],
    ['2024-09-30', true],
    ['2024-10-08', true],
    ['2024-10-09', false],
    ['2024-11-29', false], // a weekend is no holiday
    ['2024-12-31', false], // one day off in the middle of a week
    ['2024-12-02', false],
    ['2022-12-30', true],
  ])('%s is a quiet day: %s', (date, quiet) => {
    expect(isQuietDay(calendar, date)).toBe(quiet);
  });

  it('count as holidays from three days on', () => {
    expect(
      ['2024-04-06', '2024-11-30', '2025-01-01'].map((day) => isHoliday(calendar, day)),
    ).toEqual([true, false, false]);
  });
});

describe('a year without a notice', () => {
  it('is provisional: its weekends are known, its holidays are not', () => {
    expect(isProvisional(calendar, '2031-10-01')).toBe(true);
    expect(isProvisional(calendar, '2024-10-01')).toBe(false);
    expect(isWorkingDay(calendar, '2031-10-01')).toBe(true);
    expect(isWorkingDay(calendar, '2031-10-04')).toBe(false);
  });

  it('is known once it is entered, and what is entered wins over what was shipped', () => {
    const entered = calendarOf([
      { year: 2031, source: '〔2030〕1号', rest: ['2031-10-01'], work: ['2031-10-04'] },
      { year: 2024, source: '〔2023〕99号', rest: [], work: [] },
    ]);
    expect(isProvisional(entered, '2031-10-01')).toBe(false);
    expect(isWorkingDay(entered, '2031-10-01')).toBe(false);
    expect(isWorkingDay(entered, '2031-10-04')).toBe(true);
    expect(isWorkingDay(entered, '2024-10-01')).toBe(true);
    expect(entered.version).not.toBe(calendar.version);
  });
});

it('writes dates as offices do', () => {
  expect(chineseDate('2024-11-30')).toBe('2024年11月30日（周六）');
  expect(chineseDate('2024-11-29', 2024)).toBe('11月29日（周五）');
  expect(chineseDate('2025-01-01', 2024)).toBe('2025年1月1日（周三）');
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
});

it('reckons the working days between any two days as one counts them', () => {
  const first = '2023-12-20';
  for (let start = 0; start < 1_100; start += 13) {
    const from = addDays(first, start);
    let counted = 0;
    for (let length = 1; length <= 420; length += 1) {
      const to = addDays(from, length);
      if (isWorkingDay(calendar, to)) counted += 1;
      if (length % 7 === 3) expect(workingDaysAfter(calendar, from, to)).toBe(counted);
    }
  }
});
