import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { Telling } from '../plan/moments.ts';
import type { MessageState } from '../plan/message.ts';
import { LADDER, type NoticeKind, SENT_IN_PAUSE } from '../plan/notice.ts';
import type { Database } from './connect.ts';
import { wasToldEarly } from './early.ts';
import { notice } from './schema.ts';

export type NoticeRow = typeof notice.$inferSelect;

/** True of a notice that no message has taken, or whose message is in one of the states. */
function heldBack(states: MessageState[]) {
  return sql`(${notice.state} in ('open','unreachable') or (${notice.state} = 'tied' and exists (
    select 1 from message m where m.id = ${notice.messageId} and m.state in ${states})))`;
}

/** Nobody can have read it: a newer notice may take its place. */
const untaken = heldBack(['ready']);

/** It is not leaving at this moment; one that may have arrived need not be repeated when it is untrue. */
const stillHeld = heldBack(['ready', 'unclear']);

/** True of a notice that its plan lets go: in a pause, and once it has ended, only answers to people. */
export const mayLeave = or(
  inArray(notice.kind, [...SENT_IN_PAUSE]),
  sql`not exists (select 1 from plan p where p.id = ${notice.planId} and p.state in ('paused','ended'))`,
);

/**
 * Withdraws what would be untrue from now on. What is leaving at this moment, and what has left, is
 * marked all the same: a short message beside it, or a message that was just made of it, tells only
 * what still holds.
 */
export async function withdrawWhere(tx: Database, which: SQL | undefined): Promise<void> {
  await tx
    .update(notice)
    .set({
      untrue: true,
      state: sql`case when ${stillHeld} then 'withdrawn' else ${notice.state} end`,
    })
    .where(and(which, eq(notice.untrue, false)));
}

/** Withdraws reminders that could not leave before the date they remind of. */
export async function withdrawPastReminders(db: Database, today: PlainDate): Promise<void> {
  const dueOn = sql`(select coalesce(o.rectify_by, o.due_on) from occurrence o where o.id = ${notice.occurrenceId})`;
  await db
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(and(eq(notice.kind, 'remind'), untaken, sql`${dueOn} < ${today}`));
}

/**
 * Writes notices, each unique by occurrence, number and audience; what a digest told a few days ago
 * stands as withdrawn.
 */
export async function tell(
  tx: Database,
  row: { id: string; planId: number },
  { seq, at }: { seq: number; at: number },
  tellings: Telling[],
): Promise<void> {
  if (tellings.length === 0) return;
  for (const telling of tellings) await replaceWaiting(tx, row.id, telling);
  const told = await Promise.all(tellings.map((telling) => wasToldEarly(tx, row.id, telling)));
  const rows = tellings.map((telling, index) => ({
    key: `${row.id}#${seq}#${telling.audience}`,
    planId: row.planId,
    occurrenceId: row.id,
    audience: telling.audience,
    kind: telling.kind,
    facts: { ...telling.facts, seq },
    notBefore: telling.notBefore,
    state: told[index] === true ? ('withdrawn' as const) : ('open' as const),
    createdAt: at,
  }));
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

/** Withdraws an occurrence's notices of some kinds. */
export async function withdraw(
  tx: Database,
  id: string,
  kinds: readonly NoticeKind[],
): Promise<void> {
  await withdrawWhere(tx, and(eq(notice.occurrenceId, id), inArray(notice.kind, [...kinds])));
}

/** Writes a notice for a plan's coordinator, once per key. */
export async function tellCoordinator(
  db: Database,
  row: Pick<
    typeof notice.$inferInsert,
    'key' | 'planId' | 'occurrenceId' | 'kind' | 'facts' | 'inboundId'
  >,
  notBefore: number,
): Promise<void> {
  await db
    .insert(notice)
    .values({ ...row, audience: 'coordinator', notBefore, state: 'open', createdAt: notBefore })
    .onConflictDoNothing();
}
