import { and, eq, gte, inArray, lte, notInArray, or, sql } from 'drizzle-orm';
import type { UnitFigures } from '../plan/comparison.ts';
import type { PlainDate } from '../plan/date.ts';
import type { Outcome } from '../plan/ledger-query.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { lightOn } from './ledger-page.ts';
import { officeScope } from './office-scope.ts';
import { turnedOut } from './outcome.ts';
import { occurrence, unit } from './schema.ts';

export type ComparedUnit = UnitFigures & { unitId: number; unit: string; extensions: number };

type Asked = {
  plan?: number | undefined;
  from?: PlainDate | undefined;
  to?: PlainDate | undefined;
};

/**
 * Units side by side, by name as Chinese are sorted: what each answers for under the offices of
 * somebody, or of his own units alone. Leading bodies, roles and the other side stand in no comparison.
 */
export async function comparedUnits(
  db: Database,
  standing: Sight,
  { plan, from, to }: Asked,
  today: PlainDate,
): Promise<ComparedUnit[]> {
  const own =
    standing.belongsTo.length === 0
      ? undefined
      : inArray(occurrence.answeringUnitId, standing.belongsTo);
  const seen = officeScope(standing);
  const count = (outcome: Outcome) =>
    sql<number>`(count(*) filter (where ${turnedOut(outcome, lightOn(today))}))::int`;
  const units = await db
    .select({
      unitId: unit.id,
      unit: unit.name,
      onTime: count('onTime'),
      late: count('late'),
      overdue: count('overdue'),
      open: count('open'),
      extensions: sql<number>`coalesce(sum((select count(*) from event e
        where e.occurrence_id = ${occurrence.id} and e.kind = 'decide-extension'
          and e.data ->> 'approve' = 'true')), 0)::int`,
    })
    .from(occurrence)
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(
      and(
        seen === undefined || own === undefined ? seen : or(seen, own),
        plan === undefined ? undefined : eq(occurrence.planId, plan),
        from === undefined ? undefined : gte(occurrence.dueOn, from),
        to === undefined ? undefined : lte(occurrence.dueOn, to),
        eq(occurrence.liaison, false),
        eq(occurrence.beforeStart, false),
        notInArray(occurrence.state, ['waived', 'cancelled']),
        notInArray(unit.kind, ['leading-body', 'role', 'outside']),
      ),
    )
    .groupBy(unit.id, unit.name);
  return units.toSorted((a, b) => a.unit.localeCompare(b.unit, 'zh'));
}
