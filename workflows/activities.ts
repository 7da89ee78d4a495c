import { log, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { BeginAct, MomentAct, Recorded } from '../plan/acts.ts';

const RETRY = { initialInterval: '1s', maximumInterval: '1m', backoffCoefficient: 2 } as const;

/** Commands: the update is in the history before anything is in PostgreSQL. */
export const durable = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  retry: RETRY,
});

/** Starting and assigning a whole plan takes longer than one row. */
export const bulk = proxyActivities<Activities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '1m',
  retry: RETRY,
});

const quick = proxyLocalActivities<Activities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '6s',
  retry: RETRY,
});

/**
 * A fired timer or the start is in the history already, so a local activity is enough. When
 * PostgreSQL does not answer within six seconds a normal one takes over and waits as long as it must.
 */
async function atOnce<T>(local: () => Promise<T>, normal: () => Promise<T>): Promise<T> {
  try {
    return await local();
  } catch (error) {
    log.warn('not recorded at once, waiting for the database', { error: String(error) });
    return await normal();
  }
}

export function recordBegin(act: BeginAct): Promise<Recorded> {
  return atOnce(
    () => quick.recordBegin(act),
    () => durable.recordBegin(act),
  );
}

export function recordMoment(act: MomentAct): Promise<Recorded> {
  return atOnce(
    () => quick.recordMoment(act),
    () => durable.recordMoment(act),
  );
}
