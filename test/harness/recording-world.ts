import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../activities/index.ts';
import type { BeginAct, CommandAct, MomentAct, Recorded } from '../../plan/acts.ts';
import type { AgendaEntry } from '../../plan/agenda.ts';
import {
  type Command,
  type EventKind,
  isEnded,
  type OccurrenceState,
  rearms,
} from '../../plan/occurrence.ts';

const DAY = 86_400_000;

/** One event as the ledger of the recording world holds it. */
export type Written = {
  id: string;
  seq: number;
  kind: EventKind;
  state: OccurrenceState;
  at: number;
  commandId?: string;
  /** The steps of the moments that were met together. */
  steps?: number[];
};

export type Write = 'recordBegin' | 'recordMoment' | 'recordCommand';

/** The days of the agenda after an act, counted from it; null: the agenda stays. */
export type Agendas = (act: BeginAct & Partial<CommandAct & MomentAct>) => AgendaEntry[] | null;

export type RecordingWorld = {
  /** Its workflows' own, so that no other world's worker meets them. */
  taskQueue: string;
  activities: Activities;
  ledger: Written[];
  /** Writes under a number that another act had taken before: what must never happen. */
  conflicts: string[];
  /** How often an activity was tried. */
  tries: (name: keyof Activities) => number;
  /** Lets an activity wait until the returned function is called. */
  hold: (name: keyof Activities) => () => void;
  releaseAll: () => void;
  /** Lets the next `times` tries of an activity fail. */
  fail: (name: keyof Activities, times: number) => void;
  events: (id: string) => string[];
};

export type WorldOptions = {
  agendas?: Agendas;
  /** Windows of a series and the instants at which they open. */
  windows?: { id: string; opensAt: number }[];
  /** Occurrences that launch finds, and how many it starts at a time. */
  unstarted?: string[];
  batch?: number;
};

/** Moments on days after `from`; the step is the day's number. */
export function momentsOn(from: number, days: number[], kind: AgendaEntry['kind'] = 'remind') {
  return days.map((day): AgendaEntry => {
    const at = from + day * DAY;
    return { at, wake: at, kind, step: day };
  });
}

/** An owed occurrence is reminded after 10, 20 and 30 days, a completed one is verified after 3. */
export const PLAIN_AGENDAS: Agendas = ({ at, state, command, due }) => {
  if (due !== undefined) return null;
  if (command !== undefined && !rearms(command)) return null;
  if (isEnded(state)) return [];
  return state === 'completed' ? momentsOn(at, [3], 'verify') : momentsOn(at, [10, 20, 30]);
};

/**
 * A world that only writes down what the workflows ask of it, by the ledger's rules: an event per
 * number, a repeated write gives the first answer. Activities can be held and made to fail.
 */
