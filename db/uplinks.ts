import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { mobileOf } from '../plan/phone.ts';
import type { Database } from './connect.ts';
import { ACTING } from './inbound.ts';
import type { MessageRow } from './messages.ts';
import { message, notice, occurrence, person, plan, planUnit, post } from './schema.ts';
import { deskUnits } from './unit-desk.ts';

/** Somebody of the address book with a telephone, and the units for which they may act. */
export type PhoneHolder = { personId: number; unitIds: number[] };

/** Who of the address book has a number; several where an office shares one telephone. */
export async function holdersOfPhone(db: Database, phone: string): Promise<PhoneHolder[]> {
  const mobile = mobileOf(phone);
  if (mobile === null) return [];
  const rows = await db
    .select({ personId: person.id, phone: person.phone, unitId: post.unitId, role: post.role })
    .from(person)
    .innerJoin(post, and(eq(post.personId, person.id), isNull(post.to)))
    .where(sql`regexp_replace(${person.phone}, '\\D', '', 'g') like ${`%${mobile}`}`)
    .orderBy(person.id, post.id);
  const own = rows.filter((row) => mobileOf(row.phone ?? '') === mobile);
  return [...Map.groupBy(own, ({ personId }) => personId)].map(([personId, held]) => ({
    personId,
    unitIds: [
      ...new Set(
        held.filter(({ role }) => ACTING.some((each) => each === role)).map(({ unitId }) => unitId),
      ),
    ],
  }));
}

/** The short message that somebody with a number was sent last; null: none. */
export async function lastSmsTo(db: Database, phone: string): Promise<MessageRow | null> {
  const mobile = mobileOf(phone);
  if (mobile === null) return null;
  const [row] = await db
    .select()
    .from(message)
    .where(
      and(
        eq(message.channel, 'sms'),
        inArray(message.state, ['sent', 'unclear', 'failed']),
        sql`regexp_replace(${message.address}, '\\D', '', 'g') like ${`%${mobile}`}`,
      ),
    )
    .orderBy(desc(message.id))
    .limit(1);
  return row ?? null;
}

/** The plans under which a unit, or one that answers through it, has something to acknowledge. */
export async function plansToAcknowledge(db: Database, unitId: number): Promise<number[]> {
  const units = await deskUnits(db, unitId);
  const alive = inArray(plan.state, ['launching', 'running', 'paused']);
  const listed = await db
    .selectDistinct({ id: plan.id })
    .from(planUnit)
    .innerJoin(plan, eq(plan.id, planUnit.planId))
    .where(and(alive, inArray(planUnit.unitId, units), isNull(planUnit.acknowledgedAt)));
  const assigned = await db
    .selectDistinct({ id: plan.id })
    .from(occurrence)
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(
      and(
        alive,
        inArray(occurrence.answeringUnitId, units),
        eq(occurrence.state, 'assigned'),
        eq(occurrence.beforeStart, false),
      ),
    );
  return [...new Set([...listed, ...assigned].map(({ id }) => id))].toSorted((a, b) => a - b);
}

/** The plan of which a message told; null: of none. */
export async function planOfMessage(db: Database, row: MessageRow | null): Promise<number | null> {
  if (row === null) return null;
  const [found] = await db
    .select({ planId: notice.planId })
    .from(notice)
    .where(eq(notice.messageId, row.besideId ?? row.id))
    .orderBy(notice.id)
    .limit(1);
  return found?.planId ?? null;
}

/** Whoever has the number gets no short messages any more; mail carries on. */
export async function stopPhone(db: Database, personIds: number[], words: string): Promise<void> {
  if (personIds.length === 0) return;
  await db.update(person).set({ phoneFault: words }).where(inArray(person.id, personIds));
}
