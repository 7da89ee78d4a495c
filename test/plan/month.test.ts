import { expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import { daysOfMonth } from '../../plan/month.ts';

it.each([
  ['2024-02-09', 'work'],
  ['2024-02-12', 'holiday'],
  ['2024-02-18', 'make-up'],
  ['2024-02-24', 'weekend'],
  ['2024-02-29', 'work'],
] as const)('%s is a day of %s', (day, kind) => {
  const days = daysOfMonth(day.slice(0, 7), calendarOf());
  expect(days).toHaveLength(29);
  expect(days.find((each) => each.day === day)).toEqual({ day, kind, provisional: false });
});

it('says of a year that nobody has announced that its holidays are not known', () => {
  const days = daysOfMonth('2039-12', calendarOf());
  expect(days.every(({ provisional }) => provisional)).toBe(true);
  expect(days.filter(({ kind }) => kind === 'weekend')).toHaveLength(9);
});
