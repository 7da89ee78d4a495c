import { and, asc, eq, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { Telling } from '../plan/moments.ts';
import type { MessageState } from '../plan/message.ts';
import { LADDER, type NoticeKind, SENT_IN_PAUSE } from '../plan/notice.ts';
import type { Database } from './connect.ts';
import { notice, occurrence, plan } from './schema.ts';

export type NoticeRow = typeof notice.$inferSelect;

/** True of a notice that no message has taken, or whose message is in one of the states. */
function heldBack(states: MessageState[]) {
  return sql`(${notice.state} in ('open','unreachable') or (${notice.state} = 'tied' and exists (
    select 1 from message m where m.id = ${notice.messageId} and m.state in ${states})))`;
}

/** Nobody can have read it: a newer notice may take its place. */
const untaken = heldBack(['ready']);

/** It is not leaving at this moment; one that may have arrived need not be repeated when it is untrue. */
export const stillHeld = heldBack(['ready', 'unclear']);

/** True of a notice that its plan lets go: in a pause, and once it has ended, only answers to people. */
export const mayLeave = or(
  inArray(notice.kind, [...SENT_IN_PAUSE]),
  sql`not exists (select 1 from plan p where p.id = ${notice.planId} and p.state in ('paused','ended'))`,
);

/** Withdraws reminders that could not leave before the date they remind of. */
export async function withdrawPastReminders(db: Database, today: PlainDate): Promise<void> {
  const dueOn = sql`(select coalesce(o.rectify_by, o.due_on) from occurrence o where o.id = ${notice.occurrenceId})`;
  await db
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(and(eq(notice.kind, 'remind'), untaken, sql`${dueOn} < ${today}`));
}

/** Writes notices, each unique by occurrence, number and audience. */
export async function tell(
  tx: Database,
  row: { id: string; planId: number },
  { seq, at }: { seq: number; at: number },
  tellings: Telling[],
): Promise<void> {
  if (tellings.length === 0) return;
  const rows = tellings.map((telling) => ({
    key: `${row.id}#${seq}#${telling.audience}`,
    planId: row.planId,
    occurrenceId: row.id,
    audience: telling.audience,
    kind: telling.kind,
    facts: { ...telling.facts, seq },
    notBefore: telling.notBefore,
    state: 'open' as const,
    createdAt: at,
  }));
  for (const telling of tellings) await replaceWaiting(tx, row.id, telling);
  await tx.insert(notice).values(rows).onConflictDoNothing();
}

/** What still waits for its audience gives way to what is as grave or graver: an outage floods nobody. */
async function replaceWaiting(
  tx: Database,
  id: string,
  { audience, kind }: Telling,
): Promise<void> {
  const lighter = kind === 'call' ? [kind] : LADDER.slice(0, LADDER.indexOf(kind) + 1);
  if (lighter.length === 0) return;
  await tx
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(
      and(
        eq(notice.occurrenceId, id),
        eq(notice.audience, audience),
        inArray(notice.kind, lighter),
        untaken,
        isNull(notice.listId),
      ),
    );
}

/** Withdraws what would be untrue from now on, unless it is leaving at this moment. */
export async function withdraw(
  tx: Database,
  id: string,
  kinds: readonly NoticeKind[],
): Promise<void> {
  await tx
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(and(eq(notice.occurrenceId, id), inArray(notice.kind, [...kinds]), stillHeld));
}

/** Notices whose time has come, those of whom nobody could be reached included. */
export async function dueNotices(db: Database, now: number): Promise<NoticeRow[]> {
  return await db
    .select()
    .from(notice)
    .where(
      and(
        inArray(notice.state, ['open', 'unreachable']),
        lte(notice.notBefore, now),
        mayLeave,
        or(ne(notice.kind, 'list'), sql`${notice.listId} is not null`),
      ),
    )
    .orderBy(asc(notice.id))
    .limit(5000);
}

/** Locks the plans of a message's notices, so that none is paused meanwhile. */
async function lockPlans(tx: Database, messageId: number): Promise<void> {
  const ids = tx
    .selectDistinct({ id: notice.planId })
    .from(notice)
    .where(eq(notice.messageId, messageId));
  await tx
    .select({ id: plan.id })
    .from(plan)
    .where(inArray(plan.id, ids))
    .orderBy(asc(plan.id))
    .for('share');
}

/** Takes out of a message what its plan does not let go at this moment: it waits for the plan. */
export async function keepBack(tx: Database, messageId: number): Promise<void> {
  await lockPlans(tx, messageId);
  const tied = and(eq(notice.messageId, messageId), eq(notice.state, 'tied'));
  await tx
    .update(notice)
    .set({ state: 'open', messageId: null })
    .where(and(tied, sql`not (${mayLeave})`));
}

/** Locks the rows of the notices' occurrences, so that nothing is recorded of them meanwhile. */
export async function lockOccurrences(tx: Database, noticeIds: number[]): Promise<void> {
  const rows = await tx
    .selectDistinct({ id: notice.occurrenceId })
    .from(notice)
    .where(inArray(notice.id, noticeIds));
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  if (ids.length === 0) return;
  await tx
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(inArray(occurrence.id, ids))
    .orderBy(asc(occurrence.id))
    .for('share');
}

/** Puts notices off to a later instant. */
export async function postpone(db: Database, ids: number[], until: number): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notice)
    .set({ notBefore: until })
    .where(and(inArray(notice.id, ids), inArray(notice.state, ['open', 'unreachable'])));
}

/** Marks a notice whose audience nobody holds; true when it was not marked before. */
export async function markUnreachable(db: Database, id: number): Promise<boolean> {
  const rows = await db
    .update(notice)
    .set({ state: 'unreachable' })
    .where(and(eq(notice.id, id), eq(notice.state, 'open')))
    .returning({ id: notice.id });
  return rows.length > 0;
}

/** Withdraws a notice that must not be sent at all. */
export async function withdrawNotice(db: Database, id: number): Promise<void> {
  await db
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(and(eq(notice.id, id), inArray(notice.state, ['open', 'unreachable'])));
}

/** Writes a notice for a plan's coordinator, once per key. */
export async function tellCoordinator(
  db: Database,
  row: Pick<typeof notice.$inferInsert, 'key' | 'planId' | 'occurrenceId' | 'kind' | 'facts'>,
  notBefore: number,
): Promise<void> {
  await db
    .insert(notice)
    .values({ ...row, audience: 'coordinator', notBefore, state: 'open', createdAt: notBefore })
    .onConflictDoNothing();
}
