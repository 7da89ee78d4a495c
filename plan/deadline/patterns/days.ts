import { monthEnds, once, recurring, type Rule, type YearDay } from '../rule.ts';
import { FESTIVALS } from '../festivals.ts';
import { NUMBER, readNumber } from '../../text/numerals.ts';
import {
  type DeadlinePattern,
  form,
  nthOf,
  numbersIn,
  type Parts,
  partEnd,
  weekdaysIn,
} from './forms.ts';

const QUARTER = '[一二三四1-4]';
const NAMES = `(?:${FESTIVALS.join('|')})`;
// a straight quote may open and close: only pairs are taken, or two names would share one
const FESTIVAL = `(?:[“"]${NAMES}[”"]|[‘']${NAMES}[’']|${NAMES})(?:劳动|建党|建军|妇女|青年|儿童)?节?(?:假期)?`;
const WHOLE_YEAR: YearDay = { month: 12, day: 'end' };

/** 1-11月: a rhythm may keep to one that stands before it. */
export const WINDOW: DeadlinePattern = {
  name: 'window of days or months',
  example: '1-11月',
  form: form(
    '(?<!\\d|[.])(?:自|从)?{year}(?<from>{number})(?:月份?(?:(?<fromDay>{number})[日号]|[上中下]旬|[初中底末])?)?(?:起|开始)?{to}' +
      '(?:(?<toYear>20\\d{2})年|(?<next>次年|翌年))?{month}(?:{day}|{part})?{by}',
  ),
  rule: windowRule,
};

