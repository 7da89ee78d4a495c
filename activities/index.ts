import { Context, heartbeat, log } from '@temporalio/activity';
import type { Cursor, Step } from '../client/reconcile.ts';
import { bringChange, type Brought, type ChangeAt, type Messenger } from './changes.ts';
import { assignUnits, callUnits, chaseUnits } from '../db/assigning.ts';
import type { Database } from '../db/connect.ts';
import {
  nextOpeningDay,
  openableOccurrences,
  seriesTasks,
  startOnce,
  type Startable,
  unstartedOccurrences,
  writeOccurrences,
} from '../db/launching.ts';
import { writeNextYear } from '../db/open-ended.ts';
import { planState } from '../db/plans.ts';
import { recallCommand, recordBegin, recordCommand, recordMoment } from '../db/ledger.ts';
import type { BeginAct, CommandAct, MomentAct, Recorded } from '../plan/acts.ts';
import { wakeOf } from '../plan/agenda.ts';
import { addWorkingDays, type Calendar } from '../plan/calendar.ts';
import { addDays, beijingDate, beijingInstant, type PlainDate } from '../plan/date.ts';
import type { OccurrenceState } from '../plan/occurrence.ts';

/** Starts workflows from outside; "already started" counts as started. */
export type Starter = {
  occurrence: (row: Startable, shift: number) => Promise<void>;
  series: (planId: number, taskId: number, shift: number) => Promise<void>;
};

export type { Cursor } from '../client/reconcile.ts';

export type World = {
  db: Database;
  /** The calendar with the years that were entered by hand. */
  calendar: () => Promise<Calendar>;
  starter: Starter;
  /** Looks at the next occurrences and mends what is apart between ledger and engine. */
  reconcile: (shift: number, now: number, cursor: Cursor | null) => Promise<Step>;
  messenger: Messenger;
  /** Workflow starts per second while a plan is launched. */
  launchRate: number;
};

export type Activities = ReturnType<typeof createActivities>;

/** Why the units of a plan were not asked; null: they were. */
export type Waited = 'paused' | 'ended' | null;

type PlanAt = { planId: number; now: number };
type ReconcileAt = { shift: number; now: number; cursor: Cursor | null };
type SeriesAt = { planId: number; taskId: number; shift: number };

const BATCH = 100;

/** Everything that a workflow asks of the world; each is one idempotent act. */
export function createActivities(world: World) {
  const { db, calendar, starter, messenger, reconcile, launchRate } = world;
  return {
    recordBegin: async (act: BeginAct): Promise<Recorded> => recordBegin(db, await calendar(), act),

    recordMoment: async (act: MomentAct): Promise<Recorded> =>
      recordMoment(db, await calendar(), act),

    recordCommand: async (act: CommandAct): Promise<Recorded> =>
      recordCommand(db, await calendar(), act),

    recallCommand: async ({
      id,
      commandId,
    }: {
      id: string;
      commandId: string;
    }): Promise<{ seq: number; state: OccurrenceState }> => {
      const answer = await recallCommand(db, id, commandId);
      if (answer === null) throw new Error(`command ${commandId} is not in the ledger yet`);
      return answer;
    },

    writeOccurrences: async ({ planId, now }: PlanAt): Promise<number> =>
      beating(writeOccurrences(db, await calendar(), planId, now)),

    /** Starts the next batch and says how many it started; 0 when none is left. */
    startNextOccurrences: async (input: { planId: number; shift: number }): Promise<number> => {
      const rows = await unstartedOccurrences(db, input.planId, BATCH);
      await startAll(rows, input.shift);
      return rows.length;
    },

    startSeries: async (input: { planId: number; shift: number }): Promise<void> => {
      for (const taskId of await seriesTasks(db, input.planId)) {
        await starter.series(input.planId, taskId, input.shift);
        beat();
      }
    },

    /**
     * The business time at which the next window of a series opens; null: none is left. While its
     * plan is paused it looks again the next morning.
     */
    nextOpening: async ({ planId, taskId, shift }: SeriesAt): Promise<number | null> => {
      const state = await planState(db, planId);
      if (state === 'ended') return null;
      const day =
        state === 'paused' ? addDays(asked(shift), 1) : await opening(planId, taskId, shift);
      return day === null ? null : wakeOf(`plan/${planId}/${taskId}/series`, day);
    },

    openOccurrences: async ({ taskId, shift, now }: SeriesAt & { now: number }): Promise<void> => {
      await startAll(await openableOccurrences(db, taskId, beijingDate(now)), shift);
    },

    /** Tells every unit of its tasks; the answer is when silent units are chased and called. */
    assignUnits: async ({ planId, now }: PlanAt): Promise<{ chaseAt: number; callAt: number }> => {
      const { acknowledge: days } = await beating(assignUnits(db, planId, now));
      const known = await calendar();
      return {
        chaseAt: morning(addWorkingDays(known, beijingDate(now), days.chase)),
        callAt: morning(addWorkingDays(known, beijingDate(now), days.callList)),
      };
    },

    /** Asks silent units; nobody while the plan is paused. */
    chaseUnits: async ({ planId, now }: PlanAt): Promise<Waited> => {
      const waited = await waiting(planId);
      if (waited === null) await beating(chaseUnits(db, planId, now));
      return waited;
    },

    reconcileStep: async ({ shift, now, cursor }: ReconcileAt): Promise<Step> => {
      const step = await beating(reconcile(shift, now, cursor));
      for (const { id, kind, outcome } of step.findings) log.warn(`${kind} ${outcome}: ${id}`);
      return step;
    },

    callUnits: async ({ planId, now }: PlanAt): Promise<Waited> => {
      const waited = await waiting(planId);
      if (waited === null) await beating(callUnits(db, planId, now));
      return waited;
    },

    /** Brings a change of a plan to the next occurrences, and says how many are left. */
    bringChange: async (at: ChangeAt): Promise<Brought> =>
      beating(bringChange({ db, calendar, messenger, beat, late }, at)),
  };

  /** In an open-ended plan the next year's rows are written when none is left. */
  async function opening(planId: number, taskId: number, shift: number): Promise<PlainDate | null> {
    const day = await nextOpeningDay(db, taskId);
    if (day !== null) return day;
    await writeNextYear(db, await calendar(), { planId, taskId }, asked(shift));
    return await nextOpeningDay(db, taskId);
  }

  async function waiting(planId: number): Promise<Waited> {
    const state = await planState(db, planId);
    return state === 'paused' || state === 'ended' ? state : null;
  }

  async function startAll(rows: Startable[], shift: number): Promise<void> {
    for (const row of rows) {
      const start = (current: Startable) => starter.occurrence(current, shift);
      await startOnce(db, row.id, { by: 'clock', start });
      beat();
      await pause(1000 / launchRate);
    }
  }
}

/** The business day on which a workflow asked. */
function asked(shift: number): PlainDate {
  return beijingDate(Context.current().info.scheduledTimestampMs + shift);
}

function morning(day: PlainDate): number {
  return beijingInstant(day, 6);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Says every five seconds that work on a whole plan still goes on. */
async function beating<T>(work: Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), 5_000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

function beat(): void {
  heartbeat();
}

function late(id: string, why: string): void {
  log.warn('a change has not reached an occurrence yet', { id, why });
}
