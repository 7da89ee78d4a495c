import {
  type Client,
  QueryNotRegisteredError,
  QueryRejectedError,
  type WorkflowExecutionDescription,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { wallClock } from '../clock.ts';
import { isEnded } from '../plan/occurrence.ts';
import type { RunView } from '../plan/reconcile.ts';
import type { RunStanding } from '../workflows/messages.ts';

/** How long a workflow may take to say where it stands, in milliseconds. */
const PATIENCE = 5_000;

/** The part of an answer's failure by which a write says that another act has its number. */
const CONFLICT = 'belongs to another act';

export type Described = RunView & {
  /** When the run began, in engine time. */
  startedAt: number;
  /** It was asked where it stands, and gave no answer in time. */
  silent: boolean;
};

const MISSING: Described = {
  status: 'missing',
  says: null,
  writes: [],
  conflict: false,
  codeTries: 0,
  startedAt: 0,
  silent: false,
};

/** What the engine has under an id; with `ask`, what a running workflow says of itself as well. */
export async function describeRun(client: Client, id: string, ask: boolean): Promise<Described> {
  const found = await described(client, id);
  if (found === null) return MISSING;
  const running = found.status.name === 'RUNNING';
  const pending = found.raw.pendingActivities ?? [];
  const codeTries = found.raw.pendingWorkflowTask?.attempt ?? 0;
  const says = running && ask && codeTries < 2 ? await standingOf(client, id) : null;
  return {
    status: running ? 'running' : 'closed',
    says: typeof says === 'string' ? null : says,
    silent: says === 'silent',
    writes: pending.map(({ attempt }) => attempt ?? 1),
    conflict: pending.some(({ lastFailure }) => lastFailure?.message?.includes(CONFLICT)),
    codeTries,
    startedAt: found.startTime.getTime(),
  };
}

/** The name of the state in which a workflow is; null: the engine has none under this id. */
export async function statusOf(client: Client, id: string): Promise<string | null> {
  return (await described(client, id))?.status.name ?? null;
}

async function described(client: Client, id: string): Promise<WorkflowExecutionDescription | null> {
  try {
    return await client.workflow.getHandle(id).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

async function standingOf(client: Client, id: string): Promise<Described['says'] | 'silent'> {
  const deadline = wallClock().now() + PATIENCE;
  try {
    const { seq, written, standing } = await client.withDeadline(deadline, () =>
      client.workflow.getHandle(id).query<RunStanding>('standing'),
    );
    return { seq, written, ended: isEnded(standing.state) };
  } catch (error) {
    if (error instanceof QueryNotRegisteredError || error instanceof QueryRejectedError)
      return null;
    return 'silent';
  }
}
