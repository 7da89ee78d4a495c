import type { Outcome } from './draft.ts';
import type { ExtractedPlan } from './extracted.ts';

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
