import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { MomentAct } from '../../plan/acts.ts';
import { commandFor, eventually, give, openEngine, workflowBundle } from '../harness/engine.ts';
import { devServer } from '../harness/temporal.ts';
import { momentsOn, recordingWorld } from '../harness/recording-world.ts';

it('gives no command the number of a moment whose writer died before its answer', async () => {
  const engine = await openEngine(devServer); // it sees that a poller has died
  const folder = mkdtempSync(join(tmpdir(), 'duban-dying-'));
  const codePath = join(folder, 'bundle.js');
  writeFileSync(codePath, (await workflowBundle()).code);
  const agenda = momentsOn(await engine.now(), [2 / 86_400]);
  const world = recordingWorld({ agendas: () => null });
  const address = engine.environment.address;
  const args = [address, world.taskQueue, codePath, JSON.stringify(agenda)];
  const worker = fork(join(import.meta.dirname, '../harness/dying-worker.mjs'), args);
  try {
    const written = new Promise<MomentAct>((resolve) => worker.once('message', resolve));
    const died = new Promise((resolve) => worker.once('exit', (_code, signal) => resolve(signal)));
    const handle = await engine.begin(world);
    const act = await written;
    expect(await died).toBe('SIGKILL');
    await world.activities.recordMoment(act);

    const answer = give(handle, commandFor('complete'));
    await engine.serving(world, async () => {
      expect(await answer).toEqual({ seq: act.seq + 1, state: 'completed' });
      await eventually(() => world.tries('recordMoment') > 1, 'the moment is written again');
    });
    expect(world.conflicts).toEqual([]);
    expect(world.events(handle.workflowId)).toEqual(['2 moment ' + 2 / 86_400, '3 complete']);
  } finally {
    worker.kill('SIGKILL');
    await engine.clear();
    await engine.close();
    rmSync(folder, { recursive: true });
  }
});
