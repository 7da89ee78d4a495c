import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { change } from '../../workflows/index.ts';
import { type Engine, eventually, openEngine } from '../harness/engine.ts';
import { recordingWorld } from '../harness/recording-world.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine();
});

afterAll(() => engine.close());

it('brings a change to everything, batch by batch, though the worker stops and tries fail', async () => {
  const unstarted = ['1', '2', '3', '4', '5'];
  const world = recordingWorld({ unstarted });
  world.fail('bringChange', 1);
  const handle = await engine.environment.client.workflow.start<typeof change>('change', {
    taskQueue: world.taskQueue,
    workflowId: randomUUID(),
    args: [{ changeId: 1, shift: 0 }],
  });
  await engine.serving(world, () => eventually(() => world.ledger.length >= 2, 'it is under way'));
  await engine.serving(world, () => handle.result());
  expect(world.ledger.map(({ id }) => id)).toEqual(unstarted);
});
