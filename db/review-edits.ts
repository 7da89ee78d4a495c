import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { Touch } from '../plan/review/clash.ts';
import type { KeptClause } from '../plan/review/clauses.ts';
import { fieldsIn, isAsSaid, type TaskContent } from '../plan/review/content.ts';
import { cardContext } from '../plan/review/deadline.ts';
import { clausePlaces } from '../plan/review/places.ts';
import {
  type Edit,
  type EditKind,
  editOf,
  inverse,
  type ReviewCommand,
  type ReviewedDraft,
  type TaskEdit,
} from '../plan/review/edit.ts';
import type { Database } from './connect.ts';
import { REVIEWS } from './ledger-changes.ts';
import { addNames, syncNames } from './names.ts';
import { lockDraft, type PlanRow, sidesOf, type TaskRow, tasksOf } from './plans.ts';
import { person, plan, reviewEdit, task } from './schema.ts';

/** Who acts in a review, when, and under which id; null: by the command line. */
export type Reviewer = {
  personId: number | null;
  now: number;
  givenAs?: string | undefined;
};

/** An act of a review as it was kept; `edit` is what it changed. */
export type KeptEdit = { id: number; kind: EditKind; edit: Edit };

/** As many acts are looked at for what others have changed; of as many the last are shown. */
const MOST = 500;
const SHOWN = 100;

export type StoredEdit = typeof reviewEdit.$inferSelect & { by: string };

/**
 * Takes a reviewer's act into a draft: one transaction under the plan's lock, kept so that it can be
 * taken back. The same act a second time, or one that changes nothing, changes nothing.
 *
 * @throws RefusedError when the plan is no draft, or others' changes stand against it
 */
export async function giveEdit(
  db: Database,
  planId: number,
  command: ReviewCommand,
  who: Reviewer,
): Promise<KeptEdit | null> {
  return await db.transaction(async (tx) => {
    const row = await lockDraft(tx, planId);
    const known = await editGivenAs(tx, planId, who.givenAs);
    if (known !== null) return known;
    const edit = editOf(command, await reviewedDraft(tx, row, keysIn(command)));
    return await keepEdit(tx, row, { kind: command.kind, edit }, who);
  });
}

/**
 * Takes an act of one's own back, or does it again.
 *
 * @throws RefusedError when others have changed the same since
 */
export async function turnEdit(
  db: Database,
  planId: number,
  id: number,
  kind: 'undo' | 'redo',
  who: Reviewer & { personId: number },
): Promise<KeptEdit | null> {
  return await db.transaction(async (tx) => {
    const row = await lockDraft(tx, planId);
    const [found] = await tx
      .select()
      .from(reviewEdit)
      .where(and(eq(reviewEdit.planId, planId), eq(reviewEdit.id, id)));
    if (found === undefined || found.personId !== who.personId || found.of !== null) {
      throw new NotFoundError('您的修改', String(id));
    }
    return await turn(tx, row, found, kind, who);
  });
}

/**
 * Takes back the act by which something was decided, whoever gave it, under the plan's lock.
 *
 * @throws RefusedError when others have changed the same since
 */
export async function takeBack(
  tx: Database,
  planId: number,
  id: number,
  who: Reviewer,
): Promise<void> {
  const row = await lockDraft(tx, planId);
  const [found] = await tx.select().from(reviewEdit).where(eq(reviewEdit.id, id));
  if (found !== undefined) await turn(tx, row, found, 'undo', who);
}

/** A draft as it is, with nobody's changes standing against what is tried on it. */
export async function draftNow(db: Database, row: PlanRow): Promise<ReviewedDraft> {
  return await reviewedDraft(db, row, []);
}

async function turn(
  tx: Database,
  row: PlanRow,
  found: typeof reviewEdit.$inferSelect,
  kind: 'undo' | 'redo',
  who: Reviewer,
): Promise<KeptEdit | null> {
  const { id } = found;
  if (found.undone === (kind === 'undo')) return null;
  const keys = found.edit.tasks.map(({ key }) => key);
  const draft = await reviewedDraft(tx, row, keys);
  const edit = renumbered(kind === 'undo' ? inverse(found.edit) : found.edit, draft);
  assertStill(edit, draft);
  const isUndo = kind === 'undo';
  await tx.update(reviewEdit).set({ undone: isUndo }).where(eq(reviewEdit.id, id));
  return await keepEdit(tx, row, { kind, edit, of: id }, who);
}

/** Writes what an act changed, and the act. */
export async function keepEdit(
  tx: Database,
  row: Pick<PlanRow, 'id' | 'clauses'>,
  { kind, edit, of = null }: { kind: EditKind; edit: Edit; of?: number | null },
  { personId, now, givenAs }: Reviewer,
): Promise<KeptEdit | null> {
  const planId = row.id;
  if (edit.tasks.length === 0 && edit.clauses.length === 0) return null;
  for (const each of edit.tasks) await writeTask(tx, planId, each);
  if (edit.clauses.length > 0) {
    const clauses = [...row.clauses];
    for (const { at, after } of edit.clauses) clauses[at] = after;
    await tx.update(plan).set({ clauses }).where(eq(plan.id, planId));
  }
  if (edit.tasks.some(changesNames)) {
    await addNames(tx, planId);
    await syncNames(tx, planId);
  }
  const [kept] = await tx
    .insert(reviewEdit)
    .values({ planId, givenAs: givenAs ?? null, personId, at: now, kind, edit, of })
    .returning({ id: reviewEdit.id });
  await tx.execute(sql`select pg_notify(${REVIEWS}, ${String(planId)})`);
  return { id: kept?.id ?? 0, kind, edit };
}

