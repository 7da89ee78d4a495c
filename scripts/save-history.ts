// `node scripts/save-history.ts`: saves one history of each shape that is not in test/replay/ yet, for
// the replay test. Those that are there stay as they are: they are what a running workflow of that time
// replays. A shape whose code changed behind patched() gets a new name, and a row of its own here.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type WorkflowHandle, WithStartWorkflowOperation } from '@temporalio/client';
import { commandFor, type Engine, eventually, give, openEngine } from '../test/harness/engine.ts';
import { writeHistory } from '../test/harness/history-file.ts';
import { momentsOn, recordingWorld, type RecordingWorld } from '../test/harness/recording-world.ts';
import type { change, launch, occurrence, reconcile, series } from '../workflows/index.ts';
import type { Resync, RunStanding } from '../workflows/messages.ts';

const DAY = 86_400_000;
const folder = join(import.meta.dirname, '../test/replay');

type Shape = (engine: Engine, world: RecordingWorld) => Promise<WorkflowHandle>;

const shapes: Record<string, Shape> = {
  silent: async (engine, world) => {
    const handle = await engine.begin(world);
    await met(engine, world, handle, 3);
    return handle;
  },
  closed: async (engine, world) => {
    const handle = await engine.begin(world);
    await give(handle, commandFor('acknowledge'));
    await met(engine, world, handle, 1);
    await give(handle, commandFor('report'));
    await give(handle, commandFor('complete'));
    await give(handle, commandFor('close'));
    return handle;
  },
  returned: async (engine, world) => {
    const handle = await engine.begin(world);
    await give(handle, commandFor('complete'));
    await give(handle, commandFor('return', { until: '2030-01-01' }));
    await met(engine, world, handle, 1);
    await give(handle, commandFor('complete'));
    return handle;
  },
  extended: async (engine, world) => {
    const handle = await engine.begin(world);
    await give(handle, commandFor('request-extension', { until: '2030-01-01' }));
    await give(handle, commandFor('decide-extension', { approve: true, until: '2030-01-01' }));
    await met(engine, world, handle, 2);
    return handle;
  },
  together: async (engine, world) => {
    const handle = await engine.begin(world);
    const kinds = ['complete', 'complete', 'contribute'] as const;
    await Promise.allSettled(kinds.map((kind) => give(handle, commandFor(kind))));
    return handle;
  },
  'continued-as-new': async (engine, world) => {
    const handle = await engine.begin(world, { continueAfter: 2 });
    const first = (await handle.describe()).runId;
    await give(handle, commandFor('acknowledge'));
    await give(handle, commandFor('report'));
    await eventually(async () => (await handle.describe()).runId !== first, 'a new run');
    await met(engine, world, handle, 1);
    return handle;
  },
  'last-run-before-new': async (engine, world) => {
    const handle = await engine.begin(world, { continueAfter: 2 });
    const first = (await handle.describe()).runId;
    await give(handle, commandFor('acknowledge'));
    await give(handle, commandFor('report'));
    await eventually(async () => (await handle.describe()).runId !== first, 'a new run');
    return engine.environment.client.workflow.getHandle(handle.workflowId, first);
  },
  'started-by-a-command': async (engine, world) => {
    const input = engine.input();
    const command = commandFor('acknowledge');
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof occurrence>('occurrence', {
      taskQueue: world.taskQueue,
      workflowId: input.id,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [input],
    });
    const options = { updateId: command.commandId, args: [command], startWorkflowOperation };
    await engine.environment.client.workflow.executeUpdateWithStart('command', options);
    const handle = await startWorkflowOperation.workflowHandle();
    await met(engine, world, handle, 1);
    return handle;
  },
  'database-away': async (engine, world) => {
    world.fail('recordBegin', 3);
    const handle = await engine.begin(world);
    await met(engine, world, handle, 1);
    return handle;
  },
  urged: async (engine, world) => {
    const handle = await engine.begin(world, { continueAfter: 3 });
    const on = '2030-01-01';
    await give(handle, commandFor('urge', { on }));
    await give(handle, commandFor('urge', { on })).catch(() => null);
    await met(engine, world, handle, 1);
    await give(handle, commandFor('urge', { on: '2030-01-02' }));
    await give(handle, commandFor('complete'));
    return handle;
  },
  'due-moved': async (engine, world) => {
    const handle = await engine.begin(world);
    await give(handle, commandFor('request-extension', { until: '2030-01-01' }));
    await give(handle, commandFor('decide-extension', { approve: true, until: '2030-01-01' }));
    await give(handle, commandFor('pause'));
    await give(handle, commandFor('set-due', { until: '2030-02-01' }));
    await give(handle, commandFor('resume'));
    await met(engine, world, handle, 1);
    return handle;
  },
  resynced: async (engine, world) => {
    const handle = await engine.begin(world);
    world.fail('recordCommand', 1000);
    const lost = give(handle, commandFor('report')).catch(() => null);
    await eventually(() => world.tries('recordCommand') > 1, 'a write that never succeeds');
    world.fail('recordCommand', 0);
    await resync(engine, handle, { seq: 7, lost: true });
    await lost;
    await give(handle, commandFor('report'));
    await resync(engine, handle, { seq: 8, lost: false });
    await give(handle, commandFor('complete'));
    return handle;
  },
  'started-again': async (engine, world) => {
    const agenda = momentsOn(await engine.now(), [-3, -1, 10]);
    const handle = await engine.begin(world, { seq: 5, agenda, seen: ['a', 'b'] });
    await met(engine, world, handle, 2);
    return handle;
  },
  reopened: async (engine, world) => {
    const closed = { state: 'closed', verification: 'office', extensionPending: false } as const;
    const input = engine.input({
      run: 2,
      seq: 9,
      agenda: [],
      standing: closed,
      reopening: true,
    });
    const command = commandFor('reopen', { until: '2030-01-01' });
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof occurrence>('occurrence', {
      taskQueue: world.taskQueue,
      workflowId: input.id,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [input],
    });
    const options = { updateId: command.commandId, args: [command], startWorkflowOperation };
    await engine.environment.client.workflow.executeUpdateWithStart('command', options);
    const handle = await startWorkflowOperation.workflowHandle();
    await give(handle, commandFor('complete'));
    return handle;
  },
  change: async (engine, world) => {
    const handle = await engine.environment.client.workflow.start<typeof change>('change', {
      taskQueue: world.taskQueue,
      workflowId: 'change/1',
      args: [{ changeId: 1, shift: 0 }],
    });
    await handle.result();
    return handle;
  },
  reconcile: async (engine, world) => {
    const handle = await engine.environment.client.workflow.start<typeof reconcile>('reconcile', {
      taskQueue: world.taskQueue,
      workflowId: 'reconcile',
      args: [{ shift: 0 }],
    });
    await handle.result();
    return handle;
  },
  series: async (engine, world) => {
    const handle = await engine.environment.client.workflow.start<typeof series>('series', {
      taskQueue: world.taskQueue,
      workflowId: 'plan/1/1/series',
      args: [{ planId: 1, taskId: 1, shift: 0 }],
    });
    const { runId } = await handle.describe();
    await handle.result();
    return engine.environment.client.workflow.getHandle(handle.workflowId, runId);
  },
  launch: async (engine, world) => {
    const handle = await engine.environment.client.workflow.start<typeof launch>('launch', {
      taskQueue: world.taskQueue,
      workflowId: 'plan/1/launch',
      args: [{ planId: 1, shift: 0 }],
    });
    await handle.result();
    return handle;
  },
};

