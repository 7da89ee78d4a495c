import type { Review } from '../../api/client.ts';

/** A stretch of the text that is something: a task (`t01`) or another clause (`c12`). */
export type Mark = {
  start: number;
  end: number;
  item: string;
  as: Review['clauses'][number]['as'];
  settled: boolean;
};

/** The item that a clause is. */
export function itemOfClause(at: number): string {
  return `c${at}`;
}

/** What stands where in the text, in order and without overlaps: tasks first, then the other clauses. */
export function marksOf({ tasks, clauses }: Review): Mark[] {
  const own: Mark[] = tasks.map(({ start, end, key, reviewed, dismissed }) => ({
    start,
    end,
    item: key,
    as: dismissed === null ? 'task' : 'dismissed',
    settled: reviewed || dismissed !== null,
  }));
  const others: Mark[] = clauses.map(({ start, end, at, task, as, settled }) => ({
    start,
    end,
    item: task ?? itemOfClause(at),
    as,
    settled,
  }));
  const placed = apart([...own].toSorted(byPlace), []);
  return apart(others.toSorted(byPlace), placed);
}

function byPlace(one: Mark, other: Mark): number {
  return one.start - other.start || other.end - one.end;
}

/** Those of some marks that overlap nothing, with what stands already. */
function apart(marks: Mark[], standing: Mark[]): Mark[] {
  const all = [...standing];
  for (const mark of marks) {
    if (mark.end <= mark.start) continue;
    const at = firstEndingAfter(all, mark.start);
    const next = all[at];
    if (next === undefined || next.start >= mark.end) all.splice(at, 0, mark);
  }
  return all;
}

function firstEndingAfter(marks: Mark[], place: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The marks that touch a stretch of the text. */
export function marksIn(marks: Mark[], start: number, end: number): Mark[] {
  const found: Mark[] = [];
  for (let at = firstEndingAfter(marks, start); at < marks.length; at += 1) {
    const mark = marks[at];
    if (mark === undefined || mark.start >= end) break;
    found.push(mark);
  }
  return found;
}
