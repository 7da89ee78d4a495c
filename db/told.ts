import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { addWorkingDays, type Calendar } from '../plan/calendar.ts';
import { beijingDate, beijingInstant } from '../plan/date.ts';
import { NotFoundError } from '../plan/errors.ts';
import { UNIT_DOORS } from '../plan/occurrence.ts';
import { answeringThrough } from './audience.ts';
import type { Database } from './connect.ts';
import {
  deliveryReport,
  event,
  link,
  message,
  notice,
  occurrence,
  person,
  planUnit,
  post,
} from './schema.ts';

/**
 * True when something proves that the answering unit knows of the occurrence: a message of an
 * earlier moment was accepted at least one working day before and did not come back, one was received,
 * its link was opened, it acted, or it acknowledged the plan. A unit whose contact is dead counts as told: the step goes up, and the
 * coordinator is asked to mend the contact (docs/architecture.md, invariant 11).
 */
export async function hasBeenTold(
  db: Database,
  calendar: Calendar,
  occurrenceId: string,
  at: number,
): Promise<boolean> {
  const through = await mailedUnit(db, occurrenceId);
  const dayBefore = addWorkingDays(calendar, beijingDate(at), -1);
  const [found] = await db
    .select({
      told: sql<boolean>`${planUnit.acknowledgedAt} is not null
        or exists (select 1 from ${notice} join ${message} on ${message.id} = ${notice.messageId}
          join ${person} on ${person.id} = ${message.personId}
          where (${notice.occurrenceId} = ${occurrence.id} and ${notice.audience} = 'answering'
              and ${notice.unitId} in (${occurrence.answeringUnitId}, ${through})
              or ${notice.planId} = ${occurrence.planId} and ${notice.kind} = 'assign'
                and ${notice.audience} = 'contact:' || ${occurrence.answeringUnitId})
            and ${message.state} = 'sent'
            and case ${message.channel} when 'sms' then ${person.phoneFault} else ${person.emailFault} end is null
            and ${message.sentAt} < ${new Date(beijingInstant(dayBefore, 24)).toISOString()}::timestamptz
            and not exists (select 1 from ${deliveryReport} where ${deliveryReport.messageId} = ${message.id}
              and ${deliveryReport.kind} in ('undelivered','bounced')))
        or exists (select 1 from ${notice}
          join message own on own.id = ${notice.messageId} or own.beside_id = ${notice.messageId}
          join ${deliveryReport} on ${deliveryReport.messageId} = own.id
          where (${notice.occurrenceId} = ${occurrence.id} and ${notice.audience} = 'answering'
              and ${notice.unitId} in (${occurrence.answeringUnitId}, ${through})
              or ${notice.planId} = ${occurrence.planId} and ${notice.kind} = 'assign'
                and ${notice.audience} = 'contact:' || ${occurrence.answeringUnitId})
            and ${deliveryReport.kind} in ('delivered','opened','answered'))
        or exists (select 1 from ${link} where ${link.unitId} in (${occurrence.answeringUnitId}, ${through})
          and ${link.openedAt} >= (select min(${event.at}) from ${event}
            where ${event.occurrenceId} = ${occurrence.id}))`,
    })
    .from(occurrence)
    .leftJoin(planUnit, ownPlanUnit)
    .where(eq(occurrence.id, occurrenceId));
  if (found?.told === true) return true;
  const unitIds = [await answeringUnit(db, occurrenceId), through];
  return (await hasActed(db, occurrenceId, unitIds)) || (await contactIsDead(db, through));
}

