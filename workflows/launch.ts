import { sleep } from '@temporalio/workflow';
import { bulk } from './proxies.ts';
import type { LaunchInput } from './inputs.ts';

/**
 * Brings a plan to life, all of it or resumed where it stopped: rows, workflows, series, then one
 * assignment notice per unit; later it chases the units that have not acknowledged, once.
 */
export async function launch({ planId, shift }: LaunchInput): Promise<void> {
  const now = () => Date.now() + shift;
  await bulk.writeOccurrences({ planId, now: now() });
  while ((await bulk.startNextOccurrences({ planId, shift })) > 0);
  await bulk.startSeries({ planId, shift });
  const { chaseAt, callAt } = await bulk.assignUnits({ planId, now: now() });
  await sleep(Math.max(1, chaseAt - now()));
  await bulk.chaseUnits({ planId, now: now() });
  await sleep(Math.max(1, callAt - now()));
  await bulk.callUnits({ planId, now: now() });
}
