import { type Client, ScheduleAlreadyRunning } from '@temporalio/client';
import type { reconcile } from '../workflows/index.ts';
import { TASK_QUEUE } from './queue.ts';

const SCHEDULE_ID = 'reconcile';

/**
 * Has the reconciler run every hour, and once now when the engine did not know of it (`at: 'once'`)
 * or in any case (`at: 'start'`, of a worker). Calling it again does no harm.
 */
export async function scheduleReconciler(
  client: Client,
  shift: number,
  at: 'start' | 'once',
): Promise<void> {
  const options = {
    spec: { intervals: [{ every: '1h' as const }] },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'reconcile',
      taskQueue: TASK_QUEUE,
      args: [{ shift }] satisfies Parameters<typeof reconcile>,
    },
    // what was missed while the engine was away is made good by one walk, not by many
    policies: { overlap: 'SKIP' as const, catchupWindow: '1m' as const },
  };
  const handle = client.schedule.getHandle(SCHEDULE_ID);
  try {
    await client.schedule.create<typeof reconcile>({ scheduleId: SCHEDULE_ID, ...options });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    if (at === 'once') return;
    await handle.update<typeof reconcile>(({ state }) => ({ ...options, state }));
  }
  await handle.trigger();
}
