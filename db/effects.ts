import { and, eq } from 'drizzle-orm';
import type { CommandAct } from '../plan/acts.ts';
import { beijingDate } from '../plan/date.ts';
import { answeringThrough } from './audience.ts';
import type { Database } from './connect.ts';
import { entry, handler, party, receipt } from './schema.ts';
import type { OccurrenceRow } from './terms.ts';

/** What a command leaves beside the row of its occurrence: an entry, a receipt, other parties. */
export async function writeEffects(
  tx: Database,
  row: OccurrenceRow,
  { seq, at, command }: CommandAct,
): Promise<void> {
  const on = command.on ?? beijingDate(at);
  const place = { occurrenceId: row.id, seq, on };
  const { amount = 0 } = command;
  if (amount !== 0 && (command.kind === 'enter' || command.kind === 'complete')) {
    await tx.insert(entry).values({ ...place, amount });
  }
  if (command.kind === 'receive') await tx.insert(receipt).values(place);
  if (command.kind === 'reassign' && command.toUnitId !== undefined) {
    await replaceAnswering(tx, row, command.toUnitId);
  }
  if (command.kind === 'hand-on' && command.toPersonId !== undefined) {
    await handOn(tx, row, command.unitId ?? row.answeringUnitId, command.toPersonId);
  }
}

/** The new unit answers; the old one has no part in it any more, unless it took part before. */
async function replaceAnswering(tx: Database, row: OccurrenceRow, unitId: number): Promise<void> {
  const of = eq(party.occurrenceId, row.id);
  const [before] = await tx
    .select({ written: party.written })
    .from(party)
    .where(and(of, eq(party.role, 'answering')));
  await tx.delete(party).where(and(of, eq(party.role, 'answering')));
  await tx.delete(party).where(and(of, eq(party.unitId, unitId)));
  const written = before?.written ?? '';
  await tx.insert(party).values({ occurrenceId: row.id, unitId, role: 'answering', written });
}

/** From now on a colleague is reminded of the unit's part in the task, now and in later periods. */
async function handOn(
  tx: Database,
  row: OccurrenceRow,
  unitId: number,
  personId: number,
): Promise<void> {
  const place = { taskId: row.taskId, unitId: await answeringThrough(tx, unitId) };
  await tx
    .insert(handler)
    .values({ ...place, personId })
    .onConflictDoUpdate({ target: [handler.taskId, handler.unitId], set: { personId } });
}
