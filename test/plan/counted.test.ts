import { expect, it } from 'vitest';
import { countTerms } from '../../plan/counted.ts';
import type { Count } from '../../plan/extracted.ts';

const QUARTERS = ['2024-03-31', '2024-06-30', '2024-09-30', '2024-12-31'];

it.each([
  ['year', ['2024-12-31'], '2024-12-31', '2024-01-01'],
  ['year', ['2024-11-30'], '2024-11-30', '2024-01-01'],
  ['plan', ['2024-12-31'], '2024-12-31', '2023-01-01'], // the plan's period begins there
  ['each', ['2024-12-31'], '2024-12-31', '2023-01-01'],
  ['quarter', QUARTERS, '2024-06-30', '2024-04-01'],
  ['half-year', ['2024-06-30', '2024-12-31'], '2024-12-31', '2024-07-01'],
  ['month', ['2024-04-30', '2024-05-31'], '2024-05-31', '2024-05-01'],
  ['month', ['2024-04-05', '2024-05-05'], '2024-05-05', '2024-04-01'], // due early, for the month before
  ['year', QUARTERS, '2024-06-30', null], // two meetings a year, reported each quarter
  ['year', QUARTERS, '2024-03-31', '2024-01-01'],
] as [Count['per'], string[], string, string | null][])(
  'a figure per %s over %j counts towards %s from %s',
  (per, dates, dueOn, from) => {
    const count: Count = { op: '>=', value: 2, unit: '次', per };
    const found = countTerms(count, dueOn, { periodFrom: '2023-01-01', dates });
    expect(found).toEqual(from === null ? null : { from, target: 2, unit: '次' });
  },
);

it.each([
  [null],
  [{ op: '>=', value: 90, unit: '%', per: 'year' }],
  [{ op: '>=', value: 0, unit: '次', per: 'year' }],
] as [Count | null][])('%j is nothing to add up', (count) => {
  const dates = ['2024-12-31'];
  expect(countTerms(count, '2024-12-31', { periodFrom: '2024-01-01', dates })).toBeNull();
});
