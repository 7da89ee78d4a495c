import { getLunarDate, getSolarTermDate } from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { datesInside, dueDates } from '../../../plan/deadline/dates.ts';
import { festivalDate } from '../../../plan/deadline/festivals.ts';
import { parseDeadline } from '../../../plan/deadline/parse.ts';
import { DEADLINE_PATTERNS } from '../../../plan/deadline/patterns/index.ts';

function dates(text: string, periods: number[]): string[] {
  const reading = parseDeadline(text);
  return reading ? dueDates(reading.rule, periods).due : ['unread'];
}

it.each(DEADLINE_PATTERNS)('reads $example by the pattern "$name"', ({ example, name }) => {
  expect(parseDeadline(example)?.pattern).toBe(name);
});

describe('a date in one year', () => {
  it.each([
    ['11月底前', ['2024-11-30']],
    ['11月30日前', ['2024-11-30']],
    ['于11月15日前将资料报办公室', ['2024-11-15']],
    ['12月20日前（含当日）', ['2024-12-20']],
    ['2024年8月', ['2024-08-31']],
    ['８月３１日前', ['2024-08-31']],
    ['十一月底前', ['2024-11-30']],
    ['2月底前', ['2024-02-29']],
    ['6月上旬', ['2024-06-10']],
    ['6月中旬', ['2024-06-20']],
    ['2月下旬', ['2024-02-29']],
    ['一季度', ['2024-03-31']],
    ['第四季度末', ['2024-12-31']],
    ['上半年', ['2024-06-30']],
    ['下半年', ['2024-12-31']],
    ['年底前', ['2024-12-31']],
    ['2024年底前', ['2024-12-31']],
    ['年内', ['2024-12-31']],
    ['全年', ['2024-12-31']],
    ['每年6月30日前', ['2024-06-30']],
    ['每年一季度', ['2024-03-31']],
    ['2024年起每年', ['2024-12-31']],
    ['2024/6/30前', ['2024-06-30']],
    ['春节前', ['2024-02-09']],
    ['“七一”前后', ['2024-06-30']],
    ['国庆节前', ['2024-09-30']],
    ['五一劳动节前', ['2024-04-30']],
    ['力争11月底前', ['2024-11-30']],
  ])('%s', (text, due) => {
    expect(dates(text, [2024])).toEqual(due);
  });
});

describe('a window is due at its end', () => {
  it.each([
    ['1-11月', '2024-11-30'],
    ['１－１１月', '2024-11-30'],
    ['5月—10月', '2024-10-31'],
    ['5~10月', '2024-10-31'],
    ['3月至5月15日', '2024-05-15'],
    ['2024年3月到2024年6月', '2024-06-30'],
    ['12-1月', '2025-01-31'],
    ['11月至次年2月', '2025-02-28'],
  ])('%s', (text, due) => {
    expect(parseDeadline(text)?.rule.kind).toBe('window');
    expect(dates(text, [2024])).toEqual([due]);
  });
});

describe('a year before the words is the year of the words', () => {
  it.each([
    ['2027年每季度', [2026, 2027], ['2027-03-31', '2027-06-30', '2027-09-30', '2027-12-31']],
    ['2027年度每半年', [2026, 2027], ['2027-06-30', '2027-12-31']],
    ['2027年每季度', [2026], []],
  ])('%s in a plan of %o', (text, periods, due) => {
    expect(parseDeadline(text)?.text).toBe(text);
    expect(dates(text, periods)).toEqual(due);
  });
});

