import { describe, expect, it } from 'vitest';
import {
  type AgendaEntry,
  agendaOf,
  inOfficeHours,
  nextMorning,
  practicalDay,
  putOff,
  type Terms,
  wakeOf,
} from '../../plan/agenda.ts';
import { lightDays } from '../../plan/light-days.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingDate, beijingInstant } from '../../plan/date.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { noon, termsOf, written } from './terms-of.ts';

const calendar = calendarOf();
const agenda = (terms: Terms, after = noon(terms.opensOn)) =>
  agendaOf(terms, DEFAULT_POLICY, calendar, after);

describe('a monthly duty', () => {
  it.each([
    {
      dueOn: '2024-05-01',
      practical: '2024-04-30',
      days: ['2024-04-26', '2024-04-29', '2024-05-07', '2024-05-08', '2024-05-13', '2024-05-20'],
      yellow: '2024-04-26',
      red: '2024-05-06',
    },
    {
      dueOn: '2024-06-01',
      practical: '2024-05-31',
      days: ['2024-05-28', '2024-05-31', '2024-06-03', '2024-06-05', '2024-06-12', '2024-06-19'],
      yellow: '2024-05-28',
      red: '2024-06-03',
    },
    {
      dueOn: '2024-10-01',
      practical: '2024-09-30',
      days: ['2024-09-26', '2024-09-29', '2024-10-09', '2024-10-10', '2024-10-15', '2024-10-22'],
      yellow: '2024-09-26',
      red: '2024-10-08',
    },
    {
      dueOn: '2024-12-01',
      practical: '2024-11-29',
      days: ['2024-11-26', '2024-11-29', '2024-12-02', '2024-12-04', '2024-12-10', '2024-12-17'],
      yellow: '2024-11-26',
      red: '2024-12-02',
    },
    {
      dueOn: '2025-02-01',
      practical: '2025-01-27',
      days: ['2025-01-23', '2025-01-26', '2025-02-06', '2025-02-07', '2025-02-12', '2025-02-19'],
      yellow: '2025-01-23',
      red: '2025-02-05',
    },
    {
      dueOn: '2019-11-30',
      practical: '2019-11-29',
      days: ['2019-11-26', '2019-11-29', '2019-12-02', '2019-12-04', '2019-12-10', '2019-12-17'],
      yellow: '2019-11-26',
      red: '2019-12-02',
    },
    {
      dueOn: '2025-01-01', // one day off: no holiday
      practical: '2024-12-31',
      days: ['2024-12-26', '2024-12-31', '2025-01-02', '2025-01-06', '2025-01-10', '2025-01-17'],
      yellow: '2024-12-26',
      red: '2025-01-02',
    },
    {
      dueOn: '2024-02-29',
      practical: null,
      days: ['2024-02-26', '2024-02-29', '2024-03-01', '2024-03-05', '2024-03-11', '2024-03-18'],
      yellow: '2024-02-26',
      red: '2024-03-01',
    },
    {
      dueOn: '2024-02-17', // 春节
      practical: '2024-02-09',
      days: ['2024-02-06', '2024-02-08', '2024-02-19', '2024-02-20', '2024-02-26', '2024-03-04'],
      yellow: '2024-02-06',
      red: '2024-02-18',
    },
  ])('due $dueOn reminds before, urges and escalates after', (row) => {
    const terms = termsOf({ dueOn: row.dueOn, opensOn: '2019-01-02' });
    const kinds = ['remind 3', 'remind 0', 'urge 1', 'escalate 3', 'list 7', 'list 12'];
    expect(written(agenda(terms)).slice(0, 6)).toEqual(
      row.days.map((day, index) => `${day} ${kinds[index]}`),
    );
    expect(practicalDay(calendar, row.dueOn)).toBe(row.practical);
    expect(lightDays(terms, DEFAULT_POLICY, calendar)).toEqual({
      yellowFrom: row.yellow,
      redFrom: row.red,
    });
  });

  it('keeps the plain weekends of a year whose holidays are not known', () => {
    const terms = termsOf({ dueOn: '2031-10-03', opensOn: '2031-09-01' });
    expect(written(agenda(terms)).slice(0, 4)).toEqual([
      '2031-09-30 remind 3',
      '2031-10-03 remind 0',
      '2031-10-06 urge 1',
      '2031-10-08 escalate 3',
    ]);
  });

  it('repeats its last step every week', () => {
    const lists = written(agenda(termsOf({ dueOn: '2024-06-28' }))).filter((each) =>
      each.includes('list'),
    );
    expect(lists.slice(0, 4)).toEqual([
      '2024-07-09 list 7',
      '2024-07-16 list 12',
      '2024-07-23 list 17',
      '2024-07-30 list 22',
    ]);
  });

  it('brings none of the moments that lie before it opens', () => {
    const terms = termsOf({ dueOn: '2024-06-28', opensOn: '2024-06-27' });
    expect(written(agenda(terms, noon('2024-06-01')))[0]).toBe('2024-06-28 remind 0');
  });

  it('finds its next moments long after the due date', () => {
    const found = written(agenda(termsOf({ dueOn: '2024-06-28' }), noon('2025-06-30')));
    expect(found).toHaveLength(8);
    expect(found[0]?.slice(0, 10) ?? '').toMatch(/^2025-07-0[1-7]$/);
  });
});

