import type { DateRange, Deadline, Issue, PlainDate } from '../extracted.ts';
import { plainDate } from '../date.ts';
import { datesInside, dueDates } from './dates.ts';
import { type DeadlineReading, parseDeadline } from './parse.ts';
import type { Rule } from './rule.ts';

/** The texts that may set a task's time, and what the document sets for all. */
export type DeadlineSources = {
  /** The clause itself. */
  clause: string;
  /** The table's column, the bracket behind the paragraph or the dated heading above. */
  stated: string | null;
  counted: boolean;
  periods: readonly number[];
  /** The days between which the plan runs, where that is less than its whole years. */
  range: DateRange | null;
  overallEnd: { date: PlainDate } | null;
};

/**
 * A deadline, the words that were read for it (null where the document's end or the plan's last day
 * serves), and what about it could not be read for certain (without its place).
 */
export type DeadlineResult = {
  deadline: Deadline;
  reading: DeadlineReading | null;
  faults: Omit<Issue, 'where' | 'line'>[];
};

/**
 * The deadline of a task: the date its clause names, else the one stated for it, else the end that
 * the document sets for all work, else, for a count, the plan's last day.
 */
export function readDeadline(sources: DeadlineSources): DeadlineResult {
  const own = parseDeadline(sources.clause);
  const stated = sources.stated === null ? null : parseDeadline(sources.stated);
  const result = isDated(own) && !own.rule.loose ? datedBy(own, sources) : null;
  const inside = result && stated ? limited(result, stated, sources.periods) : result;
  return inside ?? otherwise(own, stated, sources);
}

type DatedReading = DeadlineReading & { rule: { kind: Exclude<Rule['kind'], 'none'> } };

function isDated(reading: DeadlineReading | null): reading is DatedReading {
  return reading !== null && reading.rule.kind !== 'none';
}

/** A rhythm inside a stage keeps the stage's dates only; a single date stands as it is written. */
function limited(
  result: DeadlineResult,
  stated: DeadlineReading,
  periods: readonly number[],
): DeadlineResult {
  const due = datesInside(result.deadline.due, stated.rule, periods);
  return due.length === 0 ? result : { ...result, deadline: { ...result.deadline, due } };
}

function otherwise(
  own: DeadlineReading | null,
  stated: DeadlineReading | null,
  sources: DeadlineSources,
): DeadlineResult {
  if (own?.rule.undated?.waitsFor === 'event') {
    return { deadline: { text: own.text, kind: 'none', due: [] }, reading: own, faults: [] };
  }
  if (stated && !(stated.rule.loose && sources.overallEnd)) return datedBy(stated, sources);
  const unread = sources.stated === null || stated ? [] : [unreadable(sources.stated)];
  const { overallEnd, counted } = sources;
  const text = own?.text ?? null;
  if (overallEnd) {
    const words = [own, stated].find((reading) => reading?.rule.loose)?.text ?? null;
    return {
      deadline: { text: words, kind: 'once', due: [overallEnd.date], inherited: true },
      reading: null,
      faults: unread,
    };
  }
  if (isDated(own)) return datedBy(own, sources);
  const last = lastDay(sources);
  if (counted && last !== null && isEndless(own)) {
    const deadline: Deadline = { text, kind: 'once', due: [last], assumed: true };
    return { deadline, reading: own, faults: unread };
  }
  return { deadline: { text, kind: 'none', due: [] }, reading: own, faults: unread };
}

/** True for words that name no day and wait for none: 常态化, 定期. */
function isEndless(own: DeadlineReading | null): boolean {
  return own === null || own.rule.undated?.waitsFor === 'nothing';
}

/** The day on which the plan ends; null for one whose years are unknown. */
function lastDay({ periods, range }: DeadlineSources): PlainDate | null {
  const year = periods.at(-1);
  return range?.to ?? (year === undefined ? null : plainDate(year, 12, 31));
}

function datedBy(reading: DeadlineReading, sources: DeadlineSources): DeadlineResult {
  const { rule, text } = reading;
  const { periods, range } = sources;
  const { due: all, impossible } = dueDates(rule, periods);
  const due = insideRange(all, rule, range);
  const faults = impossible.map((day) => ({ expected: '存在的日期', found: day }));
  if (due.length === 0 && faults.length === 0 && rule.kind !== 'none') {
    const within = range ? `${range.from}至${range.to}` : periods.join('、') || '未知';
    faults.push({ expected: `计划年度（${within}）内的日期`, found: text });
  }
  return { deadline: { text, kind: kindOf(rule, due), due }, reading, faults };
}

/** A plan of a school year has one 9月 and one 3月; what has no date in the year is due at its end. */
function insideRange(due: PlainDate[], rule: Rule, range: DateRange | null): PlainDate[] {
  if (!range) return due;
  if (rule.loose && due.length > 0) return [range.to];
  const inside = due.filter((date) => range.from <= date && date <= range.to);
  // a date that the text names is never dropped for the plan's shorter term, only a rhythm is
  if (inside.length === 0) return rule.kind === 'recurring' ? inside : due;
  // a school year touches two Augusts: 八月 without a year is the one at its end
  return rule.kind === 'once' && rule.years === undefined ? inside.slice(-1) : inside;
}

/** 每年 in a plan of one year happens once; 6月30日前 in a plan of two years happens twice. */
function kindOf(rule: Rule, due: PlainDate[]): Deadline['kind'] {
  if (due.length === 0) return 'none';
  if (rule.kind === 'window') return 'window';
  return due.length > 1 ? 'recurring' : 'once';
}

function unreadable(stated: string): Omit<Issue, 'where' | 'line'> {
  return { expected: '可识别的完成时限', found: stated };
}
