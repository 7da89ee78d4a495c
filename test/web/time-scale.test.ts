import { expect, it } from 'vitest';
import { scaleOf } from '../../web/components/time-scale.ts';

it('lays out whole months, each as long as its days', () => {
  const { at, months } = scaleOf('2023-12-20', '2024-02-10');
  expect(months.map(({ name }) => name)).toEqual(['2023-12', '2024-01', '2024-02']);
  expect(at('2023-12-01')).toBe(0);
  expect(at('2024-01-01')).toBeCloseTo((100 * 31) / 91);
  expect(at('2024-03-01')).toBe(100);
});

it('lays out a single day as its month', () => {
  expect(scaleOf('2024-12-31', '2024-12-31').months).toEqual([{ name: '2024-12', at: 0 }]);
});
