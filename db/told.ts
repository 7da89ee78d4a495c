import { and, eq, inArray, sql } from 'drizzle-orm';
import { addWorkingDays, type Calendar } from '../plan/calendar.ts';
import { beijingDate, beijingInstant } from '../plan/date.ts';
import type { Database } from './connect.ts';
import {
  event,
  link,
  message,
  notice,
  occurrence,
  person,
  planUnit,
  post,
  unit,
} from './schema.ts';

/**
 * True when something proves that the answering unit knows of the occurrence: a message of an
 * earlier moment was accepted at least one working day before, its link was opened, it acted, or
 * it acknowledged the plan. A unit whose contact is dead counts as told: the step goes up, and the
 * coordinator is asked to mend the contact (docs/architecture.md, invariant 11).
 */
export async function hasBeenTold(
  db: Database,
  calendar: Calendar,
  occurrenceId: string,
  at: number,
): Promise<boolean> {
  const dayBefore = addWorkingDays(calendar, beijingDate(at), -1);
  const [found] = await db
    .select({
      told: sql<boolean>`
        exists (select 1 from ${notice} join ${message} on ${message.id} = ${notice.messageId}
          join ${person} on ${person.id} = ${message.personId}
          where (${notice.occurrenceId} = ${occurrence.id} and ${notice.audience} = 'answering'
              or ${notice.planId} = ${occurrence.planId} and ${notice.kind} = 'assign'
                and ${notice.audience} = 'contact:' || ${occurrence.answeringUnitId})
            and ${message.state} = 'sent' and ${person.emailFault} is null
            and ${message.sentAt} < ${new Date(beijingInstant(dayBefore, 24)).toISOString()}::timestamptz)
        or exists (select 1 from ${planUnit} where ${planUnit.planId} = ${occurrence.planId}
          and ${planUnit.unitId} = ${occurrence.answeringUnitId} and ${planUnit.acknowledgedAt} is not null)
        or exists (select 1 from ${link} where ${link.openedAt} is not null
          and ${link.unitId} in (${occurrence.answeringUnitId}, coalesce(${unit.answersThroughId}, 0)))`,
    })
    .from(occurrence)
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(eq(occurrence.id, occurrenceId));
  if (found?.told === true) return true;
  return (await hasActed(db, occurrenceId)) || (await contactIsDead(db, occurrenceId));
}

async function hasActed(db: Database, occurrenceId: string): Promise<boolean> {
  const acts = await db
    .select({ seq: event.seq })
    .from(event)
    .where(and(eq(event.occurrenceId, occurrenceId), inArray(event.door, ['link', 'behalf'])))
    .limit(1);
  return acts.length > 0;
}

async function contactIsDead(db: Database, occurrenceId: string): Promise<boolean> {
  const contacts = await db
    .select({ fault: person.emailFault })
    .from(occurrence)
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .innerJoin(post, sql`${post.unitId} in (${unit.id}, coalesce(${unit.answersThroughId}, 0))`)
    .innerJoin(person, eq(person.id, post.personId))
    .where(
      and(
        eq(occurrence.id, occurrenceId),
        inArray(post.role, ['contact', 'office']),
        sql`${post.to} is null and ${person.email} is not null`,
      ),
    );
  return contacts.length > 0 && contacts.every(({ fault }) => fault !== null);
}
