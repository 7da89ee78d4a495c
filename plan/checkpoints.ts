import { addWorkingDays, type Calendar, workingDayUntil } from './calendar.ts';
import { addDays, monthEnd, monthOf, type PlainDate, yearOf } from './date.ts';

/** A due date that many tasks share, and days before it by which each might be done. */
export type Crowded = {
  dueOn: PlainDate;
  share: number;
  tasks: { taskId: number; by: PlainDate }[];
};

const CROWD = 0.3; // of a plan's tasks
const FEWEST = 3; // two tasks on one day are no crowd
const BEFORE = 10; // working days that are left free before the date itself

/**
 * Due dates that over 30 % of a plan's tasks share, each with internal checkpoints spread before it
 * (docs/office-rules.md, 4). They are proposals of ours, never the document's dates.
 */
export function crowdedDates(
  due: readonly { taskId: number; dueOn: PlainDate }[],
  from: PlainDate,
  calendar: Calendar,
): Crowded[] {
  const all = new Set(due.map(({ taskId }) => taskId));
  const byDay = new Map<PlainDate, Set<number>>();
  for (const { taskId, dueOn } of due) {
    byDay.set(dueOn, (byDay.get(dueOn) ?? new Set()).add(taskId));
  }
  return [...byDay]
    .filter(([, tasks]) => tasks.size >= FEWEST && tasks.size > CROWD * all.size)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([dueOn, tasks]) => ({
      dueOn,
      share: tasks.size / all.size,
      tasks: spread(
        [...tasks].toSorted((a, b) => a - b),
        from,
        dueOn,
        calendar,
      ),
    }));
}

/** The same number of tasks at the end of each month before the date. */
function spread(
  tasks: number[],
  from: PlainDate,
  dueOn: PlainDate,
  calendar: Calendar,
): Crowded['tasks'] {
  const last = addWorkingDays(calendar, dueOn, -BEFORE);
  const slots: PlainDate[] = [];
  for (let end = endOfMonth(from); end < last; end = endOfMonth(addDays(end, 1))) {
    slots.push(workingDayUntil(calendar, end));
  }
  const days = slots.filter((day) => day > from);
  if (days.length === 0) return [];
  return tasks.map((taskId, index) => ({
    taskId,
    by: days[Math.floor((index * days.length) / tasks.length)] ?? last,
  }));
}

function endOfMonth(day: PlainDate): PlainDate {
  return monthEnd(yearOf(day), monthOf(day));
}
