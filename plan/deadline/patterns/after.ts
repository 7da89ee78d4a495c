import { ALL_MONTHS, daysOf, FIRST_OF_QUARTER, once, recurring } from '../rule.ts';
import { type DeadlinePattern, form, type Parts } from './forms.ts';

/** So many days after a month, quarter or half-year: dates of the calendar, though worded like events. */
export const AFTER_PERIODS: DeadlinePattern[] = [
  {
    name: 'first days of every month or quarter',
    example: '每月前5日',
    form: form(
      '每个?(?:月|(?<quarter>季度?))(?:首月|第一个月)?的?前(?<count>{number})[日天]{by}内?',
    ),
    rule: ({ number, text }) =>
      recurring(daysOf(text('quarter') === '' ? ALL_MONTHS : FIRST_OF_QUARTER, number('count'))),
  },
  {
    name: 'days after every quarter',
    example: '每季度结束后10日内',
    form: form(
      '(?:每个?季度?|季度?(?=结束|终了|后))(?:结束|终了|过)?(?:后的?|下季度?|的?次月)(?:首月|第一个月)?{day}(?:内|{by})',
    ),
    rule: ({ number }) => recurring(daysOf(FIRST_OF_QUARTER, number('day'))),
  },
  {
    name: 'days after every half-year',
    example: '每半年结束后10日内',
    form: form('每个?半年(?:结束|终了)?后的?{day}(?:内|{by})'),
    rule: ({ number }) => recurring(daysOf([1, 7], number('day'))),
  },
  {
    name: 'working days after every month or quarter',
    example: '每月结束后5个工作日内',
    form: form(
      '(?:每个?(?:月|(?<quarter>季度?)(?:首月|第一个月)?)|次月|下个?月)(?:结束|终了)?后?的?前?(?<count>{number})个工作日(?:(?:之|以)?[内前])?',
    ),
    rule: workingDays,
  },
  {
    name: 'day after every month',
    example: '次月5日前',
    form: form(
      '(?:每个?月(?:结束|终了)后|(?:每个?月的?)?(?:次月|下个?月)|每月后|月后)的?{day}(?:内|{by})',
    ),
    rule: ({ number }) => recurring(daysOf(ALL_MONTHS, number('day'))),
  },
  {
    name: 'days after a half-year',
    example: '上半年结束后10日内',
    form: form('{year}上半年结束后{day}内'),
    rule: ({ number }) => once({ month: 7, day: number('day') }),
  },
];

function workingDays(parts: Parts) {
  const nth = Math.max(1, parts.number('count'));
  const months = parts.text('quarter') === '' ? ALL_MONTHS : FIRST_OF_QUARTER;
  return recurring(months.map((month) => ({ month, nth, of: 'working day' as const })));
}