/** Lets a workflow adopt what a ledger would say. */
async function resync(
  engine: Engine,
  handle: WorkflowHandle,
  { seq, lost }: Pick<Resync, 'seq' | 'lost'>,
): Promise<void> {
  const standing = {
    state: 'acknowledged',
    verification: 'office',
    extensionPending: false,
  } as const;
  const agenda = momentsOn(await engine.now(), [10, 20]);
  const given: Resync = { run: 1, seq, standing, dueOn: '2030-01-01', agenda, seen: ['a'], lost };
  await handle.executeUpdate<RunStanding, [Resync]>('resync', { args: [given] });
}

/** Lets time pass until so many moments are met. */
async function met(
  engine: Engine,
  world: RecordingWorld,
  { workflowId }: WorkflowHandle,
  moments: number,
): Promise<void> {
  const count = () => world.events(workflowId).filter((event) => event.includes('moment')).length;
  await eventually(() => world.events(workflowId).length > 0, 'it has begun');
  for (let left = moments - count(); left > 0; left -= 1) {
    const before = count();
    await engine.days(10.1);
    await eventually(() => count() > before, 'a moment is met');
  }
}

mkdirSync(folder, { recursive: true });
const engine = await openEngine();
try {
  for (const [name, shape] of Object.entries(shapes)) {
    const file = join(folder, `${name}.json`);
    if (existsSync(file)) continue;
    const start = await engine.now();
    const windows = [1, 12].map((day) => ({
      id: `plan/1/1/joint/${day}`,
      opensAt: start + day * DAY,
    }));
    const world = recordingWorld({ unstarted: ['1', '2', '3'], windows });
    const history = await engine.serving(world, async () =>
      (await shape(engine, world)).fetchHistory(),
    );
    await engine.clear();
    const text = writeHistory(history);
    writeFileSync(file, text);
    console.log(`${name}: ${history.events?.length} events, ${text.length} bytes`);
  }
} finally {
  await engine.close();
}
