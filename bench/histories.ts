// node bench/histories.ts: how long do histories get? Lives kinds of duty on the dev server, moments in
// quick succession, with the agendas and command shapes of real ones; prints events and bytes beside
// what was reckoned before the engine was built.
import { Worker } from '@temporalio/worker';
import type { CommandAct, MomentAct, BeginAct, Recorded } from '../plan/acts.ts';
import { type AgendaEntry, agendaOf, type Terms } from '../plan/agenda.ts';
import { type Calendar, calendarOf } from '../plan/calendar.ts';
import { beijingInstant, type PlainDate } from '../plan/date.ts';
import { type Command, isEnded, rearms } from '../plan/occurrence.ts';
import { DEFAULT_POLICY } from '../plan/policy.ts';
import {
  commandFor,
  type Engine,
  eventually,
  give,
  openEngine,
  workflowBundle,
} from '../test/harness/engine.ts';
import { recordingWorld, type RecordingWorld } from '../test/harness/recording-world.ts';
import { devServer } from '../test/harness/temporal.ts';
import { termsOf } from '../test/plan/terms-of.ts';
import type { OccurrenceInput } from '../workflows/inputs.ts';

/** Lived through up to the evening of a day, or a command given. */
type Scene = { until: PlainDate } | { give: Command['kind']; more?: Partial<Command> };

type Life = {
  name: string;
  scenes: Scene[];
  /** What the design's study (section 0.4) reckoned from unit costs: local activities throughout. */
  reckoned?: { events: number; bytes: number };
  input?: Partial<OccurrenceInput>;
};

const LAUNCH: PlainDate = '2024-03-05';
const DUE: PlainDate = '2024-06-28';
const TERMS = termsOf({ opensOn: LAUNCH, dueOn: DUE, length: 'long' });
const EXTENDED: PlainDate = '2024-07-31';
const END: Scene[] = [{ give: 'complete' }, { give: 'close' }];
const COUNTED = { target: 12, sum: 0, opening: 0, binding: true };
const CONTINUE_AFTER = 200;

const overdue = (weeks: number, until: PlainDate): Life => ({
  name: `overdue for ${weeks} weeks`,
  scenes: [{ give: 'acknowledge' }, { until }, ...END],
});

const LIVES: Life[] = [
  {
    name: 'on time',
    reckoned: { events: 62, bytes: 7000 },
    scenes: [{ give: 'acknowledge' }, ...times(3, { give: 'report' }), { until: DUE }, ...END],
  },
  {
    name: 'overdue, extended',
    reckoned: { events: 100, bytes: 12_000 },
    scenes: [
      { give: 'acknowledge' },
      ...times(3, { give: 'report' }),
      { until: '2024-07-12' },
      { give: 'request-extension', more: { until: EXTENDED } },
      { give: 'decide-extension', more: { approve: true, until: EXTENDED } },
      { until: '2024-07-24' },
      ...END,
    ],
  },
  overdue(4, '2024-07-26'),
  overdue(12, '2024-09-20'),
  overdue(26, '2024-12-27'),
  {
    name: 'returned and put right',
    scenes: [{ until: DUE }, { give: 'complete' }, { give: 'return' }, ...END],
  },
  {
    name: 'paused and resumed',
    scenes: [
      { give: 'pause' },
      { until: '2024-05-31' },
      { give: 'resume' },
      { until: DUE },
      ...END,
    ],
  },
  {
    name: 'counted, 12 entries',
    input: {
      standing: {
        state: 'assigned',
        verification: 'office',
        extensionPending: false,
        tally: COUNTED,
      },
    },
    scenes: [
      ...times(12, { give: 'enter', more: { amount: 1, on: LAUNCH } }),
      { until: DUE },
      ...END,
    ],
  },
  {
    name: `continued as new after ${CONTINUE_AFTER}`,
    scenes: [{ give: 'acknowledge' }, ...times(450, { give: 'report' }), ...END],
  },
];

function times(count: number, scene: Scene): Scene[] {
  return Array.from({ length: count }, () => scene);
}

