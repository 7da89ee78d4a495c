import { type SQL, sql } from 'drizzle-orm';
import { event, occurrence, plan, side, unit } from './schema.ts';

/**
 * In a query of events: the office that entered one on behalf of its unit, the office of that unit's side
 * where there is one; null where nobody did.
 */
export const ENTERING_OFFICE: SQL<string | null> = sql<string | null>`case
  when ${event.door} = 'behalf' then (select entering.name from ${occurrence} entered
    join ${plan} of_plan on of_plan.id = entered.plan_id
    join ${unit} owing on owing.id = entered.answering_unit_id
    left join ${side} of_side on of_side.plan_id = of_plan.id and of_side.name = owing.side
    join ${unit} entering
      on entering.id = coalesce(of_side.coordinator_unit_id, of_plan.coordinator_unit_id)
    where entered.id = ${event.occurrenceId}) end`;
