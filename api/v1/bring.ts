import type { Commander } from '../../client/command.ts';
import { awaitChange } from '../../client/changes.ts';
import { starterOf } from '../../client/start.ts';
import type { Ordered } from '../../db/changes.ts';

/** So long an answer waits for a change to reach what it concerns, in milliseconds. */
const PATIENCE = 3_000;

/**
 * Has a change brought to what it reaches; true when it got there while somebody waits. What is
 * not there yet the worker brings, also when the engine does not answer now.
 */
export async function bring(
  { db, client, shift }: Commander,
  ordered: Ordered | null,
): Promise<boolean> {
  if (ordered === null || ordered.reached === 0) return true;
  try {
    await withinPatience(starterOf(client).change(ordered.changeId, shift));
  } catch {
    return false;
  }
  return await awaitChange(db, ordered.changeId, () => {}, PATIENCE);
}

async function withinPatience(starting: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the engine does not answer')), PATIENCE);
  try {
    await Promise.race([starting, promise]);
  } finally {
    clearTimeout(timer);
  }
}
