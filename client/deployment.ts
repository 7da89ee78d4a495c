import { type Client, isGrpcServiceError } from '@temporalio/client';
import { TASK_QUEUE } from './queue.ts';

/** The worker deployment to which every build of Duban's workflows belongs. */
export const DEPLOYMENT = 'duban';

/** gRPC's numbers for "there is none" and "this server does not know the call". */
const NOT_FOUND = 5;
const UNIMPLEMENTED = 12;

/** A worker asks for work at least once a minute; one that was heard of before that long is gone. */
const HEARD_WITHIN = 150_000;

/** The build that all workflows go on with, and whether a worker of that build is there. */
export type CurrentBuild = { buildId: string; served: boolean };

/** Whether the server can tell builds apart; the test server cannot. */
export async function knowsBuilds(client: Client): Promise<boolean> {
  try {
    await describe(client);
    return true;
  } catch (error) {
    if (codeOf(error) === UNIMPLEMENTED) return false;
    throw error;
  }
}

/** The build that is current; null when none is, and workers without a build serve. */
export async function currentBuild(client: Client, now: number): Promise<CurrentBuild | null> {
  const found = await describe(client);
  const current = found?.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId;
  if (!current) return null;
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: TASK_QUEUE },
  });
  const served = (pollers ?? []).some(({ deploymentOptions, lastAccessTime }) => {
    const heard = Number(lastAccessTime?.seconds ?? 0) * 1000;
    return deploymentOptions?.buildId === current && heard > now - HEARD_WITHIN;
  });
  return { buildId: current, served };
}

/**
 * Lets all workflows go on with a build from their next task on; false while the server does not
 * know yet that a worker of this build is there.
 */
export async function makeCurrent(client: Client, buildId: string): Promise<boolean> {
  try {
    await client.workflowService.setWorkerDeploymentCurrentVersion({
      namespace: client.options.namespace,
      deploymentName: DEPLOYMENT,
      buildId,
    });
    return true;
  } catch (error) {
    if (codeOf(error) === NOT_FOUND) return false;
    throw error;
  }
}

/** The command by which an operator makes a build current. */
export function currentCommand(namespace: string, buildId: string): string {
  return `temporal worker deployment set-current-version --namespace ${namespace} --deployment-name ${DEPLOYMENT} --build-id ${buildId}`;
}

async function describe(client: Client) {
  const { namespace } = client.options;
  try {
    const deploymentName = DEPLOYMENT;
    return await client.workflowService.describeWorkerDeployment({ namespace, deploymentName });
  } catch (error) {
    if (codeOf(error) === NOT_FOUND) return null;
    throw error;
  }
}

function codeOf(error: unknown): number | null {
  return isGrpcServiceError(error) ? error.code : null;
}
