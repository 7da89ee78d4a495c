import { and, eq, ne } from 'drizzle-orm';
import { addWorkingDays, type Calendar, workingDaysAfter } from '../plan/calendar.ts';
import type { ChangeOrder } from '../plan/plan-change.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { eventDue } from '../plan/deadline/event-due.ts';
import { lockOpenRow, settleRow } from './changes.ts';
import type { Database } from './connect.ts';
import { occurrence, party, task } from './schema.ts';

type Row = typeof occurrence.$inferSelect;
type Edit = Partial<typeof occurrence.$inferInsert>;

/** What a change is brought with: the calendar and the business time. */
export type At = { calendar: Calendar; now: number };

/**
 * Brings a change to an occurrence that has not begun, by editing its row under a lock: it has no
 * workflow yet. `begun`: it has one, and must be told by a command; `settled`: the change has
 * reached it before. Every start takes the same lock, so that none slips between.
 */
export async function editUnbegun(
  db: Database,
  order: ChangeOrder,
  occurrenceId: string,
  hasWorkflow: (id: string) => Promise<boolean>,
  at: At,
): Promise<'edited' | 'begun' | 'settled'> {
  return await db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(occurrence)
      .where(eq(occurrence.id, occurrenceId))
      .for('update');
    if (row === undefined || !(await lockOpenRow(tx, order.id, occurrenceId))) return 'settled';
    if (row.run > 0 || row.state !== 'scheduled' || begins(order, row)) return 'begun';
    // one that was started by a process which died before it said so
    if (await hasWorkflow(occurrenceId)) return 'begun';
    const edit = await editOf(tx, order, row, at);
    if (edit !== null) await tx.update(occurrence).set(edit).where(eq(occurrence.id, row.id));
    const settled = { outcome: 'edited' as const, reason: null, at: at.now };
    await settleRow(tx, { changeId: order.id, occurrenceId }, settled);
    return 'edited';
  });
}

/** A date moved forward may lie before its window opens: its unit must know at once. */
function begins({ kind, data }: ChangeOrder, { series, dueOn }: Row): boolean {
  if (kind !== 'due' || !series) return false;
  return data.until !== undefined && dueOn !== null && data.until < dueOn;
}

async function editOf(tx: Database, order: ChangeOrder, row: Row, at: At): Promise<Edit | null> {
  const { kind, data } = order;
  switch (kind) {
    case 'due':
      return data.on === undefined
        ? { dueOn: data.until ?? row.dueOn }
        : await editByEvent(tx, row, data.on, at.calendar);
    case 'merge':
      return await editParties(tx, order, row);
    case 'resume':
      return editByPause(row, data.from ?? null, at);
    case 'end':
      return { state: 'cancelled', endedOn: beijingDate(at.now) };
    default:
      return null; // it reads calendar, policy and contacts when it begins
  }
}

async function editByEvent(
  tx: Database,
  row: Row,
  on: PlainDate,
  calendar: Calendar,
): Promise<Edit> {
  const [found] = await tx
    .select({ reading: task.reading })
    .from(task)
    .where(eq(task.id, row.taskId));
  const dueOn = eventDue(found?.reading?.rule ?? {}, on, calendar);
  return { eventOn: on, dueOn, originalDueOn: row.originalDueOn ?? dueOn };
}

/** A window that fell into the pause keeps the working days that the pause took from it. */
function editByPause(
  { opensOn, dueOn }: Row,
  from: PlainDate | null,
  { calendar, now }: At,
): Edit | null {
  const today = beijingDate(now);
  if (from === null || dueOn === null || opensOn >= today) return null;
  const lost = workingDaysAfter(calendar, from > opensOn ? from : opensOn, today);
  return { opensOn: today, dueOn: addWorkingDays(calendar, dueOn, lost) };
}

async function editParties(tx: Database, order: ChangeOrder, row: Row): Promise<Edit | null> {
  const { unitId, toUnitId } = order.data;
  if (unitId === undefined || toUnitId === undefined) return null;
  await moveParty(tx, row.id, unitId, toUnitId);
  return row.answeringUnitId === unitId ? { answeringUnitId: toUnitId } : null;
}

/**
 * Where a unit that has gone into another only takes part, the other takes its place. The unit that
 * answers goes over by a command of its own. A second time it changes nothing.
 */
export async function moveParticipant(
  db: Database,
  occurrenceId: string,
  unitId: number,
  toUnitId: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ answering: occurrence.answeringUnitId })
      .from(occurrence)
      .where(eq(occurrence.id, occurrenceId))
      .for('update');
    if (row !== undefined && row.answering !== unitId) {
      await moveParty(tx, occurrenceId, unitId, toUnitId);
    }
  });
}

/** The graver of two parts stands where both units had one. */
async function moveParty(
  tx: Database,
  occurrenceId: string,
  unitId: number,
  toUnitId: number,
): Promise<void> {
  const here = eq(party.occurrenceId, occurrenceId);
  const [old] = await tx
    .select()
    .from(party)
    .where(and(here, eq(party.unitId, unitId)));
  if (old === undefined) return;
  const [there] = await tx
    .select()
    .from(party)
    .where(and(here, eq(party.unitId, toUnitId)));
  if (there === undefined) {
    await tx
      .update(party)
      .set({ unitId: toUnitId })
      .where(and(here, eq(party.unitId, unitId)));
    return;
  }
  await tx.delete(party).where(and(here, eq(party.unitId, unitId)));
  if (old.role !== 'answering') return;
  await tx
    .update(party)
    .set({ role: 'answering' })
    .where(and(here, eq(party.unitId, toUnitId), ne(party.role, 'answering')));
}
