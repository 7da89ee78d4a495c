import { expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import { halfAskedOn, isSilent } from '../../plan/contact-checks.ts';

const calendar = calendarOf();

it.each([
  ['2026-01-01', null], // 元旦
  ['2026-01-04', '2026-01'], // a Sunday that is worked
  ['2026-01-08', '2026-01'],
  ['2026-01-09', null], // too late
  ['2026-07-01', '2026-07'],
  ['2026-07-07', '2026-07'],
  ['2026-07-08', null],
  ['2026-03-02', null],
])('on %s contacts are asked for %s', (day, half) => {
  expect(halfAskedOn(calendar, day)).toBe(half);
});

it('calls a contact silent after ten working days', () => {
  expect(isSilent(calendar, '2026-07-01', '2026-07-15')).toBe(false);
  expect(isSilent(calendar, '2026-07-01', '2026-07-16')).toBe(true);
});
