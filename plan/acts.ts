import type { AgendaEntry } from './agenda.ts';
import type { PlainDate } from './date.ts';
import type { Command, OccurrenceState } from './occurrence.ts';

/** What every write to the ledger carries: which occurrence, its number, the state it leaves. */
type Act = { id: string; run: number; seq: number; state: OccurrenceState; at: number };

/** The occurrence begins: it is assigned, or begins acknowledged with its plan. */
export type BeginAct = Act;

/** Moments have come. */
export type MomentAct = Act & { due: AgendaEntry[] };

/** A command was taken. */
export type CommandAct = Act & { command: Command };

/** The agenda from now on (null: it stays as it is) and, only where the act moved it, the due date. */
export type Recorded = { agenda: AgendaEntry[] | null; dueOn?: PlainDate | null };
