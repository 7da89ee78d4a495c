import { defineUpdate } from '@temporalio/workflow';
import type { Command, OccurrenceState } from '../plan/occurrence.ts';

/** What a command answers: its number in the ledger and the state it left. */
export type CommandAnswer = { seq: number; state: OccurrenceState };

/** Any command to an occurrence; the update's id is the command's id. */
export const commandUpdate = defineUpdate<CommandAnswer, [Command]>('command');
