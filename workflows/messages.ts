import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { AgendaEntry } from '../plan/agenda.ts';
import type { PlainDate } from '../plan/date.ts';
import type { Command, OccurrenceState, Standing } from '../plan/occurrence.ts';

/** What a command answers: its number in the ledger and the state it left. */
export type CommandAnswer = { seq: number; state: OccurrenceState };

/** Any command to an occurrence; the update's id is the command's id. */
export const commandUpdate = defineUpdate<CommandAnswer, [Command]>('command');

/** Where a running occurrence stands, for the reconciler and for support. */
export type RunStanding = {
  run: number;
  /** The last number that it gave, and the last one that it knows to stand in the ledger. */
  seq: number;
  written: number;
  /** The next moment's wake, in business time. */
  wake: number | null;
  standing: Standing;
};

export const standingQuery = defineQuery<RunStanding>('standing');

/** What the ledger says of an occurrence, for a workflow that has fallen behind it. */
export type Resync = {
  run: number;
  seq: number;
  standing: Standing;
  dueOn: PlainDate | null;
  agenda: AgendaEntry[];
  /** Command ids that the ledger knows, as many as the workflow keeps. */
  seen: string[];
  /** Writes on their way can never succeed, because others stand under their numbers: they are given up. */
  lost: boolean;
};

/** Makes a workflow adopt what the ledger says and look at its agenda again. */
export const resyncUpdate = defineUpdate<RunStanding, [Resync]>('resync');