/** Days, windows and parts of a year: what comes once in each year of the plan, or on named days. */
export const DAYS: DeadlinePattern[] = [
  {
    name: 'festivals and dates of the year',
    example: '春节前和10月',
    form: form(
      `{year}(?<days>${FESTIVAL}(?:(?:之|以)?前)?(?:{and}${FESTIVAL}(?:(?:之|以)?前)?)*(?:{and}{date})+|(?:{date}{and})+${FESTIVAL}(?:之|以)?前)`,
    ),
    rule: ({ text }) =>
      recurring([
        ...festivalsIn(text('days')).map((before) => ({ before })),
        ...datesIn(text('days')),
      ]),
  },
  {
    name: 'one day of several months',
    example: '6、12月25日前',
    form: form(
      '{year}(?<months>{number}月?份?(?:{and}{number}月?份?)*{and}{number})月份?的?{day}{by}',
    ),
    rule: ({ number, text }) =>
      recurring(numbersIn(text('months')).map((month) => ({ month, day: number('day') }))),
  },
  {
    name: 'several dates of the year',
    example: '3月底、6月15日和11月中旬前',
    form: form('{year}(?<dates>{date}(?:{and}{date})+)(?!{number}?[日号])'),
    rule: ({ text }) => recurring(datesIn(text('dates'))),
  },
  {
    name: 'days of one month',
    example: '4月10日至20日',
    form: form('{year}{month}(?:{number})[日号]?(?:-{1,2}|至|到){day}{by}'),
    rule: ({ number }) => once({ month: number('month'), day: number('day') }),
  },
  {
    name: 'several windows of the year',
    example: '4月~6月/9月~11月',
    form: form(
      `{year}(?<windows>{number}月?份?-{number}月份?(?:[/、,，;；和及或]|以及){number}月?份?-{number}月)份?{by}`,
    ),
    rule: ({ text }) => {
      const ends = numbersIn(text('windows')).filter((_, index) => index % 2 === 1);
      return recurring(monthEnds(ends));
    },
  },
  WINDOW,
  {
    name: 'window to the end of the year',
    example: '3月至年底',
    form: form(
      '(?:自|从)?{year}(?<from>{number})月份?(?:(?<fromDay>{number})[日号]|[上中下]旬|[初中底末])?(?:起|开始)?[,，]?(?:-{1,2}|至|到)(?:20\\d{2})?年(?:底|末|终){by}',
    ),
    rule: ({ number }) => windowTo(number, WHOLE_YEAR),
  },
  {
    name: 'window of quarters',
    example: '二至四季度',
    form: form(
      `{year}第?(?<from>${QUARTER})(?:季度)?(?:-{1,2}|至|到)第?(?<to>${QUARTER})季度[末底]?{by}`,
    ),
    rule: ({ number }) => ({
      kind: 'window',
      from: { month: number('from') * 3 - 2, day: 1 },
      days: monthEnds([number('to') * 3]),
    }),
  },
  {
    name: 'several months of the year',
    example: '3、6、9月各一次',
    form: form(
      '{year}(?<months>{number}(?:月份?底?)?(?:{and}{number}(?:月份?底?)?)*{and}{number}月)份?底?{by}',
    ),
    rule: ({ text }) => recurring(monthEnds(numbersIn(text('months')))),
  },
  {
    name: 'written date',
    example: '2024-06-30前',
    form: form('(?<!\\d)(?<year>20\\d{2})[-./](?<month>\\d{1,2})[-./](?<day>\\d{1,2})(?!\\d){by}'),
    rule: ({ number }) => once({ month: number('month'), day: number('day') }),
  },
  {
    name: 'written month',
    example: '2024.06',
    form: form('(?<!\\d)(?<year>20\\d{2})[-./](?<month>0?[1-9]|1[0-2])(?![\\d万亿元%人次个]){by}'),
    rule: ({ number }) => once({ month: number('month'), day: 'end' }),
  },
  {
    name: 'written day',
    example: '6.30前',
    form: form('(?<![\\d.])(?<month>0?[1-9]|1[0-2])[.](?<day>[0-3]?\\d)日?(?:(?:以|之)?前)'),
    rule: ({ number }) => once({ month: number('month'), day: number('day') }),
  },
  {
    name: 'first or last working day of a month',
    example: '6月最后一个工作日前',
    form: form('{year}{month}的?{nth}工作日{by}'),
    rule: (parts) => once({ month: parts.number('month'), nth: nthOf(parts), of: 'working day' }),
  },
  {
    name: 'day of a week of a month',
    example: '9月第二周周五',
    form: form('{year}{month}的?{nth}(?:(?:周|星期)的?)?{weekday}{by}'),
    rule: (parts) =>
      once({
        month: parts.number('month'),
        nth: nthOf(parts),
        of: weekdaysIn(parts.text('weekday'))[0] ?? 0,
      }),
  },
  {
    name: 'week of a month',
    example: '3月第一周',
    form: form('{year}{month}的?{nth}(?:周|星期){by}'),
    rule: (parts) => once({ month: parts.number('month'), nth: nthOf(parts), of: 'week' }),
  },
  {
    name: 'day of the year',
    example: '11月15日前',
    form: form('{year}{month}{day}{by}(?:[(]含(?:当日|当天|本日)[)])?'),
    rule: ({ number }) => once({ month: number('month'), day: number('day') }),
  },
  {
    name: 'part of a month',
    example: '6月中旬',
    form: form('{year}{month}的?[上中]?(?<part>[上中下](?=旬)|[初中](?![央心小学医国华]))旬?{by}'),
    rule: ({ number, text }) => once({ month: number('month'), day: partEnd(text('part')) }),
  },
  {
    name: 'month',
    example: '11月底前',
    form: form('{year}{month}[底末]?{by}'),
    rule: ({ number }) => once({ month: number('month'), day: 'end' }),
  },
  {
    name: 'several festivals',
    example: '春节、国庆节前',
    form: form(
      `{year}(?<festivals>${FESTIVAL}(?:(?:之|以)?前)?(?:{and}?${FESTIVAL}(?:(?:之|以)?前)?)+)(?:等[^,，。；]{0,6})?(?:(?:之|以|来临)?前后?|期间|(?<=前)后?)`,
    ),
    rule: ({ text }) => recurring(festivalsIn(text('festivals')).map((before) => ({ before }))),
  },
  {
    name: 'festival',
    example: '“七一”前',
    form: form(
      `{year}(?<festivals>${FESTIVAL})(?:(?:之|以|来临|到来)?前后?|期间|(?:来临|到来)?之际)`,
    ),
    rule: ({ text }) => once({ before: festivalsIn(text('festivals'))[0] ?? '' }),
  },
  {
    name: 'several quarters',
    example: '一、三季度',
    form: form(
      `{year}第?(?<quarters>${QUARTER}(?:季度)?(?:{and}第?${QUARTER}(?:季度)?)*{and}第?${QUARTER})季度[末底]?{by}`,
    ),
    rule: ({ text }) => recurring(monthEnds(numbersIn(text('quarters')).map((nth) => nth * 3))),
  },
  {
    name: 'quarter',
    example: '一季度',
    form: form(`{year}(?:第|前)?(?<quarter>${QUARTER})个?季度[末底]?{by}`),
    rule: ({ number }) => once({ month: number('quarter') * 3, day: 'end' }),
  },
  {
    name: 'half-year',
    example: '上半年',
    form: form('{year}(?<half>[上下])半年[末底]?{by}'),
    rule: ({ text }) => once({ month: text('half') === '上' ? 6 : 12, day: 'end' }),
  },
  {
    name: 'middle of the year',
    example: '年中',
    form: form('(?:(?<year>20\\d{2})|每|今|本|当)?年中(?![央心小学医国华]){by}'),
    rule: () => once({ month: 6, day: 'end' }),
  },
  {
    name: 'end of the year',
    example: '2020年底前',
    form: form(
      '(?:(?<year>20\\d{2})|每|今|本|当)?年(?:底|末|终(?!考核|工作|总结|述职|自评|评)){by}|岁末',
    ),
    rule: () => once(WHOLE_YEAR),
  },
  {
    name: 'within some years',
    example: '2023年起3年内',
    form: form(
      '(?<!\\d)(?<since>20\\d{2})年(?:度)?(?:开始|起)[,，]?(?:用)?(?<span>{number})年(?:之|以)?(?:内|时间)',
    ),
    rule: () => ({ kind: 'window', from: { month: 1, day: 1 }, days: [WHOLE_YEAR] }),
  },
  {
    name: 'within so many years',
    example: '两年内',
    form: form('(?<![\\d第])(?<span>[一两二三四五六3-6]|\\b[12]\\b)年(?:之|以)?内'),
    rule: ({ number }) => ({ kind: 'once', days: [WHOLE_YEAR], spanYears: number('span') }),
  },
  {
    name: 'run of years',
    example: '2019-2020年，每年',
    form: form('(?<!\\d)(?<year>20\\d{2})年?{to}(?<lastYear>20\\d{2})年(?:[,，]?(?:期间)?每年)?'),
    rule: () => ({ ...recurring([WHOLE_YEAR]), loose: true }),
  },
  {
    name: 'from a year on',
    example: '2025年起每年',
    form: form('(?<!\\d)(?<since>20\\d{2})年(?:开始|起)[,，]?(?:连续{number}年)?(?:每年|逐年)?'),
    rule: () => ({ ...recurring([WHOLE_YEAR]), loose: true }),
  },
  {
    name: 'whole year',
    example: '每年',
    form: form(
      '(?<!\\d)(?<year>20\\d{2})年(?:度|内|全年)?(?!\\d)|连续{number}年(?:每年)?|每年度?|逐年|全年|年内|年度内|本年度|今年',
    ),
    rule: () => ({ ...recurring([WHOLE_YEAR]), loose: true }),
  },
];

