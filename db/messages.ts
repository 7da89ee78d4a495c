import { and, asc, eq, inArray, lt, lte, min } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { keepBack, lockOccurrences, type NoticeRow } from './notices.ts';
import { attempt, message, notice, person } from './schema.ts';

export type MessageRow = typeof message.$inferSelect;

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
    await keepBack(tx, id);
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
      datedAt: mayHaveArrived ? row.datedAt : now,
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
    if (row.personId !== null) {
      await tx.update(person).set({ emailFault: response }).where(eq(person.id, row.personId));
    }
    await tx
      .update(notice)
      .set({ state: 'open', messageId: null })
      .where(and(eq(notice.messageId, row.id), eq(notice.state, 'tied')));
  });
}

/** All notices that were tied to a message. */
export async function noticesOfMessage(db: Database, messageId: number): Promise<NoticeRow[]> {
  return await db
    .select()
    .from(notice)
    .where(eq(notice.messageId, messageId))
    .orderBy(asc(notice.id));
}
