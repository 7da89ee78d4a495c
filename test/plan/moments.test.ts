import { describe, expect, it } from 'vitest';
import type { AgendaEntry, AgendaKind } from '../../plan/agenda.ts';
import { beijingInstant } from '../../plan/date.ts';
import { gravest, tellingsOfCommand, tellingsOfMoment, type Told } from '../../plan/moments.ts';
import type { Command, CommandKind } from '../../plan/occurrence.ts';

const told: Told = {
  dueOn: '2024-11-30',
  practicalOn: '2024-11-29',
  leadingBody: false,
  ownOffice: false,
  waitsFor: null,
  count: null,
  countUnit: null,
  rectifyBy: null,
  extensionUntil: null,
  answeringUnitId: 3,
  officeDelayDays: 10,
  participants: [4, 5],
  milestones: [
    { text: '建议7月', date: '2024-07-15' },
    { text: '建议9月', date: '2024-09-15' },
  ],
};

const entry = (kind: AgendaKind, step = 3, on = '2024-12-04'): AgendaEntry => ({
  at: beijingInstant(on, 8, 30),
  wake: beijingInstant(on, 2),
  kind,
  step,
});

const who = (due: AgendaEntry[], changed: Partial<Told> = {}) =>
  tellingsOfMoment(due, { ...told, ...changed }, false).map(
    ({ audience, kind }) => `${audience} ${kind}`,
  );

describe('a moment tells', () => {
  it.each([
    ['quarter', 1, ['answering quarter']],
    ['milestone', 0, ['answering milestone']],
    ['remind', 3, ['answering remind']],
    ['remind', 0, ['answering remind', 'contact:4 remind', 'contact:5 remind']],
    ['urge', 0, ['answering enquiry']],
    ['urge', 1, ['answering urge', 'coordinator call']],
    ['escalate', 3, ['leader escalate']],
    ['list', 7, ['supervising-leader list']],
    ['verify', 3, ['verifier verify']],
    ['liaison', 2, ['coordinator liaison']],
  ] as const)('%s %i: %j', (kind, step, expected) => {
    expect(who([entry(kind, step)])).toEqual(expected);
  });

  it('of a leading body the coordinator alone, whatever day it is', () => {
    expect(who([entry('urge', 1)], { leadingBody: true })).toEqual(['coordinator call']);
    expect(who([entry('urge', 6)], { leadingBody: true })).toEqual(['coordinator call']);
  });

  it('when it is due, by which date, and not before its morning', () => {
    expect(tellingsOfMoment([entry('escalate')], told, true)).toEqual([
      {
        audience: 'leader',
        kind: 'escalate',
        notBefore: beijingInstant('2024-12-04', 8, 30),
        facts: {
          dueOn: '2024-11-30',
          practicalOn: '2024-11-29',
          on: '2024-12-04',
          step: 3,
          untold: true,
        },
      },
    ]);
  });

  it('no practical date when the due date is worked', () => {
    const [telling] = tellingsOfMoment([entry('remind')], { ...told, practicalOn: null }, false);
    expect(telling?.facts).toEqual({ dueOn: '2024-11-30', on: '2024-12-04', step: 3 });
  });

  it('the words and the day of its milestone', () => {
    const [telling] = tellingsOfMoment([entry('milestone', 1)], told, false);
    expect(telling?.facts).toMatchObject({ milestone: '建议9月', milestoneOn: '2024-09-15' });
  });
});

describe('moments that an outage brought together', () => {
  it('are one notice for each audience, the gravest, and say how many they were', () => {
    const due = [
      entry('remind', 0, '2024-11-29'),
      entry('urge', 1, '2024-12-02'),
      entry('escalate', 3, '2024-12-04'),
    ];
    const found = tellingsOfMoment(due, told, false);
    expect(found.map(({ audience, kind }) => `${audience} ${kind}`)).toEqual([
      'answering urge',
      'coordinator call',
      'leader escalate',
    ]);
    expect(found.map(({ facts }) => facts.merged)).toEqual([3, 3, 3]);
  });

  it('remind of nothing that is late already', () => {
    const due = [entry('remind', 0), entry('list', 7)];
    expect(who(due)).toEqual(['supervising-leader list']);
  });

  it('say "not proved to be told" to those above the unit only', () => {
    const found = tellingsOfMoment([entry('urge', 1), entry('escalate')], told, true);
    expect(found.map(({ facts }) => facts.untold ?? false)).toEqual([false, false, true]);
  });

  it.each([
    [['remind', 'quarter'], 'remind'],
    [['urge', 'list', 'escalate'], 'list'],
    [['milestone', 'remind'], 'remind'],
  ] as [AgendaKind[], AgendaKind][])('%j: the gravest is %s', (kinds, kind) => {
    expect(gravest(kinds.map((each) => entry(each))).kind).toBe(kind);
  });

  it('the later of two alike stands', () => {
    expect(gravest([entry('verify', 3), entry('verify', 7)]).step).toBe(7);
  });

  it('cannot be none', () => {
    expect(() => gravest([])).toThrow(RangeError);
  });
});

const command = (kind: CommandKind, fields: Partial<Command> = {}): Command => ({
  commandId: 'c1',
  kind,
  personId: null,
  unitId: null,
  door: 'cli',
  ...fields,
});

describe('a command tells', () => {
  it.each([
    ['acknowledge', null],
    ['report', null],
    ['contribute', null],
    ['complete', null],
    ['close', null],
    ['return', 'answering returned'],
    ['waive', 'answering ended'],
    ['cancel', 'answering ended'],
    ['urge', 'answering urged'],
    ['request-extension', 'coordinator asked'],
    ['decide-extension', 'answering decided'],
  ] as const)('%s: %s', (kind, expected) => {
    const [found] = tellingsOfCommand(command(kind), told, 5);
    expect(found === undefined ? null : `${found.audience} ${found.kind}`).toBe(expected);
    if (found !== undefined) expect(found.notBefore).toBe(5);
  });

  it('the day that was set and the answer', () => {
    const given = command('decide-extension', { until: '2024-12-20', approve: true });
    expect(tellingsOfCommand(given, told, 5)[0]?.facts).toMatchObject({
      until: '2024-12-20',
      approved: true,
    });
  });
});
