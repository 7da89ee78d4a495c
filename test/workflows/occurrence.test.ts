import { randomUUID } from 'node:crypto';
import { type WorkflowHandle, WithStartWorkflowOperation } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Command } from '../../plan/occurrence.ts';
import type { occurrence } from '../../workflows/index.ts';
import type { CommandAnswer } from '../../workflows/messages.ts';
import {
  commandFor,
  countEvents,
  type Engine,
  eventually,
  give,
  openEngine,
} from '../harness/engine.ts';
import {
  momentsOn,
  PLAIN_AGENDAS,
  recordingWorld,
  type RecordingWorld,
} from '../harness/recording-world.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine();
});

afterEach(() => engine.clear());

afterAll(() => engine.close());

/** Waits until the ledger of an occurrence reads so, and no other event has come. */
async function reads(world: RecordingWorld, id: string, events: string[]): Promise<void> {
  await eventually(() => world.events(id).length >= events.length, events.join(', ')).catch(
    () => {},
  );
  expect(world.events(id)).toEqual(events);
  expect(world.conflicts).toEqual([]);
}

it('meets each moment once and in order', async () => {
  const world = recordingWorld();
  await engine.serving(world, async () => {
    const { workflowId } = await engine.begin(world);
    for (const met of [1, 2, 3, 4]) {
      await eventually(() => world.events(workflowId).length === met, `${met} events`);
      await engine.days(10.5);
    }
    await reads(world, workflowId, ['1 assign', '2 moment 10', '3 moment 20', '4 moment 30']);
  });
});

it('meets the moments of an outage as one', async () => {
  const second = 1 / 86_400;
  const world = recordingWorld({
    agendas: ({ at, due }) => (due ? null : momentsOn(at, [second, 2 * second, 10])),
  });
  const handle = await engine.serving(world, async () => {
    const begun = await engine.begin(world);
    await reads(world, begun.workflowId, ['1 assign']);
    return begun;
  });
  const end = (await engine.now()) + 2500;
  await eventually(async () => (await engine.now()) > end, 'two moments have passed');
  await engine.serving(world, async () => {
    const merged = `2 moment ${second}+${2 * second}`;
    await reads(world, handle.workflowId, ['1 assign', merged]);
    await engine.days(10.5);
    await reads(world, handle.workflowId, ['1 assign', merged, '3 moment 10']);
  });
});

it('refuses one of two commands that come together', async () => {
  const world = recordingWorld();
  const handle = await engine.begin(world);
  const both = [1, 2].map(() => give(handle, commandFor('complete')));
  const settled = Promise.allSettled(both);
  await engine.serving(world, async () => {
    const results = await settled;
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await reads(world, handle.workflowId, ['1 assign', '2 complete']);
  });
});

it('keeps nothing of a refused command', async () => {
  const world = recordingWorld();
  await engine.serving(world, async () => {
    const handle = await engine.begin(world);
    await reads(world, handle.workflowId, ['1 assign']);
    await expect(give(handle, commandFor('close'))).rejects.toMatchObject({
      cause: { message: '该事项已交办，不能销号', type: 'RefusedError' },
    });
    expect(await countEvents(handle, 'workflowExecutionUpdateAccepted')).toBe(0);
    expect(await give(handle, commandFor('acknowledge'))).toEqual({
      seq: 2,
      state: 'acknowledged',
    });
    await reads(world, handle.workflowId, ['1 assign', '2 acknowledge']);
  });
});

it('answers a repeated command as it did at first', async () => {
  const world = recordingWorld();
  await engine.serving(world, async () => {
    const handle = await engine.begin(world);
    const command = commandFor('acknowledge');
    const first = await give(handle, command);
    await give(handle, commandFor('report'));
    expect(await give(handle, command)).toEqual(first);
    expect(await give(handle, command, randomUUID())).toEqual(first);
    await reads(world, handle.workflowId, ['1 assign', '2 acknowledge', '3 report']);
  });
});

it('gives the assignment the first number when a command starts the workflow', async () => {
  const world = recordingWorld();
  await engine.serving(world, async () => {
    const { handle, answer } = await startWith(world, commandFor('acknowledge'));
    expect(answer).toEqual({ seq: 2, state: 'acknowledged' });
    await reads(world, handle.workflowId, ['1 assign', '2 acknowledge']);
    await engine.days(10.5);
    await reads(world, handle.workflowId, ['1 assign', '2 acknowledge', '3 moment 10']);
  });
});

it('lets the agenda of a command that starts the workflow win over that of the assignment', async () => {
  const overdue = momentsOn(0, [1]);
  const world = recordingWorld({
    agendas: (act) => (act.seq === 1 ? overdue : PLAIN_AGENDAS(act)),
  });
  await engine.serving(world, async () => {
    const { handle } = await startWith(world, commandFor('complete'));
    await engine.days(4);
    await reads(world, handle.workflowId, ['1 assign', '2 complete', '3 moment 3']);
  });
});

it('lets a completion win that comes while a moment is written', async () => {
  // the moment's answer holds a moment that is due at once: it is stale when the completion stands
  const world = recordingWorld({
    agendas: (act) => (act.due === undefined ? PLAIN_AGENDAS(act) : momentsOn(0, [7])),
  });
  const release = world.hold('recordMoment');
  await engine.serving(world, async () => {
    const handle = await engine.begin(world);
    await reads(world, handle.workflowId, ['1 assign']);
    const passing = engine.days(10.1); // the clock stands while the activity runs
    await eventually(() => world.tries('recordMoment') > 0, 'the moment is being written');
    const answer = give(handle, commandFor('complete'));
    await accepted(handle);
    release();
    await passing;
    expect(await answer).toEqual({ seq: 3, state: 'completed' });
    await give(handle, commandFor('contribute'));
    await reads(world, handle.workflowId, [
      '1 assign',
      '2 moment 10',
      '3 complete',
      '4 contribute',
    ]);
  });
});

