import { and, asc, eq, inArray, isNull, ne, type SQLWrapper, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { isOwed, OPEN, STATE_NAMES } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { supervisedBy } from './offices.ts';
import { listItem, message, notice, occurrence, person, task, unit, weeklyList } from './schema.ts';

/** A matter of a list that lies with the coordinator; `held`: why it will not go up. */
export type ListedItem = {
  listId: number;
  leader: string;
  leavesOn: PlainDate;
  /** The policy asks for a release, and nobody has released it. */
  waits: boolean;
  occurrenceId: string;
  number: string;
  title: string;
  unitName: string;
  dueOn: PlainDate | null;
  held: string | null;
  remark: string | null;
};

/** The matters of a plan's lists that have not left, list by list; those of one office alone. */
export async function listsUnderReview(
  db: Database,
  planId: number,
  office?: number,
): Promise<ListedItem[]> {
  return await db
    .select({
      listId: weeklyList.id,
      leader: person.name,
      leavesOn: weeklyList.leavesOn,
      waits: sql<boolean>`${weeklyList.releasedAt} is null and ${notice.notBefore} > ${NEVER}`,
      occurrenceId: occurrence.id,
      number: sql<string>`coalesce(${task.number}, ${task.key})`,
      title: task.title,
      unitName: unit.name,
      dueOn: occurrence.dueOn,
      held: listItem.held,
      remark: listItem.remark,
    })
    .from(notice)
    .innerJoin(weeklyList, eq(weeklyList.id, notice.listId))
    .innerJoin(person, eq(person.id, weeklyList.personId))
    .innerJoin(occurrence, eq(occurrence.id, notice.occurrenceId))
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .leftJoin(
      listItem,
      and(eq(listItem.listId, weeklyList.id), eq(listItem.occurrenceId, occurrence.id)),
    )
    .where(
      and(
        eq(notice.planId, planId),
        isNull(notice.messageId),
        inArray(occurrence.state, OPEN),
        stillListed,
        office === undefined ? undefined : supervisedBy(office),
      ),
    )
    .orderBy(asc(weeklyList.id), asc(task.id));
}

/** What waits for a release has an instant that nobody lives to see. */
export const UNRELEASED = Date.UTC(2200, 0, 1);
const NEVER = sql`'2199-01-01'::timestamptz`;

/** On its way, or held back by the coordinator. */
const stillListed = sql`(${notice.state} = 'open' or ${notice.state} = 'withdrawn'
  and ${listItem.held} is not null and not ${hasLeft(weeklyList.id)})`;

/** True when a message has taken any of the list's matters. */
function hasLeft(listId: SQLWrapper | number) {
  return sql`exists (select 1 from notice gone where gone.list_id = ${listId}
    and gone.kind = 'list' and gone.message_id is not null)`;
}

type Remarking = {
  listId: number;
  occurrenceId: string;
  personId: number;
  at: number;
};

/**
 * Holds a matter back from a list, with the reason; `null` lets it go up after all.
 *
 * @throws RefusedError when the list has left
 */
export async function holdItem(
  db: Database,
  item: Remarking,
  reason: string | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockListed(tx, item);
    await assertListed(tx, item);
    await tx
      .update(notice)
      .set({ state: reason === null ? 'open' : 'withdrawn' })
      .where(and(...itsNotice(item), isNull(notice.messageId)));
    await keepItem(tx, item, { held: reason });
  });
}

/** Adds what the coordinator has to say of a matter; it stands beside it in the list. */
export async function remarkItem(db: Database, item: Remarking, remark: string): Promise<void> {
  await db.transaction(async (tx) => {
    const messageId = await lockListed(tx, item);
    await assertListed(tx, item);
    await keepItem(tx, item, { remark });
    // its words may be made already: without its notices it takes them again, and says them anew
    if (messageId !== null) {
      await tx.update(message).set({ noticeIds: [], unitIds: [] }).where(eq(message.id, messageId));
    }
  });
}

