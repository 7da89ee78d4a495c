import type { AgendaEntry } from '../plan/agenda.ts';
import type { Standing } from '../plan/occurrence.ts';

/**
 * What an occurrence's workflow starts with, and carries over when it continues as new. Business
 * time is engine time plus `shift` milliseconds. `seq` is the last number given in the ledger.
 */
export type OccurrenceInput = {
  id: string;
  run: number;
  shift: number;
  standing: Standing;
  seq: number;
  /** null: not begun, the first act records the assignment and asks for the agenda. */
  agenda: AgendaEntry[] | null;
  /** Command ids answered lately, as many as `continueAfter`; a repeated one gets its first answer. */
  seen: string[];
  /** Continue as new after so many handled commands and moments. */
  continueAfter: number;
  /** A run that begins with a command to reopen what had ended. */
  reopening?: true;
};

export type SeriesInput = { planId: number; taskId: number; shift: number };

export type LaunchInput = { planId: number; shift: number };

export type ChangeInput = { changeId: number; shift: number };
