import { and, asc, desc, eq, getTableColumns, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import { OPEN } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { mayLeave, type NoticeRow } from './notices.ts';
import { message, notice, occurrence, weeklyList } from './schema.ts';

/** Notices for supervising leaders that stand in no list yet. */
export async function unlistedNotices(db: Database, now: number): Promise<NoticeRow[]> {
  return await db
    .select()
    .from(notice)
    .where(
      and(
        eq(notice.kind, 'list'),
        eq(notice.state, 'open'),
        isNull(notice.listId),
        lte(notice.notBefore, now),
        mayLeave,
      ),
    )
    .orderBy(asc(notice.id));
}

/** The list of a leader for the week that begins with this Monday. */
export async function findList(
  db: Database,
  personId: number,
  week: string,
): Promise<number | null> {
  const [found] = await db
    .select({ id: weeklyList.id })
    .from(weeklyList)
    .where(and(eq(weeklyList.personId, personId), eq(weeklyList.week, week)));
  return found?.id ?? null;
}

/** Makes a list; the answer is its id. */
export async function makeList(db: Database, row: typeof weeklyList.$inferInsert): Promise<number> {
  const [made] = await db.insert(weeklyList).values(row).returning({ id: weeklyList.id });
  if (made === undefined) throw new Error('the weekly list was not written');
  return made.id;
}

/** What went up to a leader before and is overdue still: it stands in every list until it is settled. */
export async function stillOverdue(
  db: Database,
  personId: number,
  today: PlainDate,
): Promise<NoticeRow[]> {
  return await db
    .selectDistinctOn([notice.occurrenceId], getTableColumns(notice))
    .from(notice)
    .innerJoin(message, eq(message.id, notice.messageId))
    .innerJoin(occurrence, eq(occurrence.id, notice.occurrenceId))
    .where(
      and(
        eq(notice.kind, 'list'),
        eq(message.personId, personId),
        inArray(occurrence.state, OPEN),
        lte(occurrence.redFrom, today),
        isNull(occurrence.pausedOn),
        sql`coalesce(${occurrence.notedUntil}, '-infinity') < ${today}`,
        sql`coalesce(${occurrence.rectifyBy}, '-infinity') < ${today}`,
        mayLeave,
      ),
    )
    .orderBy(asc(notice.occurrenceId), desc(notice.id));
}

/** Takes what was listed before into a new list. */
export async function listAgain(
  db: Database,
  listed: NoticeRow[],
  listId: number,
  leavesAt: number,
  now: number,
): Promise<void> {
  if (listed.length === 0) return;
  const rows = listed.map(({ planId, occurrenceId, audience, kind, facts }) => ({
    key: `list/${listId}/again/${occurrenceId}`,
    planId,
    occurrenceId,
    audience,
    kind,
    facts,
    listId,
    notBefore: leavesAt,
    state: 'open' as const,
    createdAt: now,
  }));
  await db.insert(notice).values(rows).onConflictDoNothing();
}

/** Puts notices into a list that leaves at an instant. */
export async function bindToList(
  db: Database,
  noticeIds: number[],
  listId: number,
  leavesAt: number,
): Promise<void> {
  await db
    .update(notice)
    .set({ listId, notBefore: leavesAt })
    .where(and(inArray(notice.id, noticeIds), eq(notice.state, 'open')));
}
