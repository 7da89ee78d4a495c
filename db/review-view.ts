import { eq } from 'drizzle-orm';
import { clauseStanding, type Coverage, coverageNow } from '../plan/review/clauses.ts';
import { clausePlaces } from '../plan/review/places.ts';
import type { Database } from './connect.ts';
import { findPlan, type PlanRow, tasksOf, type TaskRow } from './plans.ts';
import { editsAfter, lastEdits, type StoredEdit } from './review-edits.ts';
import { partyName } from './schema.ts';

/** A clause as a review shows it. */
export type ClauseView = PlanRow['clauses'][number] & {
  at: number;
  start: number;
  end: number;
  as: PlanRow['clauses'][number]['outcome'];
  settled: boolean;
};

/** What changes while a review goes on. */
export type ReviewPatch = {
  /** The last act that it shows. */
  version: number;
  tasks: (TaskRow & { changedBy: string | null; changedAt: number | null })[];
  /** Tasks that are no more. */
  gone: string[];
  clauses: ClauseView[];
  coverage: Coverage;
  names: { total: number; unsettled: number };
  /** One's own act that can be taken back, or done again; null: none. */
  undo: Turnable | null;
  redo: Turnable | null;
  /** Who else has worked on it lately. */
  others: { name: string; at: number }[];
};

/** An act, with the tasks and clauses that it changed. */
type Turnable = { id: number; kind: StoredEdit['kind']; tasks: string[]; clauses: number[] };

/** People who did something so long ago are still there, in milliseconds. */
const LATELY = 10 * 60_000;

/** The state of a draft's review: all of it, or what acts after one of them have changed. */
export async function reviewPatch(
  db: Database,
  planId: number,
  { personId, now, after }: { personId: number; now: number; after: number | null },
): Promise<ReviewPatch> {
  // first of all: what is written while the rest is read is told again with the next
  const recent = await lastEdits(db, planId);
  const row = await findPlan(db, planId);
  const all = await tasksOf(db, row.id);
  const edits = after === null ? recent : await editsAfter(db, row.id, after);
  const keys = new Set(edits.flatMap(({ edit }) => edit.tasks.map(({ key }) => key)));
  const tasks = after === null ? all : all.filter(({ key }) => keys.has(key));
  const there = new Set(all.map(({ key }) => key));
  const own = await lastEdits(db, row.id, personId);
  return {
    version: recent[0]?.id ?? 0,
    tasks: tasks.map((each) => ({ ...each, ...lastChange(each.key, edits) })),
    gone: [...keys].filter((key) => !there.has(key)),
    clauses: clausesIn(row, all, after === null ? null : { edits, keys }),
    coverage: coverageNow(row.clauses, all),
    names: await nameNumbers(db, row.id),
    ...turnable(own),
    others: othersIn(recent, personId, now),
  };
}

function lastChange(key: string, edits: StoredEdit[]) {
  const last = edits.find(({ edit }) => edit.tasks.some((each) => each.key === key));
  return { changedBy: last?.by ?? null, changedAt: last?.at ?? null };
}

function clausesIn(
  row: PlanRow,
  tasks: TaskRow[],
  only: { edits: StoredEdit[]; keys: Set<string> } | null,
): ClauseView[] {
  const touched = new Set(only?.edits.flatMap(({ edit }) => edit.clauses.map(({ at }) => at)));
  const kept = row.clauses
    .map((clause, at) => ({ clause, at }))
    .filter(({ clause, at }) => {
      return only === null || touched.has(at) || only.keys.has(clause.task ?? '');
    });
  const clauses = kept.map(({ clause }) => clause);
  const places = clausePlaces(row.sourceText, row.outline, clauses);
  const byKey = new Map(tasks.map((each) => [each.key, each]));
  return kept.map(({ clause, at }, index) => ({
    ...clause,
    at,
    ...(places[index] ?? { start: 0, end: 0 }),
    ...clauseStanding(clause, byKey),
  }));
}

async function nameNumbers(db: Database, planId: number): Promise<ReviewPatch['names']> {
  const rows = await db
    .select({ settled: partyName.settled })
    .from(partyName)
    .where(eq(partyName.planId, planId));
  const unsettled = rows.filter(({ settled }) => settled === null).length;
  return { total: rows.length, unsettled };
}

/** One's last act that stands can be taken back; those taken back since can be done again. */
function turnable(own: StoredEdit[]): Pick<ReviewPatch, 'undo' | 'redo'> {
  const acts = own.filter(({ of }) => of === null);
  const undo = acts.find(({ undone }) => !undone) ?? null;
  const redo = acts.findLast(({ undone, id }) => undone && id > (undo?.id ?? 0)) ?? null;
  return { undo: named(undo), redo: named(redo) };
}

function named(act: StoredEdit | null): ReviewPatch['undo'] {
  if (act === null) return null;
  const { id, kind, edit } = act;
  return {
    id,
    kind,
    tasks: edit.tasks.map(({ key }) => key),
    clauses: edit.clauses.map(({ at }) => at),
  };
}

function othersIn(edits: StoredEdit[], personId: number, now: number): ReviewPatch['others'] {
  const others = edits.filter((each) => {
    return each.personId !== null && each.personId !== personId && now - each.at < LATELY;
  });
  const names = new Map(others.toReversed().map(({ by, at }) => [by, at]));
  return [...names].map(([name, at]) => ({ name, at }));
}
