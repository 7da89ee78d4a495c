import { continueAsNew, sleep } from '@temporalio/workflow';
import { bulk, durable } from './proxies.ts';
import type { SeriesInput } from './inputs.ts';

/**
 * A task with several due dates: starts the occurrences of each one when its window opens, and
 * continues as new for the next, until none is left.
 */
export async function series(input: SeriesInput): Promise<void> {
  const now = () => Date.now() + input.shift;
  const opensAt = await durable.nextOpening(input);
  if (opensAt === null) return;
  if (opensAt > now()) await sleep(opensAt - now());
  await bulk.openOccurrences({ ...input, now: now() });
  await continueAsNew<typeof series>(input);
}
