import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import { type Changes, changesOf, type DutyRow } from '../../plan/changes.ts';
import type { Command, OccurrenceState } from '../../plan/occurrence.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';

const PLAIN: DutyRow = {
  dueOn: '2024-06-28',
  completedOn: null,
  endedOn: null,
  extensionUntil: null,
  eventOn: null,
  pausedOn: null,
  declinedOn: null,
  riskOn: null,
  promisedOn: null,
  rectifyBy: null,
  notedUntil: null,
  circularOn: null,
  confirmedOn: null,
  confirmedSum: null,
  urgedOn: null,
  papersDue: 0,
  countSum: 0,
  countOpening: 0,
  answeringUnitId: 3,
};

/** The row as a command of 3 June leaves it. */
function after(
  given: Partial<Command> & Pick<Command, 'kind'>,
  row: Partial<DutyRow> = {},
  state: OccurrenceState = 'assigned',
) {
  const command: Command = { commandId: 'c', personId: 1, unitId: 3, door: 'cli', ...given };
  const ruled = {
    today: '2024-06-03',
    policy: DEFAULT_POLICY,
    calendar: calendarOf(),
    dueAfter: () => '2024-07-03',
  };
  const changes: Changes = changesOf(command, state, { ...PLAIN, ...row }, ruled);
  return changes;
}

describe('a command changes of its row', () => {
  it.each([
    [
      { kind: 'set-due', until: '2024-08-01' },
      { riskOn: '2024-05-01' },
      { dueOn: '2024-08-01', riskOn: null },
    ],
    [
      { kind: 'set-event', on: '2024-06-01' },
      { dueOn: null },
      { dueOn: '2024-07-03', eventOn: '2024-06-01' },
    ],
    [{ kind: 'report-risk' }, {}, { riskOn: '2024-06-03' }],
    [{ kind: 'report-risk' }, { riskOn: '2024-05-06' }, { riskOn: '2024-05-06' }],
    [{ kind: 'promise', until: '2024-07-10' }, {}, { promisedOn: '2024-07-10' }],
    [
      { kind: 'rectify', until: '2024-07-10' },
      { notedUntil: '2024-07-01' },
      { rectifyBy: '2024-07-10', notedUntil: null },
    ],
    [{ kind: 'take-note', until: '2024-07-10' }, {}, { notedUntil: '2024-07-10' }],
    [{ kind: 'decline' }, {}, { declinedOn: '2024-06-03' }],
    [{ kind: 'uphold' }, { declinedOn: '2024-06-01' }, { declinedOn: null }],
    [
      { kind: 'reassign', toUnitId: 9 },
      { declinedOn: '2024-06-01', extensionUntil: '2024-08-01' },
      { answeringUnitId: 9, declinedOn: null, extensionUntil: null },
    ],
    [{ kind: 'pause' }, {}, { pausedOn: '2024-06-03' }],
    [{ kind: 'enter', amount: 0.2 }, { countSum: 0.1 }, { countSum: 0.3 }],
    [
      { kind: 'set-opening', amount: 2 },
      { countSum: 5, countOpening: 1 },
      { countSum: 6, countOpening: 2 },
    ],
    [{ kind: 'receive' }, { papersDue: 2 }, { papersDue: 1 }],
    [
      { kind: 'confirm', amount: 3, on: '2024-06-01' },
      {},
      { confirmedOn: '2024-06-01', confirmedSum: 3 },
    ],
    [
      { kind: 'decide-extension', approve: true },
      { extensionUntil: '2024-08-01' },
      { dueOn: '2024-08-01', extensionUntil: null },
    ],
    [
      { kind: 'decide-extension', approve: false },
      { extensionUntil: '2024-08-01' },
      { extensionUntil: null },
    ],
    [{ kind: 'endorse-extension' }, { extensionUntil: '2024-08-01' }, {}],
    [{ kind: 'instruct' }, {}, {}],
    [{ kind: 'amend' }, {}, {}],
  ] as [Partial<Command> & Pick<Command, 'kind'>, Partial<DutyRow>, Changes][])(
    '%j of %j: %j',
    (command, row, expected) => {
      expect(after(command, row)).toMatchObject(expected);
    },
  );

  it('nothing of the due date when an extension is refused', () => {
    expect(after({ kind: 'decide-extension', approve: false })).not.toHaveProperty('dueOn');
  });

  it('what was done by the day it is claimed, with what is entered along', () => {
    expect(
      after({ kind: 'complete', amount: 2 }, { countSum: 2, pausedOn: '2024-06-01' }, 'completed'),
    ).toEqual({
      completedOn: '2024-06-03',
      countSum: 4,
      extensionUntil: null,
      pausedOn: null,
      declinedOn: null,
      riskOn: null,
      notedUntil: null,
    });
  });

  it('the day of its end', () => {
    expect(after({ kind: 'close' }, {}, 'closed')).toMatchObject({ endedOn: '2024-06-03' });
    expect(
      after({ kind: 'reopen' }, { dueOn: '2024-05-01', endedOn: '2024-05-20' }, 'acknowledged'),
    ).toMatchObject({
      endedOn: null,
      completedOn: null,
      dueOn: '2024-06-11', // five working days, 10 June is a holiday
    });
  });
});

describe('a resumed duty', () => {
  it('is due as many working days later as it was paused', () => {
    // paused Monday 20 May, resumed Monday 3 June: ten working days
    expect(
      after({ kind: 'resume' }, { pausedOn: '2024-05-20', rectifyBy: '2024-06-07' }),
    ).toMatchObject({
      pausedOn: null,
      dueOn: '2024-07-12',
      rectifyBy: '2024-06-24',
    });
  });

  it('keeps its date when it was paused over a weekend only', () => {
    expect(after({ kind: 'resume' }, { pausedOn: '2024-06-03' })).toMatchObject({
      dueOn: '2024-06-28',
    });
  });

  it('that waits for an event has no date still', () => {
    expect(after({ kind: 'resume' }, { pausedOn: '2024-05-20', dueOn: null })).toMatchObject({
      dueOn: null,
    });
  });
});
