import { sleep } from '@temporalio/workflow';
import type { Waited } from '../activities/index.ts';
import { bulk } from './proxies.ts';
import type { LaunchInput } from './inputs.ts';

/**
 * Brings a plan to life, all of it or resumed where it stopped: rows, workflows, series, then one
 * assignment notice per unit; later it chases the units that have not acknowledged, once, and not
 * while the plan is paused.
 */
export async function launch({ planId, shift }: LaunchInput): Promise<void> {
  const now = () => Date.now() + shift;
  await bulk.writeOccurrences({ planId, now: now() });
  while ((await bulk.startNextOccurrences({ planId, shift })) > 0);
  await bulk.startSeries({ planId, shift });
  const { chaseAt, callAt } = await bulk.assignUnits({ planId, now: now() });
  await sleep(Math.max(1, chaseAt - now()));
  const paused = await outOfPause(() => bulk.chaseUnits({ planId, now: now() }));
  await sleep(Math.max(1, callAt + paused - now()));
  await outOfPause(() => bulk.callUnits({ planId, now: now() }));
}

const DAY = 86_400_000;

/** Does it, or looks again each day until the plan is paused no longer; tells how long it waited. */
async function outOfPause(act: () => Promise<Waited>): Promise<number> {
  let waited = 0;
  for (; (await act()) === 'paused'; waited += DAY) await sleep(DAY);
  return waited;
}
