import { and, asc, eq, inArray, lt, min, type SQL, sql } from 'drizzle-orm';
import { iso } from './columns.ts';
import type { Database } from './connect.ts';
import type { NoticeRow } from './notices.ts';
import { attempt, message, notice, person, unit } from './schema.ts';

export type MessageRow = typeof message.$inferSelect;

/** What became of an attempt, and what the message's row becomes by it. */
export type Settled = {
  row: MessageRow;
  outcome: { result: string; response: string; providerId?: string };
  next: Partial<Pick<MessageRow, 'state' | 'nextAt' | 'sentAt'>>;
};

/** Records what became of attempts; a message's next state is the caller's decision. */
export async function recordAttempts(db: Database, settled: Settled[], at: number): Promise<void> {
  if (settled.length > 0) await db.execute(sql`with ${recording(settled, at)} select 1`);
}

/** The same as parts of a statement that does something else besides. */
export function recording(settled: Settled[], at: number): SQL {
  const rows = settled.map(({ row, outcome, next }) => ({
    id: row.id,
    number: row.attempts,
    outcome: outcome.result,
    response: outcome.response,
    state: next.state ?? row.state,
    next_at: iso(next.nextAt ?? row.nextAt),
    sent_at: isoOrNull(next.sentAt ?? row.sentAt),
    provider_id: outcome.providerId ?? row.providerId,
  }));
  return sql`
    t as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id int, number int,
        outcome text, response text, state text, next_at timestamptz, sent_at timestamptz, provider_id text)),
      tried as (insert into ${attempt} (message_id, number, at, outcome, response)
        select id, number, ${iso(at)}::timestamptz, outcome, response from t on conflict do nothing),
      recorded as (update message m set state = t.state, next_at = t.next_at, sent_at = t.sent_at,
      provider_id = t.provider_id, sending_since = null
    from t where m.id = any(${`{${settled.map(({ row }) => row.id).join()}}`}::int[]) and m.id = t.id
      and m.attempts = t.number
      -- a late answer to a try that was given up
      and (m.state = 'sending' or m.state = 'unclear' and t.state = 'sent'))`;
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : iso(instant);
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

/** When the next message is due after an instant; null: none waits. */
export async function nextDue(db: Database, after: number): Promise<number | null> {
  const [found] = await db
    .select({ at: min(message.nextAt) })
    .from(message)
    .where(
      and(
        inArray(message.state, ['ready', 'unclear']),
        sql`${message.nextAt} > ${new Date(after).toISOString()}::timestamptz`,
      ),
    );
  return found?.at ?? null;
}

/** Marks an address that will take nothing, and opens the message's notices for another way. */
export async function markBadAddress(
  db: Database,
  row: MessageRow,
  response: string,
): Promise<void> {
  const fault = row.channel === 'mail' ? { emailFault: response } : { phoneFault: response };
  await db.transaction(async (tx) => {
    if (row.personId !== null) {
      const own = row.channel === 'mail' ? person.email : person.phone;
      const marked = await tx
        .update(person)
        .set(fault)
        .where(and(eq(person.id, row.personId), eq(own, row.address)))
        .returning({ id: person.id });
      if (marked.length === 0) await forgetMailbox(tx, row.address);
    }
    await reopenNotices(tx, row.id);
  });
}

/** What a message told counts as told no more: its notices wait for another message. */
export async function reopenNotices(tx: Database, messageId: number): Promise<void> {
  await tx
    .update(notice)
    .set({ state: 'open', messageId: null })
    .where(and(eq(notice.messageId, messageId), eq(notice.state, 'tied')));
}

/** A mailbox that a whole office reads is wrong: it stands in no address book any more. */
async function forgetMailbox(tx: Database, mailbox: string): Promise<void> {
  await tx.update(unit).set({ mailbox: null }).where(eq(unit.mailbox, mailbox));
}

/** All notices that were tied to a message, or to the mail that it went beside. */
export async function noticesOfMessage(db: Database, row: MessageRow): Promise<NoticeRow[]> {
  return await db
    .select()
    .from(notice)
    .where(eq(notice.messageId, row.besideId ?? row.id))
    .orderBy(asc(notice.id));
}