it('writes in the order of the numbers, however long a write takes', async () => {
  const world = recordingWorld();
  const release = world.hold('recordCommand');
  await engine.serving(world, async () => {
    const handle = await engine.begin(world);
    const answers = [1, 2, 3].map(() => give(handle, commandFor('report')));
    await eventually(async () => (await updatesAccepted(handle)) === 3, 'all are accepted');
    await eventually(() => world.tries('recordCommand') > 0, 'the first is being written');
    expect(world.tries('recordCommand')).toBe(1);
    release();
    const numbers = (await Promise.all(answers)).map(({ seq }) => seq);
    expect(new Set(numbers)).toEqual(new Set([2, 3, 4]));
    const seqs = world.ledger.filter(({ id }) => id === handle.workflowId).map(({ seq }) => seq);
    expect(seqs).toEqual([1, 2, 3, 4]);
  });
});

it('ends when it is closed, after the last command is written', async () => {
  const world = recordingWorld();
  await engine.serving(world, async () => {
    const handle = await engine.begin(world);
    await give(handle, commandFor('complete'));
    await give(handle, commandFor('return'));
    await give(handle, commandFor('complete'));
    expect(await give(handle, commandFor('close'))).toEqual({ seq: 5, state: 'closed' });
    await eventually(async () => (await handle.describe()).status.name === 'COMPLETED', 'ended');
    expect(await countEvents(handle, 'timerStarted')).toBe(
      await countEvents(handle, 'timerCanceled'),
    );
  });
});

it('starts a timer for each moment and none for a command that moves nothing', async () => {
  const world = recordingWorld();
  await engine.serving(world, async () => {
    const handle = await engine.begin(world);
    for (const kind of ['acknowledge', 'report', 'report', 'contribute'] as const) {
      await give(handle, commandFor(kind));
    }
    expect(await countEvents(handle, 'timerStarted')).toBe(1);
    await engine.days(10.5);
    await eventually(() => world.events(handle.workflowId).length === 6, 'the first moment');
    await give(handle, commandFor('report'));
    expect(await countEvents(handle, 'timerStarted')).toBe(2);
    expect(await countEvents(handle, 'timerCanceled')).toBe(0);
    await give(handle, commandFor('complete'));
    await eventually(async () => (await countEvents(handle, 'timerStarted')) === 3, 'a new timer');
    expect(await countEvents(handle, 'timerCanceled')).toBe(1);
  });
});

it('carries everything over when it continues as new', async () => {
  const world = recordingWorld();
  await engine.serving(world, async () => {
    const handle = await engine.begin(world, { continueAfter: 3 });
    const begun = await runOf(handle);
    const first = commandFor('acknowledge');
    const answer = await give(handle, first);
    await give(handle, commandFor('request-extension', { until: '2030-01-01' }));
    await give(handle, commandFor('report'));
    await eventually(async () => (await runOf(handle)) !== begun, 'a new run');
    expect(await give(handle, first)).toEqual(answer);
    await expect(
      give(handle, commandFor('request-extension', { until: '2030-02-01' })),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('等待答复') } });
    expect(await give(handle, commandFor('report'))).toEqual({ seq: 5, state: 'acknowledged' });
    await engine.days(10.5);
    await reads(world, handle.workflowId, [
      '1 assign',
      '2 acknowledge',
      '3 request-extension',
      '4 report',
      '5 report',
      '6 moment 10',
    ]);
  });
});

it('answers every command that is being written before it continues as new', async () => {
  const world = recordingWorld();
  const release = world.hold('recordCommand');
  await engine.serving(world, async () => {
    const handle = await engine.begin(world, { continueAfter: 1 });
    const begun = await runOf(handle);
    const answers = [1, 2, 3].map(() => give(handle, commandFor('report')));
    await eventually(async () => (await updatesAccepted(handle)) === 3, 'all are accepted');
    release();
    const numbers = (await Promise.all(answers)).map(({ seq }) => seq);
    expect(new Set(numbers)).toEqual(new Set([2, 3, 4]));
    await eventually(async () => (await runOf(handle)) !== begun, 'a new run');
    expect(await give(handle, commandFor('report'))).toEqual({ seq: 5, state: 'assigned' });
  });
});

it('waits with a normal activity for a database that refuses three times', async () => {
  const world = recordingWorld();
  world.fail('recordBegin', 3);
  await engine.serving(world, async () => {
    const handle = await engine.begin(world);
    await eventually(() => world.events(handle.workflowId).length > 0, 'the assignment');
    await reads(world, handle.workflowId, ['1 assign']);
    expect(await countEvents(handle, 'activityTaskScheduled')).toBe(1);
    expect(world.tries('recordBegin')).toBe(4);
  });
});

async function startWith(world: RecordingWorld, command: Command) {
  const input = engine.input();
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof occurrence>('occurrence', {
    taskQueue: world.taskQueue,
    workflowId: input.id,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [input],
  });
  const answer = await engine.environment.client.workflow.executeUpdateWithStart<
    typeof occurrence,
    CommandAnswer,
    [Command]
  >('command', { updateId: command.commandId, args: [command], startWorkflowOperation });
  return { handle: await startWorkflowOperation.workflowHandle(), answer };
}

function updatesAccepted(handle: WorkflowHandle): Promise<number> {
  return countEvents(handle, 'workflowExecutionUpdateAccepted');
}

async function accepted(handle: WorkflowHandle): Promise<void> {
  await eventually(async () => (await updatesAccepted(handle)) > 0, 'the command is accepted');
}

async function runOf(handle: WorkflowHandle): Promise<string> {
  return (await handle.describe()).runId;
}
