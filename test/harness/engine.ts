import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  bundleWorkflowCode,
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { ensureAttributes } from '../../client/attributes.ts';
import type { Command, Standing } from '../../plan/occurrence.ts';
import type { occurrence } from '../../workflows/index.ts';
import type { OccurrenceInput } from '../../workflows/inputs.ts';
import type { CommandAnswer } from '../../workflows/messages.ts';
import { workflowsPath } from '../../worker/runtime.ts';
import type { RecordingWorld } from './recording-world.ts';
import { timeSkipping } from './temporal.ts';

const DAY = 86_400_000;

/** The workflows on the time-skipping server, with a world of the test's own. */
export type Engine = {
  environment: TestWorkflowEnvironment;
  now: () => Promise<number>;
  /** Lets days pass; what wakes meanwhile has been met when it returns. */
  days: (count: number) => Promise<void>;
  /** Runs `work` while a worker serves the world; without one nothing moves. */
  serving: <T>(world: RecordingWorld, work: () => Promise<T>) => Promise<T>;
  begin: (
    world: RecordingWorld,
    given?: Partial<OccurrenceInput>,
  ) => Promise<WorkflowHandle<typeof occurrence>>;
  input: (given?: Partial<OccurrenceInput>) => OccurrenceInput;
  /** Ends what the test began: a workflow that nobody serves would hold up the server's clock. */
  clear: () => Promise<void>;
  close: () => Promise<void>;
};

/** The workflows as a worker runs them, bundled once per test file. */
export const workflowBundle = lazily(() =>
  bundleWorkflowCode({ workflowsPath: workflowsPath(), logger: new DefaultLogger('WARN') }),
);

/** Starts the time-skipping server, or another one; close it with `close()`. */
export async function openEngine(start = timeSkipping): Promise<Engine> {
  quietRuntime();
  const environment = await start();
  await ensureAttributes(environment.connection, environment.namespace ?? 'default');
  const bundle = await workflowBundle();
  const begun = new Set<string>();

  return {
    environment,
    now: () => environment.currentTimeMs(),
    days: (count) => environment.sleep(count * DAY),
    serving: async (world, work) => {
      const worker = await Worker.create({
        connection: environment.nativeConnection,
        taskQueue: world.taskQueue,
        workflowBundle: bundle,
        activities: world.activities,
        shutdownGraceTime: '1s',
        maxCachedWorkflows: 0, // every task replays the whole history
      });
      return await worker.runUntil(work().finally(() => world.releaseAll()));
    },
    input: (given) => {
      const made = input(given);
      begun.add(made.id);
      return made;
    },
    begin: (world, given = {}) => {
      const made = input(given);
      begun.add(made.id);
      return environment.client.workflow.start<typeof occurrence>('occurrence', {
        taskQueue: world.taskQueue,
        workflowId: made.id,
        args: [made],
      });
    },
    clear: async () => {
      for (const id of begun) {
        await environment.client.workflow
          .getHandle(id)
          .terminate()
          .catch(() => null); // has ended
      }
      begun.clear();
    },
    close: () => environment.teardown(),
  };
}

const ASSIGNED: Standing = { state: 'assigned', verification: 'office', extensionPending: false };

function input(given: Partial<OccurrenceInput> = {}): OccurrenceInput {
  return {
    id: `plan/1/1/joint/${randomUUID()}`,
    run: 1,
    shift: 0,
    standing: ASSIGNED,
    seq: 0,
    agenda: null,
    seen: [],
    continueAfter: 200,
    ...given,
  };
}

/** A command of some kind with an id of its own. */
export function commandFor(kind: Command['kind'], more: Partial<Command> = {}): Command {
  return { commandId: randomUUID(), kind, personId: 1, unitId: 1, door: 'link', ...more };
}

/** Gives a command and waits for its answer. */
export function give(
  handle: WorkflowHandle<typeof occurrence>,
  command: Command,
  updateId = command.commandId,
) {
  return handle.executeUpdate<CommandAnswer, [Command]>('command', { updateId, args: [command] });
}

/** How many events of a kind a history holds, e.g. `timerStarted`. */
export async function countEvents(handle: WorkflowHandle, kind: string): Promise<number> {
  const { events = [] } = await handle.fetchHistory();
  return (events ?? []).filter((event) => Reflect.get(event, `${kind}EventAttributes`)).length;
}

/** Waits, in real time, until a claim holds. */
export async function eventually(
  claim: () => boolean | Promise<boolean>,
  what: string,
  patience = 20_000,
) {
  const end = Date.now() + patience;
  while (!(await claim())) {
    if (Date.now() > end) throw new Error(`not within ${patience} ms: ${what}`);
    await pause(20);
  }
}

let installed = false;

function quietRuntime(): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
