import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type NativeConnection,
  Worker,
  type WorkflowBundleOption,
  type WorkflowBundleWithSourceMap as WorkflowBundle,
} from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { DEPLOYMENT } from '../client/deployment.ts';
import { messengerOf } from '../client/changes.ts';
import { TASK_QUEUE } from '../client/queue.ts';
import { reconcileStep } from '../client/reconcile.ts';
import { starterOf } from '../client/start.ts';
import { calendarIn } from '../db/calendar.ts';
import type { Database } from '../db/connect.ts';
import { discreet } from './discreet.ts';

export type WorkerParts = {
  connection: NativeConnection;
  namespace: string;
  client: Client;
  db: Database;
  launchRate: number;
  /** A bundle made beforehand; without one the workflows are bundled at start. */
  workflowBundle?: WorkflowBundleOption;
  /** The build of the bundle; without one the worker serves workflows of no build. */
  buildId?: string;
  identity?: string;
};

/** A Temporal worker with all workflows and activities, set for a machine of two cores. */
export async function createWorker(parts: WorkerParts): Promise<Worker> {
  const { connection, namespace, client, db, launchRate, workflowBundle } = parts;
  const { buildId, identity } = parts;
  const activities = createActivities({
    db,
    calendar: calendarIn(db),
    starter: starterOf(client),
    reconcile: (shift, now, cursor) =>
      reconcileStep({ db, client, shift, mend: true }, now, cursor),
    messenger: messengerOf(db, client),
    launchRate,
  });
  return await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    activities,
    interceptors: { activity: [() => ({ inbound: discreet })] },
    ...(workflowBundle === undefined ? { workflowsPath: workflowsPath() } : { workflowBundle }),
    ...(buildId === undefined ? {} : { workerDeploymentOptions: deploymentOf(buildId) }),
    ...(identity === undefined ? {} : { identity }),
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentWorkflowTaskPolls: 16,
    nonStickyToStickyPollRatio: 0.4,
    maxConcurrentActivityTaskExecutions: 20,
    maxConcurrentActivityTaskPolls: 4,
    maxCachedWorkflows: 400,
    shutdownGraceTime: '20s',
  });
}

/** The workflows as one piece of code, and its build id: the same code has the same one anywhere. */
export async function bundleWorkflows(): Promise<{ bundle: WorkflowBundle; buildId: string }> {
  const bundle = await bundleWorkflowCode({
    workflowsPath: workflowsPath(),
    logger: new DefaultLogger('WARN'),
  });
  const hash = createHash('sha256').update(bundle.code).digest('hex');
  return { bundle, buildId: hash.slice(0, 16) };
}

/** A worker's build; running workflows go on with the current one, patches let them replay (decision 3). */
export function deploymentOf(buildId: string) {
  return {
    version: { deploymentName: DEPLOYMENT, buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  } as const;
}

/** Where the workflows' entry point lies, for the bundler. */
export function workflowsPath(): string {
  return fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
}
