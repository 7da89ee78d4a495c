import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import { dueDates } from '../../plan/deadline/dates.ts';
import { parseDeadline } from '../../plan/deadline/parse.ts';
import type { Deadline, TimeReading } from '../../plan/extracted.ts';
import {
  datesAfter,
  extendedUntil,
  firstDates,
  isOpenEnded,
  runsOn,
} from '../../plan/open-ended.ts';
import { extractedPlan, extractedTask } from '../harness/extracted.ts';

const calendar = calendarOf();

function readingOf(words: string): TimeReading {
  const found = parseDeadline(words);
  if (found === null) throw new Error(`not read: ${words}`);
  const { start: _, ...reading } = found;
  return { ...reading, place: null };
}

/** A task whose deadline was read from words in a plan of one year. */
function taskOf(words: string, year = 2022, due?: string[]) {
  const reading = readingOf(words);
  const deadline: Deadline = {
    text: reading.text,
    kind: 'once',
    due: due ?? dueDates(reading.rule, [year]).due,
  };
  return extractedTask({ reading, deadline });
}

const plan = (words: string[], more: Partial<Parameters<typeof isOpenEnded>[0]> = {}) => ({
  ...extractedPlan(),
  title: '县级领导联系帮扶工作制度',
  periods: [2022],
  tasks: words.map((each) => taskOf(each)),
  ...more,
});

describe('a plan is open-ended', () => {
  it.each([
    [['每年3月底前报送计划', '12月底前报送总结']],
    [['每年至少开展1次']],
    [['2022年起每年开展走访']],
    [['逐年开展走访']],
  ])('that says %j and names no last year', (words) => {
    expect(isOpenEnded(plan(words))).toBe(true);
  });

  it.each([
    ['says 每年 nowhere', plan(['每月5日前报送进展', '11月底前完成'])],
    ['has a year in its title', plan(['每年3月底前'], { title: '2022年工作方案' })],
    ['is for so many years', plan(['每年3月底前'], { title: '三年行动方案' })],
    ['is of a year', plan(['每年3月底前'], { title: '年度工作要点' })],
    ['has a term', plan(['每年3月底前'], { range: { from: '2022-09-01', to: '2023-07-31' } })],
    ['has several years', plan(['每年3月底前'], { periods: [2022, 2023] })],
    [
      'has an end',
      plan(['每年3月底前'], { overallEnd: { text: '', date: '2022-12-31', force: 'firm' } }),
    ],
    ['has a goal in a later year', plan(['每年3月底前', '2025年底前完成'])],
    ['counts its years', plan(['每年3月底前', '两年内完成'])],
  ])('not when it %s', (_, extracted) => {
    expect(isOpenEnded(extracted)).toBe(false);
  });
});

it.each([
  ['每年3月底前', true],
  ['每月5日前', true],
  ['每季度末', true],
  ['2022年起每年6月底前', true],
  ['11月底前', false],
  ['2022年每月5日前', false],
  ['项目批复后30日内', false],
  ['长期坚持', false],
])('%s comes back each year: %s', (words, expected) => {
  expect(runsOn({ reading: readingOf(words) })).toBe(expected);
});

describe('the dates of the next year', () => {
  it.each([
    ['每年3月底前', '2022-03-31', ['2023-03-31']],
    ['每年2月底前', '2023-02-28', ['2024-02-29']],
    ['每年6月底和12月底前', '2022-12-31', ['2023-06-30', '2023-12-31']],
    ['每年春节前', '2022-01-31', ['2023-01-21']],
    ['每季度末', '2022-12-31', ['2023-03-31', '2023-06-30', '2023-09-30', '2023-12-31']],
    ['每年11月至次年2月', '2023-02-28', ['2024-02-29']],
  ])('of %s after %s come from its rule', (words, last, expected) => {
    expect(datesAfter(taskOf(words), last, calendar)).toEqual(expected);
  });

  it('are twelve for a month’s rhythm, whatever was left of the first year', () => {
    const task = taskOf('每月5日前', 2022, ['2022-11-05', '2022-12-05']);
    expect(datesAfter(task, '2022-12-05', calendar)).toHaveLength(12);
  });

  it.each([
    [['2022-04-15'], '2022-04-15', ['2023-04-15']],
    [['2024-02-28'], '2024-02-28', ['2025-02-28']],
    [['2024-02-29'], '2024-02-29', ['2025-02-28']],
    [['2022-04-15', '2022-10-31'], '2022-10-31', ['2023-04-15', '2023-10-31']],
  ])('are those of a review, %j, a year later', (due, last, expected) => {
    expect(datesAfter(taskOf('每年3月底前', 2022, due), last, calendar)).toEqual(expected);
  });
});

it('begins with the first date that supervision can meet', () => {
  const task = taskOf('每年3月底前');
  expect(firstDates(task, '2022-01-10', calendar)).toEqual(['2022-03-31']);
  expect(firstDates(task, '2022-05-10', calendar)).toEqual(['2022-03-31', '2023-03-31']);
  expect(firstDates(task, '2025-02-10', calendar)).toEqual(['2022-03-31', '2025-03-31']);
  expect(firstDates(task, '2025-05-10', calendar)).toEqual([
    '2022-03-31',
    '2025-03-31',
    '2026-03-31',
  ]);
});

it('is dated in every year until a day that somebody has set', () => {
  expect(extendedUntil(taskOf('每年3月底前'), '2024-12-31', calendar)).toMatchObject({
    kind: 'recurring',
    due: ['2022-03-31', '2023-03-31', '2024-03-31'],
  });
  expect(extendedUntil(taskOf('每季度末'), '2023-08-01', calendar).due.at(-1)).toBe('2023-06-30');
});
