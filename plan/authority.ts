import { type PostRole, ROLE_NAMES } from './address-book-heads.ts';
import type { CommandKind } from './occurrence.ts';
import type { Policy } from './policy.ts';

/** As what somebody acts on an occurrence: its unit's part in it, or a post of the office. */
export type ActingRole =
  | 'answering'
  | 'participant'
  | 'counterpart'
  | Extract<PostRole, 'coordinator' | 'verifier' | 'supervising-leader'>
  | 'system';

const OFFICE: readonly ActingRole[] = ['coordinator', 'supervising-leader'];
const CHECKING: readonly ActingRole[] = ['verifier', ...OFFICE];

/** Who may give each command; the office may besides enter on behalf what a unit may say. */
const MAY: Record<CommandKind, readonly ActingRole[]> = {
  acknowledge: ['answering'],
  decline: ['answering'],
  report: ['answering'],
  'report-risk': ['answering'],
  enter: ['answering'],
  'set-opening': ['answering'],
  promise: ['answering'],
  complete: ['answering'],
  'request-extension': ['answering'],
  'ask-contribution': ['answering'],
  'hand-on': ['answering'],
  contribute: ['participant'],
  confirm: ['counterpart'],
  receive: CHECKING,
  return: CHECKING,
  close: CHECKING,
  uphold: OFFICE,
  reassign: OFFICE,
  urge: OFFICE,
  instruct: OFFICE,
  rectify: OFFICE,
  summon: OFFICE,
  'take-note': ['supervising-leader'],
  'record-telling': ['coordinator'],
  waive: OFFICE,
  cancel: OFFICE,
  reopen: OFFICE,
  'endorse-extension': ['coordinator'],
  'decide-extension': OFFICE,
  'set-due': OFFICE,
  'set-event': ['coordinator'],
  pause: OFFICE,
  resume: OFFICE,
  amend: ['system'],
};

/** As whom one may give a command, unless its plan or task says otherwise. */
export function rolesOf(kind: CommandKind): readonly ActingRole[] {
  return MAY[kind];
}

/** Who of the office may give a command, in words; empty: nobody of it. */
export function officeWords(command: { kind: CommandKind; approve?: boolean }, ruling: Ruling) {
  return OFFICE_POSTS.filter((role) => mayGive(role, command, ruling))
    .map((role) => ROLE_NAMES[role])
    .join('、');
}

const OFFICE_POSTS = ['verifier', 'coordinator', 'supervising-leader'] as const;

/** What of its plan and task decides who may give a command. */
export type Ruling = { verification: 'auto' | 'office' | 'leader'; extension: Policy['extension'] };

/**
 * True when one who acts in a role may give a command. What the leader must verify the leader
 * closes; where extensions are granted in two steps, the office agrees and the leader grants.
 */
export function mayGive(
  role: ActingRole,
  { kind, approve }: { kind: CommandKind; approve?: boolean },
  { verification, extension }: Ruling,
): boolean {
  if (kind === 'close' && verification === 'leader') return role === 'supervising-leader';
  const granting = kind === 'decide-extension' && approve === true;
  if (granting && extension === 'two-level') return role === 'supervising-leader';
  return MAY[kind].includes(role);
}

/** What the office may enter on behalf of the unit that answers, takes part, or confirms. */
export function isOnBehalf(kind: CommandKind): boolean {
  return MAY[kind].some((role) => UNITS.includes(role));
}

const UNITS: readonly ActingRole[] = ['answering', 'participant', 'counterpart'];
