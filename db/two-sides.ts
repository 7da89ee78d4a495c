import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { tellCoordinator } from './notices.ts';
import { occurrence, unit } from './schema.ts';
import type { OccurrenceRow } from './terms.ts';

/**
 * Where both sides of a plan are supervised, each has an occurrence of what they do together. When
 * both claim it and count differently (4 次 and 3 次), the offices of both are told: it is a case.
 */
export async function compareSides(
  tx: Database,
  row: OccurrenceRow,
  { seq, sum, notBefore }: { seq: number; sum: number; notBefore: number },
): Promise<void> {
  if (row.countTarget === null) return;
  for (const other of await acrossFrom(tx, row)) {
    if (other.countSum === sum) continue;
    const counts = row.countUnit === null ? {} : { countUnit: row.countUnit };
    const of = { planId: row.planId, kind: 'mismatch' as const };
    const key = `${row.id}#${seq}/mismatch`;
    const ours = { ...counts, sum, expected: other.countSum };
    const theirs = { ...counts, sum: other.countSum, expected: sum };
    await tellCoordinator(tx, { ...of, key, occurrenceId: row.id, facts: ours }, notBefore);
    const across = { ...of, key: `${key}/across`, occurrenceId: other.id, facts: theirs };
    await tellCoordinator(tx, across, notBefore);
  }
}

/** The claimed occurrences of the same task and period whose unit belongs to another side. */
async function acrossFrom(
  tx: Database,
  row: OccurrenceRow,
): Promise<{ id: string; countSum: number }[]> {
  return await tx
    .select({ id: occurrence.id, countSum: occurrence.countSum })
    .from(occurrence)
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(
      and(
        eq(occurrence.taskId, row.taskId),
        eq(occurrence.period, row.period),
        ne(occurrence.id, row.id),
        isNotNull(occurrence.countTarget),
        inArray(occurrence.state, ['completed', 'closed']),
        sql`${unit.side} is distinct from
          (select mine.side from unit mine where mine.id = ${row.answeringUnitId})`,
      ),
    );
}
