import type { Command, CommandKind } from './occurrence.ts';

/** What the office decides; what units say is in unit-acts.ts, and `amend` comes from changes of the plan. */
export const OFFICE_ACTS = [
  'urge',
  'receive',
  'return',
  'close',
  'uphold',
  'reassign',
  'instruct',
  'rectify',
  'summon',
  'take-note',
  'record-telling',
  'waive',
  'cancel',
  'reopen',
  'endorse-extension',
  'decide-extension',
  'set-due',
  'set-event',
  'pause',
  'resume',
] as const satisfies readonly CommandKind[];

/** What must be said with a command of the office, beside what its state asks for. */
export type Need = 'reason' | 'until' | 'on' | 'amount' | 'to' | 'source';

const NEEDS: Partial<Record<CommandKind, readonly Need[]>> = {
  return: ['reason'],
  waive: ['reason'],
  cancel: ['reason'],
  reopen: ['reason'],
  reassign: ['to', 'reason'],
  uphold: ['reason'],
  instruct: ['reason'],
  rectify: ['until', 'reason'],
  summon: ['reason'],
  'take-note': ['until'],
  'record-telling': ['source', 'reason'],
  'set-due': ['until', 'reason'],
  'set-event': ['on'],
  pause: ['reason'],
  decline: ['reason'],
  report: ['reason'],
  'report-risk': ['reason'],
  enter: ['amount'],
  'set-opening': ['amount'],
  promise: ['until'],
  'request-extension': ['until', 'reason'],
  contribute: ['reason'],
};

/** What must be said with a command: a refusal its reason, what is entered on behalf who told it. */
export function needsOf({
  kind,
  approve,
  door,
}: Pick<Command, 'kind' | 'approve' | 'door'>): Need[] {
  const refuses = kind === 'decide-extension' && approve !== true;
  const needs = refuses ? (['reason'] as const) : (NEEDS[kind] ?? []);
  return door === 'behalf' ? [...needs, 'source'] : [...needs];
}

/** What is entered on behalf, with who told it. */
export function withInformant(text = '', informant?: string): string {
  return informant === undefined ? text : `${text}（告知人：${informant}）`;
}
