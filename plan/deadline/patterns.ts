import { everyMonths, monthEnds, type Rule, type YearDay } from './rule.ts';
import { NUMBER, readNumber } from '../text/numerals.ts';
import { form, type Parts } from './forms.ts';

/** One way in which plans write time; `rule` is given the named parts of what was found. */
export type DeadlinePattern = {
  name: string;
  example: string;
  form: RegExp;
  rule: (parts: Parts) => Omit<Rule, 'years'>;
};

const QUARTER_MONTHS: Record<string, number[]> = {
  首: [1, 4, 7, 10],
  第一个: [1, 4, 7, 10],
  第二个: [2, 5, 8, 11],
  末: [3, 6, 9, 12],
  最后一个: [3, 6, 9, 12],
  第三个: [3, 6, 9, 12],
};
const WEEKDAYS = '日一二三四五六';
const ALL_MONTHS = everyMonths(1);
const PART_END: Record<string, number | 'end'> = { 初: 10, 上: 10, 中: 20, 下: 'end' };

/**
 * All patterns, the more telling first: the first that matches a clause gives its deadline, so that
 * 每年6月30日前 is not read as 每年 and 全年4次（每季度1次） is read as quarterly.
 */
export const DEADLINE_PATTERNS: DeadlinePattern[] = [
  {
    name: 'days after every quarter',
    example: '每季度结束后10日内',
    form: form('每个?季度?(?:结束|终了)?(?:后的?|下季度?首月|次月)(?:首月)?{day}(?:内|{by})'),
    rule: ({ number }) => recurring(daysOf(QUARTER_MONTHS['首'] ?? [], number('day'))),
  },
  {
    name: 'day after every month',
    example: '次月5日前',
    form: form('(?:每个?月结束后|每?次月|下个?月|每月后){day}(?:内|{by})'),
    rule: ({ number }) => recurring(daysOf(ALL_MONTHS, number('day'))),
  },
  {
    name: 'days after an event',
    example: '项目批复后30日内',
    form: form(
      '[^,，。；;()]{0,14}(?:后|之日起|起){number}个?(?:工作日|小时|日|天|周|月)(?:之|以)?内',
    ),
    rule: waiting,
  },
  {
    name: 'day of the week',
    example: '每周一',
    form: form('每(?:周|星期)(?<weekday>[一二三四五六日天])(?:下班)?{by}'),
    rule: ({ text }) => recurring([{ weekday: Math.max(0, WEEKDAYS.indexOf(text('weekday'))) }]),
  },
  {
    name: 'every week', // ends with its last working day
    example: '每周',
    form: form('每个?(?:周|星期)(?:末|至少)?'),
    rule: () => recurring([{ weekday: 5 }]),
  },
  {
    name: 'day of a month in every quarter',
    example: '每季度末月25日前',
    form: form('每个?季度?的?(?<which>首|末|第[一二三]个|最后一个)个?月份?的?{day}{by}'),
    rule: ({ number, text }) =>
      recurring(daysOf(QUARTER_MONTHS[text('which')] ?? [], number('day'))),
  },
  {
    name: 'days of every month',
    example: '每月10日、25日前',
    form: form('每个?月份?的?(?<days>{number}[日号]?(?:{and}{number}[日号]?)*)(?<=[日号]){by}'),
    rule: ({ text }) =>
      recurring(numbersIn(text('days')).flatMap((day) => daysOf(ALL_MONTHS, day))),
  },
  {
    name: 'part of every month',
    example: '每月上旬',
    form: form('每个?月的?(?<part>[上中下](?=旬)|初)旬?{by}'),
    rule: ({ text }) =>
      recurring(ALL_MONTHS.map((month) => ({ month, day: PART_END[text('part')] ?? 'end' }))),
  },
  {
    name: 'every ten days',
    example: '每旬',
    form: form('每个?旬'),
    rule: () =>
      recurring(
        ALL_MONTHS.flatMap((month) => [10, 20, 'end' as const].map((day) => ({ month, day }))),
      ),
  },
  {
    name: 'every so many months',
    example: '每两个月',
    form: form('每隔?(?<step>{number})个月'),
    rule: ({ number }) => recurring(monthEnds(everyMonths(Math.max(1, number('step'))))),
  },
  {
    name: 'every month',
    example: '每月底前',
    form: form('(?:每个?月|逐月|按月)(?:月?[底末])?{by}'),
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
    form: form('每个?半年(?:末月?)?底?{by}|上(?:半年)?[、和及]下半年'),
    rule: () => recurring(monthEnds(everyMonths(6))),
  },
  {
    name: 'several days of the year',
    example: '6月30日和11月30日前',
    form: form('{year}(?<days>{number}月{number}[日号](?:{and}{number}月{number}[日号])+){by}'),
    rule: ({ text }) => recurring(monthDaysIn(text('days'))),
  },
  {
    name: 'days of one month',
    example: '4月10日至20日',
    form: form('{year}{month}(?:{number})[日号]?(?:-{1,2}|至|到){day}{by}'),
    rule: ({ number }) => once({ month: number('month'), day: number('day') }),
  },
  {
    name: 'window of days or months',
    example: '1-11月',
    form: form(
      '(?<!\\d){year}(?<from>{number})(?:月(?<fromDay>{number})[日号])?{to}' +
        '(?:(?<toYear>\\d{4})年|(?<next>次年|翌年))?{month}(?:{day}|底)?{by}',
    ),
    rule: windowRule,
  },
  {
    name: 'several months of the year',
    example: '3月和9月各一次',
    form: form(
      '{year}(?<months>{number}(?:月份?底?)?(?:{and}{number}(?:月份?底?)?)*{and}{number}月)份?底?{by}',
    ),
    rule: ({ text }) => recurring(monthEnds(numbersIn(text('months')))),
  },
  {
    name: 'written date',
    example: '2024-06-30前',
    form: form('(?<!\\d)(?<year>\\d{4})[-./](?<month>\\d{1,2})[-./](?<day>\\d{1,2})(?!\\d){by}'),
    rule: ({ number }) => once({ month: number('month'), day: number('day') }),
  },
  {
    name: 'written month',
    example: '2024.06',
    form: form('(?<!\\d)(?<year>\\d{4})[-./](?<month>0?[1-9]|1[0-2])(?![\\d万亿元%人次个])'),
    rule: ({ number }) => once({ month: number('month'), day: 'end' }),
  },
  {
    name: 'day of the year',
    example: '11月15日前',
    form: form('{year}{month}{day}{by}(?:[(]含当日[)])?'),
    rule: ({ number }) => once({ month: number('month'), day: number('day') }),
  },
  {
    name: 'part of a month',
    example: '6月中旬',
    form: form('{year}{month}的?[上中]?(?<part>[上中下](?=旬)|初)旬?{by}'),
    rule: ({ number, text }) =>
      once({ month: number('month'), day: PART_END[text('part')] ?? 'end' }),
  },
  {
    name: 'month',
    example: '11月底前',
    form: form('{year}{month}[底末]?{by}'),
    rule: ({ number }) => once({ month: number('month'), day: 'end' }),
  },
  {
    name: 'festival',
    example: '“七一”前',
    form: form(
      '{year}[“"]?(?<festival>元旦|春节|五一|七一|八一|国庆)[”"]?(?:劳动|建党|建军)?节?(?:假期)?(?:之|以)?前后?',
    ),
    rule: ({ text }) => once({ before: text('festival') }),
  },
  {
    name: 'several quarters',
    example: '一、三季度',
    form: form(
      '{year}第?(?<quarters>[一二三四1-4](?:季度)?(?:{and}第?[一二三四1-4](?:季度)?)*{and}第?[一二三四1-4])季度[末底]?{by}',
    ),
    rule: ({ text }) => recurring(monthEnds(numbersIn(text('quarters')).map((nth) => nth * 3))),
  },
  {
    name: 'quarter',
    example: '一季度',
    form: form('{year}(?:第|前)?(?<quarter>[一二三四1-4])个?季度[末底]?{by}'),
    rule: ({ number }) => once({ month: number('quarter') * 3, day: 'end' }),
  },
  {
    name: 'half-year',
    example: '上半年',
    form: form('{year}(?<half>[上下])半年[末底]?{by}'),
    rule: ({ text }) => once({ month: text('half') === '上' ? 6 : 12, day: 'end' }),
  },
  {
    name: 'end of the year',
    example: '2020年底前',
    form: form('(?:(?<year>\\d{4})|每|今|本|当)?年(?:底|末|终){by}|岁末'),
    rule: () => once({ month: 12, day: 'end' }),
  },
  {
    name: 'run of years',
    example: '2019-2020年，每年',
    form: form('(?<!\\d)(?<year>\\d{4})年?{to}(?<lastYear>\\d{4})年(?:[,，]?(?:期间)?每年)?'),
    rule: () => ({ ...recurring([{ month: 12, day: 'end' }]), loose: true }),
  },
  {
    name: 'from a year on',
    example: '2025年起每年',
    form: form('(?<!\\d)(?<since>\\d{4})年(?:开始|起)[,，]?(?:每年|逐年)?'),
    rule: () => ({ ...recurring([{ month: 12, day: 'end' }]), loose: true }),
  },
  {
    name: 'whole year',
    example: '每年',
    form: form(
      '(?<!\\d)(?<year>\\d{4})年(?:度|内|全年)?(?!\\d)|每年度?|逐年|全年|年内|年度内|本年度|今年',
    ),
    rule: () => ({ ...recurring([{ month: 12, day: 'end' }]), loose: true }),
  },
  {
    name: 'before an event',
    example: '开学前',
    form: form('(?:开学|放假|入冬|入汛|汛期|春耕|采暖季|检查|考核|验收)(?:到来)?之?前'),
    rule: waiting,
  },
  {
    name: 'when asked',
    example: '按上级要求',
    form: form('(?:按照?|根据|依据)(?:上级|省市|有关|相关)(?:部门)?(?:要求|通知|安排)'),
    rule: waiting,
  },
  {
    name: 'standing duty',
    example: '长期坚持',
    form: form('长期坚持|持续推进|持续开展|长期|常年|定期|适时|常态化|经常性?|每[日天]'),
    rule: waiting,
  },
];

