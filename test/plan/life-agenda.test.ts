import { describe, expect, it } from 'vitest';
import { agendaOf, type Terms } from '../../plan/agenda.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { lightDays } from '../../plan/light-days.ts';
import { DEFAULT_POLICY, type Policy } from '../../plan/policy.ts';
import { noon, termsOf, written } from './terms-of.ts';

const calendar = calendarOf();

/** The first moments after noon of a day of a firm duty due on Wednesday 5 June. */
function moments(
  fields: Partial<Terms>,
  from: string,
  count: number,
  policy: Partial<Policy> = {},
) {
  const agenda = agendaOf(termsOf(fields), { ...DEFAULT_POLICY, ...policy }, calendar, noon(from));
  return written(agenda).slice(0, count);
}

describe('what no clock urges is brought to the coordinator', () => {
  it.each([
    ['paused', { pausedOn: '2024-03-04' }, ['2024-04-01 waiting 0', '2024-05-07 waiting 1']],
    [
      'waiting for an event',
      { dueOn: null, waitsFor: '项目批复' },
      ['2024-04-01 waiting 2', '2024-05-07 waiting 3'],
    ],
    [
      'declined',
      { declinedOn: '2024-03-04' },
      ['2024-03-05 decide 1', '2024-03-07 decide 3', '2024-03-14 decide 8'],
    ],
    [
      'declined and paused',
      { declinedOn: '2024-03-04', pausedOn: '2024-03-05' },
      ['2024-04-01 waiting 0'],
    ],
  ] as [string, Partial<Terms>, string[]][])('%s', (_what, fields, expected) => {
    expect(moments(fields, '2024-03-04', expected.length)).toEqual(expected);
  });
});

it('urges towards the day of rectification once one is set', () => {
  expect(moments({ rectifyBy: '2024-06-28' }, '2024-06-17', 5)).toEqual([
    '2024-06-25 remind 3',
    '2024-06-28 remind 0',
    '2024-07-01 urge 1',
    '2024-07-03 escalate 3',
    '2024-07-09 list 7',
  ]);
});

describe('a leader who has taken note', () => {
  it('hears again on the working day after the day named, and then each week', () => {
    // 5 June is due; the list of 17 June was noted until Friday 5 July
    expect(moments({ notedUntil: '2024-07-05' }, '2024-06-18', 3)).toEqual([
      '2024-07-08 list 22',
      '2024-07-15 list 27',
      '2024-07-22 list 32',
    ]);
  });

  it('hears at the usual time when the day named lies before it', () => {
    expect(moments({ notedUntil: '2024-06-12' }, '2024-06-11', 1)).toEqual(['2024-06-17 list 7']);
  });
});

it('tells of what the office owes itself to the leader alone', () => {
  expect(moments({ ownOffice: true, length: 'long' }, '2024-01-02', 2)).toEqual([
    '2024-06-17 list 7',
    '2024-06-24 list 12',
  ]);
});

it('stops below the leaders where only weighty matters go up', () => {
  const kinds = moments({ upward: false }, '2024-06-05', 4);
  expect(kinds).toEqual([
    '2024-06-06 urge 1',
    '2024-06-12 escalate 3', // the day after a holiday brings nothing of this kind
    '2024-06-19 escalate 8',
    '2024-06-26 escalate 13',
  ]);
});

it('puts a candidate for the circular on its list once and goes on with the step before it', () => {
  const ladder = [...DEFAULT_POLICY.ladder, { afterDays: 10, to: 'circular' as const }];
  expect(moments({}, '2024-06-13', 4, { ladder })).toEqual([
    '2024-06-17 list 7',
    '2024-06-20 circular 10',
    '2024-06-24 list 12',
    '2024-07-01 list 17',
  ]);
});

const count = { from: '2024-01-01', target: 4, sum: 0 };
const year = { length: 'long', dueOn: '2024-12-31', opensOn: '2024-01-01' } as const;

/** When a year's duty with so much done is asked about its pace. */
function asked(sum: number): string[] {
  const all = moments({ ...year, count: { ...count, sum } }, '2024-01-02', 30);
  return all.filter((line) => line.includes('pace'));
}

describe('a counted duty', () => {
  it('is asked about after each step of its pace that it has not reached', () => {
    expect(asked(0)).toEqual(['2024-04-01 pace 1', '2024-07-01 pace 2', '2024-10-09 pace 3']);
    expect(asked(2)).toEqual(['2024-10-09 pace 3']);
    expect(asked(4)).toEqual([]);
  });

  it.each([
    [0, '2024-04-01'],
    [1, '2024-07-01'],
    [4, '2024-12-26'],
  ])('turns yellow with %i of four on %s', (sum, yellowFrom) => {
    const terms = termsOf({ ...year, count: { ...count, sum } });
    expect(lightDays(terms, DEFAULT_POLICY, calendar).yellowFrom).toBe(yellowFrom);
  });
});

it('of which supervision begins late is neither yellow nor asked before a fair share of its time', () => {
  const late = { ...year, opensOn: '2024-11-04', count };
  expect(lightDays(termsOf(late), DEFAULT_POLICY, calendar).yellowFrom).toBe('2024-12-26');
  expect(moments(late, '2024-11-04', 30).filter((line) => line.includes('pace'))).toEqual([]);
});

it.each([
  ['reported at risk', { riskOn: '2024-05-06' }, '2024-05-06', '2024-06-06'],
  ['soft, and promised', { force: 'soft', firmLimit: '2024-07-05' }, '2024-05-31', '2024-07-08'],
  [
    'completed, with paper to follow',
    { completedOn: '2024-06-03', papersDue: 1 },
    '2024-06-14',
    '2024-06-06',
  ],
  [
    'completed late, with paper to follow',
    { completedOn: '2024-06-20', papersDue: 1 },
    '2024-06-28',
    '2024-06-06',
  ],
] as [string, Partial<Terms>, string, string][])(
  'is, %s, yellow from then and red from then: %j %s %s',
  (_what, fields, yellowFrom, redFrom) => {
    expect(lightDays(termsOf(fields), DEFAULT_POLICY, calendar)).toEqual({ yellowFrom, redFrom });
  },
);
