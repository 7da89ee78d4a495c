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
const OWED = 'scheduled assigned acknowledged - returned - - -';
const ALIVE = 'scheduled assigned acknowledged completed returned - - -';
const TABLE: Record<CommandKind, string> = {
  acknowledge: 'acknowledged acknowledged - - - - - -',
  decline: 'scheduled assigned acknowledged - - - - -',
  uphold: '- assigned acknowledged - - - - -',
  report: OWED,
  'report-risk': OWED,
  enter: OWED,
  'set-opening': OWED,
  promise: OWED,
  contribute: ALIVE,
  'ask-contribution': OWED,
  'hand-on': ALIVE,
  complete: 'completed completed completed - completed - - -',
  confirm: ALIVE,
  receive: ALIVE,
  return: '- - - returned - - - -',
  close: '- - - closed - - - -',
  waive: 'waived waived waived waived waived - - -',
  cancel: 'cancelled cancelled cancelled cancelled cancelled - - -',
  reopen: '- - - - - acknowledged acknowledged acknowledged',
  'request-extension': OWED,
  'endorse-extension': OWED,
  'decide-extension': OWED,
  'set-due': OWED,
  'set-event': OWED,
  reassign: 'assigned assigned assigned - assigned - - -',
  urge: '- assigned acknowledged - returned - - -',
  instruct: ALIVE,
  rectify: OWED,
  summon: OWED,
  'take-note': OWED,
  'record-telling': ALIVE,
  pause: OWED,
  resume: OWED,
  amend: ALIVE,
};

const isKind = (word: string): word is CommandKind => word in TABLE;
const KINDS = Object.keys(TABLE).filter(isKind);
const CASES = KINDS.flatMap((kind) =>
  TABLE[kind].split(' ').map((to, index): [CommandKind, OccurrenceState, string] => {
    return [kind, STATES[index] ?? 'closed', to];
  }),
);

/** A standing that lacks nothing a command may need. */
function ripeFor(kind: CommandKind, state: OccurrenceState): Standing {
  return standing(state, {
    extensionPending: kind === 'decide-extension' || kind === 'endorse-extension',
    ...(kind === 'resume' ? { paused: true } : {}),
    ...(kind === 'uphold' ? { declined: true } : {}),
    ...(kind === 'receive' ? { papersDue: 2 } : {}),
    ...(kind === 'set-event' ? { byEvent: true } : {}),
    ...(['enter', 'set-opening'].includes(kind)
      ? { tally: { target: 4, sum: 1, opening: 0, binding: true } }
      : {}),
  });
}

