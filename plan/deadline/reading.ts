import type { Deadline, Issue, PlainDate } from '../extracted.ts';
import { plainDate } from '../date.ts';
import { datesInside, dueDates } from './dates.ts';
import { type DeadlineReading, parseDeadline } from './parse.ts';

/** The texts that may set a task's time, and what the document sets for all. */
export type DeadlineSources = {
  /** The clause itself. */
  clause: string;
  /** The table's column, the bracket behind the paragraph or the dated heading above. */
  stated: string | null;
  counted: boolean;
  periods: readonly number[];
  overallEnd: { date: PlainDate } | null;
};

/** A deadline, and what about it could not be read for certain (without its place). */
export type DeadlineResult = { deadline: Deadline; faults: Omit<Issue, 'where' | 'line'>[] };

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

function isDated(reading: DeadlineReading | null): reading is DeadlineReading {
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
  if (stated && !(stated.rule.loose && sources.overallEnd)) return datedBy(stated, sources);
  const unread = sources.stated === null || stated ? [] : [unreadable(sources.stated)];
  const { overallEnd, counted, periods } = sources;
  const text = own?.text ?? null;
  if (overallEnd) {
    const words = [own, stated].find((reading) => reading?.rule.loose)?.text ?? null;
    return {
      deadline: { text: words, kind: 'once', due: [overallEnd.date], inherited: true },
      faults: unread,
    };
  }
  if (isDated(own)) return datedBy(own, sources);
  const last = periods.at(-1);
  if (counted && last !== undefined && own === null) {
    return {
      deadline: { text, kind: 'once', due: [plainDate(last, 12, 31)] },
      faults: unread,
    };
  }
  return { deadline: { text, kind: 'none', due: [] }, faults: unread };
}

function datedBy(reading: DeadlineReading, { periods }: DeadlineSources): DeadlineResult {
  const { due, impossible } = dueDates(reading.rule, periods);
  const { rule, text } = reading;
  const faults = impossible.map((day) => ({ expected: '存在的日期', found: day }));
  if (due.length === 0 && faults.length === 0 && rule.kind !== 'none') {
    faults.push({ expected: `计划年度（${periods.join('、') || '未知'}）内的日期`, found: text });
  }
  // 每年 in a plan of one year happens once; 6月30日前 in a plan of two years happens twice
  const kind =
    due.length === 0
      ? 'none'
      : rule.kind === 'window'
        ? 'window'
        : due.length > 1
          ? 'recurring'
          : 'once';
  return { deadline: { text, kind, due }, faults };
}

function unreadable(stated: string): Omit<Issue, 'where' | 'line'> {
  return { expected: '可识别的完成时限', found: stated };
}
