import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { launch, series } from '../../workflows/index.ts';
import { type Engine, eventually, openEngine } from '../harness/engine.ts';
import { recordingWorld } from '../harness/recording-world.ts';

const DAY = 86_400_000;

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine();
});

afterAll(() => engine.close());

it('opens the windows of a series in order, each when it is due, and ends', async () => {
  const start = await engine.now();
  const opensAt = [0, 0, 10, 20].map((day) => start + day * DAY);
  const world = recordingWorld({
    windows: opensAt.map((at, index) => ({ id: `${index}`, opensAt: at })),
  });
  await engine.serving(world, async () => {
    const handle = await engine.environment.client.workflow.start<typeof series>('series', {
      taskQueue: world.taskQueue,
      workflowId: randomUUID(),
      args: [{ planId: 1, taskId: 1, shift: 0 }],
    });
    await handle.result();
    expect(world.ledger.map(({ id }) => id)).toEqual(['0', '1', '2', '3']);
    expect(world.ledger.map(({ at }) => Math.round((at - start) / DAY))).toEqual([0, 0, 10, 20]);
    expect(world.tries('openOccurrences')).toBe(3);
  });
});

it('resumes a launch where the worker stopped, and starts nothing twice', async () => {
  const unstarted = ['1', '2', '3', '4', '5'];
  const world = recordingWorld({ unstarted });
  world.fail('startNextOccurrences', 1);
  const handle = await engine.environment.client.workflow.start<typeof launch>('launch', {
    taskQueue: world.taskQueue,
    workflowId: randomUUID(),
    args: [{ planId: 1, shift: 0 }],
  });
  await engine.serving(world, () =>
    eventually(() => world.ledger.length >= 2, 'the launch is half-way'),
  );
  await engine.serving(world, () => handle.result());
  expect(world.ledger.map(({ id }) => id)).toEqual([
    ...unstarted.map((id) => `plan/1/${id}`),
    'plan/1/series',
    'plan/1/assigned',
    'plan/1/chased',
    'plan/1/called',
  ]);
  const [assigned, chased, called] = world.ledger.slice(-3).map(({ at }) => at);
  expect(Math.round(((chased ?? 0) - (assigned ?? 0)) / DAY)).toBe(3);
  expect(Math.round(((called ?? 0) - (assigned ?? 0)) / DAY)).toBe(4);
});
