import { dateOf } from '../task-cells.ts';
import { yearOf } from '../date.ts';
import type { CardContext, Choice } from '../deadline/card.ts';
import { readingChoices } from '../deadline/card.ts';
import { dueDates } from '../deadline/dates.ts';
import { describeRule } from '../deadline/describe.ts';
import { type DeadlineReading, parseDeadline } from '../deadline/parse.ts';
import type { Deadline, DeadlineKind, PlainDate, TimeReading } from '../extracted.ts';
import type { TaskContent } from './content.ts';

/** How a person sets a deadline: by words and one of their readings, by days, or that there is none. */
export type DeadlineChange =
  | { words: string; choice?: number | undefined }
  | { dates: string[]; kind: Exclude<DeadlineKind, 'none'> }
  | { none: true };

/** Words of time as they are read in a plan: every choice, the first taken; and what was left unread. */
export type WordsRead = { reading: DeadlineReading; choices: Choice[]; unread: string };

/** The years and days of a plan by which words of time become dates. */
export function cardContext(plan: {
  periodFrom: PlainDate;
  periodTo: PlainDate;
  issued: PlainDate | null;
}): CardContext {
  const { periodFrom: from, periodTo: to, issued } = plan;
  const first = yearOf(from);
  const periods = Array.from({ length: yearOf(to) - first + 1 }, (_, index) => first + index);
  const whole = from.endsWith('-01-01') && to.endsWith('-12-31');
  return { periods, range: whole ? null : { from, to }, issued };
}

/**
 * Reads words of time, or says what is wrong with them and what is expected.
 * @example readWords('11月31日前', context) // '“11月31日前”里的2024年11月31日不存在，…'
 */
export function readWords(words: string, context: CardContext): WordsRead | string {
  const text = words.trim();
  const reading = parseDeadline(text);
  if (reading === null) {
    return `“${text}”里没有读出时间：请写明哪一天、哪个月或多久一次，例如 6月30日前、每月5日前、每季度末、10月中旬`;
  }
  const { impossible } = dueDates(reading.rule, context.periods);
  if (impossible.length > 0) {
    return `“${text}”里的${impossible.join('、')}不存在，请改成存在的日期`;
  }
  const choices = readingChoices(reading, context);
  if (reading.rule.kind !== 'none' && choices[0]?.due.length === 0) {
    const { range, periods } = context;
    const within = range ? `${range.from} 至 ${range.to}` : `${periods.join('、')}年`;
    return `“${reading.text}”读作${describeRule(reading.rule)}，在方案期间（${within}）里没有这样的日期`;
  }
  const unread = (text.slice(0, reading.start) + text.slice(reading.start + reading.text.length))
    .replace(/[\s，,。；;、]+/g, ' ')
    .trim();
  return { reading, choices, unread };
}

/** The task with its deadline set, or why it cannot be set so. */
export function withDeadline(
  task: TaskContent,
  change: DeadlineChange,
  context: CardContext,
): TaskContent | string {
  if ('none' in change) {
    const deadline: Deadline = { text: task.deadline.text, kind: 'none', due: [] };
    return { ...task, deadline, reading: null };
  }
  return 'words' in change ? byWords(task, change, context) : byDays(task, change, context);
}

function byWords(
  task: TaskContent,
  { words, choice = 0 }: { words: string; choice?: number | undefined },
  context: CardContext,
): TaskContent | string {
  const read = readWords(words, context);
  if (typeof read === 'string') return read;
  const chosen = read.choices[choice];
  if (chosen === undefined) return `“${words}”没有第 ${choice + 1} 种读法，请重新选择`;
  const { start: _start, rule, ...rest } = read.reading;
  const before = task.reading;
  const place = before !== null && before.text === rest.text ? before.place : null;
  const reading: TimeReading = { ...rest, rule: chosen.rule ?? rule, place };
  const deadline: Deadline = {
    text: rest.text,
    kind: kindOf(reading, chosen.due),
    due: chosen.due,
  };
  return { ...task, deadline, reading };
}

/** As in the sheet: the words and their rule stay, so that later years follow these days. */
function byDays(
  task: TaskContent,
  { dates, kind }: { dates: string[]; kind: Exclude<DeadlineKind, 'none'> },
  { periods }: CardContext,
): TaskContent | string {
  const due = dates.map(dateOf);
  const wrong = dates.find((_, index) => due[index] === null);
  if (wrong !== undefined) return `没有“${wrong}”这一天，日期写成 2024-11-30`;
  const days = [...new Set(due.filter((day) => day !== null))].toSorted();
  if (days.length === 0) return '请至少填一个日期；没有时限的，选“没有时限”';
  const [first = 0, last = first] = [periods[0], periods.at(-1)];
  const far = days.find((day) => yearOf(day) < first - 1 || yearOf(day) > last + 1);
  if (far !== undefined) return `${far} 离方案期间（${first}—${last}年）太远，请核对年份`;
  const fitting = kind === 'once' && days.length > 1 ? 'recurring' : kind;
  return { ...task, deadline: { text: task.deadline.text, kind: fitting, due: days } };
}

function kindOf({ rule }: TimeReading, due: readonly PlainDate[]): DeadlineKind {
  if (due.length === 0) return 'none';
  if (rule.kind === 'window') return 'window';
  return due.length > 1 ? 'recurring' : 'once';
}
