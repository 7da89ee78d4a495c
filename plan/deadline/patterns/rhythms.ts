import {
  ALL_MONTHS,
  daysOf,
  everyMonths,
  FIRST_OF_QUARTER,
  monthEnds,
  recurring,
  type YearDay,
} from '../rule.ts';
import {
  type DeadlinePattern,
  form,
  nthOf,
  numbersIn,
  type Parts,
  partEnd,
  weekdaysIn,
} from './forms.ts';

const OF_QUARTER: Record<string, readonly number[]> = {
  首: FIRST_OF_QUARTER,
  第一个: FIRST_OF_QUARTER,
  第二个: [2, 5, 8, 11],
};
const FRIDAY = 5; // a week ends with its last working day

/** What comes back within a year: every week, month, quarter, half-year and term. */
export const RHYTHMS: DeadlinePattern[] = [
  {
    name: 'first or last working day of every month',
    example: '每月最后一个工作日前',
    form: form('每个?(?:月|(?<quarter>季度?))(?:末月)?的?{nth}工作日{by}'),
    rule: (parts) => nthOfMonths(parts, 'working day'),
  },
  {
    name: 'day of a week of every month',
    example: '每月第二周周五',
    form: form('每个?月的?{nth}(?:(?:周|星期)的?)?{weekday}{by}'),
    rule: (parts) => nthOfMonths(parts, weekdaysIn(parts.text('weekday'))[0] ?? FRIDAY),
  },
  {
    name: 'week of every month',
    example: '每月第一周',
    form: form('每个?(?:月|(?<quarter>季度?))(?:末月)?的?{nth}(?:周|星期)内?{by}'),
    rule: (parts) => nthOfMonths(parts, 'week'),
  },
  {
    name: 'every other week',
    example: '每两周',
    form: form('每隔?(?:两|二|2)个?(?:周|星期)|隔周'),
    rule: () => recurring([{ weekday: FRIDAY, step: 2 }]),
  },
  {
    name: 'days of the week',
    example: '每周一',
    form: form(
      '每(?:周|星期)(?<days>[一二三四五六日天](?:{and}?(?:周|星期)?[一二三四五六日天])*)(?![次场期个项名篇条])(?:[上下]午)?{by}',
    ),
    rule: ({ text }) => recurring(weekdaysIn(text('days')).map((weekday) => ({ weekday }))),
  },
  {
    name: 'every week',
    example: '每周',
    form: form('(?:每个?|按|逐)(?:周|星期)(?:末|至少)?'),
    rule: () => recurring([{ weekday: FRIDAY }]),
  },
  {
    name: 'day of a month in every quarter',
    example: '每季度末月25日前',
    form: form('(?:每个?|各)?季度?的?(?<which>首|末|第[一二三]个|最后一个)个?月份?的?{day}{by}'),
    rule: ({ number, text }) =>
      recurring(daysOf(OF_QUARTER[text('which')] ?? everyMonths(3), number('day'))),
  },
  {
    name: 'part of a month in every quarter',
    example: '每季度首月上旬',
    form: form('(?:每个?|各)?季度?的?(?<which>首|第[一二三]个|最后一个)个?月份?{part}?{by}'),
    rule: ({ text }) =>
      recurring(partsOf(OF_QUARTER[text('which')] ?? everyMonths(3), text('part'))),
  },
  {
    name: 'day of a month in every half-year',
    example: '每半年末月25日前',
    form: form('每个?半年的?(?:末|最后一个)月份?的?{day}{by}'),
    rule: ({ number }) => recurring(daysOf(everyMonths(6), number('day'))),
  },
  {
    name: 'run of days of every month',
    example: '每月25日至30日',
    form: form('每个?月的?{number}[日号]?(?:-{1,2}|至|到)(?:{day}|(?:当月)?月?[底末]){by}'),
    rule: ({ number }) => recurring(daysOf(ALL_MONTHS, number('day') || 31)),
  },
  {
    name: 'days of every month',
    example: '每月10日、25日前',
    form: form('每个?月份?的?(?<days>{number}[日号]?(?:{and}{number}[日号]?)*)(?<=[日号]){by}'),
    rule: ({ text }) =>
      recurring(numbersIn(text('days')).flatMap((day) => daysOf(ALL_MONTHS, day))),
  },
  {
    name: 'days of every other month',
    example: '每双月25日前',
    form: form('(?:每个?|逢)?(?<which>[单双])月份?(?:(?:的?{day})|底|末)?{by}'),
    rule: ({ number, text }) =>
      recurring(
        daysOf(
          ALL_MONTHS.filter((month) => (month % 2 === 0) === (text('which') === '双')),
          number('day') || 31,
        ),
      ),
  },
  {
    name: 'part of every month',
    example: '每月上旬',
    form: form('每个?月的?(?<part>[上中下](?=旬)|[初中])旬?{by}'),
    rule: ({ text }) => recurring(partsOf(ALL_MONTHS, text('part'))),
  },
  {
    name: 'every ten days',
    example: '每旬',
    form: form('每个?旬|每隔?(?:10|十)[天日]'),
    rule: () =>
      recurring(
        ALL_MONTHS.flatMap((month) => [10, 20, 'end' as const].map((day) => ({ month, day }))),
      ),
  },
  {
    name: 'every half-month',
    example: '每半月',
    form: form('每半个?月'),
    rule: () =>
      recurring(ALL_MONTHS.flatMap((month) => [15, 'end' as const].map((day) => ({ month, day })))),
  },
  {
    name: 'every so many months',
    example: '每两个月',
    form: form('每隔?(?<step>{number})个月|(?<other>隔月)'),
    rule: ({ number, text }) =>
      recurring(monthEnds(everyMonths(text('other') === '' ? Math.max(1, number('step')) : 2))),
  },
  {
    name: 'every month',
    example: '每月底前',
    form: form('(?:(?:每个?|各)月|逐月|按月)(?:月?[底末])?{by}'),
    rule: () => recurring(monthEnds(ALL_MONTHS)),
  },
  {
    name: 'every quarter',
    example: '每季度',
    form: form('(?:每个?季度?|各季度|逐季度?|按季度?)(?:末月?)?底?{by}'),
    rule: () => recurring(monthEnds(everyMonths(3))),
  },
  {
    name: 'every half-year',
    example: '每半年',
    form: form('每个?半年(?:末月?)?底?{by}|上(?:半年)?(?:[、和及]|以及)?下半年'),
    rule: () => recurring(monthEnds(everyMonths(6))),
  },
  {
    name: 'every term', // spring term ends before summer, autumn term is counted to the year's end
    example: '每学期',
    form: form('每个?学期(?:末|初|结束前)?'),
    rule: () => recurring(monthEnds(everyMonths(6))),
  },
];

function partsOf(months: readonly number[], part: string): YearDay[] {
  return months.map((month) => ({ month, day: partEnd(part) }));
}

function monthsOf({ text }: Parts, ofQuarter: readonly number[]): readonly number[] {
  return text('quarter') === '' ? ALL_MONTHS : ofQuarter;
}

function nthOfMonths(parts: Parts, of: number | 'working day' | 'week') {
  const nth = nthOf(parts);
  const months = monthsOf(parts, nth < 0 ? everyMonths(3) : FIRST_OF_QUARTER);
  return recurring(months.map((month) => ({ month, nth, of })));
}
