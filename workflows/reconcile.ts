import { continueAsNew } from '@temporalio/workflow';
import type { Cursor } from '../activities/index.ts';
import { bulk } from './proxies.ts';

export type ReconcileInput = {
  shift: number;
  cursor?: Cursor | null;
  looked?: number;
  found?: number;
};

/** Steps after which it continues as new: each leaves half a dozen events. */
const STEPS = 100;

/** Goes once over everything that should run, step by step; killed, it goes on where it stopped. */
export async function reconcile(input: ReconcileInput): Promise<{ looked: number; found: number }> {
  let { cursor = null, looked = 0, found = 0 } = input;
  for (let step = 0; step < STEPS; step += 1) {
    const now = Date.now() + input.shift;
    const done = await bulk.reconcileStep({ now, shift: input.shift, cursor });
    looked += done.looked;
    found += done.findings.length;
    if (done.next === null) return { looked, found };
    cursor = done.next;
  }
  return await continueAsNew<typeof reconcile>({ ...input, cursor, looked, found });
}
