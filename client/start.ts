import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/client';
import type { Startable } from '../db/launching.ts';
import { nextStanding } from '../plan/occurrence.ts';
import type { change, launch, occurrence, series } from '../workflows/index.ts';
import type { OccurrenceInput } from '../workflows/inputs.ts';
import { occurrenceAttributes, planAttributes } from './attributes.ts';
import { TASK_QUEUE } from './queue.ts';

/** Commands and moments after which an occurrence continues as new. */
export const CONTINUE_AFTER = 200;

// A second start of the same id is a success: the one workflow runs, or has run.
const ONCE = {
  taskQueue: TASK_QUEUE,
  workflowIdConflictPolicy: 'USE_EXISTING',
  workflowIdReusePolicy: 'REJECT_DUPLICATE',
} as const;

/** The input of an occurrence's first run. */
export function occurrenceInput(row: Startable, shift: number): OccurrenceInput {
  const assigned = { ...row.standing, state: 'assigned' as const };
  return {
    id: row.id,
    run: 1,
    shift,
    standing: row.acknowledged ? nextStanding(assigned, { kind: 'acknowledge' }) : assigned,
    seq: 0,
    agenda: null,
    seen: [],
    continueAfter: CONTINUE_AFTER,
  };
}

// What should run and does not is begun once more, though a run of it has ended.
const AGAIN = { ...ONCE, workflowIdReusePolicy: 'ALLOW_DUPLICATE' } as const;

/** The input of a run that goes on where the ledger stands. */
function ongoingInput(row: Startable, seen: string[], shift: number): OccurrenceInput {
  const { run, seq, standing, agenda } = row;
  if (seq === 0) return occurrenceInput(row, shift); // its assignment was never written
  return { ...occurrenceInput(row, shift), run, seq, standing, agenda, seen };
}

/** The input of the run that begins when what had ended is reopened. */
function reopeningInput(row: Startable, shift: number): OccurrenceInput {
  return {
    ...occurrenceInput(row, shift),
    run: row.run + 1,
    standing: row.standing,
    seq: row.seq,
    agenda: [],
    reopening: true,
  };
}

/** Starts workflows; each id at most once. */
export function starterOf(client: Client) {
  return {
    occurrence: (row: Startable, shift: number): Promise<void> =>
      once(() =>
        client.workflow.start<typeof occurrence>('occurrence', {
          ...ONCE,
          workflowId: row.id,
          typedSearchAttributes: occurrenceAttributes(row),
          args: [occurrenceInput(row, shift)],
        }),
      ),

    /** An occurrence that should run and does not, from where the ledger stands. */
    again: (row: Startable, seen: string[], shift: number): Promise<void> =>
      once(() =>
        client.workflow.start<typeof occurrence>('occurrence', {
          ...AGAIN,
          workflowId: row.id,
          typedSearchAttributes: occurrenceAttributes(row),
          args: [ongoingInput(row, seen, shift)],
        }),
      ),

    series: (planId: number, taskId: number, shift: number): Promise<void> =>
      startSeries(planId, taskId, shift, ONCE),

    seriesAgain: (planId: number, taskId: number, shift: number): Promise<void> =>
      startSeries(planId, taskId, shift, AGAIN),

    launch: (planId: number, shift: number): Promise<void> => startLaunch(planId, shift, ONCE),

    launchAgain: (planId: number, shift: number): Promise<void> =>
      startLaunch(planId, shift, AGAIN),

    change: (changeId: number, shift: number): Promise<void> =>
      once(() =>
        client.workflow.start<typeof change>('change', {
          ...ONCE,
          // one that an operator ended by force may be started again
          workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
          workflowId: `change/${changeId}`,
          args: [{ changeId, shift }],
        }),
      ),
  };

  function startSeries(
    planId: number,
    taskId: number,
    shift: number,
    policy: typeof ONCE | typeof AGAIN,
  ): Promise<void> {
    return once(() =>
      client.workflow.start<typeof series>('series', {
        ...policy,
        workflowId: `plan/${planId}/${taskId}/series`,
        typedSearchAttributes: planAttributes(planId),
        args: [{ planId, taskId, shift }],
      }),
    );
  }

  function startLaunch(
    planId: number,
    shift: number,
    policy: typeof ONCE | typeof AGAIN,
  ): Promise<void> {
    return once(() =>
      client.workflow.start<typeof launch>('launch', {
        ...policy,
        workflowId: `plan/${planId}/launch`,
        typedSearchAttributes: planAttributes(planId),
        args: [{ planId, shift }],
      }),
    );
  }
}

/** The start of a new run that goes with the command to reopen. */
export function startAnew(
  row: Startable,
  shift: number,
): WithStartWorkflowOperation<typeof occurrence> {
  return new WithStartWorkflowOperation<typeof occurrence>('occurrence', {
    ...AGAIN,
    workflowId: row.id,
    typedSearchAttributes: occurrenceAttributes(row),
    args: [reopeningInput(row, shift)],
  });
}

async function once(start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