describe('each command in each state', () => {
  it.each(CASES)('%s when %s → %s', (kind, state, to) => {
    const from = ripeFor(kind, state);
    const day = '2024-12-31';
    const command = { kind, until: day, on: day, approve: true, amount: 1, toUnitId: 2 };
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

describe('what beside the state refuses a command', () => {
  const tally = { target: 4, sum: 1, opening: 1, binding: true };
  it.each([
    ['decline', { declined: true }, {}, '已经提出退回，请等候办公室答复'],
    ['uphold', {}, {}, '单位没有提出退回'],
    ['pause', { paused: true }, {}, '该事项已经暂停'],
    ['resume', {}, {}, '该事项没有暂停'],
    ['rectify', { paused: true }, {}, '该事项已暂停，恢复后再限期整改'],
    ['rectify', {}, { until: undefined }, '限期整改须写明到哪一天'],
    ['take-note', {}, { until: undefined }, '批阅须写明到哪一天'],
    ['set-event', {}, {}, '该事项的时限不取决于其他事项'],
    ['set-event', { byEvent: true }, { on: undefined }, '填报事件日期须写明是哪一天'],
    ['enter', {}, {}, '该事项没有数量要求，请用“报进展”'],
    ['enter', { tally }, { amount: 0 }, '填报的数字不能为 0'],
    ['enter', { tally }, { amount: Number.NaN }, '填报数量须写明数字'],
    ['enter', { tally }, { amount: -2 }, '更正后的合计为 -1，不能小于 0'],
    ['enter', { tally }, { amount: -1 }, null],
    ['set-opening', { tally }, { amount: -1 }, '期初数不能是负数'],
    [
      'complete',
      { tally },
      { amount: undefined },
      '要求 4，已填报 1，还差 3，不能报办结；如已完成请补填数量',
    ],
    ['complete', { tally }, { amount: 3 }, null],
    ['complete', { tally: { ...tally, sum: 4 } }, { amount: 0 }, null],
    ['complete', { tally: { ...tally, binding: false } }, { amount: 0 }, null], // 力争
    ['receive', {}, {}, '没有待收的纸质件'],
    ['request-extension', { paused: true }, {}, '该事项已暂停，恢复时时限自动顺延，不需申请延期'],
    ['endorse-extension', {}, {}, '没有待答复的延期申请'],
    ['reassign', {}, { toUnitId: undefined }, '改交其他单位须写明单位'],
    ['ask-contribution', {}, { toUnitId: undefined }, '请配合报送须写明单位'],
  ] as [CommandKind, Partial<Standing>, object, string | null][])(
    '%s with %j and %j: %s',
    (kind, fields, given, reason) => {
      const day = '2024-12-31';
      const command = { kind, until: day, on: day, amount: 1, toUnitId: 2, ...given };
      expect(refusal(standing('assigned', fields), command)).toBe(reason);
    },
  );

  it('is the paper that a completion still lacks', () => {
    expect(refusal(standing('completed', { papersDue: 2 }), { kind: 'close' })).toBe(
      '还有 2 份纸质件没有收件登记，不能销号',
    );
  });
});

/** What a command leaves of a standing, beside its state. */
const after = (fields: Partial<Standing>, kind: CommandKind, amount?: number) => {
  const command = amount === undefined ? { kind } : { kind, amount };
  const {
    state: _state,
    verification: _by,
    ...rest
  } = nextStanding(standing('assigned', fields), command);
  return rest;
};

describe('beside the state a command changes', () => {
  const tally = { target: 4, sum: 3, opening: 1, binding: true };
  it.each([
    [{}, 'pause', undefined, { extensionPending: false, paused: true }],
    [{ paused: true }, 'report', undefined, { extensionPending: false, paused: true }],
    [{ paused: true }, 'resume', undefined, { extensionPending: false }],
    [{ paused: true }, 'complete', undefined, { extensionPending: false }],
    [{}, 'decline', undefined, { extensionPending: false, declined: true }],
    [{ declined: true }, 'uphold', undefined, { extensionPending: false }],
    [
      { declined: true, extensionPending: true },
      'reassign',
      undefined,
      { extensionPending: false },
    ],
    [{ declined: true }, 'complete', undefined, { extensionPending: false }],
    [{ byEvent: true }, 'set-event', undefined, { extensionPending: false, byEvent: true }],
    [{ papersDue: 2 }, 'receive', undefined, { extensionPending: false, papersDue: 1 }],
    [{ tally }, 'enter', 2, { extensionPending: false, tally: { ...tally, sum: 5 } }],
    [{ tally }, 'complete', 1, { extensionPending: false, tally: { ...tally, sum: 4 } }],
    [{ tally }, 'enter', -1, { extensionPending: false, tally: { ...tally, sum: 2 } }],
    [{ tally }, 'contribute', 2, { extensionPending: false, tally }],
    // an opening number that is mended takes the place of the first
    [
      { tally },
      'set-opening',
      2,
      { extensionPending: false, tally: { ...tally, sum: 4, opening: 2 } },
    ],
  ] as [Partial<Standing>, CommandKind, number | undefined, object][])(
    '%j by %s %s to %j',
    (fields, kind, amount, expected) => {
      expect(after(fields, kind, amount)).toEqual(expected);
    },
  );

  it('adds fractions without their dust', () => {
    const some = { ...tally, sum: 0.1 };
    expect(after({ tally: some }, 'enter', 0.2)).toMatchObject({ tally: { sum: 0.3 } });
  });

  it.each([
    ['complete', 'assigned', 1, 'completed'],
    ['receive', 'assigned', 1, 'assigned'],
    ['receive', 'completed', 2, 'completed'],
    ['receive', 'completed', 1, 'closed'],
    ['complete', 'assigned', 0, 'closed'],
  ] as const)(
    'the end, where nobody verifies, when the papers are there: %s',
    (kind, state, papersDue, to) => {
      const from = standing(state, { verification: 'auto', papersDue });
      expect(nextStanding(from, { kind }).state).toBe(to);
    },
  );
});

describe('urging by hand', () => {
  const on = '2024-11-04';

  it.each([
    [{ paused: true }, /恢复后再催办/],
    [{ declined: true }, /请先答复/],
    [{ extensionPending: true }, /请先答复/],
    [{ urgedFor: '2024-11-04' }, /一个工作日只催办一次/],
    [{ urgedFor: '2024-11-01' }, null],
    [{}, null],
  ] as [Partial<Standing>, RegExp | null][])('of %j: %s', (fields, says) => {
    const reason = refusal(standing('acknowledged', fields), { kind: 'urge', on });
    if (says === null) expect(reason).toBeNull();
    else expect(reason).toMatch(says);
  });

  it('leaves state and agenda as they are, and keeps for which day it was', () => {
    const before = standing('acknowledged');
    expect(nextStanding(before, { kind: 'urge', on })).toEqual({ ...before, urgedFor: on });
    expect(rearms({ kind: 'urge' })).toBe(false);
  });
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
