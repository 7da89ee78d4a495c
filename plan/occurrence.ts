import type { AgendaEntry } from './agenda.ts';
import type { PlainDate } from './date.ts';

/** The state of one duty: 交办, 签收, 办结, 退回, 销号, 不适用, 撤销. */
export type OccurrenceState =
  | 'scheduled'
  | 'assigned'
  | 'acknowledged'
  | 'completed'
  | 'returned'
  | 'closed'
  | 'waived'
  | 'cancelled';

/** Who decides that a completion holds: nobody, the office, or the leader. */
export type Verification = 'auto' | 'office' | 'leader';

/** Through which door an act came in. */
export type Door = 'link' | 'cli' | 'behalf' | 'system';

export type CommandKind =
  | 'acknowledge'
  | 'report'
  | 'contribute'
  | 'complete'
  | 'return'
  | 'close'
  | 'waive'
  | 'cancel'
  | 'request-extension'
  | 'decide-extension';

/** What the ledger records: every command, and what happens by itself. */
export type EventKind = CommandKind | 'assign' | 'moment';

/**
 * What somebody asks of an occurrence. Names, addresses and free text are not in it: `noteId` and
 * `fileIds` point into PostgreSQL, so that they never enter a workflow's history.
 */
export type Command = {
  commandId: string;
  kind: CommandKind;
  personId: number | null;
  unitId: number | null;
  door: Door;
  noteId?: string;
  fileIds?: string[];
  /** The day asked for or granted, or by which a returned item is to be rectified. */
  until?: PlainDate;
  /** decide-extension: granted or refused. */
  approve?: boolean;
};

/** The part of an occurrence that decides which commands it takes. */
export type Standing = {
  state: OccurrenceState;
  verification: Verification;
  extensionPending: boolean;
};

/** The states in which the unit still owes the work. */
export const OPEN: readonly OccurrenceState[] = [
  'scheduled',
  'assigned',
  'acknowledged',
  'returned',
];
const ALIVE: readonly OccurrenceState[] = [...OPEN, 'completed'];

/** Each command: the states that take it, and the state that follows (null: it stays). */
export const TRANSITIONS: Record<
  CommandKind,
  { from: readonly OccurrenceState[]; to: OccurrenceState | null }
> = {
  acknowledge: { from: ['scheduled', 'assigned'], to: 'acknowledged' },
  report: { from: OPEN, to: null },
  contribute: { from: ALIVE, to: null },
  complete: { from: OPEN, to: 'completed' },
  return: { from: ['completed'], to: 'returned' },
  close: { from: ['completed'], to: 'closed' },
  waive: { from: ALIVE, to: 'waived' },
  cancel: { from: ALIVE, to: 'cancelled' },
  'request-extension': { from: OPEN, to: null },
  'decide-extension': { from: OPEN, to: null },
};

/** True when nothing more can happen to the occurrence in this run. */
export function isEnded(state: OccurrenceState): boolean {
  return state === 'closed' || state === 'waived' || state === 'cancelled';
}

/** True while the unit still owes the work: reminders and urging may go out. */
export function isOwed(state: OccurrenceState): boolean {
  return OPEN.includes(state);
}

/** Why the command cannot be taken now, for the person who gave it; null when it can. */
export function refusal(
  standing: Standing,
  command: Pick<Command, 'kind' | 'until' | 'approve'>,
): string | null {
  const { from } = TRANSITIONS[command.kind];
  if (!from.includes(standing.state)) {
    return `该事项${STATE_NAMES[standing.state]}，不能${COMMAND_NAMES[command.kind]}`;
  }
  if (command.kind === 'request-extension') {
    if (standing.extensionPending) return '已有一项延期申请在等待答复，请等候办公室答复';
    if (command.until === undefined) return '申请延期须写明延至哪一天';
  }
  if (command.kind === 'decide-extension') {
    const granting = command.approve === true && command.until !== undefined;
    if (!standing.extensionPending && !granting) return '没有待答复的延期申请';
  }
  return null;
}

/** The standing after a command that was not refused. */
export function nextStanding(standing: Standing, command: Pick<Command, 'kind'>): Standing {
  const to = TRANSITIONS[command.kind].to ?? standing.state;
  const state = to === 'completed' && standing.verification === 'auto' ? 'closed' : to;
  const asked = command.kind === 'request-extension';
  const settled = command.kind === 'decide-extension' || !isOwed(state);
  return { ...standing, state, extensionPending: asked || (standing.extensionPending && !settled) };
}

/** True when the command changes what must happen when, so that the agenda is made anew. */
export function rearms(command: Pick<Command, 'kind' | 'approve'>): boolean {
  if (command.kind === 'decide-extension') return command.approve === true;
  return ['complete', 'return', 'close', 'waive', 'cancel'].includes(command.kind);
}

/** Entries that are due at `now` or earlier, and the first one after. */
export function splitAgenda(
  agenda: readonly AgendaEntry[],
  now: number,
): { due: AgendaEntry[]; next: AgendaEntry | null } {
  return {
    due: agenda.filter((entry) => entry.wake <= now),
    next: agenda.find((entry) => entry.wake > now) ?? null,
  };
}

export const STATE_NAMES: Record<OccurrenceState, string> = {
  scheduled: '待启动',
  assigned: '已交办',
  acknowledged: '已签收',
  completed: '已报办结、待销号',
  returned: '已退回、待整改',
  closed: '已销号',
  waived: '已认定不适用',
  cancelled: '已撤销',
};

export const COMMAND_NAMES: Record<CommandKind, string> = {
  acknowledge: '签收',
  report: '报进展',
  contribute: '报送配合情况',
  complete: '报办结',
  return: '退回',
  close: '销号',
  waive: '认定不适用',
  cancel: '撤销',
  'request-extension': '申请延期',
  'decide-extension': '答复延期申请',
};

export const EVENT_NAMES: Record<EventKind, string> = {
  ...COMMAND_NAMES,
  assign: '交办',
  moment: '到期提醒',
};
