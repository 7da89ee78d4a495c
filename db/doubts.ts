import { and, asc, eq, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import { commandOfChoice, dayOfChoice } from '../plan/doubt-choices.ts';
import { type Doubt, doubtsOf, isOpenDoubt } from '../plan/doubts.ts';
import { InputError, NotFoundError, RefusedError } from '../plan/errors.ts';
import { fieldName, fieldsIn, fieldWords, type Field } from '../plan/review/content.ts';
import { type Edit, editOf, type ReviewedDraft } from '../plan/review/edit.ts';
import type { Database } from './connect.ts';
import { REVIEWS } from './ledger-changes.ts';
import { findPlan, lockDraft, type PlanRow, type TaskRow, tasksOf } from './plans.ts';
import { draftNow, giveEdit, type Reviewer, takeBack } from './review-edits.ts';
import { doubtDecision, person, reviewEdit } from './schema.ts';

/** A decision of a doubt, and whether the edit that came of it was taken back since. */
export type Decision = typeof doubtDecision.$inferSelect & { by: string; undone: boolean };

/** A choice: what it changes in the tasks, in words; why it cannot be carried out now. */
export type ShownChoice = {
  text: string;
  changes: string[];
  fault: string | null;
  /** The day that it would set; a person may name another. */
  day: PlainDate | null;
};

/** A doubt as people settle it. */
export type ShownDoubt = Omit<Doubt, 'choices'> & {
  choices: ShownChoice[];
  titles: { key: string; title: string; dismissed: boolean }[];
  open: boolean;
  decisions: Decision[];
};

/** The doubts of a plan, the open ones first, each with what was decided of it. */
export async function shownDoubts(db: Database, planId: number): Promise<ShownDoubt[]> {
  const row = await findPlan(db, planId);
  const tasks = await tasksOf(db, planId);
  const decided = await decisionsOf(db, planId);
  const draft = await draftNow(db, row);
  const shown = found(row, tasks, decided).map(({ doubt, open, decisions }) => ({
    ...doubt,
    choices: doubt.choices.map((text, index) => shownChoice(doubt, text, index, draft)),
    titles: doubt.tasks.flatMap((key) => {
      const task = tasks.find((each) => each.key === key);
      return task === undefined
        ? []
        : [{ key, title: task.title, dismissed: task.dismissed !== null }];
    }),
    open,
    decisions,
  }));
  return [...shown.filter(({ open }) => open), ...shown.filter(({ open }) => !open)];
}

/** How many doubts of a plan nobody has settled. */
export async function openDoubts(db: Database, planId: number): Promise<Doubt[]> {
  const row = await findPlan(db, planId);
  const tasks = await tasksOf(db, planId);
  const decided = await decisionsOf(db, planId);
  return found(row, tasks, decided)
    .filter(({ open }) => open)
    .map(({ doubt }) => doubt);
}

/** What is decided of a doubt; `seen`: the last decision that was shown, null: none. */
export type DoubtOrder =
  | { act: 'choose'; choice: number; day?: PlainDate | undefined; words?: string | undefined }
  | { act: 'keep'; words: string }
  | { act: 'reopen'; words?: string | undefined; leave?: boolean | undefined };

/**
 * Settles a doubt, or opens it again: a choice is carried out by an act of the review, which opening
 * takes back unless it is to be left.
 *
 * @throws NotFoundError @throws RefusedError when somebody has decided since, or it cannot be carried out
 */
export async function decideDoubt(
  db: Database,
  planId: number,
  id: string,
  order: DoubtOrder,
  { seen, ...who }: Reviewer & { seen: number | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockDraft(tx, planId);
    const tasks = await tasksOf(tx, planId);
    const all = found(row, tasks, await decisionsOf(tx, planId));
    const one = all.find(({ doubt }) => doubt.id === id);
    if (one === undefined) throw new NotFoundError('疑点', id);
    const last = one.decisions.at(-1) ?? null;
    if ((last?.id ?? null) !== seen) {
      throw new RefusedError(`这处疑点刚刚由${last?.by ?? '别人'}处理过，请看过现在的内容再定`);
    }
    if (one.open === (order.act === 'reopen')) {
      throw new RefusedError(
        one.open ? '这处疑点本来就没有确定' : '这处疑点已经确定，要改的请先重新打开',
      );
    }
    const editId = await carryOut(tx, row, one.doubt, order, { last, who });
    await tx.insert(doubtDecision).values({
      planId,
      doubt: id,
      act: order.act,
      choice: order.act === 'choose' ? (one.doubt.choices[order.choice] ?? null) : null,
      words: wordsIn(order),
      personId: who.personId,
      editId,
      at: who.now,
    });
    await tx.execute(sql`select pg_notify(${REVIEWS}, ${String(planId)})`);
  });
}

