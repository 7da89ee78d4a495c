import type { Count, Milestone } from '../extracted.ts';
import type { TaskContent } from './content.ts';

/**
 * The task that takes others in: units, counts, milestones and papers of all, its own words and
 * deadline (theirs where it has none); where their dates differ, that is left as a doubt.
 */
export function mergedTask(into: TaskContent, others: readonly TaskContent[]): TaskContent {
  const all = [into, ...others];
  const lead = distinct(all.flatMap((task) => task.lead));
  const support = distinct(all.flatMap((task) => task.support)).filter(
    (name) => !lead.includes(name),
  );
  const counts = distinctBy(
    all.flatMap(({ count, otherCounts }) => [...(count ? [count] : []), ...otherCounts]),
  );
  const timed = all.find(({ deadline }) => deadline.due.length > 0) ?? into;
  const [other] = others;
  const said =
    into.alsoInBody === null && other !== undefined
      ? { alsoInBody: other.quote, bodyPlace: other.place }
      : {};
  return {
    ...into,
    ...said,
    lead,
    support,
    count: counts[0] ?? null,
    otherCounts: counts.slice(1),
    milestones: distinctBy<Milestone>(all.flatMap(({ milestones }) => milestones)),
    evidence: distinct(all.flatMap(({ evidence }) => evidence)),
    deadline: timed.deadline,
    reading: timed.reading,
    weighty: all.some(({ weighty }) => weighty),
    issues: [...into.issues, ...dateDoubts(timed, others)],
    reviewed: false,
  };
}

/** The task that another took in. */
export function takenIn(task: TaskContent, key: string): TaskContent {
  return { ...task, reviewed: true, dismissed: `并入任务 ${key}` };
}

function dateDoubts(timed: TaskContent, others: readonly TaskContent[]): TaskContent['issues'] {
  const own = timed.deadline.due.join('、');
  return others
    .filter(({ deadline: { due } }) => due.length > 0 && due.join('、') !== own)
    .map(({ line, deadline }) => ({
      where: `第 ${line} 行`,
      line,
      expected: `与合并后的时限（${own}）一致`,
      found: deadline.text ?? deadline.due.join('、'),
    }));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function distinctBy<Value extends Count | Milestone>(values: readonly Value[]): Value[] {
  const said = values.map((value) => JSON.stringify(value));
  return values.filter((_, index) => said.indexOf(said[index] ?? '') === index);
}
