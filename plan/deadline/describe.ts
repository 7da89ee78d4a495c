import { ALL_MONTHS, everyMonths, FIRST_OF_QUARTER, type Rule, type YearDay } from './rule.ts';

const WEEKDAYS = '日一二三四五六';

/**
 * What a rule says, in the words of a clerk; without the years, which the dates show.
 * @example describeRule({ kind: 'once', days: [{ month: 11, day: 'end' }] }) // '11月最后一天'
 */
export function describeRule(rule: Rule): string {
  if (rule.undated) return describeUndated(rule.undated);
  if (rule.kind === 'window') return describeWindow(rule);
  const days = describeDays(rule.days);
  const later = rule.yearsLater === undefined ? '' : '次年';
  const inside = rule.inside ? `（${describeWindow(rule.inside)}之内）` : '';
  return rule.loose ? `全年，最迟${days}` : `${later}${days}${inside}`;
}

function describeUndated(why: NonNullable<Rule['undated']>): string {
  if (why.waitsFor === 'nothing') return '长期事项，没有截止日期';
  if (why.waitsFor === 'request') return '没有固定日期，接到上级要求时办理';
  const event = why.event === '' ? '有关事项' : why.event;
  return why.within
    ? `“${event}”之后${why.within.value}${why.within.unit}内，等该日期录入后起算`
    : `“${event}”之前，等该日期录入`;
}

function describeWindow({ from, days }: Rule): string {
  const end = describeDays(days);
  return from ? `${describeDay(from)}至${end}` : `最迟${end}`;
}

const RHYTHMS: [name: string, months: readonly number[]][] = [
  ['每月', ALL_MONTHS],
  ['每季度末月', everyMonths(3)],
  ['每季度首月', FIRST_OF_QUARTER],
  ['每季度第二个月', [2, 5, 8, 11]],
  ['每半年末月', everyMonths(6)],
  ['每双月', everyMonths(2)],
];

/** Days that come back in the same part of several months are named by their rhythm. */
function describeDays(days: readonly YearDay[]): string {
  const inMonths = days.filter((day) => 'month' in day);
  const parts = new Set(inMonths.map(describePart));
  const months = [...new Set(inMonths.map(({ month }) => month))];
  const rhythm = RHYTHMS.find(([, all]) => sameMonths(all, months))?.[0];
  const regular = inMonths.length === days.length && inMonths.length === parts.size * months.length;
  if (rhythm !== undefined && regular && months.length > 1) return rhythm + [...parts].join('、');
  return days.map(describeDay).join('、');
}

function sameMonths(all: readonly number[], months: readonly number[]): boolean {
  return all.length === months.length && all.every((month) => months.includes(month));
}

function describeDay(day: YearDay): string {
  if ('before' in day) return `${day.before}前一天`;
  if ('weekday' in day) {
    return `${day.step === 2 ? '每两周的周' : '每周'}${WEEKDAYS.charAt(day.weekday)}`;
  }
  const later = 'yearsLater' in day && day.yearsLater ? '次年' : '';
  return `${later}${day.month}月${describePart(day)}`;
}

function describePart(day: Extract<YearDay, { month: number }>): string {
  if ('nth' in day) {
    const nth = day.nth < 0 ? '最后一个' : `第${'零一二三四五'.charAt(day.nth)}个`;
    if (day.of === 'week')
      return day.nth < 0 ? '最后一周' : `第${'零一二三四五'.charAt(day.nth)}周`;
    return nth + (day.of === 'working day' ? '工作日' : `周${WEEKDAYS.charAt(day.of)}`);
  }
  return day.day === 'end' ? '最后一天' : `${day.day}日`;
}
