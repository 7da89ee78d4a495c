import { expect, it } from 'vitest';
import { type ActingRole, isOnBehalf, mayGive } from '../../plan/authority.ts';
import { type CommandKind, TRANSITIONS } from '../../plan/occurrence.ts';

const ROLES: [string, ActingRole][] = [
  ['a', 'answering'],
  ['p', 'participant'],
  ['o', 'counterpart'],
  ['c', 'coordinator'],
  ['v', 'verifier'],
  ['l', 'supervising-leader'],
  ['s', 'system'],
];

// Who may give each command: (a)nswering, (p)articipant, (o)ther side, (c)oordinator, (v)erifier, (l)eader, (s)ystem.
const TABLE: Record<CommandKind, string> = {
  acknowledge: 'a',
  decline: 'a',
  report: 'a',
  'report-risk': 'a',
  enter: 'a',
  'set-opening': 'a',
  promise: 'a',
  complete: 'a',
  'request-extension': 'a',
  'ask-contribution': 'a',
  'hand-on': 'a',
  contribute: 'p',
  confirm: 'o',
  receive: 'cvl',
  return: 'cvl',
  close: 'cvl',
  uphold: 'cl',
  reassign: 'cl',
  urge: 'cl',
  instruct: 'cl',
  rectify: 'cl',
  summon: 'cl',
  'take-note': 'l',
  'record-telling': 'c',
  waive: 'cl',
  cancel: 'cl',
  reopen: 'cl',
  'endorse-extension': 'c',
  'decide-extension': 'cl',
  'set-due': 'cl',
  'set-event': 'c',
  pause: 'cl',
  resume: 'cl',
  amend: 's',
};

const isKind = (word: string): word is CommandKind => word in TABLE;
const KINDS = Object.keys(TRANSITIONS).filter(isKind);
const plain = { verification: 'office', extension: 'office' } as const;

it.each(KINDS.flatMap((kind) => ROLES.map(([letter, role]) => [kind, role, letter] as const)))(
  '%s by the %s',
  (kind, role, letter) => {
    expect(mayGive(role, { kind }, plain)).toBe(TABLE[kind].includes(letter));
  },
);

it('leaves to the leader what the leader verifies', () => {
  const able = ROLES.filter(([, role]) =>
    mayGive(role, { kind: 'close' }, { ...plain, verification: 'leader' }),
  );
  expect(able.map(([letter]) => letter)).toEqual(['l']);
});

it.each([
  [true, 'l'],
  [false, 'cl'],
])('an extension in two steps, granted: %s, is decided by %s', (approve, letters) => {
  const ruling = { ...plain, extension: 'two-level' } as const;
  const able = ROLES.filter(([, role]) =>
    mayGive(role, { kind: 'decide-extension', approve }, ruling),
  );
  expect(able.map(([letter]) => letter).join('')).toBe(letters);
});

it('lets the office enter on behalf what a unit says, and nothing else', () => {
  const entered = KINDS.filter(isOnBehalf);
  expect(entered).toEqual(KINDS.filter((kind) => /[apo]/.test(TABLE[kind])));
});
