import { describe, expect, it } from 'vitest';
import { readingCard } from '../../../plan/deadline/card.ts';
import { describeRule } from '../../../plan/deadline/describe.ts';
import { parseDeadline } from '../../../plan/deadline/parse.ts';

function card(phrase: string, periods = [2024], issued: string | null = null) {
  const reading = parseDeadline(phrase);
  if (!reading) throw new Error(`no time in ${phrase}`);
  return readingCard(reading, { periods, range: null, issued });
}

it.each([
  ['11月底前', '11月最后一天'],
  ['每月5日前', '每月5日'],
  ['每月10日、25日前', '每月10日、25日'],
  ['每季度末月25日前', '每季度末月25日'],
  ['每季度结束后10日内', '每季度首月10日'],
  ['每半年', '每半年末月最后一天'],
  ['每周一、周四', '每周一、每周四'],
  ['每两周', '每两周的周五'],
  ['每月第一个工作日', '每月第一个工作日'],
  ['每月最后一周', '每月最后一周'],
  ['9月第二周周五前', '9月第二个周五'],
  ['3月和9月各一次', '3月最后一天、9月最后一天'],
  ['1-11月', '1月1日至11月最后一天'],
  ['12-1月', '12月1日至次年1月最后一天'],
  ['9月至11月，每月', '每月最后一天（9月1日至11月最后一天之内）'],
  ['次年1月10日前', '次年1月10日'],
  ['春节前', '春节前一天'],
  ['全年', '全年，最迟12月最后一天'],
  ['项目批复后30日内', '“项目批复”之后30日内，等该日期录入后起算'],
  ['开学前', '“开学”之前，等该日期录入'],
  ['按上级要求', '没有固定日期，接到上级要求时办理'],
  ['长期坚持', '长期事项，没有截止日期'],
])('%s is read as %s', (phrase, meaning) => {
  const reading = parseDeadline(phrase);
  expect(reading && describeRule(reading.rule)).toBe(meaning);
});

it('shows the first six dates and how many there are', () => {
  const { dates, count } = card('每月1日前');
  expect([dates.length, dates[0], dates[5], count]).toEqual([6, '2024-01-01', '2024-06-01', 12]);
});

describe('other readings', () => {
  it.each([
    ['11月30日前', ['2024-11-29']],
    ['10月前', ['2024-09-30']],
    ['四季度前', ['2024-09-30']],
    ['12-1月', ['2024-12-31']],
    ['6、12月25日前', ['2024-06-24', '2024-12-24', '2024-06-30', '2024-12-25']],
    ['春节前', ['2024-02-02']],
    ['每学期', ['2024-01-31', '2024-07-10']],
    ['11月底前', []],
    ['每季度', []],
  ])('of %s give %o', (phrase, dates) => {
    expect(card(phrase).others.flatMap((other) => other.dates)).toEqual(dates);
  });

  it('name the years that a date without one may be meant of', () => {
    const { others } = card('6月底前', [2023, 2024]);
    expect(others.map(({ meaning, dates }) => [meaning, dates])).toEqual([
      ['只在2023年', ['2023-06-30']],
      ['只在2024年', ['2024-06-30']],
    ]);
  });

  it('name other days of the week', () => {
    const meanings = card('每周').others.map(({ meaning }) => meaning);
    expect(meanings).toEqual(['每周日', '每周一']);
  });

  it.each([
    ['自印发之日起15日内', '2024-03-19'],
    ['方案印发后2周内', '2024-03-18'],
    ['文件下发后1个月内', '2024-04-04'],
  ])('count %s from the day of issue', (phrase, date) => {
    expect(card(phrase, [2024], '2024-03-04').others).toMatchObject([{ dates: [date] }]);
    expect(card(phrase).others).toEqual([]);
  });
});