function once(day: YearDay): Rule {
  return { kind: 'once', days: [day] };
}

function recurring(days: YearDay[]): Rule {
  return { kind: 'recurring', days };
}

/** No day can be told: the words wait for an event, or name none. */
function waiting(): Rule {
  return { kind: 'none', days: [] };
}

function windowRule({ number, text }: Parts): Rule {
  const [fromMonth, toMonth] = [number('from'), number('month')];
  const runsOver = text('next') !== '' || (toMonth < fromMonth && text('toYear') === '');
  return {
    kind: 'window',
    from: { month: fromMonth, day: number('fromDay') || 1 },
    days: [{ month: toMonth, day: number('day') || 'end', ...(runsOver ? { yearsLater: 1 } : {}) }],
  };
}

/** The day in each of the months; 每月31日前 is the last day of a shorter month. */
function daysOf(months: number[], day: number): YearDay[] {
  return months.map((month) => ({ month, day, orEarlier: true }));
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(new RegExp(NUMBER, 'g'))].map(([found]) => readNumber(found) ?? 0);
}

function monthDaysIn(text: string): YearDay[] {
  const numbers = numbersIn(text);
  return numbers.flatMap((month, index) =>
    index % 2 === 0 ? [{ month, day: numbers[index + 1] ?? 0 }] : [],
  );
}
