import { and, inArray, or, type SQL, sql } from 'drizzle-orm';
import { NotFoundError } from '../plan/errors.ts';
import { officesHeld, type Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { occurrencesIn } from './lookup.ts';
import { supervisedBy } from './offices.ts';
import { occurrence } from './schema.ts';

/**
 * The occurrences that offices supervise: what belongs to their own work, and of the other side of a
 * plan nothing that another office supervises. By default those of the offices in which somebody holds
 * a post. Undefined: all.
 */
export function officeScope(
  standing: Sight,
  offices: readonly number[] = officesHeld(standing),
): SQL | undefined {
  if (standing.admin) return undefined;
  if (offices.length === 0) return sql`false`;
  const planIds = [...new Set([...standing.plans, ...standing.sides.map(({ planId }) => planId)])];
  if (planIds.length === 0) return sql`false`;
  // the plans are named too: they have an index
  return and(inArray(occurrence.planId, planIds), or(...offices.map((each) => supervisedBy(each))));
}

/** @throws NotFoundError when one of the occurrences is none of those that the offices supervise */
export async function assertSupervised(
  db: Database,
  standing: Sight,
  ids: readonly string[],
  offices?: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  const seen = new Set(await occurrencesIn(db, ids, officeScope(standing, offices)));
  const missing = ids.find((id) => !seen.has(id));
  if (missing !== undefined) throw new NotFoundError('事项', missing);
}
