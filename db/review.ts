import { and, eq } from 'drizzle-orm';
import type { NameChange } from '../plan/name-sheet.ts';
import type { Sheet } from '../plan/sheet.ts';
import {
  type Review,
  type ReviewState,
  type ReviewTask,
  readTaskSheets,
} from '../plan/task-sheet.ts';
import type { Database } from './connect.ts';
import { addNames, leaveOut, namesOf, settleName, syncNames } from './names.ts';
import { type PlanRow, type TaskRow, findPlan, lockDraft, tasksOf } from './plans.ts';
import { task, unit } from './schema.ts';

/** A plan's tasks and names as they stand, and the units that names may stand for. */
export async function reviewState(db: Database, planId: number): Promise<ReviewState> {
  const { periodFrom: from, periodTo: to, conflicts } = await findPlan(db, planId);
  const units = await db.select({ name: unit.name }).from(unit).orderBy(unit.name);
  return {
    tasks: (await tasksOf(db, planId)).map((row) => ({ ...row, doubts: doubtsOf(row, conflicts) })),
    names: await namesOf(db, planId),
    units: units.map(({ name }) => name),
    period: { from, to },
  };
}

function doubtsOf({ key }: TaskRow, conflicts: PlanRow['conflicts']): string[] {
  return conflicts.filter(({ tasks }) => tasks.includes(key)).map(({ question }) => question);
}

/**
 * Takes corrected sheets back into a draft, all or nothing; returns what changed, in words.
 * @throws RefusedError when the plan is no draft @throws InputError when cells cannot be taken
 */
export async function applyTaskSheets(
  db: Database,
  planId: number,
  sheets: Sheet[],
): Promise<string[]> {
  return db.transaction(async (tx) => {
    await lockDraft(tx, planId);
    const review = readTaskSheets(sheets, await reviewState(tx, planId));
    await applyReview(tx, planId, review);
    return review.said;
  });
}

/** Marks every task of a draft as reviewed; returns how many were not. */
export async function reviewAll(db: Database, planId: number): Promise<number> {
  return db.transaction(async (tx) => {
    await lockDraft(tx, planId);
    const open = and(eq(task.planId, planId), eq(task.reviewed, false));
    const rows = await tx
      .update(task)
      .set({ reviewed: true })
      .where(open)
      .returning({ id: task.id });
    return rows.length;
  });
}

async function applyReview(db: Database, planId: number, { tasks, names }: Review): Promise<void> {
  for (const each of tasks) await updateTask(db, planId, each);
  await addNames(db, planId);
  for (const change of names) await decideName(db, planId, change);
  await syncNames(db, planId);
}

async function updateTask(db: Database, planId: number, reviewed: ReviewTask): Promise<void> {
  const { key, title, lead, support, deadline, count, otherCounts, milestones } = reviewed;
  const { force, distribution, tracking, verification, evidence, dismissed } = reviewed;
  const fields = { title, lead, support, deadline, count, otherCounts, milestones, evidence };
  const decisions = { force, distribution, tracking, verification, dismissed };
  await db
    .update(task)
    .set({ ...fields, ...decisions, reviewed: reviewed.reviewed })
    .where(and(eq(task.planId, planId), eq(task.key, key)));
}

async function decideName(
  db: Database,
  planId: number,
  { written, units, reason }: NameChange,
): Promise<void> {
  if (reason === null) await settleName(db, planId, written, units);
  else await leaveOut(db, planId, written, reason);
}
