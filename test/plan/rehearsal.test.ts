import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgendaEntry, AgendaKind, TermLength } from '../../plan/agenda.ts';
import type { Directory, Holder } from '../../plan/audience.ts';
import { broughtForward, mayComeEarly } from '../../plan/bring-forward.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { crowdedDates } from '../../plan/checkpoints.ts';
import { addDays, beijingInstant } from '../../plan/date.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { type Rehearsal, type RehearsedDuty, rehearse } from '../../plan/rehearsal.ts';
import { readingsOf } from '../../plan/rehearsal-report.ts';
import { termsOf } from './terms-of.ts';

const calendar = calendarOf();
const START = '2024-03-05';
const UNITS = [1, 2, 3];

function directoryOf(phone: string | null): Directory {
  const holders = new Map<number, Holder[]>(
    UNITS.map((unitId) => [
      unitId,
      [
        {
          personId: unitId,
          role: 'contact',
          email: `u${unitId}@example.cn`,
          phone,
          prefers: 'mail',
        },
        {
          personId: unitId + 10,
          role: 'leader',
          email: 'l@example.cn',
          phone: null,
          prefers: 'mail',
        },
      ],
    ]),
  );
  const office = { email: 'office@example.cn', phone: null, prefers: 'mail' as const };
  holders.set(9, [
    { personId: 90, role: 'coordinator', ...office },
    { personId: 91, role: 'supervising-leader', ...office },
  ]);
  return {
    offices: new Map([[1, 9]]),
    liaison: new Set(),
    units: new Map(
      [...UNITS, 9].map((id) => [id, { side: null, throughId: null, village: false }]),
    ),
    holders,
    sideOffices: new Map(),
    handlers: new Map(),
    away: new Map(),
    ways: new Map(),
  };
}

type Drawn = { unitId: number; dueOn: string; length: TermLength; participants?: number[] };

function dutyOf({ unitId, dueOn, length, participants = [] }: Drawn, index: number): RehearsedDuty {
  const id = `plan/1/${index + 1}/joint/once`;
  return {
    id,
    planId: 1,
    taskId: index + 1,
    answeringUnitId: unitId,
    series: false,
    agenda: null,
    terms: termsOf({ id, opensOn: START, dueOn, length, firmLimit: '2025-12-31' }),
    told: {
      dueOn,
      practicalOn: null,
      leadingBody: false,
      ownOffice: false,
      participants,
      milestones: [],
      waitsFor: null,
      count: null,
      countUnit: null,
      rectifyBy: null,
      extensionUntil: null,
      answeringUnitId: unitId,
      officeDelayDays: 10,
    },
    policy: DEFAULT_POLICY,
  };
}

type How = {
  units?: 'silent' | 'punctual';
  days?: number;
  mails?: number;
  phone?: string;
  confidential?: boolean;
};

function rehearsed(
  drawn: Drawn[],
  { units = 'silent', days = 3, mails = 4, phone, confidential = false }: How = {},
): Rehearsal {
  return rehearse({
    duties: drawn.map(dutyOf),
    assigned: UNITS.map((unitId) => ({ planId: 1, unitId })),
    launchAt: beijingInstant(START, 6),
    until: '2024-12-31',
    units,
    directory: directoryOf(phone ?? null),
    withoutSms: new Set(confidential ? [1] : []),
    calendar,
    policy: { ...DEFAULT_POLICY, bringForwardDays: days, mailsPerMonth: mails },
  });
}

const morningsOf = ({ messages }: Rehearsal, personId: number, channel = 'mail') =>
  messages
    .filter((each) => each.personId === personId && each.channel === channel)
    .map(({ on, kind, lines }) => `${on} ${kind} ${lines}`);

const ONE: Drawn = { unitId: 1, dueOn: '2024-06-30', length: 'long' };

describe('a rehearsal', () => {
  it('tells a silent unit what a year would: launch, chase, quarters, reminders, one urging', () => {
    expect(morningsOf(rehearsed([ONE]), 1)).toEqual([
      '2024-03-05 assignment 1',
      '2024-03-08 digest 1',
      '2024-04-01 digest 1',
      '2024-05-16 digest 1',
      '2024-06-14 digest 1',
      '2024-06-25 digest 1',
      '2024-06-28 digest 1',
      '2024-07-01 digest 1',
    ]);
  });

  it('takes it to the leader after three working days, and weekly to who supervises', () => {
    const found = rehearsed([ONE]);
    expect(morningsOf(found, 11)).toEqual(['2024-07-03 digest 1']);
    expect(morningsOf(found, 91).slice(0, 4)).toEqual([
      '2024-07-10 list 1',
      '2024-07-17 list 1',
      '2024-07-24 list 1',
      '2024-07-31 list 1',
    ]);
  });

  it('ends for a unit in time with its last reminder, whoever takes part hears that one only', () => {
    const found = rehearsed([{ ...ONE, participants: [2] }], { units: 'punctual' });
    expect(morningsOf(found, 1).at(-1)).toBe('2024-06-28 digest 1');
    expect(morningsOf(found, 2)).toEqual(['2024-03-05 assignment 1', '2024-06-28 digest 1']);
    expect(morningsOf(found, 11)).toEqual([]);
  });

  it('brings near moments forward, and says them once', () => {
    const two: Drawn[] = [ONE, { unitId: 1, dueOn: '2024-07-02', length: 'long' }];
    expect(morningsOf(rehearsed(two), 1)).toContain('2024-06-14 digest 2');
    expect(morningsOf(rehearsed(two, { days: 0 }), 1)).toContain('2024-06-18 digest 1');
    expect(morningsOf(rehearsed(two), 1).join()).not.toContain('2024-06-18');
  });

  it('puts a short message beside what is urgent', () => {
    expect(morningsOf(rehearsed([ONE], { phone: '13800000000' }), 1, 'sms')).toEqual([
      '2024-03-05 assignment 1',
      '2024-06-28 digest 1',
      '2024-07-01 digest 1',
    ]);
  });

  it('puts none beside mails of a confidential plan', () => {
    const found = rehearsed([ONE], { phone: '13800000000', confidential: true });
    expect(morningsOf(found, 1, 'sms')).toEqual([]);
    expect(morningsOf(found, 1)).toContain('2024-06-28 digest 1');
  });

  it('names what waits for the budget, and who passes it all the same', () => {
    const days = ['20', '21', '24', '25', '26', '27'];
    const many = days.map(
      (day): Drawn => ({ unitId: 1, dueOn: `2024-06-${day}`, length: 'monthly' }),
    );
    const { messages, waited } = rehearsed(many, { units: 'punctual' });
    const [first] = readingsOf(messages, 4).filter(({ personId }) => personId === 1);
    expect(first?.over).toEqual(['2024-06']);
    expect(waited.map(({ personId, kind }) => [personId, kind])).toContainEqual([1, 'remind']);
  });
});

