import type { NameChange } from '../plan/name-sheet.ts';
import { difference, type TaskContent } from '../plan/review/content.ts';
import type { TaskEdit } from '../plan/review/edit.ts';
import type { Sheet } from '../plan/sheet.ts';
import { type ReviewState, type ReviewTask, readTaskSheets } from '../plan/task-sheet.ts';
import type { Database } from './connect.ts';
import { addNames, leaveOut, namesOf, settleName, syncNames } from './names.ts';
import { type PlanRow, type TaskRow, findPlan, lockDraft, tasksOf } from './plans.ts';
import { keepEdit, stateOf } from './review-edits.ts';
import { allUnitNames } from './lookup.ts';

/** A plan's tasks and names as they stand, and the units that names may stand for. */
export async function reviewState(db: Database, planId: number): Promise<ReviewState> {
  const { periodFrom: from, periodTo: to, conflicts } = await findPlan(db, planId);
  const units = await allUnitNames(db);
  return {
    tasks: (await tasksOf(db, planId)).map((row) => ({ ...row, doubts: doubtsOf(row, conflicts) })),
    names: await namesOf(db, planId),
    units,
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
  now: number,
): Promise<string[]> {
  return db.transaction(async (tx) => {
    const row = await lockDraft(tx, planId);
    const review = readTaskSheets(sheets, await reviewState(tx, planId));
    await keepTasks(tx, row, review.tasks, now);
    await addNames(tx, planId);
    for (const change of review.names) await decideName(tx, planId, change);
    await syncNames(tx, planId);
    return review.said;
  });
}

/** Marks every task of a draft as reviewed; returns how many were not. */
export async function reviewAll(db: Database, planId: number, now: number): Promise<number> {
  return db.transaction(async (tx) => {
    const row = await lockDraft(tx, planId);
    const open = (await tasksOf(tx, planId)).filter(({ reviewed }) => !reviewed);
    await keepTasks(
      tx,
      row,
      open.map(({ key }) => ({ key, reviewed: true })),
      now,
    );
    return open.length;
  });
}

type ChangedTask = Pick<ReviewTask, 'key'> & Partial<TaskContent>;

/** What sheets changed, kept as one act of the review. */
async function keepTasks(
  tx: Database,
  row: PlanRow,
  changed: ChangedTask[],
  now: number,
): Promise<void> {
  const tasks = new Map((await tasksOf(tx, row.id)).map((each) => [each.key, stateOf(each)]));
  const edits = changed.flatMap(({ key, ...fields }): TaskEdit[] => {
    const before = tasks.get(key);
    const changes = before && difference(before, { ...before, ...fields });
    return changes ? [{ key, revision: before.revision + 1, ...changes }] : [];
  });
  const edit = { tasks: edits, clauses: [] };
  await keepEdit(tx, row, { kind: 'sheet', edit }, { personId: null, now });
}

async function decideName(
  db: Database,
  planId: number,
  { written, units, reason }: NameChange,
): Promise<void> {
  if (reason === null) await settleName(db, planId, written, units);
  else await leaveOut(db, planId, written, reason);
}
