import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { Telling } from '../plan/moments.ts';
import { LADDER, type NoticeKind } from '../plan/notice.ts';
import type { Database } from './connect.ts';
import { notice } from './schema.ts';

/** True of a notice that nobody can have read: no message has taken it, or its message waits to be sent. */
const untaken = sql`(${notice.state} in ('open','unreachable') or (${notice.state} = 'tied' and exists (
  select 1 from message m where m.id = ${notice.messageId} and m.state = 'ready')))`;

/** Withdraws reminders that could not leave before the date they remind of. */
export async function withdrawPastReminders(db: Database, today: PlainDate): Promise<void> {
  const dueOn = sql`(select o.due_on from occurrence o where o.id = ${notice.occurrenceId})`;
  await db
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(and(eq(notice.kind, 'remind'), untaken, sql`${dueOn} < ${today}`));
}

/** True of a notice that is not on its way: no message has taken it, or its message can still drop it. */
export const stillHeld = sql`(${notice.state} in ('open','unreachable') or (${notice.state} = 'tied' and exists (
  select 1 from message m where m.id = ${notice.messageId} and m.state in ('ready','unclear'))))`;

/** Writes notices, each unique by occurrence, number and audience. */
export async function tell(
  tx: Database,
  row: { id: string; planId: number },
  seq: number,
  at: number,
  tellings: Telling[],
): Promise<void> {
  if (tellings.length === 0) return;
  const rows = tellings.map((telling) => ({
    key: `${row.id}#${seq}#${telling.audience}`,
    planId: row.planId,
    occurrenceId: row.id,
    audience: telling.audience,
    kind: telling.kind,
    facts: telling.facts,
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
