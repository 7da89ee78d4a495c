import { expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import { lightName, lightOf, type LightRow, workingDaysLate } from '../../plan/light.ts';

const row = (fields: Partial<LightRow> = {}): LightRow => ({
  state: 'assigned',
  liaison: false,
  beforeStart: false,
  waiting: false,
  papersDue: 0,
  yellowFrom: '2024-11-26',
  redFrom: '2024-12-02',
  ...fields,
});

it.each([
  ['2024-11-25', {}, 'green'],
  ['2024-11-26', {}, 'yellow'],
  ['2024-12-01', {}, 'yellow'],
  ['2024-12-02', {}, 'red'],
  ['2024-12-02', { state: 'returned' }, 'red'],
  ['2024-12-02', { state: 'completed' }, 'green'], // the office's delay is not the unit's
  ['2024-12-02', { state: 'closed' }, 'done'],
  ['2024-12-02', { state: 'waived', liaison: true }, 'done'],
  ['2024-12-02', { state: 'cancelled' }, 'done'],
  ['2024-12-02', { liaison: true }, 'grey'],
  ['2024-12-02', { beforeStart: true, state: 'scheduled' }, 'grey'],
  ['2024-12-02', { state: 'completed', papersDue: 1 }, 'yellow'], // papers follow in five days
  ['2024-11-25', { state: 'completed', papersDue: 1 }, 'green'],
  ['2024-12-02', { waiting: true }, 'grey'],
  ['2024-12-02', { waiting: true, state: 'completed' }, 'green'],
  ['2024-12-02', { redFrom: null }, 'yellow'],
  ['2024-12-02', { yellowFrom: null, redFrom: null }, 'green'],
] as [string, Partial<LightRow>, string][])(
  'on %s with %j the light is %s',
  (today, fields, light) => {
    expect(lightOf(row(fields), today)).toBe(light);
  },
);

it.each([
  [null, '2024-12-10', 0],
  ['2024-12-02', '2024-12-01', 0],
  ['2024-12-02', '2024-12-02', 1],
  ['2024-12-02', '2024-12-08', 5],
  ['2024-10-08', '2024-10-12', 5],
] as const)('red from %s it is on %s %i working days late', (redFrom, today, late) => {
  expect(workingDaysLate(redFrom, calendarOf(), today)).toBe(late);
});

it.each([
  ['yellow', '2024-12-31', '落后或有困难'],
  ['yellow', '2024-11-29', '临期'],
  ['yellow', null, '临期'],
  ['green', '2024-12-31', '正常'],
  ['red', '2024-11-20', '逾期'],
] as const)('%s before %s is called %s', (light, dueOn, name) => {
  expect(lightName({ light, dueOn }, '2024-11-26')).toBe(name);
});
