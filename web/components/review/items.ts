import type { Review, ReviewClause, ReviewTask } from '../../api/client.ts';
import { itemOfClause } from './marks.ts';

/** What the list shows. */
export const SHOWS = ['all', 'open', 'doubts', 'undated', 'unitless', 'rest'] as const;
export type Show = (typeof SHOWS)[number];

/** A row of the list: a task, or a clause that is none. */
export type Item =
  | { id: string; task: ReviewTask; clause: null }
  | { id: string; task: null; clause: ReviewClause };

/** The rows that are shown. */
export function itemsOf(review: Review, show: Show): Item[] {
  if (show === 'rest') {
    return review.clauses
      .filter(isRest)
      .map((clause) => ({ id: itemOfClause(clause.at), task: null, clause }));
  }
  return review.tasks
    .filter((task) => shows(task, show, review))
    .map((task) => ({ id: task.key, task, clause: null }));
}

/** The rows with one that is worked on, though it should not be shown any more: it stays until that is done. */
export function withHeld(items: Item[], review: Review, held: string | null): Item[] {
  if (held === null || items.some(({ id }) => id === held)) return items;
  const task = review.tasks.find(({ key }) => key === held);
  if (task === undefined) return items;
  const after = items.findIndex((item) => (item.task?.start ?? 0) > task.start);
  return items.toSpliced(after < 0 ? items.length : after, 0, { id: held, task, clause: null });
}

/** How many rows each choice has; of the other clauses, how many nobody has seen. */
export function countsOf(review: Review): Record<Show, number> {
  const count = (show: Show) => itemsOf(review, show).length;
  return {
    all: count('all'),
    open: count('open'),
    doubts: count('doubts'),
    undated: count('undated'),
    unitless: count('unitless'),
    rest: review.clauses.filter((clause) => isRest(clause) && !clause.settled).length,
  };
}

/** True for a row that somebody must still look at. */
export function isOpen({ task, clause }: Item): boolean {
  return task === null ? !clause.settled : !task.reviewed && task.dismissed === null;
}

/** The contradictions that a task stands in. */
export function conflictsOf({ conflicts }: Review, key: string): Review['conflicts'] {
  return conflicts.filter(({ tasks }) => tasks.includes(key));
}

function isRest({ task, as }: ReviewClause): boolean {
  return task === null && (as === 'rule' || as === 'dismissed');
}

function shows(task: ReviewTask, show: Show, review: Review): boolean {
  if (show === 'all') return true;
  if (task.dismissed !== null) return false;
  if (show === 'open') return !task.reviewed;
  if (show === 'undated') return task.deadline.due.length === 0;
  if (show === 'unitless') return task.lead.length === 0;
  return task.issues.length > 0 || conflictsOf(review, task.key).length > 0;
}
