import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { messengerOf } from '../client/changes.ts';
import { TASK_QUEUE } from '../client/queue.ts';
import { starterOf } from '../client/start.ts';
import { calendarIn } from '../db/calendar.ts';
import type { Database } from '../db/connect.ts';

export type WorkerParts = {
  connection: NativeConnection;
  namespace: string;
  client: Client;
  db: Database;
  launchRate: number;
  /** A bundle made beforehand; without one the workflows are bundled at start. */
  workflowBundle?: WorkflowBundleOption;
  identity?: string;
};

/** A Temporal worker with all workflows and activities, set for a machine of two cores. */
export async function createWorker(parts: WorkerParts): Promise<Worker> {
  const { connection, namespace, client, db, launchRate, workflowBundle, identity } = parts;
  const activities = createActivities({
    db,
    calendar: calendarIn(db),
    starter: starterOf(client),
    messenger: messengerOf(db, client),
    launchRate,
  });
  return await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    activities,
    ...(workflowBundle === undefined ? { workflowsPath: workflowsPath() } : { workflowBundle }),
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

/** Where the workflows' entry point lies, for the bundler. */
export function workflowsPath(): string {
  return fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
}
