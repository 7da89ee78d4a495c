import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type ChangeProgress, changesOf, unfinishedChanges } from '../db/changes.ts';
import type { Database } from '../db/connect.ts';
import { NotFoundError } from '../plan/errors.ts';
import type { Command } from '../plan/occurrence.ts';
import { giveCommand } from './command.ts';
import { starterOf } from './start.ts';

/** Reaches occurrences for a change of their plan: by the same door as people's commands. */
export function messengerOf(db: Database, client: Client) {
  return {
    give: async (
      occurrenceId: string,
      command: Command,
      { now, shift }: { now: number; shift: number },
    ): Promise<void> => {
      await giveCommand({ db, client, shift, now: () => now }, occurrenceId, command);
    },

    hasWorkflow: async (occurrenceId: string): Promise<boolean> => {
      try {
        await client.workflow.getHandle(occurrenceId).describe();
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
  };
}

/** Starts the workflows of all changes that have not reached everything; those that run are left alone. */
export async function startChanges(db: Database, client: Client, shift: number): Promise<void> {
  const { change } = starterOf(client);
  for (const changeId of await unfinishedChanges(db)) await change(changeId, shift);
}

/** How far a change has come. @throws NotFoundError */
export async function changeProgress(db: Database, changeId: number): Promise<ChangeProgress> {
  const [found] = await changesOf(db, { id: changeId });
  if (found === undefined) throw new NotFoundError('变更', String(changeId));
  return found;
}

/** Waits until a change has reached everything; false when it took longer than `patience`. */
export async function awaitChange(
  db: Database,
  changeId: number,
  seen: (progress: ChangeProgress) => void,
  patience = 600_000,
): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += 300) {
    const progress = await changeProgress(db, changeId);
    seen(progress);
    if (progress.doneAt !== null) return true;
    await pause(300);
  }
  return false;
}
