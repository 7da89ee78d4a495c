import type { PlainDate } from '../plan/date.ts';
import { waitingWords } from '../plan/deadline/event-due.ts';
import type { Deadline } from '../plan/extracted.ts';
import type { LaunchedTask } from '../plan/launch.ts';
import { type LaunchFault, plainFault } from '../plan/launch-faults.ts';
import { extendedUntil, runsOn } from '../plan/open-ended.ts';
import type { LaunchView } from './launching.ts';

/** It goes on from year to year; or it ends on a day. */
type TermOptions = { openEnded?: boolean; until?: PlainDate };

/** The deadline of a task that runs on until the day that was given. */
export type Extended = { taskId: number; deadline: Deadline };

/** How long a plan runs: `until` is the day that was said at launch. */
type Term = { openEnded: boolean; periodTo: PlainDate; until: PlainDate | null };

/** How long the plan runs: as it was read, or as is said at launch. */
export function termOf(
  found: { openEnded: boolean; periodTo: PlainDate },
  { openEnded, until }: TermOptions,
): Term {
  if (until !== undefined) return { openEnded: false, periodTo: until, until };
  return { openEnded: openEnded ?? found.openEnded, periodTo: found.periodTo, until: null };
}

/** Why the term that was asked for cannot be meant. */
export function termFaults({ openEnded, until }: TermOptions, from: PlainDate): LaunchFault[] {
  if (until === undefined) return [];
  return [
    ...(openEnded === true ? [BOTH] : []),
    ...(until < from ? [plainFault('term', `截止日期 ${until} 早于督办开始的 ${from}`)] : []),
  ];
}

const BOTH: LaunchFault = {
  about: 'term',
  says: '“逐年执行”和“执行到哪一天”只能选一个',
  cli: '--open-ended 和 --until 只能写一个',
  items: [],
};

/** What comes back each year has a date in every year until the last day. */
export function extend(
  { tasks, terms }: LaunchView,
  periodTo: PlainDate,
  until: PlainDate | null,
): Extended[] {
  if (until === null || until <= periodTo) return [];
  return tasks
    .filter((each) => runsOn(each))
    .map((each) => {
      each.deadline = extendedUntil(each, until, terms.calendar);
      return { taskId: each.id, deadline: each.deadline };
    });
}

/** The next date of every task that comes back each year. */
export function yearlyLines({ tasks }: LaunchView, launched: LaunchedTask[]): string[] {
  return tasks.flatMap(({ id, key, title, reading, deadline }) => {
    const rows = launched.find(({ taskId }) => taskId === id)?.occurrences ?? [];
    const [next] = rows.flatMap(({ beforeStart, dueOn }) => (beforeStart ? [] : [dueOn ?? '']));
    if (next === undefined || !runsOn({ reading })) return [];
    return [`${key} ${title}：${deadline.text ?? '逐年'} → 下次 ${next}`];
  });
}

/** What has no date before an event has come. */
export function waitingLines({ tasks }: LaunchView, launched: LaunchedTask[]): string[] {
  return tasks.flatMap(({ id, key, title, reading }) => {
    const [row] = launched.find(({ taskId }) => taskId === id)?.occurrences ?? [];
    if (row === undefined || row.waitsFor === null) return [];
    return [`${key} ${title}：正在等待${waitingWords(row.waitsFor, reading)}`];
  });
}