/** A world that answers with real agendas, whose next moment, if the life reaches it, comes at once. */
function livingWorld(calendar: Calendar) {
  const base = recordingWorld();
  let today = beijingInstant(LAUNCH, 9);
  let until = 0;
  let terms: Terms = TERMS;
  let left: AgendaEntry[] = [];

  function answered(at: number): Recorded {
    const [first, ...rest] = left.map((entry) => ({ ...entry, wake: entry.wake + at }));
    if (first === undefined) return { agenda: [] };
    return { agenda: [first.at <= until ? { ...first, wake: at + 100 } : first, ...rest] };
  }

  const activities: RecordingWorld['activities'] = {
    ...base.activities,
    recordBegin: async ({ at }: BeginAct) => {
      left = agendaOf(terms, DEFAULT_POLICY, calendar, today);
      return answered(at);
    },
    recordMoment: async ({ at }: MomentAct) => {
      today = left.shift()?.at ?? today;
      if (left.length < 2) left = agendaOf(terms, DEFAULT_POLICY, calendar, today);
      return answered(at);
    },
    recordCommand: async ({ at, command, state }: CommandAct) => {
      const before = terms.dueOn;
      terms = termsAfter(terms, command);
      if (!rearms(command)) return { agenda: null };
      left = isEnded(state) ? [] : agendaOf(terms, DEFAULT_POLICY, calendar, today);
      return { ...answered(at), ...(terms.dueOn === before ? {} : { dueOn: terms.dueOn }) };
    },
  };
  return {
    ...base,
    activities,
    /** Lets moments come up to the evening of a day. */
    reach: (day: PlainDate | null) => {
      until = day === null ? 0 : beijingInstant(day, 18);
    },
    /** Whether all moments up to there are met. */
    reached: () => (left[0]?.at ?? Number.POSITIVE_INFINITY) > until,
  };
}

function termsAfter(terms: Terms, { kind, until, approve }: Command): Terms {
  if (kind === 'complete') return { ...terms, completedOn: terms.dueOn };
  if (kind === 'return') return { ...terms, completedOn: null, dueOn: EXTENDED };
  if (kind === 'pause') return { ...terms, pausedOn: LAUNCH };
  if (kind === 'resume') return { ...terms, pausedOn: null };
  if (kind === 'decide-extension' && approve && until) return { ...terms, dueOn: until };
  return terms;
}

type Size = { runs: number; events: number; bytes: number; longest: number };

async function live(engine: Engine, calendar: Calendar, life: Life): Promise<Size> {
  const world = livingWorld(calendar);
  const worker = await Worker.create({
    connection: engine.environment.nativeConnection,
    taskQueue: world.taskQueue,
    workflowBundle: await workflowBundle(),
    activities: world.activities,
  });
  return await worker.runUntil(async () => {
    world.reach(nextEvening(life.scenes));
    const handle = await engine.begin(world, { continueAfter: CONTINUE_AFTER, ...life.input });
    const { runId } = await handle.describe();
    for (const [index, scene] of life.scenes.entries()) {
      world.reach(nextEvening(life.scenes.slice(index)));
      if ('give' in scene) await give(handle, commandFor(scene.give, scene.more));
      else await eventually(() => world.reached(), `lived until ${scene.until}`, 60_000);
    }
    await handle.result();
    return await sizeOf(engine, handle.workflowId, runId);
  });
}

/** Up to when moments are to come next: what makes the agenda anew must know it beforehand. */
function nextEvening(scenes: Scene[]): PlainDate | null {
  for (const scene of scenes) if ('until' in scene) return scene.until;
  return null;
}

/** The sizes of all runs of a life, which continue one another. */
async function sizeOf(engine: Engine, id: string, first: string): Promise<Size> {
  const size: Size = { runs: 0, events: 0, bytes: 0, longest: 0 };
  let runId: string | null = first;
  while (runId !== null) {
    const { historyLength, historySize = 0 } = await handleOf(engine, id, runId).describe();
    size.runs += 1;
    size.events += historyLength;
    size.bytes += historySize;
    size.longest = Math.max(size.longest, historyLength);
    runId = await successor(engine, id, runId);
  }
  return size;
}

async function successor(engine: Engine, id: string, runId: string): Promise<string | null> {
  const { events } = await handleOf(engine, id, runId).fetchHistory();
  const last = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes;
  return last?.newExecutionRunId ?? null;
}

const handleOf = (engine: Engine, id: string, runId: string) =>
  engine.environment.client.workflow.getHandle(id, runId);

const ratio = (value: number, of: number) => `${(value / of).toFixed(1)}×`;

function line(name: string, size: Size, reckoned: Life['reckoned']): string {
  const { runs, events, bytes, longest } = size;
  const own = `${name.padEnd(32)} ${String(events).padStart(5)} events ${(bytes / 1000).toFixed(1).padStart(6)} kB`;
  const parts = runs > 1 ? `  in ${runs} runs, the longest ${longest} events` : '';
  if (reckoned === undefined) return own + parts;
  return `${own}  reckoned ${reckoned.events} events ${reckoned.bytes / 1000} kB: ${ratio(events, reckoned.events)} the events, ${ratio(bytes, reckoned.bytes)} the bytes`;
}

const engine = await openEngine(devServer);
try {
  const calendar = calendarOf();
  for (const life of LIVES) {
    console.log(line(life.name, await live(engine, calendar, life), life.reckoned));
  }
  console.log('the engine warns at 4096 events or 4 MB of one run, and ends it at 51,200 or 50 MB');
} finally {
  await engine.close();
}
