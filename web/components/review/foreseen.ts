import type { ReviewEditInputInput } from '../../api/client.ts';

/** What of a review an act may be foreseen to change. */
export type Reviewed<Task extends ReviewedTask, Clause extends ReviewedClause> = {
  tasks: Task[];
  clauses: Clause[];
};
type ReviewedTask = { key: string; reviewed: boolean; dismissed: string | null };
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
      return withTask(review, act.task, { dismissed: act.reason });
    case 'restore':
      return withTask(review, act.task, { dismissed: null });
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

/** The rows with those that were `put` there set back to what stood `before`; others' changes stay. */
export function setBack<Row extends object>(
  now: readonly Row[],
  before: readonly Row[],
  put: readonly Row[],
): Row[] {
  const places = new Map(put.map((row, at) => [row, at]));
  return now.map((row) => before[places.get(row) ?? -1] ?? row);
}

function withTask<Task extends ReviewedTask, Clause extends ReviewedClause>(
  review: Reviewed<Task, Clause>,
  key: string,
  change: Standing,
): Reviewed<Task, Clause> {
  const tasks = review.tasks.map((task) => (task.key === key ? { ...task, ...change } : task));
  return { ...review, tasks };
}
