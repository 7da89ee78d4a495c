import { createHash } from 'node:crypto';
import { and, asc, eq, gte, inArray, lt, lte, min, ne, or, sql } from 'drizzle-orm';
import { addDays, beijingDate, beijingInstant, type PlainDate } from '../plan/date.ts';
import type { Database } from './connect.ts';
import { OPEN } from '../plan/occurrence.ts';
import {
  attempt,
  message,
  type MessageKind,
  notice,
  occurrence,
  party,
  person,
  task,
  unit,
} from './schema.ts';

export type NoticeRow = typeof notice.$inferSelect;
export type MessageRow = typeof message.$inferSelect;

/** Notices whose time has come, those of whom nobody could be reached included. */
export async function dueNotices(db: Database, now: number): Promise<NoticeRow[]> {
  return await db
    .select()
    .from(notice)
    .where(
      and(
        inArray(notice.state, ['open', 'unreachable']),
        lte(notice.notBefore, now),
        or(ne(notice.kind, 'list'), sql`${notice.listId} is not null`),
      ),
    )
    .orderBy(asc(notice.id))
    .limit(5000);
}

export type Bundle = {
  personId: number;
  address: string;
  kind: MessageKind;
  window: string;
  members: { noticeId: number; unitId: number }[];
};

/**
 * Ties notices to one message, under a lock on their occurrences' rows, so that what is withdrawn
 * meanwhile is not told. False when the window's message has left already: the notices go on to
 * the next window.
 */
export async function tieBundle(
  db: Database,
  bundle: Bundle,
  domain: string,
  now: number,
): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const ids = bundle.members.map(({ noticeId }) => noticeId);
    await lockOccurrences(tx, ids);
    const open = await tx
      .select({ id: notice.id })
      .from(notice)
      .where(and(inArray(notice.id, ids), inArray(notice.state, ['open', 'unreachable'])))
      .for('update', { skipLocked: true });
    if (open.length === 0) return true;
    const messageId = await windowMessage(tx, bundle, domain, now);
    if (messageId === null) return false;
    const still = new Set(open.map(({ id }) => id));
    for (const { noticeId, unitId } of bundle.members) {
      if (!still.has(noticeId)) continue;
      await tx
        .update(notice)
        .set({ state: 'tied', messageId, unitId })
        .where(eq(notice.id, noticeId));
    }
    return true;
  });
}

async function lockOccurrences(tx: Database, noticeIds: number[]): Promise<void> {
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

/** The message of a window, made when it is missing; null when it is no longer ready. */
async function windowMessage(
  tx: Database,
  bundle: Bundle,
  domain: string,
  now: number,
): Promise<number | null> {
  const { personId, kind, window, address } = bundle;
  await tx
    .insert(message)
    .values({
      personId,
      channel: 'mail',
      kind,
      window,
      address,
      messageId: newMessageId([personId, kind, window, now], domain),
      state: 'ready',
      attempts: 0,
      repeats: 0,
      nextAt: now,
      createdAt: now,
    })
    .onConflictDoNothing();
  const [found] = await tx
    .select({ id: message.id, state: message.state, attempts: message.attempts })
    .from(message)
    .where(
      and(
        eq(message.personId, personId),
        eq(message.channel, 'mail'),
        eq(message.kind, kind),
        eq(message.window, window),
      ),
    )
    .for('update');
  return found?.state === 'ready' && found.attempts === 0 ? found.id : null;
}

function newMessageId(parts: (string | number)[], domain: string): string {
  const hash = createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32);
  return `<${hash}@${domain}>`;
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

/** Digests made for a person in windows from one day up to but not including another. */
export async function digestsBetween(
  db: Database,
  personId: number,
  from: PlainDate,
  to: PlainDate,
): Promise<number> {
  return await db.$count(
    message,
    and(
      eq(message.personId, personId),
      eq(message.kind, 'digest'),
      ne(message.state, 'dropped'),
      gte(message.window, from),
      lt(message.window, to),
    ),
  );
}

/** The due dates, from one day to another, of what units owe or take part in. */
export async function openDueDates(
  db: Database,
  unitIds: number[],
  from: PlainDate,
  to: PlainDate,
): Promise<PlainDate[]> {
  const rows = await db
    .selectDistinct({ dueOn: occurrence.dueOn })
    .from(occurrence)
    .innerJoin(party, eq(party.occurrenceId, occurrence.id))
    .innerJoin(unit, eq(unit.id, party.unitId))
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(
      and(
        or(inArray(unit.id, unitIds), inArray(unit.answersThroughId, unitIds)),
        ne(party.role, 'counterpart'),
        ne(task.force, 'advice'),
        inArray(occurrence.state, OPEN),
        eq(occurrence.beforeStart, false),
        eq(occurrence.liaison, false),
        gte(occurrence.dueOn, from),
        lte(occurrence.dueOn, to),
      ),
    );
  return rows.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn]));
}