describe('longer duties', () => {
  it('that last a quarter are reminded of 10 and 3 working days before and on the last day', () => {
    expect(
      written(agenda(termsOf({ dueOn: '2024-06-28', length: 'quarterly' }))).slice(0, 4),
    ).toEqual([
      '2024-06-14 remind 10',
      '2024-06-25 remind 3',
      '2024-06-28 remind 0',
      '2024-07-01 urge 1',
    ]);
  });

  it('that last a year have a line each quarter, never on a day beside a holiday', () => {
    const terms = termsOf({ dueOn: '2024-11-30', length: 'long', opensOn: '2024-03-05' });
    expect(written(agenda(terms)).slice(0, 9)).toEqual([
      '2024-04-01 quarter 0',
      '2024-07-01 quarter 1',
      '2024-10-09 quarter 2',
      '2024-10-18 remind 30',
      '2024-11-15 remind 10',
      '2024-11-26 remind 3',
      '2024-11-29 remind 0',
      '2024-12-02 urge 1',
      '2024-12-04 escalate 3',
    ]);
  });

  it('name their milestones ten working days before, those after the due date left out', () => {
    const milestones = ['2024-07-15', '2024-09-30', '2024-12-10'].map((date) => ({
      text: '建议完成1次',
      date,
      force: 'advice' as const,
    }));
    expect(written(agenda(termsOf({ dueOn: '2024-11-29', milestones }))).slice(0, 3)).toEqual([
      '2024-07-01 milestone 0',
      '2024-09-14 milestone 1',
      '2024-11-26 remind 3',
    ]);
  });

  it('merge two moments of one morning: the graver stands', () => {
    const milestones = [{ text: '建议', date: '2024-06-07', force: 'advice' as const }];
    const merged = termsOf({ dueOn: '2024-06-07', length: 'quarterly', milestones });
    const sameMorning = written(agenda(merged)).filter((each) => each.startsWith('2024-05-24'));
    expect(sameMorning).toEqual(['2024-05-24 remind 10']);
  });
});

describe('words that soften', () => {
  it('a soft date is asked about once and goes up from the firm limit only', () => {
    const terms = termsOf({ dueOn: '2024-11-30', force: 'soft' });
    expect(written(agenda(terms)).slice(0, 6)).toEqual([
      '2024-11-26 remind 3',
      '2024-11-29 remind 0',
      '2024-12-02 urge 0',
      '2025-01-02 urge 1',
      '2025-01-06 escalate 3',
      '2025-01-10 list 7',
    ]);
    expect(lightDays(terms, DEFAULT_POLICY, calendar)).toEqual({
      yellowFrom: '2024-11-26',
      redFrom: '2025-01-02',
    });
  });

  it('a soft date on the last day of the period is as firm as any', () => {
    const terms = termsOf({ dueOn: '2024-12-31', force: 'soft' });
    expect(written(agenda(terms))[2]).toBe('2025-01-02 urge 1');
  });

  it('an advised date has one notice and no light; then the coordinator is asked monthly', () => {
    const terms = termsOf({ dueOn: '2024-09-30', force: 'advice', length: 'long' });
    expect(written(agenda(terms)).slice(0, 3)).toEqual([
      '2024-09-14 remind 10',
      '2024-10-09 liaison 0', // 8 October is the first day after a holiday
      '2024-11-01 liaison 1',
    ]);
    expect(lightDays(terms, DEFAULT_POLICY, calendar)).toEqual({ yellowFrom: null, redFrom: null });
  });
});

