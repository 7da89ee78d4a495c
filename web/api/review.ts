import { getReview, getReviewSince, type Review, type ReviewPatch } from './client.ts';
import { queryClient } from './query.ts';

/** Under which a review is kept. */
export function reviewKey(id: number) {
  return ['review', id] as const;
}

/** A review as the server has it; an answer that was overtaken by later changes is dropped. */
export async function askReview(id: number): Promise<Review> {
  const asked = await getReview({ id });
  const shown = queryClient.getQueryData<Review>(reviewKey(id));
  return shown !== undefined && shown.version > asked.version ? shown : asked;
}

/** A review with what has changed since; what has not stays the same object, so that it is not drawn anew. */
export function merged(review: Review, patch: ReviewPatch): Review {
  if (patch.version < review.version) return review;
  const changed = new Map(patch.tasks.map((task) => [task.key, task]));
  const kept = review.tasks
    .filter(({ key }) => !patch.gone.includes(key))
    .map((task) => changed.get(task.key) ?? task);
  const known = new Set(review.tasks.map(({ key }) => key));
  const tasks = [...kept, ...patch.tasks.filter(({ key }) => !known.has(key))].toSorted(
    (one, other) => one.start - other.start || (one.key < other.key ? -1 : 1),
  );
  const clauses = new Map(patch.clauses.map((clause) => [clause.at, clause]));
  return {
    ...review,
    ...patch,
    tasks,
    clauses: review.clauses.map((clause) => clauses.get(clause.at) ?? clause),
  };
}

/** Takes into what is shown of a review what has changed. */
export function takePatch(id: number, patch: ReviewPatch): void {
  queryClient.setQueryData<Review>(reviewKey(id), (review) => review && merged(review, patch));
}

/** Asks what others have changed in a review that is shown. */
export async function refreshReview(id: number): Promise<void> {
  const review = queryClient.getQueryData<Review>(reviewKey(id));
  if (review === undefined) return;
  takePatch(id, await getReviewSince({ id, version: review.version }));
}
