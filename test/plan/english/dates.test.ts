import { describe, expect, it } from 'vitest';
import { chineseDate } from '../../../plan/date.ts';
import { describeRule } from '../../../plan/deadline/describe.ts';
import { parseDeadline } from '../../../plan/deadline/parse.ts';
import { DEADLINE_PATTERNS } from '../../../plan/deadline/patterns/index.ts';
import { clockWords } from '../../../plan/desk.ts';
import { datesInEnglish } from '../../../plan/english/dates.ts';
import { inEnglish } from '../../../plan/english/translate.ts';
import { reportingPeriod } from '../../../plan/reporting.ts';

const HAN = /\p{Script=Han}/u;

describe('days and periods in English', () => {
  it.each([
    ['2024年3月5日（周二）', '5 Mar 2024 (Tue)'],
    ['11月30日（周六）', '30 Nov (Sat)'],
    ['2024年3月5日（周二） 10:05', '5 Mar 2024 (Tue) 10:05'],
    ['2024年11月份', 'Nov 2024'],
    ['2024年第二季度', 'Q2 2024'],
    ['2024年上半年', 'first half-year 2024'],
    ['每月10日、25日', 'the 10th and the 25th of every month'],
    ['每季度末月最后一天', 'the last day of the last month of every quarter'],
    ['每月第五个工作日', 'the 5th working day of every month'],
    ['6月最后一个工作日', 'the last working day of Jun'],
  ])('tells %s as %s', (chinese, english) => {
    expect(datesInEnglish(chinese)).toBe(english);
  });

  it.each(['每月一次的事项', '3月底前报送', '青禾县', '2024年工作要点'])(
    'leaves %s alone',
    (words) => {
      expect(datesInEnglish(words)).toBeNull();
    },
  );

  it('tells how every known way to name a deadline was read', () => {
    const left = DEADLINE_PATTERNS.flatMap(({ example }) => {
      const reading = parseDeadline(example);
      const told = reading === null ? '' : inEnglish(describeRule(reading.rule));
      return HAN.test(told.replaceAll(/“[^”]*”+/g, '')) ? [`${example}: ${told}`] : [];
    });
    expect(left).toEqual([]);
  });

  it('tells each day, clock time and reporting period that the desk shows', () => {
    const told = [
      chineseDate('2024-02-29'),
      chineseDate('2024-02-29', 2024),
      clockWords(0),
      ...([1, 3, 6] as const).map((months) => reportingPeriod('2024-07-01', months) ?? ''),
    ].map(inEnglish);
    expect(told.filter((words) => HAN.test(words))).toEqual([]);
  });
});