/** Lets a list go that waits for it, from an instant on. */
export async function releaseList(db: Database, listId: number, leavesAt: number): Promise<void> {
  await db.transaction(async (tx) => {
    const released = await tx
      .update(weeklyList)
      .set({ releasedAt: leavesAt })
      .where(and(eq(weeklyList.id, listId), isNull(weeklyList.releasedAt)))
      .returning({ id: weeklyList.id });
    if (released.length === 0) throw new RefusedError(`专报 ${listId} 不存在，或已经放行`);
    await tx
      .update(notice)
      .set({ notBefore: leavesAt })
      .where(and(eq(notice.listId, listId), eq(notice.notBefore, UNRELEASED)));
  });
}

/** How many matters of a list were held back. */
export async function heldCount(db: Database, listId: number): Promise<number> {
  return await db.$count(
    listItem,
    and(eq(listItem.listId, listId), sql`${listItem.held} is not null`),
  );
}

/** What the coordinator said of a matter in a list; null: nothing. */
export async function remarkOf(
  db: Database,
  listId: number,
  occurrenceId: string,
): Promise<string | null> {
  const [row] = await db
    .select({ remark: listItem.remark })
    .from(listItem)
    .where(and(eq(listItem.listId, listId), eq(listItem.occurrenceId, occurrenceId)));
  return row?.remark ?? null;
}

/** The lists that wait for a release longer than they should, with the plan of their matters. */
export async function unreleasedLists(
  db: Database,
  before: PlainDate,
): Promise<{ listId: number; planId: number }[]> {
  return await db
    .selectDistinct({ listId: weeklyList.id, planId: notice.planId })
    .from(weeklyList)
    .innerJoin(notice, eq(notice.listId, weeklyList.id))
    .where(
      and(
        isNull(weeklyList.releasedAt),
        eq(notice.notBefore, UNRELEASED),
        eq(notice.state, 'open'),
        sql`${weeklyList.leavesOn} < ${before}`,
      ),
    );
}

function itsNotice({ listId, occurrenceId }: Remarking) {
  return [
    eq(notice.listId, listId),
    eq(notice.occurrenceId, occurrenceId),
    eq(notice.kind, 'list' as const),
  ];
}

/**
 * Locks what a claim locks, in its order, so that either the list has left or what is said of it holds:
 * the message that is to take the matter, which is the answer, and its occurrence.
 */
async function lockListed(tx: Database, item: Remarking): Promise<number | null> {
  const ids = tx
    .select({ id: notice.id })
    .from(notice)
    .where(and(...itsNotice(item)));
  const [taking] = await tx
    .select({ id: message.id })
    .from(message)
    .where(sql`${message.noticeIds} <> '{}' and ${message.noticeIds} && array(${ids})`)
    .for('update');
  await tx
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(eq(occurrence.id, item.occurrenceId))
    .for('update');
  return taking?.id ?? null;
}

async function assertListed(tx: Database, item: Remarking): Promise<void> {
  const rows = await tx
    .select({ left: sql<boolean>`${hasLeft(item.listId)}`, state: occurrence.state })
    .from(notice)
    .innerJoin(occurrence, eq(occurrence.id, notice.occurrenceId))
    .where(and(...itsNotice(item), ne(notice.state, 'unreachable')));
  if (rows.length === 0) throw new NotFoundError('专报中的事项', item.occurrenceId);
  if (rows.some(({ left }) => left)) {
    throw new RefusedError(`专报 ${item.listId} 已经上报，不能再改`);
  }
  const [row] = rows;
  if (row !== undefined && !isOwed(row.state)) {
    throw new RefusedError(`该事项${STATE_NAMES[row.state]}，不再上报`);
  }
}

async function keepItem(
  tx: Database,
  { listId, occurrenceId, personId, at }: Remarking,
  said: { held?: string | null; remark?: string },
): Promise<void> {
  await tx
    .insert(listItem)
    .values({ listId, occurrenceId, personId, at, ...said })
    .onConflictDoUpdate({
      target: [listItem.listId, listItem.occurrenceId],
      set: { personId, at, ...said },
    });
}
