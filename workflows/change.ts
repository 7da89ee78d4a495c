import { continueAsNew, sleep, workflowInfo } from '@temporalio/workflow';
import { bulk } from './proxies.ts';
import type { ChangeInput } from './inputs.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

/**
 * Brings a change of a plan to every occurrence that it reaches, or goes on where it stopped. What
 * cannot be reached now is tried again, ever more rarely.
 */
export async function change(input: ChangeInput): Promise<void> {
  const { changeId, shift } = input;
  for (let pause = 5 * SECOND; ; ) {
    const { reached, left } = await bulk.bringChange({ changeId, shift, now: Date.now() + shift });
    if (left === 0) return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof change>(input);
    if (reached > 0) continue;
    await sleep(pause);
    pause = Math.min(2 * pause, HOUR);
  }
}
