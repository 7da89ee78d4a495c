import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { LaunchParty } from '../../plan/parties.ts';
import {
  type BookOccurrence,
  type BookTask,
  obligedParties,
  periodTables,
  returnedNumbers,
  type ReturnBook,
  returnRows,
  type Saying,
} from '../../plan/returns.ts';

const [BUREAU, VILLAGE, TEAM] = [1, 2, 3];

function occurrence(given: Partial<BookOccurrence> = {}): BookOccurrence {
  return {
    id: `o${given.taskId ?? 2}/${given.unitId ?? BUREAU}/${given.dueOn ?? 'once'}`,
    taskId: 2,
    number: '2',
    taskTitle: '互访',
    quote: '互访',
    count: null,
    reportingPeriod: null,
    unitId: BUREAU,
    unitName: '县教育局',
    written: '县教育局',
    state: 'acknowledged',
    beforeStart: false,
    liaison: false,
    opensOn: '2024-03-01',
    dueOn: '2024-12-31',
    completedOn: null,
    endedOn: null,
    countTarget: null,
    countSum: 0,
    countUnit: null,
    ...given,
  };
}

function report(dueOn: string, period: string, given: Partial<BookOccurrence> = {}) {
  return occurrence({
    taskId: 1,
    number: '1',
    taskTitle: '报送进展',
    reportingPeriod: period,
    dueOn,
    ...given,
  });
}

const MARCH = report('2024-04-01', '2024年3月份', { opensOn: '2024-03-25' });
const APRIL = report('2024-05-01', '2024年4月份', { opensOn: '2024-04-24' });

function task(given: Partial<BookTask> = {}): BookTask {
  const parties = [{ unitId: BUREAU, written: '县教育局', kind: 'unit' as const }];
  return { id: 9, number: '9', title: '走访', quote: '适时走访', count: null, parties, ...given };
}

function said(given: Partial<Saying> & Pick<Saying, 'occurrenceId' | 'at'>): Saying {
  const blank = { amount: null, outOf: null, taskId: null, partyId: null, text: '' };
  return { seq: 1, kind: 'report', ...blank, ...given };
}

function book(given: Partial<ReturnBook> = {}): ReturnBook {
  const serves = new Map([[BUREAU, [BUREAU, VILLAGE, TEAM]]]);
  return { occurrences: [MARCH], tasks: [], sayings: [], serves, ...given };
}

const party = (id: number, home = true): LaunchParty => ({
  unit: { id, name: String(id), side: home ? null : '云岭县' },
  written: String(id),
});

const ten = (day: string) => beijingInstant(day, 10);

const sent = (own: BookOccurrence, day: string, rows: number) =>
  said({ occurrenceId: own.id, kind: 'complete', at: ten(day), outOf: rows, seq: 9 });

const closed = (own: BookOccurrence, day: string): BookOccurrence => ({
  ...own,
  state: 'closed',
  completedOn: day,
  endedOn: day,
});

const number = (own: BookOccurrence, partyId: number, at: number, amount: number) =>
  said({ occurrenceId: own.id, taskId: 9, partyId, at, amount, outOf: 10 });

const keys = (given: Partial<ReturnBook>, own = MARCH, day = '2024-03-28') =>
  returnRows(book(given), own, day).map(({ key }) => key);

describe('a return has a row for', () => {
  it.each<[string, Partial<BookOccurrence>, boolean]>([
    ['an open duty', {}, true],
    ['one that was sent back', { state: 'returned' }, true],
    ['a duty of a party that answers through the unit', { unitId: VILLAGE }, true],
    ['no duty of another unit', { unitId: 7 }, false],
    ['none that waits to be checked', { state: 'completed', completedOn: '2024-03-20' }, false],
    [
      'none that has ended',
      { state: 'closed', completedOn: '2024-03-20', endedOn: '2024-03-21' },
      false,
    ],
    ['none that its series has not opened', { state: 'scheduled' }, false],
    ['none from before supervision', { beforeStart: true }, false],
    ['none of the other side', { liaison: true }, false],
    ['no other return', { reportingPeriod: '2024年第一季度' }, false],
    [
      'one that was open on that day',
      { state: 'closed', completedOn: '2024-04-20', endedOn: '2024-04-21' },
      true,
    ],
  ])('%s', (_, given, has) => {
    const duty = occurrence(given);
    expect(keys({ occurrences: [MARCH, duty] })).toEqual(has ? [`o:${duty.id}`] : []);
  });

  it('each party of a task that lives in returns', () => {
    const parties = [VILLAGE, TEAM, 7].map((unitId) => ({
      unitId,
      written: String(unitId),
      kind: 'village' as const,
    }));
    expect(keys({ tasks: [task({ parties })] })).toEqual(['t:9:2', 't:9:3']);
  });

  it('no party that owes a return of its own', () => {
    const own = report('2024-04-01', '2024年3月份', { unitId: VILLAGE, id: 'own' });
    const duty = occurrence({ unitId: VILLAGE });
    const serves = new Map([
      [BUREAU, [BUREAU, VILLAGE]],
      [VILLAGE, [VILLAGE]],
    ]);
    const given = { occurrences: [MARCH, own, duty], serves };
    expect(keys(given)).toEqual([]);
    expect(keys(given, own)).toEqual([`o:${duty.id}`]);
  });
});

