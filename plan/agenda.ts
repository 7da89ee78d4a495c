/** What must happen at a moment of the agenda. `liaison`: the coordinator's monthly reminder. */
export type AgendaKind =
  | 'quarter'
  | 'milestone'
  | 'remind'
  | 'urge'
  | 'escalate'
  | 'list'
  | 'verify'
  | 'liaison';

/**
 * A moment: people are told at `at`; the workflow wakes at `wake`, earlier the same day and spread
 * over the night. Both are business time in milliseconds. `step` numbers the moments of one kind;
 * the last reminder is step 0.
 */
export type AgendaEntry = {
  at: number;
  wake: number;
  kind: AgendaKind;
  step: number;
  waits?: number;
};