/** The last acts of a review in which a task was changed, the newest first. */
export async function editsOfTask(
  db: Database,
  planId: number,
  key: string,
): Promise<StoredEdit[]> {
  const holds = sql`${reviewEdit.edit}->'tasks' @> ${JSON.stringify([{ key }])}::jsonb`;
  return await editRows(db, and(eq(reviewEdit.planId, planId), holds), MOST);
}

/** The acts of a review after one of them, the newest first. */
export async function editsAfter(
  db: Database,
  planId: number,
  after: number,
): Promise<StoredEdit[]> {
  return await editRows(db, and(eq(reviewEdit.planId, planId), gt(reviewEdit.id, after)), MOST);
}

/** The last acts of a review, or those of one person, the newest first. */
export async function lastEdits(
  db: Database,
  planId: number,
  personId?: number,
): Promise<StoredEdit[]> {
  const own = personId === undefined ? undefined : eq(reviewEdit.personId, personId);
  return await editRows(db, and(eq(reviewEdit.planId, planId), own), SHOWN);
}

/** A draft as a reviewer's act on some of its tasks finds it. */
async function reviewedDraft(
  tx: Database,
  row: PlanRow,
  keys: readonly string[],
): Promise<ReviewedDraft> {
  const edits: StoredEdit[] = [];
  for (const key of new Set(keys)) edits.push(...(await editsOfTask(tx, row.id, key)));
  const places = clausePlaces(row.sourceText, row.outline, row.clauses);
  return {
    tasks: (await tasksOf(tx, row.id)).map(stateOf).toSorted((a, b) => a.line - b.line),
    clauses: row.clauses,
    text: row.sourceText,
    sides: await sidesOf(tx, row.id),
    context: cardContext(row),
    period: { from: row.periodFrom, to: row.periodTo },
    placeOf: (clause) => {
      const place = places[row.clauses.indexOf(clause)];
      return { line: clause.line, start: 0, end: 0, ...place };
    },
    touches: (key, after) => touchesOf(edits, key, after),
  };
}

function keysIn(command: ReviewCommand): string[] {
  if (command.kind === 'change-many') return command.tasks.map(({ task: key }) => key);
  if (!('task' in command)) return [];
  const others = command.kind === 'merge' ? command.others.map(({ task: key }) => key) : [];
  return [command.task, ...others];
}

/** A task's row as the rules of review have it. */
export function stateOf({ id: _id, planId: _planId, ...state }: TaskRow) {
  return state;
}

function touchesOf(edits: StoredEdit[], key: string, after: number): Touch[] {
  return edits.flatMap(({ by, edit }) =>
    edit.tasks
      .filter((each) => each.key === key && each.revision > after)
      .map((each) => ({ by, fields: fieldsIn(each.after ?? {}) })),
  );
}

async function editRows(
  db: Database,
  condition: ReturnType<typeof and>,
  most: number,
): Promise<StoredEdit[]> {
  const rows = await db
    .select({ edit: reviewEdit, name: person.name })
    .from(reviewEdit)
    .leftJoin(person, eq(person.id, reviewEdit.personId))
    .where(condition)
    .orderBy(desc(reviewEdit.id))
    .limit(most);
  return rows.map(({ edit, name }) => ({ ...edit, by: name ?? '任务表（命令行）' }));
}

async function editGivenAs(
  tx: Database,
  planId: number,
  givenAs: string | undefined,
): Promise<KeptEdit | null> {
  if (givenAs === undefined) return null;
  const [row] = await tx
    .select()
    .from(reviewEdit)
    .where(and(eq(reviewEdit.planId, planId), eq(reviewEdit.givenAs, givenAs)));
  return row ?? null;
}

/** Revisions go on from where tasks are now. */
function renumbered(edit: Edit, { tasks }: ReviewedDraft): Edit {
  const revisions = new Map(tasks.map(({ key, revision }) => [key, revision]));
  return {
    ...edit,
    tasks: edit.tasks.map((each) => ({ ...each, revision: (revisions.get(each.key) ?? 0) + 1 })),
  };
}

/** What is turned must be as it was left. */
function assertStill(edit: Edit, draft: ReviewedDraft): void {
  for (const { key, before } of edit.tasks) {
    const now = draft.tasks.find((each) => each.key === key);
    const isThere = now !== undefined;
    if (before === null ? !isThere : isThere && isAsSaid(now, before)) continue;
    const by = draft.touches(key, 0)[0]?.by ?? '别人';
    throw new RefusedError(`任务 ${key} 之后又由${by}改过，不能撤销或重做：请直接修改`);
  }
  for (const { at, before } of edit.clauses) {
    if (isSameClause(draft.clauses[at], before)) continue;
    throw new RefusedError('这一句之后又有人改过，不能撤销或重做：请直接修改');
  }
}

function isSameClause(one: KeptClause | undefined, other: KeptClause): boolean {
  return (
    one !== undefined &&
    one.outcome === other.outcome &&
    one.task === other.task &&
    (one.note ?? null) === (other.note ?? null)
  );
}

async function writeTask(tx: Database, planId: number, edit: TaskEdit): Promise<void> {
  const { key, revision, before, after } = edit;
  const own = and(eq(task.planId, planId), eq(task.key, key));
  if (after === null) await tx.delete(task).where(own);
  else if (before === null) {
    if (!isWhole(after)) throw new Error(`the task ${key} is not whole`);
    await tx.insert(task).values({ ...after, planId, key, revision });
  } else
    await tx
      .update(task)
      .set({ ...after, revision })
      .where(own);
}

function isWhole(content: Partial<TaskContent>): content is TaskContent {
  return content.quote !== undefined && content.deadline !== undefined;
}

function changesNames({ before, after }: TaskEdit): boolean {
  if (before === null || after === null) return true;
  return fieldsIn(after).some((field) => ['lead', 'support', 'dismissed'].includes(field));
}
