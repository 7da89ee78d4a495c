import { and, asc, eq, inArray, lt, min, or, type SQL, sql } from 'drizzle-orm';
import { isUrgent } from '../plan/budget.ts';
import { type ChannelName, IMMEDIATE } from '../plan/message.ts';
import type { Database } from './connect.ts';
import { mayLeave, type NoticeRow } from './notices.ts';
import { attempt, message, notice, occurrence, person, plan } from './schema.ts';

export type MessageRow = typeof message.$inferSelect;

/** A message with the notices that it is to tell. */
export type Ready = {
  row: MessageRow;
  notices: NoticeRow[];
  /** The tasks they are about, in the same order. */
  taskIds: number[];
};

/** What leaves, as it will stand in the message's row. */
export type Rendered = {
  subject: string | null;
  text: string;
  html: string | null;
  fields: Record<string, string> | null;
};

/** Which messages may be claimed, and how many. */
export type Claim = {
  channel: ChannelName;
  limit: number;
  now: number;
  /** False outside office hours: only answers that somebody waits for leave. */
  officeHours: boolean;
  minuteOfDay: number;
  /** What is overdue passes quiet hours. */
  urgentInQuiet: boolean;
  /** Messages to one reader within an hour. */
  perReader: number;
};

/** Made of notices: with none that still holds there is nothing to say. */
const OF_NOTICES = ['assignment', 'digest', 'list'];

/**
 * Claims messages for sending: from this commit on they count as on their way. Their text is made
 * now, under a lock on the occurrences they tell of, of the notices that still hold, unless it may
 * have arrived already. What has nothing left to say is dropped. Null: none is due.
 */
export async function claimBatch(
  db: Database,
  claim: Claim,
  render: (tx: Database, ready: Ready[]) => Promise<Map<number, Rendered>>,
): Promise<Ready[] | null> {
  return await db.transaction(async (tx) => {
    const rows = await claimable(tx, claim);
    if (rows.length === 0) return null;
    const ready = await withNotices(tx, rows);
    const alive = ready.filter(({ row, notices }) => notices.length > 0 || !isOfNotices(row));
    const made = alive.filter(({ row }) => !mayHaveArrived(row));
    const rendered = await render(tx, made);
    const claimed = alive
      .filter(({ row }) => mayHaveArrived(row) || rendered.has(row.id))
      .map((each) => ({ ...each, row: onItsWay(each.row, rendered.get(each.row.id), claim) }));
    const kept = new Set(claimed.map(({ row }) => row.id));
    await drop(
      tx,
      rows.map(({ id }) => id).filter((id) => !kept.has(id)),
    );
    await writeClaimed(tx, claimed);
    return claimed;
  });
}

function isOfNotices({ kind }: MessageRow): boolean {
  return OF_NOTICES.includes(kind);
}

/** What may have arrived is said again in the same words. */
function mayHaveArrived(row: MessageRow): boolean {
  return (row.state === 'unclear' || row.repeats > 0) && row.text !== null;
}

function onItsWay(row: MessageRow, rendered: Rendered | undefined, { now }: Claim): MessageRow {
  return {
    ...row,
    ...rendered,
    state: 'sending',
    attempts: row.attempts + 1,
    repeats: row.repeats + (row.state === 'unclear' ? 1 : 0),
    sendingSince: now,
    datedAt: mayHaveArrived(row) ? row.datedAt : now,
  };
}

async function claimable(tx: Database, claim: Claim): Promise<MessageRow[]> {
  const { channel, limit, now, officeHours, perReader } = claim;
  const immediate = inArray(message.kind, [...IMMEDIATE]);
  const hour = sql`${new Date(now - 3_600_000).toISOString()}::timestamptz`;
  const sentLately = sql`(select count(*) from message e where e.person_id = ${message.personId}
    and e.channel = ${message.channel} and e.sent_at > ${hour})`;
  const found = await tx
    .select({ row: message })
    .from(message)
    .leftJoin(person, eq(person.id, message.personId))
    .where(
      and(
        inArray(message.state, ['ready', 'unclear']),
        eq(message.channel, channel),
        sql`${message.nextAt} <= ${new Date(now).toISOString()}::timestamptz`,
        or(immediate, officeHours ? awake(claim) : sql`false`),
        sql`${sentLately} < ${perReader}`,
      ),
    )
    .orderBy(asc(message.nextAt), asc(message.id))
    .limit(limit)
    .for('update', { of: message, skipLocked: true });
  return found.map(({ row }) => row);
}

/** The reader has no quiet hours now, or what is told may pass them. */
function awake({ minuteOfDay, urgentInQuiet }: Claim): SQL | undefined {
  const quiet = sql`coalesce(case when ${person.quietFrom} < ${person.quietTo}
    then ${minuteOfDay} >= ${person.quietFrom} and ${minuteOfDay} < ${person.quietTo}
    else ${minuteOfDay} >= ${person.quietFrom} or ${minuteOfDay} < ${person.quietTo} end, false)`;
  if (!urgentInQuiet) return sql`not ${quiet}`;
  return sql`(not ${quiet} or exists (select 1 from notice u where not u.untrue
    and u.message_id = coalesce(${message.besideId}, ${message.id}) and u.kind in ('urge','escalate')))`;
}

