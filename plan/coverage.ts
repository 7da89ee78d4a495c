import type { Outcome } from './draft.ts';
import type { Clause, Dismissal, ExtractedPlan, ExtractedTask } from './extracted.ts';

/** Why a clause is no task, in words. */
export const DISMISSAL_WORDS: Record<Dismissal, string> = {
  signature: '落款、文号或称呼',
  heading: '引出下文的小标题',
  background: '背景',
  aim: '目标',
  principle: '指导思想或原则',
  past: '已经完成的情况',
  call: '号召，无法核验',
  nothing: '没有提出要求',
};

/** How many clauses became tasks, rules for or parts of other tasks, or were dismissed; none is left out. */
export function coverageOf(outcomes: Outcome[]): ExtractedPlan['coverage'] {
  const count = (wanted: Outcome['outcome']) =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    clauses: outcomes.length,
    tasks: count('task'),
    rules: count('rule'),
    parts: count('part'),
    dismissed: count('dismissed'),
  };
}

/** The clauses of a document in order, each with what became of it and the task that it is in. */
export function clausesOf(outcomes: Outcome[], tasks: readonly ExtractedTask[]): Clause[] {
  const ids = idsByWords(tasks);
  return outcomes
    .map((outcome): Clause => {
      const found = outcome.outcome === 'task' ? ids.get(outcome.text) : undefined;
      // the same words may be two tasks: each clause takes the next
      const task = (found && found.length > 1 ? found.shift() : found?.[0]) ?? null;
      return { reason: null, ...outcome, task };
    })
    .toSorted((one, other) => one.line - other.line);
}

function idsByWords(tasks: readonly ExtractedTask[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, quote, alsoInBody } of tasks) {
    for (const words of new Set([quote, alsoInBody ?? quote])) {
      ids.set(words, [...(ids.get(words) ?? []), id]);
    }
  }
  return ids;
}
