import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { party, unit } from './schema.ts';

/** A unit's part in an occurrence, and the name by which the plan calls it. */
export type PartyEntry = {
  unitId: number;
  unit: string;
  role: typeof party.$inferSelect.role;
  written: string;
};

/** The units of an occurrence, the one that answers first. */
export async function partiesOf(db: Database, occurrenceId: string): Promise<PartyEntry[]> {
  return (await partiesIn(db, [occurrenceId])).get(occurrenceId) ?? [];
}

/** The units of each of some occurrences, the one that answers first. */
export async function partiesIn(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, PartyEntry[]>> {
  const rows = await db
    .select({
      id: party.occurrenceId,
      unitId: unit.id,
      unit: unit.name,
      role: party.role,
      written: party.written,
    })
    .from(party)
    .innerJoin(unit, eq(unit.id, party.unitId))
    .where(inArray(party.occurrenceId, [...ids]))
    .orderBy(sql`${party.role} <> 'answering'`, asc(party.role), asc(unit.id));
  const found = new Map<string, PartyEntry[]>();
  for (const { id, ...entry } of rows) found.set(id, [...(found.get(id) ?? []), entry]);
  return found;
}