/** The notices that hold, read after nothing more can be recorded of their occurrences. */
async function withNotices(tx: Database, rows: MessageRow[]): Promise<Ready[]> {
  const ids = rows.map(({ id, besideId }) => besideId ?? id);
  const tied = and(inArray(notice.messageId, ids), eq(notice.state, 'tied'));
  const about = await tx
    .select({ occurrenceId: notice.occurrenceId, planId: notice.planId })
    .from(notice)
    .where(tied);
  const taskOf = await lock(tx, about);
  await tx
    .update(notice)
    .set({ state: 'open', messageId: null })
    .where(
      and(
        inArray(
          notice.messageId,
          rows.map(({ id }) => id),
        ),
        eq(notice.state, 'tied'),
        sql`not (${mayLeave})`,
      ),
    );
  const notices = await tx
    .select()
    .from(notice)
    .where(and(tied, eq(notice.untrue, false), mayLeave))
    .orderBy(asc(notice.id));
  const of = Map.groupBy(notices, ({ messageId }) => messageId);
  return rows.map((row) => {
    const own = of.get(row.besideId ?? row.id) ?? [];
    const told = row.besideId === null ? own : own.filter(worthBeside);
    const taskIds = told.flatMap(({ occurrenceId }) => taskOf.get(occurrenceId ?? '') ?? []);
    return { row, notices: told, taskIds };
  });
}

function worthBeside({ audience, kind, facts }: NoticeRow): boolean {
  return isUrgent({ audience, kind, step: facts.step ?? null });
}

/**
 * Nothing is recorded of the occurrences, and no plan is paused, until the claim is written. Gives
 * each occurrence's task.
 */
async function lock(
  tx: Database,
  about: { occurrenceId: string | null; planId: number }[],
): Promise<Map<string, number>> {
  const plans = [...new Set(about.map(({ planId }) => planId))];
  const occurrences = [...new Set(about.map(({ occurrenceId }) => occurrenceId))];
  const ids = occurrences.filter((id) => id !== null);
  if (plans.length > 0) {
    await tx
      .select({ id: plan.id })
      .from(plan)
      .where(inArray(plan.id, plans))
      .orderBy(asc(plan.id))
      .for('share');
  }
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: occurrence.id, taskId: occurrence.taskId })
    .from(occurrence)
    .where(inArray(occurrence.id, ids))
    .orderBy(asc(occurrence.id))
    .for('share');
  return new Map(rows.map(({ id, taskId }) => [id, taskId]));
}

async function drop(tx: Database, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.update(message).set({ state: 'dropped' }).where(inArray(message.id, ids));
}

async function writeClaimed(tx: Database, claimed: Ready[]): Promise<void> {
  if (claimed.length === 0) return;
  const rows = claimed.map(({ row }) => ({
    ...row,
    sending_since: new Date(row.sendingSince ?? 0).toISOString(),
    dated_at: new Date(row.datedAt).toISOString(),
  }));
  await tx.execute(sql`
    update message m set state = 'sending', attempts = t.attempts, repeats = t.repeats,
      subject = t.subject, text = t.text, html = t.html, fields = t.fields,
      sending_since = t.sending_since, dated_at = t.dated_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id int, attempts int, repeats int,
      subject text, text text, html text, fields jsonb, sending_since timestamptz, dated_at timestamptz)
    where m.id = t.id`);
}

/** What became of an attempt, and what the message's row becomes by it. */
export type Settled = {
  row: MessageRow;
  outcome: { result: string; response: string; providerId?: string };
  next: Partial<Pick<MessageRow, 'state' | 'nextAt' | 'sentAt'>>;
};

/** Records what became of attempts; a message's next state is the caller's decision. */
export async function recordAttempts(db: Database, settled: Settled[], at: number): Promise<void> {
  if (settled.length === 0) return;
  const rows = settled.map(({ row, outcome, next }) => ({
    id: row.id,
    state: next.state ?? row.state,
    next_at: iso(next.nextAt ?? row.nextAt),
    sent_at: iso(next.sentAt ?? row.sentAt),
    provider_id: outcome.providerId ?? row.providerId,
  }));
  await db.transaction(async (tx) => {
    await tx
      .insert(attempt)
      .values(
        settled.map(({ row, outcome }) => ({
          messageId: row.id,
          number: row.attempts,
          at,
          outcome: outcome.result,
          response: outcome.response,
        })),
      )
      .onConflictDoNothing();
    await tx.execute(sql`
      update message m set state = t.state, next_at = t.next_at, sent_at = t.sent_at,
        provider_id = t.provider_id, sending_since = null
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as t(id int, state text, next_at timestamptz, sent_at timestamptz, provider_id text)
      where m.id = t.id and m.state = 'sending'`);
  });
}

function iso(instant: number | null | undefined): string | null {
  return instant == null ? null : new Date(instant).toISOString();
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
      await tx.update(person).set(fault).where(eq(person.id, row.personId));
    }
    await tx
      .update(notice)
      .set({ state: 'open', messageId: null })
      .where(and(eq(notice.messageId, row.id), eq(notice.state, 'tied')));
  });
}

/** All notices that were tied to a message, or to the mail that it went beside. */
export async function noticesOfMessage(db: Database, row: MessageRow): Promise<NoticeRow[]> {
  return await db
    .select()
    .from(notice)
    .where(eq(notice.messageId, row.besideId ?? row.id))
    .orderBy(asc(notice.id));
}
