import { type SQL, sql } from 'drizzle-orm';
import { occurrence } from './schema.ts';

/**
 * True of occurrences that an office supervises: the office of their unit's side, else the plan's;
 * `plan`: those of the plan's own office.
 */
export function supervisedBy(office: number | 'plan'): SQL {
  const by = office === 'plan' ? sql`p.coordinator_unit_id` : sql`${office}`;
  return sql`exists (select 1 from plan p join unit u on u.id = ${occurrence.answeringUnitId}
    left join side s on s.plan_id = p.id and s.name = u.side
    where p.id = ${occurrence.planId}
      and coalesce(s.coordinator_unit_id, p.coordinator_unit_id) is not distinct from ${by})`;
}