it.each([
  ['more of what is counted', { countTarget: 4, countUnit: '次' }, 'more'],
  [
    'how much there is of a figure that is not added up',
    { count: { op: '>=' as const, value: 90, unit: '%', per: 'year' as const } },
    'so-far',
  ],
  ['words of the rest', {}, 'words'],
])('a row asks for %s', (_, given, asks) => {
  const rows = returnRows(book({ occurrences: [MARCH, occurrence(given)] }), MARCH, '2024-03-28');
  expect(rows.map((row) => row.asks)).toEqual([asks]);
});

it.each<[string, Partial<BookTask>, string]>([
  ['groups', { parties: [{ unitId: TEAM, written: '驻村干部', kind: 'group' }] }, 'pair'],
  ['what is owed per person', { quote: '对监测对象每月走访' }, 'pair'],
  ['nobody else', {}, 'words'],
])('two numbers are asked of %s', (_, given, asks) => {
  const rows = returnRows(book({ tasks: [task(given)] }), MARCH, '2024-03-28');
  expect(rows.map((row) => row.asks)).toEqual([asks]);
});

describe('who owes a task that lives in returns', () => {
  const lead = [party(7, false), party(1), party(2), party(1)];

  it.each([
    ['each', [1, 2]],
    ['joint', [1]],
  ] as const)('%s: the home units %o', (distribution, ids) => {
    const found = obligedParties({ distribution, lead, support: [party(3)] });
    expect(found.map(({ unit }) => unit.id)).toEqual(ids);
    expect(obligedParties({ distribution, lead: [], support: [party(3)] })).toHaveLength(1);
  });
});

describe('the table of a period', () => {
  const calendar = calendarOf();
  const units = (occurrences: BookOccurrence[], sayings: Saying[], today: string) =>
    periodTables(book({ occurrences, sayings }), calendar, ten(today)).map((table) =>
      table.units.map(({ status, late, zero }) => [status, late, zero].join(' ')),
    );

  it.each([
    ['missing', '2024-04-01', 'missing false false'],
    ['late from the first working day after', '2024-04-02', 'missing true false'],
  ])('says who is %s', (_, today, words) => {
    expect(units([MARCH], [], today)).toEqual([[words]]);
  });

  it.each([
    ['in time', '2024-04-01', 2, 'reported false false'],
    ['late', '2024-04-02', 2, 'reported true false'],
    ['with nothing to tell', '2024-03-29', 0, 'reported false true'],
  ])('says who reported %s', (_, day, rows, words) => {
    expect(units([closed(MARCH, day)], [sent(MARCH, day, rows)], '2024-05-20')).toEqual([[words]]);
  });

  it('takes a due date on a holiday as kept until its last day', () => {
    const may = report('2024-05-01', '2024年4月份', { opensOn: '2024-04-24' });
    expect(units([closed(may, '2024-05-05')], [sent(may, '2024-05-05', 1)], '2024-05-20')).toEqual([
      ['reported false false'],
    ]);
  });

  it('puts missing units first and those that owe none last, and no period before its window', () => {
    const others = [
      closed({ ...MARCH, id: 'a' }, '2024-03-28'),
      { ...MARCH, id: 'b', state: 'waived' as const },
    ];
    const given = [...others, MARCH, APRIL];
    expect(units(given, [sent({ ...MARCH, id: 'a' }, '2024-03-28', 1)], '2024-04-08')).toEqual([
      ['missing true false', 'reported false false', 'excused false false'],
    ]);
  });

  it('holds what was said since the return before, own pages included, and who said nothing', () => {
    const duty = occurrence({ countTarget: 4, countUnit: '次' });
    const silent = occurrence({ taskId: 3, id: 'silent', taskTitle: '培训' });
    const occurrences = [closed(MARCH, '2024-03-28'), closed(APRIL, '2024-04-28'), duty, silent];
    const entered = (day: string, amount: number, text = '') =>
      said({ occurrenceId: duty.id, kind: 'enter', at: ten(day), amount, text });
    const sayings = [
      entered('2024-03-20', 1, '一月'),
      sent(MARCH, '2024-03-28', 1),
      entered('2024-04-10', 1, '四月'),
      entered('2024-04-27', 1),
      sent(APRIL, '2024-04-28', 1),
      entered('2024-05-10', 1),
    ];
    const tables = periodTables(book({ occurrences, sayings }), calendar, ten('2024-05-20'));
    const rows = tables.map((table) =>
      table.rows.map(({ title, added, words, noChange }) => [title, added, words, noChange]),
    );
    expect(rows).toEqual([
      [
        ['互访', 1, '一月', false],
        ['培训', null, '', true],
      ],
      [
        ['互访', 2, '四月', false],
        ['培训', null, '', true],
      ],
    ]);
  });
});

it('adds up what the parties said last, whichever return that was in', () => {
  const parties = [VILLAGE, TEAM].map((unitId) => ({
    unitId,
    written: unitId === TEAM ? '驻村干部' : '柳溪村',
    kind: 'group' as const,
  }));
  const sayings = [
    number(MARCH, VILLAGE, 1, 3),
    number(MARCH, TEAM, 2, 4),
    number(APRIL, TEAM, 3, 5),
  ];
  const occurrences = [MARCH, APRIL];
  expect(returnedNumbers(book({ occurrences, tasks: [task({ parties })], sayings }))).toMatchObject(
    [
      {
        done: 8,
        outOf: 20,
        parties: [
          { name: '柳溪村', done: 3 },
          { name: '驻村干部', done: 5 },
        ],
      },
    ],
  );
});
