import { and, desc, eq, gt, inArray, isNotNull, ne } from 'drizzle-orm';
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