describe('those who are not commanded', () => {
  it('a leading body is never escalated: the coordinator is reminded weekly', () => {
    const found = agenda(termsOf({ dueOn: '2024-06-28', leadingBody: true }));
    expect(written(found).slice(0, 5)).toEqual([
      '2024-06-25 remind 3',
      '2024-06-28 remind 0',
      '2024-07-01 urge 1',
      '2024-07-08 urge 6',
      '2024-07-15 urge 11',
    ]);
    expect(found.map(({ kind }) => kind)).not.toContain('escalate');
    expect(found.map(({ kind }) => kind)).not.toContain('list');
  });

  it('what lies with the other side is brought to the coordinator once a month', () => {
    const found = written(agenda(termsOf({ dueOn: '2024-06-28', liaison: true })));
    expect(found.slice(0, 9).map((each) => each.slice(0, 18))).toEqual([
      '2024-02-01 liaison',
      '2024-03-01 liaison',
      '2024-04-01 liaison',
      '2024-05-07 liaison', // not on the first day after the holiday
      '2024-06-03 liaison',
      '2024-07-01 liaison',
      '2024-08-01 liaison',
      '2024-09-02 liaison',
      '2024-10-09 liaison',
    ]);
    expect(lightDays(termsOf({ liaison: true }), DEFAULT_POLICY, calendar)).toEqual({
      yellowFrom: null,
      redFrom: null,
    });
  });
});

describe('a completion', () => {
  it.each([false, true])('leaves nothing but the verifier to remind (liaison: %s)', (liaison) => {
    const terms = termsOf({ completedOn: '2024-09-26', length: 'long', liaison });
    expect(written(agenda(terms, noon('2024-09-26'))).slice(0, 4)).toEqual([
      '2024-10-09 verify 3', // 30 September and 8 October lie beside the holiday
      '2024-10-11 verify 7',
      '2024-10-15 verify 10',
      '2024-10-22 verify 15',
    ]);
  });
});

describe('a step that waits for proof', () => {
  const escalate: AgendaEntry = {
    at: beijingInstant('2024-09-29', 8, 30),
    wake: beijingInstant('2024-09-29', 3),
    kind: 'escalate',
    step: 3,
  };
  const rival = (kind: 'list' | 'urge') => ({
    ...escalate,
    kind,
    at: beijingInstant('2024-10-09', 8, 30),
  });
  const put = (later: AgendaEntry[], now = escalate.wake) =>
    putOff(escalate, later, now, calendar).agenda;

  it('waits for the next working day that lies at no holiday', () => {
    expect(put([])).toEqual([
      {
        ...escalate,
        at: beijingInstant('2024-10-09', 8, 30),
        wake: beijingInstant('2024-10-09', 3),
        waits: 1,
      },
    ]);
  });

  it('counts how often it has waited', () => {
    expect(putOff({ ...escalate, waits: 2 }, [], escalate.wake, calendar).waits).toBe(3);
  });

  it('waits from today after an outage', () => {
    expect(written(put([], noon('2024-10-15')))).toEqual(['2024-10-16 escalate 3']);
  });

  it('gives way to a graver step of the same morning and replaces a lighter one', () => {
    expect(put([rival('list')])).toEqual([rival('list')]);
    expect(written(put([rival('urge')]))).toEqual(['2024-10-09 escalate 3']);
  });
});

describe('the hours at which people are told', () => {
  it.each([
    ['2024-09-30', 7, '2024-09-30'],
    ['2024-09-30', 9, '2024-10-08'],
    ['2024-09-28', 7, '2024-09-29'],
    ['2024-10-03', 23, '2024-10-08'],
    ['2024-12-31', 18, '2025-01-02'],
  ])('%s at %i → the morning of %s', (day, hour, morning) => {
    const found = nextMorning(calendar, DEFAULT_POLICY, beijingInstant(day, hour));
    expect(found).toBe(beijingInstant(morning, 8, 30));
  });

  it('is this morning at half past eight sharp', () => {
    const sharp = beijingInstant('2024-09-30', 8, 30);
    expect(nextMorning(calendar, DEFAULT_POLICY, sharp)).toBe(sharp);
  });

  it.each([
    ['2024-09-30', 8, 29, false],
    ['2024-09-30', 8, 30, true],
    ['2024-09-30', 18, 0, true],
    ['2024-09-30', 18, 1, false],
    ['2024-09-29', 10, 0, true], // a worked Sunday
    ['2024-09-28', 10, 0, false],
    ['2024-10-01', 10, 0, false],
  ])('%s %i:%i is in office hours: %s', (day, hour, minute, open) => {
    expect(inOfficeHours(calendar, DEFAULT_POLICY, beijingInstant(day, hour, minute))).toBe(open);
  });

  it('a workflow wakes between 00:30 and 06:00, each at a minute of its own', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `plan/1/${index}/joint/once`);
    const wakes = ids.map((id) => wakeOf(id, '2024-03-01'));
    expect(Math.min(...wakes)).toBeGreaterThanOrEqual(beijingInstant('2024-03-01', 0, 30));
    expect(Math.max(...wakes)).toBeLessThan(beijingInstant('2024-03-01', 6));
    expect(new Set(wakes.map(beijingDate))).toEqual(new Set(['2024-03-01']));
    expect(new Set(wakes).size).toBeGreaterThan(200);
    expect(wakeOf('plan/1/7/joint/once', '2024-03-01')).toBe(wakes[7]);
  });
});
