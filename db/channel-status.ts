import { and, count, desc, eq, gt, inArray, isNotNull, lte, min, ne } from 'drizzle-orm';
import type { ChannelName } from '../plan/message.ts';
import type { Database } from './connect.ts';
import { attempt, bucket, message } from './schema.ts';

/** How a channel does: what went last, what failed last, and whether it rests. */
export type ChannelStatus = {
  lastSent: number | null;
  lastFault: { at: number; outcome: string; words: string } | null;
  /** Until when nothing of it leaves, because its provider refused or asked for it; null: it works. */
  pausedUntil: number | null;
};

/** What of a channel waits to leave and could have left by now, and since when. */
export type Backlog = { waiting: number; since: number | null };

/** The backlog of each channel that has one. */
export async function channelBacklogs(
  db: Database,
  now: number,
): Promise<Map<ChannelName, Backlog>> {
  const rows = await db
    .select({ channel: message.channel, waiting: count(), since: min(message.nextAt) })
    .from(message)
    .where(and(inArray(message.state, ['ready', 'unclear', 'sending']), lte(message.nextAt, now)))
    .groupBy(message.channel);
  return new Map(rows.map(({ channel, ...backlog }) => [channel, backlog]));
}

/** The pace decides how long an emptied bucket takes to fill. */
export async function channelStatus(
  db: Database,
  channel: ChannelName,
  perMinute: number,
  now: number,
): Promise<ChannelStatus> {
  const [sent] = await db
    .select({ at: message.sentAt })
    .from(message)
    .where(and(eq(message.channel, channel), isNotNull(message.sentAt)))
    .orderBy(desc(message.sentAt))
    .limit(1);
  const [fault] = await db
    .select({ at: attempt.at, outcome: attempt.outcome, words: attempt.response })
    .from(attempt)
    .innerJoin(message, eq(message.id, attempt.messageId))
    .where(and(eq(message.channel, channel), ne(attempt.outcome, 'sent')))
    .orderBy(desc(attempt.at))
    .limit(1);
  const pausedUntil = await pauseOf(db, channel, perMinute, now);
  return { lastSent: sent?.at ?? null, lastFault: fault ?? null, pausedUntil };
}

/** A bucket holds less than nothing only while its channel rests. */
async function pauseOf(
  db: Database,
  channel: ChannelName,
  perMinute: number,
  now: number,
): Promise<number | null> {
  const [row] = await db.select().from(bucket).where(eq(bucket.key, channel));
  if (row === undefined || row.tokens >= 0) return null;
  const until = row.at + ((1 - row.tokens) / perMinute) * 60_000;
  return until > now ? until : null;
}

/** What a server or provider said last of a message; null: it has not been tried. */
export async function lastAnswer(db: Database, messageId: number): Promise<string | null> {
  const [row] = await db
    .select({ words: attempt.response })
    .from(attempt)
    .where(eq(attempt.messageId, messageId))
    .orderBy(desc(attempt.at))
    .limit(1);
  return row?.words ?? null;
}

const ACCOUNT = ['configuration', 'money'];

/**
 * Why a channel rests: the words with which its account was refused for messages that still wait;
 * null: it was not, or has sent since.
 */
export async function accountFault(
  db: Database,
  channel: ChannelName,
): Promise<{ at: number; words: string } | null> {
  const [fault] = await db
    .select({ at: attempt.at, words: attempt.response })
    .from(message)
    .innerJoin(attempt, eq(attempt.messageId, message.id))
    .where(
      and(
        inArray(message.state, ['ready', 'unclear', 'sending']),
        eq(message.channel, channel),
        inArray(attempt.outcome, ACCOUNT),
      ),
    )
    .orderBy(desc(attempt.at))
    .limit(1);
  if (fault === undefined) return null;
  const since = and(eq(message.channel, channel), gt(message.sentAt, fault.at));
  const [sent] = await db.select({ id: message.id }).from(message).where(since).limit(1);
  return sent === undefined ? fault : null;
}
