import { eq } from 'drizzle-orm';
import { editUnbegun, moveParticipant } from '../db/change-edits.ts';
import { closeChange, openCount, openRows, orderOf, settleRow } from '../db/changes.ts';
import type { Database } from '../db/connect.ts';
import { isGiven } from '../db/giving.ts';
import { occurrence } from '../db/schema.ts';
import type { Calendar } from '../plan/calendar.ts';
import { type ChangeOrder, commandOf } from '../plan/plan-change.ts';
import { RefusedError, rootCause } from '../plan/errors.ts';
import type { Command } from '../plan/occurrence.ts';

/** Reaches occurrences from outside, as people do. */
export type Messenger = {
  /** Gives a command and waits until it stands in the ledger. @throws RefusedError */
  give: (
    occurrenceId: string,
    command: Command,
    at: { now: number; shift: number },
  ) => Promise<void>;
  /** True when an occurrence has a workflow, running or ended. */
  hasWorkflow: (occurrenceId: string) => Promise<boolean>;
};

export type ChangeAt = { changeId: number; now: number; shift: number };

/** What one try to bring a change did: how many occurrences it reached, how many are left. */
export type Brought = { reached: number; left: number };

const BATCH = 40;
const TOGETHER = 4;

type Parts = {
  db: Database;
  calendar: () => Promise<Calendar>;
  messenger: Messenger;
  /** Says that work goes on. */
  beat: () => void;
  /** Hears of an occurrence that could not be reached, and of the kind of the error. */
  late: (id: string, why: string) => void;
};

/**
 * Brings a change to the next occurrences that it has not reached. One that cannot be reached now
 * keeps its turn; the others do not wait for it.
 */
export async function bringChange(parts: Parts, at: ChangeAt): Promise<Brought> {
  const { db } = parts;
  const order = await orderOf(db, at.changeId);
  const calendar = await parts.calendar();
  let reached = 0;
  let after = '';
  while (reached < BATCH) {
    const ids = await openRows(db, order.id, after, TOGETHER);
    if (ids.length === 0) break;
    after = ids.at(-1) ?? after;
    const results = await Promise.all(
      ids.map((id) => bringTo({ ...parts, calendar }, order, id, at)),
    );
    reached += results.filter(Boolean).length;
    parts.beat();
  }
  const left = await openCount(db, order.id);
  if (left === 0) await closeChange(db, order.id, at.now);
  return { reached, left };
}

/** Brings a change to one occurrence, once however often it is tried; false when it must wait. */
async function bringTo(
  { db, calendar, messenger, late }: Omit<Parts, 'calendar'> & { calendar: Calendar },
  order: ChangeOrder,
  id: string,
  { now, shift }: ChangeAt,
): Promise<boolean> {
  try {
    const has = (each: string) => messenger.hasWorkflow(each);
    const met = await editUnbegun(db, order, id, has, { calendar, now });
    if (met !== 'begun') return true;
    const outcome = await commandTo(db, messenger, order, id, { now, shift });
    await settleRow(db, { changeId: order.id, occurrenceId: id }, { ...outcome, at: now });
    return true;
  } catch (error) {
    // the engine or the database is busy, or the workflow is to be mended first
    const why = error instanceof Error ? rootCause(error).name : 'unknown';
    late(id, why);
    return false;
  }
}

async function commandTo(
  db: Database,
  messenger: Messenger,
  order: ChangeOrder,
  id: string,
  at: { now: number; shift: number },
): Promise<{ outcome: 'done' | 'refused'; reason: string | null }> {
  const { unitId, toUnitId } = order.data;
  const merging = order.kind === 'merge' && unitId !== undefined && toUnitId !== undefined;
  if (merging) await moveParticipant(db, id, unitId, toUnitId);
  const [row] = await db
    .select({ answeringUnitId: occurrence.answeringUnitId })
    .from(occurrence)
    .where(eq(occurrence.id, id));
  const answeringUnitId = row?.answeringUnitId ?? 0;
  const command = commandOf(order, { id, answeringUnitId });
  try {
    await messenger.give(id, command, at);
    return { outcome: 'done', reason: null };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    // one that had been taken before its answer was lost is no refusal
    if (await isGiven(db, id, command.commandId)) return { outcome: 'done', reason: null };
    return { outcome: 'refused', reason: error.message };
  }
}
