import { ForbiddenError, NotFoundError, RefusedError } from '../plan/errors.ts';
import type { Command, Door } from '../plan/occurrence.ts';
import { acknowledgePlan } from './assigning.ts';
import { assertUnitMay } from './authority.ts';
import type { Database } from './connect.ts';
import { recallCommand } from './ledger.ts';
import { assignedIds } from './unit-desk.ts';

/** Gives a command to its occurrence; its id makes a second time harmless. */
export type Give = (occurrenceId: string, command: Command, text: string) => Promise<unknown>;

export type Giving = { db: Database; give: Give };

/** True when a command was given to an occurrence before. */
export async function isGiven(
  db: Database,
  occurrenceId: string,
  commandId: string,
): Promise<boolean> {
  return (await recallCommand(db, occurrenceId, commandId)) !== null;
}

/** A second command of the same id may find the work done and the workflow gone: that is no refusal. */
export async function giveOnce(
  { db, give }: Giving,
  occurrenceId: string,
  command: Command,
  text: string,
): Promise<void> {
  try {
    await give(occurrenceId, command, text);
  } catch (error) {
    const given =
      error instanceof RefusedError && (await isGiven(db, occurrenceId, command.commandId));
    if (!given) throw error;
  }
}

/** Who acknowledges, for which unit, by what. */
export type Acknowledging = Giving & {
  unitId: number;
  personId: number;
  door: Door;
  deviceId?: number;
  /** The id of the command for an occurrence: it follows from what came in. */
  commandIdOf: (occurrenceId: string) => string;
};

/** Acknowledges an occurrence, once however often; false when it is not to be acknowledged any more. */
export async function acknowledgeOne(by: Acknowledging, occurrenceId: string): Promise<boolean> {
  const { db, unitId, personId, door, deviceId } = by;
  const commandId = by.commandIdOf(occurrenceId);
  if (await isGiven(db, occurrenceId, commandId)) return true;
  const device = deviceId === undefined ? {} : { deviceId };
  const command: Command = { commandId, kind: 'acknowledge', personId, unitId, door, ...device };
  try {
    await assertUnitMay(db, unitId, occurrenceId, 'acknowledge');
    await giveOnce(by, occurrenceId, command, '');
    return true;
  } catch (error) {
    // acknowledged, ended or given to another unit meanwhile
    if (REFUSALS.some((kind) => error instanceof kind)) return false;
    throw error;
  }
}

const REFUSALS = [RefusedError, ForbiddenError, NotFoundError];

/**
 * 签收全部: acknowledges what the units of a desk were assigned under a plan, then the plan itself.
 * The answer names what was acknowledged, now or at an earlier try.
 */
export async function acknowledgeAll(
  by: Acknowledging,
  planId: number,
  unitIds: number[],
  now: number,
): Promise<string[]> {
  const before = await acknowledgeAssigned(by, planId, unitIds);
  await acknowledgePlan(by.db, planId, unitIds, by.personId, now);
  // what its series started in between began unacknowledged
  return [...new Set([...before, ...(await acknowledgeAssigned(by, planId, unitIds))])];
}

async function acknowledgeAssigned(
  by: Acknowledging,
  planId: number,
  unitIds: number[],
): Promise<string[]> {
  const taken: string[] = [];
  for (const id of await assignedIds(by.db, planId, unitIds)) {
    if (await acknowledgeOne(by, id)) taken.push(id);
  }
  return taken;
}