describe('a rhythm gives every date of the year', () => {
  it.each([
    ['每月1日前', 12, '2024-01-01', '2024-12-01'],
    ['每月底前', 12, '2024-01-31', '2024-12-31'],
    ['每月31日前', 12, '2024-01-31', '2024-12-31'],
    ['次月5日前', 12, '2024-01-05', '2024-12-05'],
    ['每月10日、25日前', 24, '2024-01-10', '2024-12-25'],
    ['每旬', 36, '2024-01-10', '2024-12-31'],
    ['每季度', 4, '2024-03-31', '2024-12-31'],
    ['每季度末月25日前', 4, '2024-03-25', '2024-12-25'],
    ['每季度首月10日前', 4, '2024-01-10', '2024-10-10'],
    ['每季度结束后10日内', 4, '2024-01-10', '2024-10-10'],
    ['每半年', 2, '2024-06-30', '2024-12-31'],
    ['每两个月', 6, '2024-02-29', '2024-12-31'],
    ['每周一', 53, '2024-01-01', '2024-12-30'],
    ['3月和9月各一次', 2, '2024-03-31', '2024-09-30'],
    ['3、6、9、12月', 4, '2024-03-31', '2024-12-31'],
    ['6月30日和11月30日前', 2, '2024-06-30', '2024-11-30'],
    ['3月底、6月15日、11月中旬前', 3, '2024-03-31', '2024-11-20'],
    ['5月底前、10月底前', 2, '2024-05-31', '2024-10-31'],
    ['一、三季度', 2, '2024-03-31', '2024-09-30'],
    ['全年不少于4次（每季度至少1次）', 4, '2024-03-31', '2024-12-31'],
  ])('%s: %d dates from %s to %s', (text, count, first, last) => {
    const due = dates(text, [2024]);
    expect([due.length, due[0], due.at(-1)]).toEqual([count, first, last]);
  });
});

describe('several years', () => {
  it.each([
    ['每年6月30日前', ['2023-06-30', '2024-06-30']],
    ['2月底前', ['2023-02-28', '2024-02-29']],
    ['2024年3月', ['2024-03-31']],
    ['2023-2024年，每年', ['2023-12-31', '2024-12-31']],
    ['2024年起每年', ['2024-12-31']],
    ['春节前', ['2023-01-21', '2024-02-09']],
  ])('%s', (text, due) => {
    expect(dates(text, [2023, 2024])).toEqual(due);
  });
});

it.each(['接到通知后10个工作日内', '项目批复后30日内', '开学前', '按上级要求', '长期坚持', '定期'])(
  'waits for the event or has no date: %s',
  (text) => {
    expect(parseDeadline(text)?.text).toBe(text);
    expect(dates(text, [2024])).toEqual([]);
  },
);

it.each([
  '办理时限压缩至3个工作日',
  '参加每两年一届的博览会',
  '按照《三年行动方案（2022-2024年）》',
  '第一书记',
  '两地联合举办',
])('sees no deadline in %s', (text) => {
  expect(parseDeadline(text)).toBeNull();
});

it.each([
  ['11月31日前', '2024年11月31日'],
  ['13月底前', '2024年13月底'],
  ['2036年春节前', '2036年春节'],
])('reports a day that does not exist: %s', (text, impossible) => {
  const reading = parseDeadline(text);
  const result = reading && dueDates(reading.rule, text.startsWith('2036') ? [2036] : [2024]);
  expect(result).toEqual({ due: [], impossible: [impossible] });
});

it('finds 29 February in leap years only', () => {
  const reading = parseDeadline('2月29日前');
  expect(reading && dueDates(reading.rule, [2023, 2024])).toEqual({
    due: ['2024-02-29'],
    impossible: ['2023年2月29日'],
  });
});

it('names the words as they are written', () => {
  expect(parseDeadline('各单位１１月３０日前报送')?.text).toBe('１１月３０日前');
});

it('keeps of a rhythm the dates inside a stage', () => {
  const stage = parseDeadline('动员阶段（2—3月）')?.rule ?? null;
  expect(datesInside(dates('每月5日前', [2024]), stage, [2024])).toEqual([
    '2024-02-05',
    '2024-03-05',
  ]);
});

describe('festivals of the lunar calendar', () => {
  it.each([
    ['春节', 1, 1],
    ['元宵', 1, 15],
    ['端午', 5, 5],
    ['中秋', 8, 15],
    ['重阳', 9, 9],
  ])('%s is known from 2004 to 2035', (name, month, day) => {
    for (let year = 2004; year <= 2035; year++) {
      const date = festivalDate(name, year) ?? '';
      expect(getLunarDate(date)).toMatchObject({ lunarMon: month, lunarDay: day, isLeap: false });
    }
    expect(festivalDate(name, 2036)).toBeNull();
  });

  it('清明 is the solar term of its name', () => {
    for (let year = 2004; year <= 2035; year++) {
      expect(festivalDate('清明', year)).toBe(getSolarTermDate(year, 4, 'pure_brightness'));
    }
  });
});