function windowRule({ number, text }: Parts): Rule {
  const [fromMonth, month] = [number('from'), number('month')];
  const day = number('day') || partEnd(text('part'));
  const yearsLater = yearsAcross({ number, text }, month < fromMonth);
  return windowTo(number, { month, day, ...(yearsLater > 0 ? { yearsLater } : {}) });
}

/** How many years a window ends after it begins. */
function yearsAcross({ number, text }: Parts, backwards: boolean): number {
  if (number('toYear') > 0) return number('year') > 0 ? number('toYear') - number('year') : 0;
  return text('next') !== '' || backwards ? 1 : 0;
}

function windowTo(number: Parts['number'], end: YearDay): Rule {
  return {
    kind: 'window',
    from: { month: number('from'), day: number('fromDay') || 1 },
    days: [end],
  };
}

const DATE = new RegExp(
  `(次年|翌年)?(${NUMBER})月份?(?:(${NUMBER})[日号]|([上中下])旬|([初中]))?`,
  'g',
);

function datesIn(text: string): YearDay[] {
  return [...text.matchAll(DATE)].map(([, later, month, day, part, early]) => ({
    month: readNumber(month ?? '') ?? 0,
    day: readNumber(day ?? '') ?? partEnd(part ?? early ?? ''),
    ...(later === undefined ? {} : { yearsLater: 1 }),
  }));
}

function festivalsIn(text: string): string[] {
  return [...text.matchAll(new RegExp(FESTIVALS.join('|'), 'g'))].map(([name]) => name);
}