/** True when a person's digest of a day can take no more lines. */
export async function windowHasLeft(
  db: Database,
  personId: number,
  window: PlainDate,
): Promise<boolean> {
  const [found] = await db
    .select({ state: message.state, attempts: message.attempts })
    .from(message)
    .where(
      and(eq(message.personId, personId), eq(message.kind, 'digest'), eq(message.window, window)),
    );
  return found !== undefined && !(found.state === 'ready' && found.attempts === 0);
}

/** Messages that may be sent now: ready ones, and unclear ones whose half hour has passed. */
export async function dueMessages(db: Database, now: number): Promise<number[]> {
  const rows = await db
    .select({ id: message.id })
    .from(message)
    .where(and(inArray(message.state, ['ready', 'unclear']), lte(message.nextAt, now)))
    .orderBy(asc(message.nextAt), asc(message.id))
    .limit(500);
  return rows.map(({ id }) => id);
}

export type Rendered = { subject: string; text: string; html: string };

/**
 * Claims a message for sending: from this commit on it counts as on its way. The text is made now,
 * of the notices that still hold, unless it may have arrived already. Null: taken by another, or
 * nothing is left to say.
 */
export async function claimMessage(
  db: Database,
  id: number,
  now: number,
  render: (tx: Database, row: MessageRow, notices: NoticeRow[]) => Promise<Rendered>,
): Promise<(MessageRow & Rendered) | null> {
  return await db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(message)
      .where(and(eq(message.id, id), inArray(message.state, ['ready', 'unclear'])))
      .for('update', { skipLocked: true });
    if (row === undefined) return null;
    const notices = await tiedNotices(tx, id);
    if (notices.length === 0) {
      await tx.update(message).set({ state: 'dropped' }).where(eq(message.id, id));
      return null;
    }
    const repeat = row.state === 'unclear';
    const mayHaveArrived = repeat || row.repeats > 0;
    const { subject, text, html } = row;
    const same =
      subject !== null && text !== null && html !== null ? { subject, text, html } : null;
    const rendered = mayHaveArrived && same !== null ? same : await render(tx, row, notices);
    const changes = {
      ...rendered,
      state: 'sending' as const,
      attempts: row.attempts + 1,
      repeats: row.repeats + (repeat ? 1 : 0),
      sendingSince: now,
      createdAt: mayHaveArrived ? row.createdAt : now,
    };
    await tx.update(message).set(changes).where(eq(message.id, id));
    return { ...row, ...changes };
  });
}

async function tiedNotices(tx: Database, messageId: number): Promise<NoticeRow[]> {
  const ids = await tx
    .select({ id: notice.id })
    .from(notice)
    .where(and(eq(notice.messageId, messageId), eq(notice.state, 'tied')));
  if (ids.length === 0) return [];
  await lockOccurrences(
    tx,
    ids.map(({ id }) => id),
  );
  return await tx
    .select()
    .from(notice)
    .where(and(eq(notice.messageId, messageId), eq(notice.state, 'tied')))
    .orderBy(asc(notice.id));
}

/** Records what became of an attempt; the message's next state is the caller's decision. */
export async function recordAttempt(
  db: Database,
  row: MessageRow,
  outcome: { result: string; response: string },
  next: Partial<typeof message.$inferInsert>,
  at: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .insert(attempt)
      .values({
        messageId: row.id,
        number: row.attempts,
        at,
        outcome: outcome.result,
        response: outcome.response,
      })
      .onConflictDoNothing();
    await tx
      .update(message)
      .set({ ...next, sendingSince: null })
      .where(and(eq(message.id, row.id), eq(message.state, 'sending')));
  });
}

/** When a message was first tried; null when it never was. */
export async function firstTried(db: Database, messageId: number): Promise<number | null> {
  const [found] = await db
    .select({ at: min(attempt.at) })
    .from(attempt)
    .where(eq(attempt.messageId, messageId));
  return found?.at ?? null;
}

/** Messages whose sender died or fell silent: nobody knows whether they have arrived. */
export async function strandedMessages(db: Database, before: number): Promise<MessageRow[]> {
  return await db
    .select()
    .from(message)
    .where(and(eq(message.state, 'sending'), lt(message.sendingSince, before)));
}

/** Marks an address that does not exist, and opens the message's notices for another holder. */
export async function markBadAddress(
  db: Database,
  row: MessageRow,
  response: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(person).set({ emailFault: response }).where(eq(person.id, row.personId));
    await tx
      .update(notice)
      .set({ state: 'open', messageId: null })
      .where(and(eq(notice.messageId, row.id), eq(notice.state, 'tied')));
  });
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

/** The first instant of the month after an instant's, in China. */
export function monthAfter(now: number): number {
  const date = beijingDate(now);
  const next = addDays(`${date.slice(0, 7)}-28`, 4);
  return beijingInstant(`${next.slice(0, 7)}-01`, 0);
}
