import type { Outcome } from './draft.ts';
import type { Clause, ExtractedPlan, ExtractedTask } from './extracted.ts';

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
  const ids = new Map(
    tasks.flatMap(({ id, quote, alsoInBody }) => [
      [quote, id],
      [alsoInBody ?? quote, id],
    ]),
  );
  return outcomes
    .map((outcome): Clause => {
      const task = outcome.outcome === 'task' ? (ids.get(outcome.text) ?? null) : null;
      return { reason: null, ...outcome, task };
    })
    .toSorted((one, other) => one.line - other.line);
}
