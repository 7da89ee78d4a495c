import type { Client } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';

/** What the dev server is told at its start, so that single workflows may skip time. */
export const SKIPPING = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="50ms"',
];

const MOST_SKIPS = 1000;
const namespace = 'default';

/**
 * Moves a workflow's own time to an engine instant, through all that it wakes for on the way. Says
 * true when it is there, or has ended; else it is to be asked again, with the same `aim`: what was
 * begun goes on by itself, whoever is killed meanwhile.
 */
export async function moved(
  client: Client,
  workflowId: string,
  { id, target }: Aim,
): Promise<boolean> {
  const execution = { workflowId };
  const service = client.workflowService;
  const { workflowExtendedInfo: found, workflowExecutionInfo: run } =
    await service.describeWorkflowExecution({ namespace, execution });
  if (run?.closeTime) return true;
  const { currentTime, effectiveConfig } = found?.timeSkippingInfo ?? {};
  const ahead = target - (optionalTsToMs(currentTime) ?? Date.now());
  if (ahead <= 0) return true;
  // once only: a second aim would jump over what has come and has not been met
  if (effectiveConfig?.fastForwardConfig?.id === id) return false;
  await service.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: execution,
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id, duration: msToTs(ahead) },
        maxSessionSkipCount: MOST_SKIPS,
      },
    },
  });
  return false;
}

/** The engine instant that a workflow is to come to, under an id of its own. */
export type Aim = { id: string; target: number };
