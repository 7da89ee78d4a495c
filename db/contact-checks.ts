import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Calendar } from '../plan/calendar.ts';
import { halfAskedOn, isSilent } from '../plan/contact-checks.ts';
import { beijingDate } from '../plan/date.ts';
import { OPEN } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { postDirect } from './direct.ts';
import { tellOffices } from './office-notices.ts';
import { holdsPost } from './readers.ts';
import { contactCheck, occurrence, party, plan, post, unit } from './schema.ts';
import { deskUnits } from './unit-desk.ts';

/** What the step works with. */
export type Checking = {
  db: Database;
  calendar: () => Promise<Calendar>;
  now: number;
  domain: string;
};

/** What a step did. */
export type Checked = { asked: number; silent: number };

/**
 * Asks, twice a year, each contact of a unit that has something open whether name, telephone and
 * mailbox are right, once a half-year; who stays silent becomes a line for the coordinator.
 */
export async function contactChecksStep(checking: Checking): Promise<Checked> {
  const calendar = await checking.calendar();
  const today = beijingDate(checking.now);
  const half = halfAskedOn(calendar, today);
  return {
    asked: half === null ? 0 : await askContacts(checking, half),
    silent: await tellSilent(checking, calendar),
  };
}

async function askContacts({ db, now, domain }: Checking, half: string): Promise<number> {
  let asked = 0;
  for (const { unitId, personId } of await contactsToAsk(db, half)) {
    await db.transaction(async (tx) => {
      const rows = await tx
        .insert(contactCheck)
        .values({ unitId, personId, half, askedAt: now })
        .onConflictDoNothing()
        .returning({ half: contactCheck.half });
      if (rows.length === 0) return;
      asked += 1;
      const window = `${half}/${unitId}`;
      const facts = { unitId, half };
      await postDirect(tx, {
        personId,
        channel: 'mail',
        kind: 'check',
        window,
        facts,
        now,
        domain,
      });
    });
  }
  return asked;
}

/** The present contacts of units that take part in something open, those not asked yet. */
async function contactsToAsk(
  db: Database,
  half: string,
): Promise<{ unitId: number; personId: number }[]> {
  const busy = sql`exists (select 1 from ${party} p
    join ${occurrence} o on o.id = p.occurrence_id join ${plan} on ${plan.id} = o.plan_id
    join ${unit} u on u.id = p.unit_id
    where (u.id = ${post.unitId} or u.answers_through_id = ${post.unitId})
      and ${plan.state} = 'running' and not o.liaison and not o.before_start
      and o.state in ${[...OPEN]})`;
  const known = sql`exists (select 1 from ${contactCheck} c where c.unit_id = ${post.unitId}
    and c.person_id = ${post.personId} and c.half = ${half})`;
  return await db
    .select({ unitId: post.unitId, personId: post.personId })
    .from(post)
    .where(and(eq(post.role, 'contact'), isNull(post.to), busy, sql`not ${known}`))
    .orderBy(post.id);
}

async function tellSilent({ db, now }: Checking, calendar: Calendar): Promise<number> {
  const today = beijingDate(now);
  const open = await db
    .select()
    .from(contactCheck)
    .where(
      and(
        isNull(contactCheck.answeredAt),
        // those of years ago were told of
        sql`${contactCheck.askedAt} > ${new Date(now - 60 * 86_400_000).toISOString()}`,
      ),
    );
  let silent = 0;
  for (const { unitId, personId, half, askedAt } of open) {
    if (!isSilent(calendar, beijingDate(askedAt), today)) continue;
    if (!(await holdsPost(db, personId, unitId))) continue;
    silent += 1;
    const facts = { unitId, personId, fault: 'silent' as const };
    const key = `check/${unitId}/${personId}/${half}`;
    await tellOffices(db, await deskUnits(db, unitId), { key, kind: 'mend-contact', facts, now });
  }
  return silent;
}

/** Writes down what a contact answered; questions of earlier halves are answered with it. */
export async function answerChecks(
  db: Database,
  { unitId, personId }: { unitId: number; personId: number },
  answer: 'right' | 'changed' | 'moved-away',
  now: number,
): Promise<void> {
  await db
    .update(contactCheck)
    .set({ answeredAt: now, answer })
    .where(
      and(
        eq(contactCheck.unitId, unitId),
        eq(contactCheck.personId, personId),
        isNull(contactCheck.answeredAt),
      ),
    );
}
