import { Worker } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { currentBuild, knowsBuilds } from '../../client/deployment.ts';
import { TASK_QUEUE } from '../../client/queue.ts';
import { buildKeeper } from '../../worker/builds.ts';
import { bundleWorkflows, deploymentOf } from '../../worker/runtime.ts';
import {
  commandFor,
  countEvents,
  type Engine,
  eventually,
  give,
  openEngine,
  workflowBundle,
} from '../harness/engine.ts';
import { momentsOn, recordingWorld } from '../harness/recording-world.ts';
import { devServer } from '../harness/temporal.ts';

const DAY = 86_400;
/** Moments so many seconds after the assignment, and none after the others. */
const seconds = (...at: number[]) =>
  recordingWorld({
    agendas: ({ at: now, command, due }) =>
      command === undefined && due === undefined
        ? momentsOn(
            now,
            at.map((second) => second / DAY),
          )
        : null,
  });

const world = { ...seconds(8), taskQueue: TASK_QUEUE };
let engine: Engine;

beforeAll(async () => {
  engine = await openEngine(devServer);
});

afterAll(() => engine.close());

/** The workflows as they are (a), and with a patched change of how a moment is met (b). */
async function codeOf(build: 'a' | 'b'): Promise<string> {
  const { code } = await workflowBundle();
  const sdk = /(\w+WEBPACK\w+)\.allHandlersFinished/.exec(code)?.[1] ?? '';
  const more = `if ((0,${sdk}.patched)('b')) await (0,${sdk}.sleep)(10);`;
  const changed = code.replace(/async function meet\(due\) \{/, (head) => `${head} ${more}`);
  expect(changed).not.toBe(code);
  return build === 'a' ? code : changed;
}

/** A machine under load takes long to find out who serves what. */
const SLOWLY = { timeout: 240_000, retry: 1 };

/** Workers that a test has not stopped yet: one that failed must not stand in the way of the next. */
const serving = new Set<() => Promise<void>>();

/** A worker of a build, and the step that keeps workflows served; `ahead` moves the step's clock. */
async function workerOf(build: 'a' | 'b', ahead = 0) {
  const worker = await Worker.create({
    connection: engine.environment.nativeConnection,
    taskQueue: TASK_QUEUE,
    workflowBundle: { code: await codeOf(build) },
    activities: world.activities,
    workerDeploymentOptions: deploymentOf(build),
    shutdownGraceTime: '1s',
  });
  const running = worker.run();
  const stop = async () => {
    serving.delete(stop);
    worker.shutdown();
    await running;
  };
  serving.add(stop);
  const { client } = engine.environment;
  const keep = buildKeeper({ client, buildId: build, now: () => Date.now() + ahead });
  await eventually(async () => (await keep()) !== 'waiting', `${build} is current`, 60_000);
  return { keep, stop };
}

const current = async () =>
  (await currentBuild(engine.environment.client, Date.now()))?.buildId ?? null;

afterEach(async () => {
  for (const stop of serving) await stop();
});

it('gives the same workflows the same build id', async () => {
  const [one, two] = [await bundleWorkflows(), await bundleWorkflows()];
  expect(one.buildId).toMatch(/^[0-9a-f]{16}$/);
  expect(one.buildId).toBe(two.buildId);
});

it(
  'goes on under a newer build with what an older one began, and waits where that is gone',
  SLOWLY,
  async () => {
    expect(await knowsBuilds(engine.environment.client)).toBe(true);
    const older = await workerOf('a');
    const handle = await engine.begin(world);
    await give(handle, commandFor('acknowledge'));
    await older.stop();

    const again = await workerOf('a'); // a machine that was restarted
    expect(await again.keep()).toBe('kept');
    await give(handle, commandFor('report'));
    await again.stop();

    const newer = await workerOf('b');
    await eventually(() => world.events(handle.workflowId).length === 4, 'the moment is met');
    expect(await countEvents(handle, 'markerRecorded')).toBeGreaterThanOrEqual(1);
    await give(handle, commandFor('report'));
    expect(await versionOf(handle.workflowId)).toBe('b');
    await newer.stop();

    const downgraded = await workerOf('a');
    expect(await current()).toBe('a');
    const fresh = await engine.begin(world);
    await give(fresh, commandFor('acknowledge'));
    const waiting = give(handle, commandFor('report')); // the older build cannot replay the patch
    await eventually(async () => {
      const { raw } = await handle.describe();
      return (raw.pendingWorkflowTask?.attempt ?? 0) > 1;
    }, 'it waits for a build that can');
    await downgraded.stop();

    const upgraded = await workerOf('b');
    expect(await waiting).toMatchObject({ state: 'acknowledged' });
    await give(fresh, commandFor('report'));
    await upgraded.stop();
    expect(world.conflicts).toEqual([]);
    await engine.clear();
  },
);

it(
  'takes workflows back when the build that had taken over has no worker left',
  SLOWLY,
  async () => {
    const older = await workerOf('a', 600_000);
    const newer = await workerOf('b');
    expect(await current()).toBe('b');
    await newer.stop();
    const handle = await engine.begin(world);
    await eventually(async () => (await older.keep()) === 'taken', 'the older one takes over'); // by its clock b has long been silent
    expect(await give(handle, commandFor('acknowledge'))).toMatchObject({ seq: 2 });
    await older.stop();
    await engine.clear();
  },
);

it('leaves workflows to a newer build that is served', SLOWLY, async () => {
  const older = await workerOf('a');
  const newer = await workerOf('b');
  expect(await older.keep()).toBe('left');
  expect(await current()).toBe('b');
  await newer.stop();
  await older.stop();
});

async function versionOf(id: string): Promise<string | null | undefined> {
  const { raw } = await engine.environment.client.workflow.getHandle(id).describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId;
}
