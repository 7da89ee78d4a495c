import { and, asc, eq, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { Database } from './connect.ts';
import { occurrence, task, unit } from './schema.ts';

/** A matter that the policy has put on the list of candidates for a circular. */
export type Candidate = {
  id: string;
  number: string;
  title: string;
  unitName: string;
  dueOn: PlainDate | null;
  since: PlainDate;
  /** The new date that was promised or set, where there is one. */
  newDate: PlainDate | null;
  /** How often the unit was summoned for talks about it. */
  summons: number;
};

/**
 * The candidates for a circular of a plan, the longest on the list first. Nothing is published by
 * the clock, and neither leading bodies nor the other side ever stand here (docs/office-rules.md, 22).
 */
export async function circularCandidates(db: Database, planId: number): Promise<Candidate[]> {
  const rows = await db
    .select({
      id: occurrence.id,
      number: sql<string>`coalesce(${task.number}, ${task.key})`,
      title: task.title,
      unitName: unit.name,
      dueOn: occurrence.dueOn,
      since: occurrence.circularOn,
      newDate: sql<PlainDate | null>`coalesce(${occurrence.rectifyBy}, ${occurrence.promisedOn})::text`,
      summons: sql<number>`(select count(*)::int from event e
        where e.occurrence_id = ${occurrence.id} and e.kind = 'summon')`,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(
      and(
        eq(occurrence.planId, planId),
        isNotNull(occurrence.circularOn),
        notInArray(occurrence.state, ['closed', 'waived', 'cancelled']),
        eq(occurrence.liaison, false),
        notInArray(unit.kind, ['leading-body', 'role']),
      ),
    )
    .orderBy(asc(occurrence.circularOn), asc(task.id), asc(occurrence.id));
  return rows.flatMap(({ since, ...row }) => (since === null ? [] : [{ ...row, since }]));
}
