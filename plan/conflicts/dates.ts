import { daysBetween } from '../date.ts';
import type { ExtractedTask } from '../extracted.ts';
import type { Conflict } from '../findings.ts';
import { comparison } from '../same.ts';
import { type ConflictSources, ownLastDay, sayingOf } from './sources.ts';

// more places than a person reads say no more
const MOST_SAYINGS = 6;
const NEAR_ARCHIVE = 3;

const ARCHIVE = /归档|存档|迎检/;
const SUMMARY = /总结(?!大?会|表彰|推广|经验|提炼)/;
// a plan or a list that is filed documents no work
const NO_PROOF = /方案|计划|名单|协议|合同|清单|责任书/;
// what tells of a stage, a half-year or one event comes before the rest of the work
const OF_A_PART = /阶段|半年|季度?|每月|学期|(?:培训|活动|会议)总结/;

/** Archives and summaries that are due before the work that they document. */
export function reportsBeforeWork({ tasks }: ConflictSources): Conflict[] {
  return tasks.flatMap((report) => {
    const isArchive = ARCHIVE.test(report.quote) && !NO_PROOF.test(report.quote);
    const day = ownLastDay(report);
    if (day === null || report.deadline.kind !== 'once') return [];
    if (!isArchive && (!SUMMARY.test(report.quote) || OF_A_PART.test(report.quote))) return [];
    const later = tasks.filter((task) => isWorkAfter(task, day, isArchive));
    const near = isArchive ? milestonesNear(tasks, day) : [];
    return later.length + near.length === 0
      ? []
      : [reportConflict({ report, day, isArchive }, later, near)];
  });
}

/** An archive or summary and the day on which it is due. */
type Closing = { report: ExtractedTask; day: string; isArchive: boolean };

function isWorkAfter(task: ExtractedTask, day: string, isArchive: boolean): boolean {
  const last = task.deadline.due.at(-1) ?? '';
  if (last <= day || ARCHIVE.test(task.quote) || SUMMARY.test(task.quote)) return false;
  if (isArchive) return true;
  // a summary of December may well come before the year's last days
  const sameDecember = day.slice(5, 7) === '12' && last.slice(0, 7) === day.slice(0, 7);
  return !sameDecember && task.deadline.kind !== 'recurring' && namesDate(task);
}

/** True for words with a month or a day of their own, not 全年 or 年底. */
function namesDate({ deadline }: ExtractedTask): boolean {
  return !deadline.inherited && /[\d一二三四五六七八九十]{1,2}(?:月|日)/.test(deadline.text ?? '');
}

function milestonesNear(tasks: readonly ExtractedTask[], day: string): ExtractedTask[] {
  const near = (date: string) => date > day || daysBetween(date, day) <= NEAR_ARCHIVE;
  return tasks.filter(({ milestones }) => milestones.some(({ date }) => near(date)));
}

function reportConflict(
  { report, day, isArchive }: Closing,
  later: ExtractedTask[],
  near: ExtractedTask[],
): Conflict {
  const last =
    later
      .map(({ deadline }) => deadline.due.at(-1) ?? '')
      .toSorted()
      .at(-1) ?? day;
  const [word, choices] = isArchive
    ? ['归档', ['补充归档：到期先归档已有材料，其余办结后补充', `归档改在 ${last} 之后`]]
    : ['总结', ['按期报总结，未完成的办结后补报', `总结改在 ${last} 之后报`]];
  const advised = near.flatMap((task) =>
    task.milestones.slice(-1).map(({ text, date }) => sayingOf(task, `${text}，${date}`)),
  );
  const works = onePerDay(later).map((task) => sayingOf(task, task.deadline.due.at(-1)));
  const told =
    later.length > 0 ? `，还有 ${later.length} 项工作在此之后才到期（最晚 ${last}）` : '';
  const close = near.length > 0 ? `，${near.length} 项工作建议的日子就在这几天或更晚` : '';
  return {
    kind: 'report-before-work',
    tasks: [...new Set([report, ...later, ...near].map(({ id }) => id))],
    says: [sayingOf(report, day), ...works, ...advised].slice(0, MOST_SAYINGS),
    question: `${day} 要${word}${told}${close}，怎么办？`,
    choices: [...choices, `这些工作须在 ${day} 前办结`],
  };
}