function wordsIn(order: DoubtOrder): string | null {
  const words = (order.words ?? '').trim();
  if (order.act === 'keep' && words === '') {
    throw new InputError('疑点', ['保持原样的，请写明理由，例如 两处是两件事']);
  }
  return words === '' ? null : words;
}

async function carryOut(
  tx: Database,
  row: PlanRow,
  doubt: Doubt,
  order: DoubtOrder,
  { last, who }: { last: Decision | null; who: Reviewer },
): Promise<number | null> {
  if (order.act === 'keep') return null;
  if (order.act === 'reopen') {
    const edit = last?.undone === true || order.leave === true ? null : (last?.editId ?? null);
    if (edit !== null) await takeBack(tx, row.id, edit, who);
    return null;
  }
  const draft = await draftNow(tx, row);
  const command = commandOfChoice(doubt, order.choice, draft.tasks, order.day ?? null);
  if (command === null) return null;
  return (await giveEdit(tx, row.id, command, who))?.id ?? null;
}

type Found = { doubt: Doubt; open: boolean; decisions: Decision[] };

function found(row: PlanRow, tasks: TaskRow[], decided: Map<string, Decision[]>): Found[] {
  const open = new Set(tasks.flatMap(({ key, dismissed }) => (dismissed === null ? [key] : [])));
  return doubtsOf(row.conflicts, tasks).map((doubt) => {
    const decisions = decided.get(doubt.id) ?? [];
    return { doubt, decisions, open: isOpenDoubt(doubt, decisions.at(-1) ?? null, open) };
  });
}

async function decisionsOf(db: Database, planId: number): Promise<Map<string, Decision[]>> {
  const rows = await db
    .select({ row: doubtDecision, by: person.name, undone: reviewEdit.undone })
    .from(doubtDecision)
    .leftJoin(person, eq(person.id, doubtDecision.personId))
    .leftJoin(reviewEdit, eq(reviewEdit.id, doubtDecision.editId))
    .where(and(eq(doubtDecision.planId, planId)))
    .orderBy(asc(doubtDecision.id));
  const all = rows.map(({ row, by, undone }) => ({
    ...row,
    by: by ?? '命令行',
    undone: undone === true,
  }));
  return Map.groupBy(all, ({ doubt }) => doubt);
}

function shownChoice(doubt: Doubt, text: string, index: number, draft: ReviewedDraft): ShownChoice {
  const day = dayOfChoice(doubt, index, draft.tasks);
  try {
    const command = commandOfChoice(doubt, index, draft.tasks);
    const edit = command === null ? null : editOf(command, draft);
    return { text, day, fault: null, changes: edit === null ? [] : editWords(edit, draft) };
  } catch (error) {
    if (!(error instanceof RefusedError || error instanceof InputError)) throw error;
    return { text, day, changes: [], fault: error.message };
  }
}

const UNSAID: readonly Field[] = [
  'reviewed',
  'quote',
  'count',
  'milestones',
  'evidence',
  'weighty',
];

/** What an act changes, a line for each field that people look at. */
function editWords({ tasks }: Edit, draft: ReviewedDraft): string[] {
  const isMerge = tasks.some(({ after }) => after?.dismissed != null);
  return tasks.flatMap(({ key, after }) => {
    const now = draft.tasks.find((task) => task.key === key);
    if (now === undefined || after === null) return [];
    const then = { ...now, ...after };
    if (after.dismissed != null) return [`${key}：${after.dismissed}`];
    return fieldsIn(after)
      .filter((field) => !isMerge || !UNSAID.includes(field))
      .filter((field) => field !== 'reviewed')
      .map(
        (field) =>
          `${key} ${fieldName(field)}：${fieldWords(field, now)} → ${fieldWords(field, then)}`,
      );
  });
}