/** What proves to a supervisor that the answering unit was told, in words; null: nothing does. */
export async function proofOf(db: Database, occurrenceId: string): Promise<string | null> {
  const through = await mailedUnit(db, occurrenceId);
  const [found] = await db
    .select({
      acknowledgedAt: planUnit.acknowledgedAt,
      openedAt: sql`(select max(${link.openedAt}) from ${link}
        where ${link.unitId} in (${occurrence.answeringUnitId}, ${through})
          and ${link.openedAt} >= (select min(${event.at}) from ${event}
            where ${event.occurrenceId} = ${occurrence.id}))`.mapWith(link.openedAt),
      sentAt: sql`(select max(${message.sentAt}) from ${notice}
        join ${message} on ${message.id} = ${notice.messageId}
        where ${notice.occurrenceId} = ${occurrence.id} and ${notice.audience} = 'answering'
          and ${notice.unitId} in (${occurrence.answeringUnitId}, ${through})
          and ${message.channel} = 'mail' and ${message.state} = 'sent')`.mapWith(message.sentAt),
      receivedAt: sql`(select max(${deliveryReport.at}) from ${notice}
        join message own on own.id = ${notice.messageId} or own.beside_id = ${notice.messageId}
        join ${deliveryReport} on ${deliveryReport.messageId} = own.id
        where ${notice.occurrenceId} = ${occurrence.id} and ${notice.audience} = 'answering'
          and ${notice.unitId} in (${occurrence.answeringUnitId}, ${through}) and own.channel = 'sms'
          and ${deliveryReport.kind} in ('delivered','answered'))`.mapWith(deliveryReport.at),
      recordedAt: sql`(select max(${event.at}) from ${event}
        where ${event.occurrenceId} = ${occurrence.id} and ${event.kind} = 'record-telling'
          and ${event.seq} > ${lastReassigned})`.mapWith(event.at),
    })
    .from(occurrence)
    .leftJoin(planUnit, ownPlanUnit)
    .where(eq(occurrence.id, occurrenceId));
  const { acknowledgedAt = null, openedAt = null, sentAt = null, recordedAt = null } = found ?? {};
  const { receivedAt = null } = found ?? {};
  const words = [
    acknowledgedAt === null ? '' : `${beijingDate(acknowledgedAt)} 签收交办通知`,
    recordedAt === null ? '' : `${beijingDate(recordedAt)} 已另行告知并登记`,
    openedAt === null ? '' : `${beijingDate(openedAt)} 打开过办理链接`,
    receivedAt === null ? '' : `${beijingDate(receivedAt)} 短信已送达手机`,
    sentAt === null ? '' : `${beijingDate(sentAt)} 邮件已被对方服务器接收`,
  ].filter(Boolean);
  return words.length === 0 ? null : `告知凭据：${words.join('，')}`;
}

const ownPlanUnit = and(
  eq(planUnit.planId, occurrence.planId),
  eq(planUnit.unitId, occurrence.answeringUnitId),
);

/** The unit that is mailed for the one that owes the occurrence. */
async function mailedUnit(db: Database, occurrenceId: string): Promise<number> {
  return await answeringThrough(db, await answeringUnit(db, occurrenceId));
}

async function answeringUnit(db: Database, occurrenceId: string): Promise<number> {
  const [found] = await db
    .select({ unitId: occurrence.answeringUnitId })
    .from(occurrence)
    .where(eq(occurrence.id, occurrenceId));
  if (found === undefined) throw new NotFoundError('事项', occurrenceId);
  return found.unitId;
}

/** True when the unit that answers now has acted, or somebody recorded how it was told. */
async function hasActed(db: Database, occurrenceId: string, unitIds: number[]): Promise<boolean> {
  const acts = await db
    .select({ seq: event.seq })
    .from(event)
    .where(
      and(
        eq(event.occurrenceId, occurrenceId),
        or(
          and(inArray(event.door, [...UNIT_DOORS]), inArray(event.unitId, unitIds)),
          eq(event.kind, 'record-telling'),
        ),
        sql`${event.seq} > ${lastReassigned}`,
      ),
    )
    .limit(1);
  return acts.length > 0;
}

/** What was before a duty went over to another unit proves nothing of that one. */
const lastReassigned = sql`(select coalesce(max(r.seq), 0) from event r
  where r.occurrence_id = ${event.occurrenceId} and r.kind = 'reassign')`;

async function contactIsDead(db: Database, unitId: number): Promise<boolean> {
  const contacts = await db
    .select({ fault: person.emailFault })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(
      and(
        eq(post.unitId, unitId),
        inArray(post.role, ['contact', 'office']),
        sql`${post.to} is null and ${person.email} is not null`,
      ),
    );
  return contacts.length > 0 && contacts.every(({ fault }) => fault !== null);
}
