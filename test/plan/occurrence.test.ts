import { describe, expect, it } from 'vitest';
import type { AgendaEntry } from '../../plan/agenda.ts';
import {
  type CommandKind,
  isEnded,
  isOwed,
  nextStanding,
  type OccurrenceState,
  rearms,
  refusal,
  splitAgenda,
  type Standing,
} from '../../plan/occurrence.ts';

const STATES: OccurrenceState[] = [
  'scheduled',
  'assigned',
  'acknowledged',
  'completed',
  'returned',
  'closed',
  'waived',
  'cancelled',
];

const standing = (state: OccurrenceState, fields: Partial<Standing> = {}): Standing => ({
  state,
  verification: 'office',
  extensionPending: false,
  ...fields,
});

// Each command: the state that follows in each of the eight states above; - is refused.
const TABLE: [CommandKind, string][] = [
  ['acknowledge', 'acknowledged acknowledged - - - - - -'],
  ['report', 'scheduled assigned acknowledged - returned - - -'],
  ['contribute', 'scheduled assigned acknowledged completed returned - - -'],
  ['complete', 'completed completed completed - completed - - -'],
  ['return', '- - - returned - - - -'],
  ['close', '- - - closed - - - -'],
  ['waive', 'waived waived waived waived waived - - -'],
  ['cancel', 'cancelled cancelled cancelled cancelled cancelled - - -'],
  ['request-extension', 'scheduled assigned acknowledged - returned - - -'],
  ['decide-extension', 'scheduled assigned acknowledged - returned - - -'],
];

const CASES = TABLE.flatMap(([kind, row]) =>
  row.split(' ').map((to, index): [CommandKind, OccurrenceState, string] => {
    return [kind, STATES[index] ?? 'closed', to];
  }),
);

describe('each command in each state', () => {
  it.each(CASES)('%s when %s → %s', (kind, state, to) => {
    const from = standing(state, { extensionPending: kind === 'decide-extension' });
    const command = { kind, until: '2024-12-31', approve: true };
    const reason = refusal(from, command);
    if (to === '-') {
      expect(reason).toMatch(/^该事项.+，不能.+$/);
      return;
    }
    expect(reason).toBeNull();
    expect(nextStanding(from, command).state).toBe(to);
  });

  it('tells in its refusal what the matter is and what cannot be done', () => {
    expect(refusal(standing('closed'), { kind: 'complete' })).toBe('该事项已销号，不能报办结');
    expect(refusal(standing('acknowledged'), { kind: 'acknowledge' })).toBe(
      '该事项已签收，不能签收',
    );
    expect(refusal(standing('assigned'), { kind: 'close' })).toBe('该事项已交办，不能销号');
  });
});

describe('an extension', () => {
  it.each([
    ['request-extension', false, undefined, undefined, '申请延期须写明延至哪一天'],
    ['request-extension', false, '2024-12-31', undefined, null],
    [
      'request-extension',
      true,
      '2024-12-31',
      undefined,
      '已有一项延期申请在等待答复，请等候办公室答复',
    ],
    ['decide-extension', false, undefined, true, '没有待答复的延期申请'],
    ['decide-extension', false, '2024-12-31', false, '没有待答复的延期申请'],
    ['decide-extension', false, '2024-12-31', true, null], // granted without being asked
    ['decide-extension', true, undefined, true, null],
    ['decide-extension', true, undefined, false, null],
  ] as const)(
    '%s, one pending: %s, until %s, approved %s: %s',
    (kind, pending, until, approve, reason) => {
      const from = standing('assigned', { extensionPending: pending });
      const command = {
        kind,
        ...(until === undefined ? {} : { until }),
        ...(approve === undefined ? {} : { approve }),
      };
      expect(refusal(from, command)).toBe(reason);
    },
  );

  it.each([
    ['request-extension', false, true],
    ['decide-extension', true, false],
    ['report', true, true],
    ['complete', true, false],
    ['waive', true, false],
    ['acknowledge', true, true],
  ] as const)('%s with one pending: %s leaves one pending: %s', (kind, before, after) => {
    const from = standing('assigned', { extensionPending: before });
    expect(nextStanding(from, { kind }).extensionPending).toBe(after);
  });
});

it.each([
  ['auto', 'closed'],
  ['office', 'completed'],
  ['leader', 'completed'],
] as const)('a completion that is verified by %s becomes %s', (verification, state) => {
  const from = standing('assigned', { verification });
  expect(nextStanding(from, { kind: 'complete' }).state).toBe(state);
});

it('ends in three states and owes in four', () => {
  expect(STATES.filter(isEnded)).toEqual(['closed', 'waived', 'cancelled']);
  expect(STATES.filter(isOwed)).toEqual(['scheduled', 'assigned', 'acknowledged', 'returned']);
});

it.each([
  ['acknowledge', undefined, false],
  ['report', undefined, false],
  ['contribute', undefined, false],
  ['complete', undefined, true],
  ['return', undefined, true],
  ['close', undefined, true],
  ['waive', undefined, true],
  ['cancel', undefined, true],
  ['request-extension', undefined, false],
  ['decide-extension', true, true],
  ['decide-extension', false, false],
] as const)('%s (approved: %s) makes the agenda anew: %s', (kind, approve, anew) => {
  expect(rearms({ kind, ...(approve === undefined ? {} : { approve }) })).toBe(anew);
});

const entry = (wake: number): AgendaEntry => ({ at: wake + 5, wake, kind: 'remind', step: wake });

describe('splitting the agenda', () => {
  it.each([
    [0, [], 10],
    [9, [], 10],
    [10, [10], 20],
    [25, [10, 20], 30],
    [30, [10, 20, 30], null],
  ] as const)('at %i finds %j due and %s next', (now, due, next) => {
    const found = splitAgenda([10, 20, 30].map(entry), now);
    expect(found.due.map(({ wake }) => wake)).toEqual(due);
    expect(found.next?.wake ?? null).toBe(next);
  });

  it('of nothing is nothing', () => {
    expect(splitAgenda([], 5)).toEqual({ due: [], next: null });
  });
});
