import { expect, it } from 'vitest';
import { onTimeRate } from '../../plan/comparison.ts';

it.each([
  [{ onTime: 1, late: 0, overdue: 0, open: 0 }, null],
  [{ onTime: 4, late: 0, overdue: 0, open: 9 }, null],
  [{ onTime: 5, late: 0, overdue: 0, open: 0 }, 100],
  [{ onTime: 13, late: 0, overdue: 1, open: 3 }, 93],
  [{ onTime: 0, late: 2, overdue: 3, open: 0 }, 0],
])('of %j the rate is %s', (figures, rate) => {
  expect(onTimeRate(figures)).toBe(rate);
});
