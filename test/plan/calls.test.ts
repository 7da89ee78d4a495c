import { expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import {
  type CallMatter,
  type CallOutcome,
  callReasons,
  hasTold,
  nextCall,
} from '../../plan/calls.ts';
import { beijingDate, beijingInstant, beijingMinutes } from '../../plan/date.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';

const calendar = calendarOf();
const QUIET: CallMatter = {
  redFrom: null,
  dueOn: null,
  unreached: false,
  unacknowledgedSince: null,
  hasSpoken: false,
};

it.each<[string, Partial<CallMatter>, string[]]>([
  ['nothing is the matter', {}, []],
  ['it is overdue', { dueOn: '2024-04-01', redFrom: '2024-04-02' }, ['overdue']],
  ['it turns red tomorrow', { redFrom: '2024-04-11', hasSpoken: true }, []],
  ['nobody could be reached', { unreached: true }, ['unreached']],
  [
    'a list lies unacknowledged for long',
    { unacknowledgedSince: '2024-03-05' },
    ['unacknowledged'],
  ],
  ['a list went out yesterday', { unacknowledgedSince: '2024-04-09' }, []],
  ['it is near and nobody has spoken', { dueOn: '2024-04-12' }, ['silent']],
  ['it is near and the unit has spoken', { dueOn: '2024-04-12', hasSpoken: true }, []],
  ['it is four working days off', { dueOn: '2024-04-16' }, []],
  [
    'it is overdue and nobody could be reached',
    { redFrom: '2024-04-02', unreached: true },
    ['overdue', 'unreached'],
  ],
])('when %s, the reasons to call follow', (_when, matter, reasons) => {
  const found = callReasons({ ...QUIET, ...matter }, DEFAULT_POLICY, calendar, '2024-04-10');
  expect(found).toEqual(reasons);
});

const at = (day: string, hour: number) => beijingInstant(day, hour);
const words = (instant: number) => `${beijingDate(instant)} ${beijingMinutes(instant)}`;

it.each<[CallOutcome, string, number, number, string | undefined, string]>([
  ['told', '2024-04-10', 10, 1, undefined, '2024-04-12 510'],
  ['told', '2024-04-30', 10, 1, undefined, '2024-05-07 510'], // the leave of May lies between
  ['promised', '2024-04-10', 10, 1, '2024-04-15', '2024-04-16 510'],
  ['promised', '2024-04-10', 10, 1, undefined, '2024-04-12 510'],
  ['no-answer', '2024-04-10', 10, 1, undefined, '2024-04-10 720'],
  ['no-answer', '2024-04-10', 16, 1, undefined, '2024-04-11 510'], // offices have closed by then
  ['no-answer', '2024-04-10', 10, 3, undefined, '2024-04-11 510'], // thrice a day is enough
  ['no-answer', '2024-04-12', 17, 1, undefined, '2024-04-15 510'],
  ['wrong-number', '2024-04-10', 10, 1, undefined, '2024-04-10 600'],
  ['changed', '2024-04-10', 10, 1, undefined, '2024-04-10 600'],
])(
  'after %s on %s at %i:00, the %i. unanswered one, promised for %s, it calls again at %s',
  (outcome, day, hour, unanswered, until, next) => {
    const made = { outcome, at: at(day, hour), until };
    expect(words(nextCall(made, unanswered, DEFAULT_POLICY, calendar))).toBe(next);
  },
);

it.each<[CallOutcome, boolean]>([
  ['told', true],
  ['promised', true],
  ['no-answer', false],
  ['wrong-number', false],
  ['changed', false],
])('takes %s as proof of notice: %s', (outcome, proves) => {
  expect(hasTold(outcome)).toBe(proves);
});
