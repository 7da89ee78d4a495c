import type { Clause } from '../extracted.ts';
import { RefusedError } from '../errors.ts';

/**
 * A clause as a draft keeps it. `seen`: a person has looked at what the machine made of it; `note`:
 * why a person dismissed it.
 */
export type KeptClause = Clause & { seen?: true; note?: string };

type Decided = { key: string; reviewed: boolean; dismissed: string | null };

/** What a clause counts as, and whether a person has settled it. */
export type ClauseStanding = { as: Clause['outcome']; settled: boolean };

/** Lines that nobody takes for an obligation need nobody's look. */
const PLAIN = ['signature', 'heading'];

/**
 * What a clause counts as now. One that is a task is settled with its task; what several tasks go by,
 * and what is none, when somebody has seen it.
 */
export function clauseStanding(
  clause: KeptClause,
  tasks: ReadonlyMap<string, Decided>,
): ClauseStanding {
  const { outcome, seen = false, reason } = clause;
  if (outcome === 'part') return { as: outcome, settled: true };
  if (outcome !== 'task') {
    return { as: outcome, settled: seen || PLAIN.includes(reason ?? '') };
  }
  if (clause.task === null) return { as: 'task', settled: true };
  const task = tasks.get(clause.task);
  if (task === undefined) return { as: 'task', settled: false };
  return task.dismissed === null
    ? { as: 'task', settled: task.reviewed }
    : { as: 'dismissed', settled: true };
}

/** How far a review is: clauses by what they count as, and how many are settled. */
export type Coverage = {
  clauses: number;
  tasks: number;
  rules: number;
  parts: number;
  dismissed: number;
  settled: number;
  /** Tasks in which no clause stands, as those of an annex may be, and how many are settled. */
  beside: { tasks: number; settled: number };
  percent: number;
};

/** The numbers of the coverage bar; 100 only when nothing is left. */
export function coverageNow(clauses: readonly KeptClause[], tasks: readonly Decided[]): Coverage {
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  const standings = clauses.map((clause) => clauseStanding(clause, byKey));
  const named = new Set(clauses.map(({ task }) => task));
  const beside = tasks.filter(({ key }) => !named.has(key));
  const done = beside.filter(({ reviewed, dismissed }) => reviewed || dismissed !== null).length;
  const count = (as: Clause['outcome']) => standings.filter((each) => each.as === as).length;
  const settled = standings.filter((each) => each.settled).length;
  const all = clauses.length + beside.length;
  return {
    clauses: clauses.length,
    tasks: count('task'),
    rules: count('rule'),
    parts: count('part'),
    dismissed: count('dismissed'),
    settled,
    beside: { tasks: beside.length, settled: done },
    percent: all === 0 ? 100 : Math.floor(((settled + done) / all) * 100),
  };
}

/** The clause that somebody has seen. */
export function seenClause(clause: KeptClause): KeptClause {
  return { ...clause, seen: true };
}

/** The clause that is no task, for the reason given. @throws RefusedError when a task stands for it */
export function dismissedClause(clause: KeptClause, note: string): KeptClause {
  assertFree(clause);
  return { ...clause, outcome: 'dismissed', task: null, reason: null, seen: true, note };
}

/** The clause of which a task is made. @throws RefusedError when there is one already */
export function taskClause(clause: KeptClause, task: string): KeptClause {
  assertFree(clause);
  const { note: _note, ...rest } = clause;
  return { ...rest, outcome: 'task', task, reason: null, seen: true };
}

function assertFree({ outcome, task }: KeptClause): void {
  if (outcome !== 'task' || task === null) return;
  throw new RefusedError(`这一句已是任务 ${task}，请在任务 ${task} 上办理`);
}
