import type { ReviewEditInputInput } from '../../api/client.ts';

/** What of a review an act may be foreseen to change. */
export type Reviewed<Task extends ReviewedTask, Clause extends ReviewedClause> = {
  tasks: Task[];
  clauses: Clause[];
};
type ReviewedTask = {
  key: string;
  revision: number;
  reviewed: boolean;
  dismissed: string | null;
};
type ReviewedClause = { at: number; settled: boolean };
type Standing = Partial<Pick<ReviewedTask, 'reviewed' | 'dismissed'>>;

/**
 * The review as an act will leave it, where that is plain: what is confirmed or dismissed, or that
 * taken back. Any other act leaves it as it is until the server has said what came of it.
 */
export function foreseen<Task extends ReviewedTask, Clause extends ReviewedClause>(
  review: Reviewed<Task, Clause>,
  act: ReviewEditInputInput['command'],
): Reviewed<Task, Clause> {
  switch (act.kind) {
    case 'review':
      return withTask(review, act.task, { reviewed: true });
    case 'unreview':
      return withTask(review, act.task, { reviewed: false });
    case 'dismiss':
      return withTask(review, act.task, { dismissed: act.reason, reviewed: true });
    case 'restore':
      return withTask(review, act.task, { dismissed: null, reviewed: false });
    case 'see-clauses': {
      const seen = new Set(act.clauses);
      const settle = (clause: Clause) =>
        seen.has(clause.at) ? { ...clause, settled: true } : clause;
      return { ...review, clauses: review.clauses.map(settle) };
    }
    default:
      return review;
  }
}

/**
 * The review without what an act was foreseen to change: its rows stand as `before`, wherever they are
 * by now. A row that others have changed meanwhile stays as they left it.
 */
export function takenBack<Task extends ReviewedTask, Clause extends ReviewedClause>(
  now: Reviewed<Task, Clause>,
  before: Reviewed<Task, Clause>,
  act: ReviewEditInputInput['command'],
): Reviewed<Task, Clause> {
  if (act.kind === 'see-clauses') {
    const seen = new Set(act.clauses);
    const were = new Map(before.clauses.map(({ at, settled }) => [at, settled]));
    const unsettle = (clause: Clause) =>
      seen.has(clause.at) ? { ...clause, settled: were.get(clause.at) ?? clause.settled } : clause;
    return { ...now, clauses: now.clauses.map(unsettle) };
  }
  const key = 'task' in act ? act.task : null;
  const was = before.tasks.find((task) => task.key === key);
  const isChanged = was?.revision !== now.tasks.find((task) => task.key === key)?.revision;
  if (was === undefined || isChanged) return now;
  return withTask(now, was.key, { reviewed: was.reviewed, dismissed: was.dismissed });
}

function withTask<Task extends ReviewedTask, Clause extends ReviewedClause>(
  review: Reviewed<Task, Clause>,
  key: string,
  change: Standing,
): Reviewed<Task, Clause> {
  const tasks = review.tasks.map((task) => (task.key === key ? { ...task, ...change } : task));
  return { ...review, tasks };
}
