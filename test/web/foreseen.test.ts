import { describe, expect, it } from 'vitest';
import { foreseen, takenBack } from '../../web/components/review/foreseen.ts';

const task = (key: string) => ({
  key,
  title: key,
  revision: 1,
  reviewed: false,
  dismissed: null as string | null,
});
const REVIEW = {
  tasks: [task('t01'), task('t02')],
  clauses: [0, 1].map((at) => ({ at, settled: false })),
};
const CONFIRMED = { kind: 'review', task: 't02', revision: 1 } as const;
const DISMISSED = { kind: 'dismiss', task: 't02', revision: 1, reason: '号召' } as const;
const SEEN = { kind: 'see-clauses' as const, clauses: [1] };

describe('a review that is acted upon', () => {
  it.each([
    [CONFIRMED, { reviewed: true }],
    [DISMISSED, { dismissed: '号召', reviewed: true }],
  ])('shows %o at once, and the other rows are the same objects', (act, change) => {
    const after = foreseen(REVIEW, act);
    expect(after.tasks[1]).toEqual({ ...task('t02'), ...change });
    expect(after.tasks[0]).toBe(REVIEW.tasks[0]);
  });

  it('shows a task that was dismissed and is taken up again as one to be reviewed', () => {
    const dismissed = foreseen(REVIEW, DISMISSED);
    expect(foreseen(dismissed, { kind: 'restore', task: 't02', revision: 1 })).toEqual(REVIEW);
  });

  it('shows clauses as seen at once', () => {
    const { clauses } = foreseen(REVIEW, SEEN);
    expect(clauses.map(({ settled }) => settled)).toEqual([false, true]);
  });

  it('waits with everything that only the server knows', () => {
    expect(foreseen(REVIEW, { kind: 'split', task: 't01', revision: 1, at: 3 })).toBe(REVIEW);
  });
});

describe('an act of a review that is refused', () => {
  it.each([[CONFIRMED], [DISMISSED], [SEEN]])('is taken back: %o', (act) => {
    expect(takenBack(foreseen(REVIEW, act), REVIEW, act)).toEqual(REVIEW);
  });

  it('is taken back where its row stands by now, whatever became of the objects', () => {
    const { tasks, clauses } = structuredClone(foreseen(REVIEW, CONFIRMED));
    const now = { tasks: [task('t00'), ...tasks], clauses };
    expect(takenBack(now, REVIEW, CONFIRMED).tasks).toEqual([
      task('t00'),
      task('t01'),
      task('t02'),
    ]);
  });

  it('leaves what a colleague made of the row meanwhile, and all other rows', () => {
    const { tasks } = foreseen(REVIEW, CONFIRMED);
    const theirs = tasks.map((each) => ({ ...each, title: '别人的标题', revision: 2 }));
    const now = { ...REVIEW, tasks: theirs };
    expect(takenBack(now, REVIEW, CONFIRMED).tasks).toEqual(theirs);
    const confirmed = foreseen(foreseen(REVIEW, CONFIRMED), { ...CONFIRMED, task: 't01' });
    expect(takenBack(confirmed, REVIEW, CONFIRMED).tasks.map(({ reviewed }) => reviewed)).toEqual([
      true,
      false,
    ]);
  });
});
