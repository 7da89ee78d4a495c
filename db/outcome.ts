import { type SQL, sql } from 'drizzle-orm';
import type { Outcome } from '../plan/ledger-query.ts';
import { occurrence } from './schema.ts';

/**
 * Which rows turned out so by the day of the light `lamp`. A unit's claim counts as done; what the other side owes, what was due
 * before the start and what was waived or cancelled counts nowhere. Needs the table of occurrences alone.
 */
export function turnedOut(outcome: Outcome, lamp: SQL): SQL {
  const { state, completedOn, redFrom, dueOn, liaison, beforeStart } = occurrence;
  const done = sql`${state} in ('completed','closed')`;
  const counted = sql`(not ${liaison} and not ${beforeStart} and ${state} not in ('waived','cancelled'))`;
  // without a day of the claim it is not held against the unit
  const late = sql`coalesce(${completedOn} >= ${redFrom}, ${completedOn} > ${dueOn}, false)`;
  switch (outcome) {
    case 'onTime':
      return sql`(${counted} and ${done} and not ${late})`;
    case 'late':
      return sql`(${counted} and ${done} and ${late})`;
    case 'overdue':
      return sql`(${counted} and not ${done} and ${lamp} = 'red')`;
    case 'open':
      return sql`(${counted} and not ${done} and ${lamp} <> 'red')`;
  }
}
