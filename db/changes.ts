import { and, asc, count, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { ChangeData, ChangeKind, ChangeOrder } from '../plan/plan-change.ts';
import { NotFoundError } from '../plan/errors.ts';
import { OPEN } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { change, changeRow, note, occurrence, person, task, unit } from './schema.ts';

export type NewChange = {
  planId: number | null;
  kind: ChangeKind;
  data: ChangeData;
  /** Who ordered it; null: it follows from what an administrator did. */
  personId: number | null;
  /** Why, in free words. */
  reason?: string;
  at: number;
};

/** What was ordered: the change's number and how many occurrences it reaches. */
export type Ordered = { changeId: number; reached: number };

/** Writes a change with the occurrences that it reaches, in the transaction of what it changes. */
export async function openChange(
  tx: Database,
  { reason, ...given }: NewChange,
  occurrenceIds: string[],
): Promise<Ordered> {
  const doneAt = occurrenceIds.length === 0 ? given.at : null;
  const values = { ...given, doneAt };
  const [made] = await tx.insert(change).values(values).returning({ id: change.id });
  if (made === undefined) throw new Error('the change was not written');
  const changeId = made.id;
  if (reason !== undefined && reason.trim() !== '') {
    const noteId = `change/${changeId}`;
    await tx.insert(note).values({ id: noteId, text: reason.trim(), at: given.at });
    await tx.update(change).set({ noteId }).where(eq(change.id, changeId));
  }
  const rows = occurrenceIds.map((occurrenceId) => ({ changeId, occurrenceId }));
  for (let from = 0; from < rows.length; from += 1000) {
    await tx.insert(changeRow).values(rows.slice(from, from + 1000));
  }
  return { changeId, reached: rows.length };
}

/** A change as it is brought to occurrences. @throws NotFoundError */
export async function orderOf(db: Database, changeId: number): Promise<ChangeOrder> {
  const [row] = await db.select().from(change).where(eq(change.id, changeId));
  if (row === undefined) throw new NotFoundError('变更', String(changeId));
  return row;
}

const open = isNull(changeRow.outcome);

/** An earlier change comes first: pause before resume, however late the pause is brought. */
const inTurn = sql`not exists (select 1 from change_row earlier
  where earlier.occurrence_id = ${changeRow.occurrenceId} and earlier.change_id < ${changeRow.changeId}
    and earlier.outcome is null)`;

/** The next occurrences that a change has not reached yet and that no earlier change waits for. */
export async function openRows(
  db: Database,
  changeId: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .select({ id: changeRow.occurrenceId })
    .from(changeRow)
    .where(
      and(
        eq(changeRow.changeId, changeId),
        open,
        inTurn,
        sql`${changeRow.occurrenceId} > ${after} collate "C"`,
      ),
    )
    .orderBy(sql`${changeRow.occurrenceId} collate "C"`)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** How many occurrences a change has still to reach. */
export async function openCount(db: Database, changeId: number): Promise<number> {
  return await db.$count(changeRow, and(eq(changeRow.changeId, changeId), open));
}

type Outcome = NonNullable<(typeof changeRow.$inferSelect)['outcome']>;

/** Writes down what became of a change in one occurrence; the first outcome stands. */
export async function settleRow(
  db: Database,
  { changeId, occurrenceId }: { changeId: number; occurrenceId: string },
  outcome: { outcome: Outcome; reason: string | null; at: number },
): Promise<void> {
  await db
    .update(changeRow)
    .set(outcome)
    .where(and(eq(changeRow.changeId, changeId), eq(changeRow.occurrenceId, occurrenceId), open));
}

/** Locks one row of a change; true while it has no outcome. */
export async function lockOpenRow(
  tx: Database,
  changeId: number,
  occurrenceId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: changeRow.occurrenceId })
    .from(changeRow)
    .where(and(eq(changeRow.changeId, changeId), eq(changeRow.occurrenceId, occurrenceId), open))
    .for('update');
  return rows.length > 0;
}

/** Marks a change that has reached everything. */
export async function closeChange(db: Database, changeId: number, now: number): Promise<void> {
  await db
    .update(change)
    .set({ doneAt: now })
    .where(and(eq(change.id, changeId), isNull(change.doneAt)));
}

/** Changes that have not reached everything yet: their workflows must run. */
export async function unfinishedChanges(db: Database): Promise<number[]> {
  const rows = await db
    .select({ id: change.id })
    .from(change)
    .where(isNull(change.doneAt))
    .orderBy(asc(change.id));
  return rows.map(({ id }) => id);
}

/** A change and how far it has come. */
export type ChangeProgress = {
  id: number;
  planId: number | null;
  kind: ChangeKind;
  data: ChangeData;
  reason: string | null;
  person: string | null;
  at: number;
  doneAt: number | null;
  /** How many occurrences it reaches, and what became of them. */
  rows: number;
  done: number;
  edited: number;
  refused: number;
};

/** Changes, the newest first: one, those of a plan (and those of all plans), or all. */
export async function changesOf(
  db: Database,
  which: { id?: number; planId?: number } = {},
): Promise<ChangeProgress[]> {
  return await db
    .select({
      id: change.id,
      planId: change.planId,
      kind: change.kind,
      data: change.data,
      reason: note.text,
      person: person.name,
      at: change.at,
      doneAt: change.doneAt,
      rows: count(changeRow.occurrenceId),
      done: counted('done'),
      edited: counted('edited'),
      refused: counted('refused'),
    })
    .from(change)
    .leftJoin(changeRow, eq(changeRow.changeId, change.id))
    .leftJoin(note, eq(note.id, change.noteId))
    .leftJoin(person, eq(person.id, change.personId))
    .where(
      and(
        which.id === undefined ? sql`true` : eq(change.id, which.id),
        which.planId === undefined
          ? sql`true`
          : or(eq(change.planId, which.planId), reaches(which.planId)),
      ),
    )
    .groupBy(change.id, note.text, person.name)
    .orderBy(desc(change.id));
}

function counted(outcome: Outcome) {
  return count(sql`case when ${changeRow.outcome} = ${outcome} then 1 end`);
}

function reaches(planId: number) {
  return sql`${change.planId} is null and exists (select 1 from change_row r
    join occurrence o on o.id = r.occurrence_id
    where r.change_id = ${change.id} and o.plan_id = ${planId})`;
}

/** What became of a change in one occurrence. */
export type ChangeLine = {
  id: string;
  number: string;
  title: string;
  unit: string;
  outcome: Outcome | null;
  reason: string | null;
};

/** The occurrences of a change, in the order of their plans. */
export async function changeLines(db: Database, changeId: number): Promise<ChangeLine[]> {
  const rows = await db
    .select({
      id: occurrence.id,
      key: task.key,
      number: task.number,
      title: task.title,
      unit: unit.name,
      outcome: changeRow.outcome,
      reason: changeRow.reason,
    })
    .from(changeRow)
    .innerJoin(occurrence, eq(occurrence.id, changeRow.occurrenceId))
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(eq(changeRow.changeId, changeId))
    .orderBy(asc(task.id), asc(occurrence.id));
  return rows.map(({ key, number, ...row }) => ({ ...row, number: number ?? key }));
}

/** Occurrences that a change may reach: supervised and not ended. */
export const alive = and(
  inArray(occurrence.state, [...OPEN, 'completed']),
  eq(occurrence.beforeStart, false),
);

/** Those among them that have begun. */
export const begun = and(alive, gt(occurrence.run, 0));