const drawn = fc.array(
  fc.record({
    unitId: fc.constantFrom(...UNITS),
    dueOn: fc.integer({ min: 8, max: 290 }).map((days) => addDays(START, days)),
    length: fc.constantFrom<TermLength>('monthly', 'quarterly', 'long'),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('whatever is due', () => {
  it('nobody gets more digests for their being brought forward', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom('silent' as const, 'punctual' as const), (due, units) => {
        const without = rehearsed(due, { units, days: 0, mails: 60 });
        const brought = rehearsed(due, { units, mails: 60 });
        for (const personId of UNITS) {
          const [before, after] = [without, brought].map(
            (each) => morningsOf(each, personId).length,
          );
          expect(after).toBeLessThanOrEqual(before ?? 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('every due date has its last reminder, whatever the budget', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 4 }), (due, mails) => {
        expect(rehearsed(due, { mails }).lacking).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

const entry = (day: string, kind: AgendaKind, step: number): AgendaEntry => ({
  at: beijingInstant(day, 8, 30),
  wake: 0,
  kind,
  step,
});

describe('what a digest brings forward', () => {
  const agenda = [
    entry('2024-06-14', 'remind', 10),
    entry('2024-06-17', 'pace', 2),
    entry('2024-06-18', 'milestone', 0),
    entry('2024-06-19', 'remind', 3),
    entry('2024-06-20', 'quarter', 1),
    entry('2024-06-19', 'urge', 1),
    entry('2024-06-18', 'remind', 0),
  ];

  it.each([
    ['2024-06-14', 3, ['pace 2', 'milestone 0', 'remind 3']], // Friday: three working days on is Wednesday
    ['2024-06-14', 1, ['pace 2']],
    ['2024-06-14', 0, []],
    ['2024-06-18', 2, ['remind 3', 'quarter 1']],
  ] as const)('on %s within %i working days: %j', (today, days, expected) => {
    const found = broughtForward(agenda, calendar, today, days);
    expect(found.map(({ kind, step }) => `${kind} ${step}`)).toEqual(expected);
  });

  it('is around a holiday only what may go out then', () => {
    // the last working day before 国庆
    const near = [entry('2024-10-09', 'pace', 2), entry('2024-10-09', 'remind', 3)];
    const found = broughtForward(near, calendar, '2024-09-30', 3);
    expect(found.map(({ kind }) => kind)).toEqual(['remind']);
  });

  it('is never the last reminder, an urging or anything above it', () => {
    expect(mayComeEarly({ kind: 'remind', step: 0 })).toBe(false);
    expect(mayComeEarly({ kind: 'urge', step: 1 })).toBe(false);
    expect(mayComeEarly({ kind: 'list', step: 7 })).toBe(false);
  });
});

const crowd = (count: number, dueOn: string, from = 1) =>
  Array.from({ length: count }, (_, index) => ({ taskId: from + index, dueOn }));

describe('a date on which much is due', () => {
  it('gets checkpoints spread over the months before it', () => {
    const found = crowdedDates(
      [
        ...crowd(4, '2024-11-30'),
        ...crowd(6, '2024-06-30', 5).map((each, i) => ({ ...each, dueOn: `2024-06-0${i + 1}` })),
      ],
      '2024-07-15',
      calendar,
    );
    expect(found).toEqual([
      {
        dueOn: '2024-11-30',
        share: 0.4,
        tasks: [
          { taskId: 1, by: '2024-07-31' },
          { taskId: 2, by: '2024-08-30' },
          { taskId: 3, by: '2024-09-30' },
          { taskId: 4, by: '2024-10-31' },
        ],
      },
    ]);
  });

  it('is none with thirty per cent or less, or with two tasks', () => {
    expect(
      crowdedDates([...crowd(3, '2024-11-30'), ...crowd(7, '2024-12-31', 9)], START, calendar).map(
        ({ dueOn }) => dueOn,
      ),
    ).toEqual(['2024-12-31']);
    expect(crowdedDates(crowd(2, '2024-11-30'), START, calendar)).toEqual([]);
  });

  it('has none where no month is left before it', () => {
    expect(crowdedDates(crowd(3, '2024-11-30'), '2024-11-20', calendar)[0]?.tasks).toEqual([]);
  });
});
