import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../plan/date.ts';
import { behindFrom, expectedBy, paceSteps, stepsToCome } from '../../plan/pace.ts';

const year = (target: number, sum = 0) => ({
  from: '2024-01-01',
  opensOn: '2024-01-01',
  dueOn: '2024-12-31',
  target,
  sum,
});
const within = (from: string, dueOn: string, target: number, opensOn = from) =>
  paceSteps({ from, opensOn, dueOn, target, sum: 0 });
const written = (target: number) =>
  paceSteps(year(target)).map(({ on, expected }) => `${on} ${expected}`);

describe('the pace of a year', () => {
  it.each([
    [1, []],
    [2, ['2024-06-30 1']],
    [3, ['2024-04-30 1', '2024-08-31 2']],
    [4, ['2024-03-31 1', '2024-06-30 2', '2024-09-30 3']],
    [
      12,
      [
        '2024-01-31 1',
        '2024-02-29 2',
        '2024-03-31 3',
        '2024-04-30 4',
        '2024-05-31 5',
        '2024-06-30 6',
        '2024-07-31 7',
        '2024-08-31 8',
        '2024-09-30 9',
        '2024-10-31 10',
        '2024-11-30 11',
      ],
    ],
    [20, ['2024-03-31 5', '2024-06-30 10', '2024-09-30 15']],
    [450, ['2024-03-31 112', '2024-06-30 225', '2024-09-30 337']],
    [2.5, ['2024-06-30 1', '2024-09-30 1']],
  ])('towards %d is %j', (target, steps) => {
    expect(written(target)).toEqual(steps);
  });

  it('of a quarter, a half-year or a season goes by its own months', () => {
    expect(within('2024-04-01', '2024-06-30', 3)).toEqual([
      { on: '2024-04-30', expected: 1 },
      { on: '2024-05-31', expected: 2 },
    ]);
    expect(within('2024-06-01', '2024-11-30', 2)).toEqual([{ on: '2024-08-31', expected: 1 }]);
    expect(within('2024-05-01', '2024-05-31', 2)).toEqual([]);
  });
});

it.each([
  ['2024-11-22', 2, []],
  ['2024-11-22', 12, []],
  ['2024-03-04', 12, ['2024-05-31 5', '2024-06-30 6']],
  ['2024-04-08', 4, ['2024-06-30 2', '2024-09-30 3']],
  ['2023-06-01', 4, ['2024-03-31 1', '2024-06-30 2']], // before it counts
])(
  'a year that is supervised from %s on towards %d asks first for %j',
  (opensOn, target, first) => {
    const steps = within('2024-01-01', '2024-12-31', target, opensOn);
    expect(steps.slice(0, 2).map(({ on, expected }) => `${on} ${expected}`)).toEqual(first);
  },
);

it.each([
  ['2024-06-29', 0],
  ['2024-06-30', 1],
  ['2024-12-30', 1],
  ['2024-12-31', 2],
])('two a year should be on %s %i', (day, expected) => {
  expect(expectedBy(year(2), day)).toBe(expected);
});

it.each([
  [0, '2024-04-01', 3],
  [1, '2024-07-01', 2],
  [3, null, 0],
  [9, null, 0],
])('with %i of four done it falls behind on %s, and %i steps are to come', (sum, day, steps) => {
  expect(behindFrom(year(4, sum))).toBe(day);
  expect(stepsToCome(year(4, sum)).length).toBe(steps);
});

it('never asks for less later, for more than the target, or after the due date', () => {
  const counted = fc.record({
    from: fc.integer({ min: 0, max: 400 }).map((days) => addDays('2024-01-01', days)),
    length: fc.integer({ min: 0, max: 800 }),
    late: fc.integer({ min: -100, max: 900 }),
    target: fc.oneof(
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 0.1, max: 900, noNaN: true }),
    ),
  });
  fc.assert(
    fc.property(counted, ({ from, length, target, late }) => {
      const dueOn = addDays(from, length);
      const steps = paceSteps({ from, opensOn: addDays(from, late), dueOn, target, sum: 0 });
      const expected = steps.map((step) => step.expected);
      expect(expected).toEqual(expected.toSorted((a, b) => a - b));
      expect(steps.every(({ on }) => from <= on && on < dueOn)).toBe(true);
      expect(expected.every((each) => each > 0 && each <= target)).toBe(true);
    }),
  );
});