/** The latest first, one for each day on which work ends. */
function onePerDay(tasks: readonly ExtractedTask[]): ExtractedTask[] {
  const days = Map.groupBy(tasks, ({ deadline }) => deadline.due.at(-1) ?? '');
  return [...days]
    .toSorted(([one], [other]) => (one < other ? 1 : -1))
    .flatMap(([, [first]]) => first ?? []);
}

/** Dates after the end that the document sets for all work; a report on the whole may come after it. */
export function afterOverallEnd({ tasks, overallEnd, overallSaying }: ConflictSources): Conflict[] {
  // 除有明确时限的外 says itself which date holds
  if (!overallEnd || !overallSaying || /除[^，。]{1,20}外/.test(overallSaying.text)) return [];
  const later = tasks.filter((task) => {
    const isReport = task.deadline.kind === 'once' && /报|总结|归档/.test(task.quote);
    return !isReport && (ownLastDay(task) ?? '') > overallEnd.date;
  });
  if (later.length === 0) return [];
  const soft = overallEnd.force !== 'firm';
  const choices = ['各按自己的日期', `到 ${overallEnd.date} 为止`];
  return [
    {
      kind: 'after-overall-end',
      tasks: later.map(({ id }) => id),
      says: [
        overallSaying,
        ...later.map((task) => sayingOf(task, `最后一次 ${ownLastDay(task) ?? ''}`)),
      ].slice(0, MOST_SAYINGS),
      question: `全文的总体时限${soft ? '（原则要求）' : ''}是 ${overallEnd.date}，有 ${later.length} 项的日期在它之后，按哪个？`,
      choices: soft ? choices : choices.toReversed(),
    },
  ];
}

// two sentences that share so much ask for the same
const SAME_DUTY = 0.85;
const SHORTEST = 8;

/** The same duty, stated under two headings with different dates. */
export function saidTwice({ tasks }: ConflictSources): Conflict[] {
  const dated = tasks.filter(
    (task) => ownLastDay(task) !== null && dutyOf(task).length >= SHORTEST,
  );
  const duties = dated.map(dutyOf);
  const alike = comparison(duties, duties);
  const byDuty = Map.groupBy(dated, dutyOf);
  return dated.flatMap((task) =>
    alike(dutyOf(task))
      .filter(({ like }) => like >= SAME_DUTY)
      .flatMap(({ text }) => byDuty.get(text) ?? [])
      .filter((other) => task.id < other.id && differInDate(task, other))
      .slice(0, 1)
      .map((other) => ({
        kind: 'said-twice' as const,
        tasks: [task.id, other.id],
        says: [task, other].map((each) => sayingOf(each, each.deadline.text ?? '')),
        question: '两处像是同一件事，日期却不同，以哪个为准？',
        choices: [
          `以 ${ownLastDay(task) ?? ''} 为准`,
          `以 ${ownLastDay(other) ?? ''} 为准`,
          '是两件事，分别办理',
        ],
      })),
  );
}

function dutyOf({ quote, deadline }: ExtractedTask): string {
  return quote.replace(deadline.text ?? '', '').replace(/^[^\u4E00-\u9FA5]+/, '');
}

function differInDate(one: ExtractedTask, other: ExtractedTask): boolean {
  return (
    one.section !== other.section &&
    one.deadline.kind === other.deadline.kind &&
    one.deadline.due.join() !== other.deadline.due.join() &&
    agree([one.count?.value], [other.count?.value]) &&
    agree([...one.lead, ...one.support], [...other.lead, ...other.support])
  );
}

/** True when two lists have something in common or one says nothing. */
function agree<Value>(one: readonly (Value | undefined)[], other: readonly (Value | undefined)[]) {
  const [left, right] = [one, other].map((list) => list.filter((each) => each !== undefined));
  if (!left?.length || !right?.length) return true;
  return left.some((each) => right.includes(each));
}
