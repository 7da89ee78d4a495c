import { describe, expect, it } from 'vitest';
import { foreseen, setBack } from '../../web/components/review/foreseen.ts';

const task = (key: string) => ({ key, title: key, reviewed: false, dismissed: null });
const REVIEW = {
  tasks: [task('t01'), task('t02')],
  clauses: [0, 1].map((at) => ({ at, settled: false })),
};
const CONFIRMED = { kind: 'review', task: 't02', revision: 1 } as const;

describe('a review that is acted upon', () => {
  it.each([
    [CONFIRMED, { reviewed: true }],
    [{ kind: 'dismiss', task: 't02', revision: 1, reason: '号召' }, { dismissed: '号召' }],
  ] as const)('shows %o at once, and the other rows are the same objects', (act, change) => {
    const after = foreseen(REVIEW, act);
    expect(after.tasks[1]).toEqual({ ...task('t02'), ...change });
    expect(after.tasks[0]).toBe(REVIEW.tasks[0]);
  });

  it('shows clauses as seen at once', () => {
    const { clauses } = foreseen(REVIEW, { kind: 'see-clauses', clauses: [1] });
    expect(clauses.map(({ settled }) => settled)).toEqual([false, true]);
  });

  it('waits with everything that only the server knows', () => {
    expect(foreseen(REVIEW, { kind: 'split', task: 't01', revision: 1, at: 3 })).toBe(REVIEW);
  });

  it('is as before when the act is refused', () => {
    const { tasks } = foreseen(REVIEW, CONFIRMED);
    expect(setBack(tasks, REVIEW.tasks, tasks)).toEqual(REVIEW.tasks);
  });

  it('keeps what came from a colleague meanwhile', () => {
    const { tasks } = foreseen(REVIEW, CONFIRMED);
    const theirs = tasks.map((each) => ({ ...each, title: '别人的标题' }));
    expect(setBack(theirs, REVIEW.tasks, tasks)).toEqual(theirs);
  });
});