export function recordingWorld(options: WorldOptions = {}): RecordingWorld {
  const { agendas = PLAIN_AGENDAS, batch = 2 } = options;
  const ledger: Written[] = [];
  const answers = new Map<string, Recorded>();
  const conflicts: string[] = [];
  const held = new Map<string, { promise: Promise<void>; resolve: () => void }>();
  const failing = new Map<string, number>();
  const tried = new Map<string, number>();
  const unstarted = [...(options.unstarted ?? [])];
  const windows = [...(options.windows ?? [])];

  async function enter(name: keyof Activities): Promise<void> {
    tried.set(name, (tried.get(name) ?? 0) + 1);
    const left = failing.get(name) ?? 0;
    if (left > 0) {
      failing.set(name, left - 1);
      throw ApplicationFailure.retryable(`${name} fails as the test wants`);
    }
    await held.get(name)?.promise;
  }

  function write(event: Written, act: Parameters<Agendas>[0]): Recorded {
    const key = `${event.id}#${event.seq}`;
    const known = ledger.find(({ id, seq }) => id === event.id && seq === event.seq);
    if (known !== undefined) {
      if (known.kind !== event.kind || known.commandId !== event.commandId) {
        conflicts.push(`${key}: ${known.kind} stands, ${event.kind} came`);
      }
      return answers.get(key) ?? { agenda: null };
    }
    ledger.push(event);
    const answer: Recorded = { agenda: agendas(act), ...movedBy(act.command) };
    answers.set(key, answer);
    return answer;
  }

  const activities: Activities = {
    recordBegin: async (act) => {
      await enter('recordBegin');
      return write({ ...bare(act), kind: 'assign' }, act);
    },
    recordMoment: async (act) => {
      await enter('recordMoment');
      const steps = act.due.map(({ step }) => step);
      return write({ ...bare(act), kind: 'moment', steps }, act);
    },
    recordCommand: async (act) => {
      await enter('recordCommand');
      const { kind, commandId } = act.command;
      return write({ ...bare(act), kind, commandId }, act);
    },
    recallCommand: async ({ id, commandId }) => {
      await enter('recallCommand');
      const found = ledger.find((event) => event.id === id && event.commandId === commandId);
      if (found === undefined) throw new Error(`${commandId} is not in the ledger yet`);
      return { seq: found.seq, state: found.state };
    },
    writeOccurrences: async () => {
      await enter('writeOccurrences');
      return unstarted.length;
    },
    startNextOccurrences: async ({ planId }) => {
      await enter('startNextOccurrences');
      const next = unstarted.splice(0, batch);
      for (const id of next) ledger.push(launched(`plan/${planId}/${id}`));
      return next.length;
    },
    startSeries: async ({ planId }) => {
      await enter('startSeries');
      ledger.push(launched(`plan/${planId}/series`));
    },
    nextOpening: async () => {
      await enter('nextOpening');
      return windows[0]?.opensAt ?? null;
    },
    openOccurrences: async ({ now }) => {
      await enter('openOccurrences');
      const open = windows.filter(({ opensAt }) => opensAt <= now);
      windows.splice(0, open.length);
      for (const { id } of open) ledger.push({ ...launched(id), at: now });
    },
    assignUnits: async ({ planId, now }) => {
      await enter('assignUnits');
      ledger.push({ ...launched(`plan/${planId}/assigned`), at: now });
      return { chaseAt: now + 3 * DAY, callAt: now + 4 * DAY };
    },
    chaseUnits: async ({ planId, now }) => {
      await enter('chaseUnits');
      ledger.push({ ...launched(`plan/${planId}/chased`), at: now });
      return null;
    },
    reconcileStep: async () => {
      await enter('reconcileStep');
      return { looked: 0, findings: [], next: null };
    },
    callUnits: async ({ planId, now }) => {
      await enter('callUnits');
      ledger.push({ ...launched(`plan/${planId}/called`), at: now });
      return null;
    },
    bringChange: async ({ now }) => {
      await enter('bringChange');
      const next = unstarted.splice(0, batch);
      for (const id of next) ledger.push({ ...launched(id), at: now });
      return { reached: next.length, left: unstarted.length };
    },
  };

  return {
    taskQueue: randomUUID(),
    activities,
    ledger,
    conflicts,
    tries: (name) => tried.get(name) ?? 0,
    hold: (name) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(name, { promise, resolve });
      return () => {
        held.delete(name);
        resolve();
      };
    },
    releaseAll: () => {
      for (const { resolve } of held.values()) resolve();
      held.clear();
    },
    fail: (name, times) => failing.set(name, times),
    events: (id) =>
      ledger
        .filter((event) => event.id === id)
        .map(({ seq, kind, steps }) => `${seq} ${kind}${steps ? ` ${steps.join('+')}` : ''}`),
  };
}

/** As the ledger: a due date is told only by a command that moves it. */
function movedBy(command: Command | undefined): Pick<Recorded, 'dueOn'> {
  const moves = command?.kind === 'set-due' || command?.approve === true;
  return moves && command.until !== undefined ? { dueOn: command.until } : {};
}

function bare({ id, seq, state, at }: BeginAct) {
  return { id, seq, state, at };
}

function launched(id: string): Written {
  return { id, seq: 0, kind: 'assign', state: 'scheduled', at: 0 };
}
