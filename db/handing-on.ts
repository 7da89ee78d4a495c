import { and, eq, inArray } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { HandedOn } from '../plan/handing-on.ts';
import { answeringThrough, openDirectory, recipientOf } from './audience.ts';
import { confidentialPlans } from './confidential.ts';
import type { Database } from './connect.ts';
import { handler, occurrence, person, unit } from './schema.ts';

/** By what ways, besides a mailbox of their own, the people of a unit are reminded of a plan. */
export async function waysBesides(
  db: Database,
  { planId, unitId, sms }: { planId: number; unitId: number; sms: boolean },
): Promise<{ sms: boolean; mailbox: boolean }> {
  const [of] = await db.select({ mailbox: unit.mailbox }).from(unit).where(eq(unit.id, unitId));
  return {
    sms: sms && !(await confidentialPlans(db)).has(planId),
    mailbox: of !== undefined && of.mailbox !== null,
  };
}

/** Who is reminded of an occurrence whose task was handed on; null: it is nobody's in particular. */
export async function handedOn(
  db: Database,
  id: string,
  today: PlainDate,
  smsIsSetUp: boolean,
): Promise<HandedOn | null> {
  const [row] = await db
    .select({
      planId: occurrence.planId,
      taskId: occurrence.taskId,
      unitId: occurrence.answeringUnitId,
    })
    .from(occurrence)
    .where(eq(occurrence.id, id));
  if (row === undefined) return null;
  const through = await answeringThrough(db, row.unitId);
  const [taken] = await db
    .select({ personId: handler.personId })
    .from(handler)
    .where(and(eq(handler.taskId, row.taskId), eq(handler.unitId, through)));
  if (taken === undefined) return null;
  const { sms } = await waysBesides(db, { planId: row.planId, unitId: through, sms: smsIsSetUp });
  const directory = await openDirectory(db, today, { sms });
  const asked = { planId: row.planId, occurrenceId: id, audience: 'answering' } as const;
  const found = await recipientOf(db, asked, directory);
  if (found === 'liaison') return null;
  const people = await db
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person)
    .where(inArray(person.id, [taken.personId, found?.personId ?? taken.personId]));
  const named = new Map(people.map((each) => [each.id, each]));
  const reader = found === null ? undefined : named.get(found.personId);
  const byPhone = found !== null && (found.email === null || found.prefers === 'sms');
  const own = reader?.email === found?.email;
  return {
    handler: named.get(taken.personId)?.name ?? '',
    reader: reader?.name ?? null,
    isHandler: found?.personId === taken.personId,
    isAway: directory.away.has(taken.personId),
    by: byPhone && found.phone !== null ? 'sms' : own ? 'mail' : 'mailbox',
    sms,
  };
}
