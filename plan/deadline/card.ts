import { addDays, dayOf, monthEnd, monthOf, plainDate, yearOf } from '../date.ts';
import type { DateRange, PlainDate } from '../extracted.ts';
import { dueDates } from './dates.ts';
import { describeRule } from './describe.ts';
import type { DeadlineReading } from './parse.ts';
import { monthEnds, type Rule, type YearDay } from './rule.ts';

/** A way to read words of time: what they mean, their first dates (at most six) and how many in all. */
export type Meaning = { meaning: string; dates: PlainDate[]; count: number };

/** How words of time were read, for a person to check: the reading, and others that are possible. */
export type ReadingCard = Meaning & { text: string; others: Meaning[] };

/** The plan that the words stand in; `issued` is the day from which 印发之日起 counts. */
export type CardContext = {
  periods: readonly number[];
  range: DateRange | null;
  issued: PlainDate | null;
};

/** Words of time, wherever they stand. */
type Words = Omit<DeadlineReading, 'start'>;

const FIRST = 6;

/** A way to read words of time with all of its dates; `rule` null: no rule gives them. */
export type Choice = { meaning: string; due: PlainDate[]; rule: Rule | null };

/** The reading card of words of time. */
export function readingCard(reading: Words, context: CardContext): ReadingCard {
  const [own, ...others] = readingChoices(reading, context).map(shown);
  return { text: reading.text, ...(own ?? { meaning: '', dates: [], count: 0 }), others };
}

/** All ways to read words of time: the one taken first, then those others that give a date. */
export function readingChoices(reading: Words, context: CardContext): Choice[] {
  const others = OTHERS.flatMap((other) => other(reading, context));
  return [meaningOf(reading.rule, context), ...others.filter(({ due }) => due.length > 0)];
}

function meaningOf(rule: Rule, context: CardContext, meaning = describeRule(rule)): Choice {
  return { meaning, due: datesOf(rule, context), rule };
}

function datesOf(rule: Rule, { periods, range }: CardContext): PlainDate[] {
  const { due } = dueDates(rule, periods);
  return range ? due.filter((date) => range.from <= date && date <= range.to) : due;
}

function shown({ meaning, due }: Choice): Meaning {
  return { meaning, dates: due.slice(0, FIRST), count: due.length };
}

/** Dates that follow from the others', by no rule of their own. */
function dated(meaning: string, due: PlainDate[]): Choice {
  return { meaning, due, rule: null };
}

type Other = (reading: Words, context: CardContext) => Choice[];

/** The doubts that such words leave, each with the other way to read them. */
const OTHERS: Other[] = [
  withoutTheDay,
  beforeThePeriod,
  oneYearOnly,
  otherWeekday,
  withinTheYear,
  endOfFirstMonths,
  daysBeforeTheLeave,
  endOfTerms,
  fromIssue,
];

/** 30日前 is taken to include the 30th; strictly it may end the day before. */
function withoutTheDay({ rule, bound }: Words, context: CardContext): Choice[] {
  const named = rule.days.every((day) => 'day' in day && day.day !== 'end');
  if (bound !== 'by' || !named || rule.kind === 'window') return [];
  return [
    dated(
      '不含当日，提前一天',
      datesOf(rule, context).map((date) => addDays(date, -1)),
    ),
  ];
}

/** 10月前 and 四季度前 are taken to include the month or quarter; they may end before it. */
function beforeThePeriod({ rule, bound, text, pattern }: Words, context: CardContext): Choice[] {
  const months = { month: 1, quarter: 3, 'half-year': 6 }[pattern];
  if (months === undefined || bound !== 'by' || /[底末]/.test(text)) return [];
  const dates = datesOf(rule, context).map((date) =>
    monthEnd(yearOf(date), monthOf(date) - months),
  );
  return [dated('在它开始之前', dates)];
}

/** In a plan of several years a date without its year may be meant of one of them. */
function oneYearOnly({ rule, text }: Words, context: CardContext): Choice[] {
  const { periods } = context;
  if (periods.length < 2 || rule.kind !== 'once' || rule.years || /每/.test(text)) return [];
  return periods.map((year) =>
    meaningOf({ ...rule, years: { first: year, last: year } }, context, `只在${year}年`),
  );
}

/** 每周 names no day; it is taken to end on Friday. */
function otherWeekday({ rule, pattern }: Words, context: CardContext): Choice[] {
  if (pattern !== 'every week' && pattern !== 'every other week') return [];
  return [0, 1].map((weekday) => {
    const days: YearDay[] = rule.days.map((day) => ({ ...day, weekday }));
    return meaningOf({ ...rule, days }, context);
  });
}

/** 12-1月 is taken to run over New Year; the two may be written in the wrong order. */
function withinTheYear({ rule }: Words, context: CardContext): Choice[] {
  const { from, days } = rule;
  const [end] = days;
  if (rule.kind !== 'window' || !from || !('month' in from) || !end || !('yearsLater' in end))
    return [];
  const turned: Rule = {
    kind: 'window',
    from: { month: end.month, day: 1 },
    days: monthEnds([from.month]),
  };
  return [meaningOf(turned, context, `当年${describeRule(turned)}`)];
}

/** 6月和12月20日前 is taken as the 20th of both; the first may be meant whole. */
function endOfFirstMonths({ rule, pattern }: Words, context: CardContext): Choice[] {
  if (pattern !== 'one day of several months') return [];
  const days = rule.days.map(
    (day, index): YearDay =>
      index < rule.days.length - 1 && 'day' in day ? { ...day, day: 'end' } : day,
  );
  return [meaningOf({ ...rule, days }, context)];
}

/** 春节前 is taken as the day before the festival; work may have to be done before the leave. */
function daysBeforeTheLeave({ rule }: Words, context: CardContext): Choice[] {
  if (!rule.days.some((day) => 'before' in day)) return [];
  const dates = datesOf(rule, context).map((date) => addDays(date, -7));
  return [dated('节前一周', dates)];
}

/** 每学期 is taken by half-years; terms end in January and July. */
function endOfTerms({ pattern, rule }: Words, context: CardContext): Choice[] {
  if (pattern !== 'every term') return [];
  const days: YearDay[] = [
    { month: 1, day: 'end' },
    { month: 7, day: 10 },
  ];
  return [meaningOf({ ...rule, days }, context, '学期结束时（1月底、7月上旬）')];
}

/** 自印发之日起30日内 can be counted from the day of issue, if the document has one. */
function fromIssue({ rule }: Words, { issued }: CardContext): Choice[] {
  const why = rule.undated;
  if (
    issued === null ||
    why?.waitsFor !== 'event' ||
    !why.within ||
    !/印发|下发|发布/.test(why.event)
  ) {
    return [];
  }
  const { value, unit } = why.within;
  if (unit === '月') {
    const month = monthOf(issued) + value;
    const day = Math.min(dayOf(issued), dayOf(monthEnd(yearOf(issued), month)));
    return [dated('从印发日起算', [plainDate(yearOf(issued), month, day)])];
  }
  const days = unit === '周' ? value * 7 : value;
  return unit === '天' || unit === '日' || unit === '周'
    ? [dated('从印发日起算', [addDays(issued, days)])]
    : [];
}
