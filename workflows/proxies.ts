import { log, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { BeginAct, Recorded } from '../plan/acts.ts';

const RETRY = { initialInterval: '1s', maximumInterval: '1m', backoffCoefficient: 2 } as const;

/**
 * Commands and moments: what is to be written, and its number, is in the history before anything
 * is in PostgreSQL. A worker that dies in between repeats the very same write.
 */
export const durable = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: RETRY,
});

/** Starting and assigning a whole plan takes longer than one row; it says that it lives meanwhile. */
export const bulk = proxyActivities<Activities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '15s',
  retry: RETRY,
});

// The time-out ends a try that hangs, not one that waits to be repeated: the tries are counted too,
// else a database that refuses at once is asked for ever and each heartbeat lengthens the history.
const quick = proxyLocalActivities<Activities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '6s',
  retry: { ...RETRY, maximumAttempts: 3 },
});

/**
 * The assignment is number one whatever comes with the start, so a local activity is enough. When
 * PostgreSQL refuses three times or hangs for six seconds a normal one takes over and waits as long as it must.
 */
export async function recordBegin(act: BeginAct): Promise<Recorded> {
  try {
    return await quick.recordBegin(act);
  } catch (error) {
    log.warn('not recorded at once, waiting for the database', { error: String(error) });
    return await durable.recordBegin(act);
  }
}
