const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS: Record<string, string> = {
  日: 'Sun',
  一: 'Mon',
  二: 'Tue',
  三: 'Wed',
  四: 'Thu',
  五: 'Fri',
  六: 'Sat',
};
const NTH: Record<string, string> = {
  最后一: 'last',
  第一: '1st',
  第二: '2nd',
  第三: '3rd',
  第四: '4th',
  第五: '5th',
};

type Form = [form: RegExp, english: (groups: Record<string, string | undefined>) => string];

const YEAR = '(?:(?<year>\\d{4})年)?';
const WEEKDAY = '(?:（周(?<weekday>[日一二三四五六])）)?';
const NTH_WORD = `(?<nth>${Object.keys(NTH).join('|')})`;

const PART = '(?:最后一天|\\d{1,2}日|(?:最后一|第[一二三四五])个?(?:工作日|周[日一二三四五六]?))';

/** Days, months and periods as our sentences write them, each alone. */
const FORMS: Form[] = [
  [
    new RegExp(
      `^${YEAR}(?<month>\\d{1,2})月(?<day>\\d{1,2})日${WEEKDAY}(?<time> \\d{1,2}:\\d\\d)?$`,
    ),
    ({ year, month, day, weekday, time }) =>
      `${day} ${monthName(month)}${year === undefined ? '' : ` ${year}`}${weekday === undefined ? '' : ` (${DAYS[weekday]})`}${time ?? ''}`,
  ],
  [
    new RegExp(`^${YEAR}(?<month>\\d{1,2})月(?:份|)$`),
    ({ year, month }) => [monthName(month), year].filter(Boolean).join(' '),
  ],
  [/^(?<year>\d{4})年(?:度|)$/, ({ year }) => `${year}`],
  [
    new RegExp(`^${YEAR}第(?<quarter>[一二三四])季度$`),
    ({ year, quarter = '' }) =>
      [`Q${'一二三四'.indexOf(quarter) + 1}`, year].filter(Boolean).join(' '),
  ],
  [
    new RegExp(`^${YEAR}(?<half>[上下])半年$`),
    ({ year, half }) =>
      [half === '上' ? 'first half-year' : 'second half-year', year].filter(Boolean).join(' '),
  ],
  [/^周(?<weekday>[日一二三四五六])$/, ({ weekday = '' }) => DAYS[weekday] ?? weekday],
  [
    /^(?:(?<later>次年)|)(?<month>\d{1,2})月(?:最后一天|底)$/,
    ({ later, month }) => `${following(later)}the last day of ${monthName(month)}`,
  ],
  [
    /^次年(?<month>\d{1,2})月(?<day>\d{1,2})日$/,
    ({ month, day }) => `${following('次年')}${day} ${monthName(month)}`,
  ],
  [
    new RegExp(
      `^(?<later>次年)?(?:(?<year>\\d{4})年)?(?<month>\\d{1,2})月${NTH_WORD}个?(?<of>工作日|周[日一二三四五六]?)$`,
    ),
    ({ later, month, nth = '', of = '', year }) =>
      `${following(later)}the ${NTH[nth]} ${kindOfDay(of)} of ${[monthName(month), year].filter(Boolean).join(' ')}`,
  ],
  [
    new RegExp(
      `^(?<rhythm>每月|每季度末月|每季度首月|每季度第二个月|每半年末月|每双月)(?<part>${PART}(?:、${PART})*)$`,
    ),
    ({ rhythm = '', part = '' }) => `${inMonth(part)} of ${RHYTHMS[rhythm]}`,
  ],
];

const RHYTHMS: Record<string, string> = {
  每月: 'every month',
  每季度末月: 'the last month of every quarter',
  每季度首月: 'the first month of every quarter',
  每季度第二个月: 'the second month of every quarter',
  每半年末月: 'the last month of every half-year',
  每双月: 'every second month',
};

/**
 * A day, a month or a period of ours in English; null for anything else.
 * @example datesInEnglish('2024年3月5日（周二）') // '5 Mar 2024 (Tue)'
 * @example datesInEnglish('每月10日') // 'the 10th of every month'
 */
export function datesInEnglish(text: string): string | null {
  for (const [form, english] of FORMS) {
    const found = form.exec(text);
    if (found !== null) return english(found.groups ?? {});
  }
  return null;
}

function monthName(month = ''): string {
  return MONTHS[Number(month) - 1] ?? month;
}

function following(later: string | undefined): string {
  return later === undefined ? '' : 'in the year after, ';
}

function kindOfDay(of: string): string {
  if (of === '工作日') return 'working day';
  return of === '周' ? 'week' : (DAYS[of.slice(1)] ?? of);
}

/** The parts of a month that a rhythm names, with 、 between them. */
function inMonth(parts: string): string {
  return parts
    .split('、')
    .map((part) => {
      if (part === '最后一天') return 'the last day';
      const nth = new RegExp(`^${NTH_WORD}个?(?<of>工作日|周[日一二三四五六]?)$`).exec(part);
      if (nth?.groups !== undefined && nth !== null) {
        const { nth: place = '', of = '' } = nth.groups;
        return `the ${NTH[place]} ${kindOfDay(of)}`;
      }
      const day = /^(\d+)日$/.exec(part)?.[1];
      return day === undefined ? part : `the ${ordinal(Number(day))}`;
    })
    .join(' and ');
}

function ordinal(day: number): string {
  const tens = day % 100;
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}
