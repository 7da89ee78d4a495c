import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm';
import type { Database } from './connect.ts';
import type { NoticeRow } from './outbox.ts';
import { notice, weeklyList } from './schema.ts';

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
