import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/connect.ts';
import { type Claim, claimPrepared, type Prepared, prepare } from '../db/claiming.ts';
import {
  firstTried,
  markBadAddress,
  type MessageRow,
  noticesOfMessage,
  recordAttempts,
  type Settled,
} from '../db/messages.ts';
import type { FileStore } from '../db/files.ts';
import { pauseBucket, returnTokens, takeTokens } from '../db/buckets.ts';
import { refuseGroup } from '../db/chat-groups.ts';
import { tellCoordinator } from '../db/notices.ts';
import { inOfficeHours, nextMorning } from '../plan/agenda.ts';
import type { Directory } from '../plan/audience.ts';
import type { Calendar } from '../plan/calendar.ts';
import type { CalendarItem } from '../plan/calendar-item.ts';
import { beijingDate, beijingMinutes } from '../plan/date.ts';
import { rootCause } from '../plan/errors.ts';
import type { ChannelName } from '../plan/message.ts';
import type { NoticeFacts } from '../plan/notice.ts';
import type { Policy } from '../plan/policy.ts';
import { type Administrators, alertOf } from './alerting.ts';
import { type Channels, findBy, type Outcome, type Outgoing, sendBy } from './channel.ts';
import { composeMessages, type Office } from './compose.ts';
import { calendarParts } from './calendar.ts';
import { daysIn, dueDays } from './due-days.ts';
import { mailExtras } from './inbound/extras.ts';
import { groupPost } from './chat/group-post.ts';
import type { LinkSigner } from './links.ts';
import { outgoingOf } from './outgoing.ts';
import { settlementOf } from './settling.ts';
import { mailInstead } from './sms-fallback.ts';

/** What sending works with. */
export type Sending = {
  db: Database;
  channels: Channels;
  calendar: Calendar;
  policy: Policy;
  directory: Directory;
  signer: LinkSigner;
  office: Office;
  domain: string;
  files?: FileStore;
  /** Says what an administrator must know at once; ids and server words only. */
  alarm: (text: string) => void;
  /** Who is written to when a channel's account is refused. */
  administrators?: Administrators;
};

/** Messages to one reader within an hour, whatever happens. */
const PER_READER: Record<ChannelName, number> = { mail: 10, sms: 5, chat: 20 };

/** A step claims nothing new after so many milliseconds, so that nothing in flight looks stranded. */
const LONGEST_STEP = 60_000;

/** So many messages have their words made in one go. */
const PREPARED = 100;

type Finished = { row: MessageRow; outcome: Outcome };

/** Sends what is due by one channel, so many at once as it allows; says what became of each. */
export async function sendDue(
  sending: Sending,
  name: ChannelName,
  now: number,
): Promise<Outcome[]> {
  const pace = sending.channels[name]?.pace;
  if (pace === undefined) return [];
  const started = performance.now();
  const outcomes: Outcome[] = [];
  const looked = new Set<number>();
  for (;;) {
    if (performance.now() - started > LONGEST_STEP) return outcomes;
    const tokens = await takeTokens(sending.db, name, pace, PREPARED, now);
    const asked = asking(sending, name, { limit: tokens, except: [...looked], now });
    const batch = tokens === 0 ? [] : await prepareMessages(sending, asked);
    for (const { row } of batch) looked.add(row.id);
    const late = () => performance.now() - started > LONGEST_STEP;
    let sent: Outcome[] = [];
    try {
      sent = await sendBatch(sending, name, batch, { now, late });
    } finally {
      await returnTokens(sending.db, name, tokens - sent.length);
    }
    outcomes.push(...sent);
    if (batch.length === 0 || sent.some(isRefusedAccount)) return outcomes;
  }
}

/** Nothing of the channel goes out until its account is mended. */
function isRefusedAccount({ result }: Outcome): boolean {
  return result === 'configuration' || result === 'money';
}

function asking(
  { calendar, policy }: Sending,
  channel: ChannelName,
  { limit, except, now }: Pick<Claim, 'limit' | 'except' | 'now'>,
): Claim {
  return {
    channel,
    limit,
    except,
    now,
    officeHours: inOfficeHours(calendar, policy, now),
    minuteOfDay: beijingMinutes(now),
    urgentInQuiet: policy.urgentInQuiet,
    perReader: PER_READER[channel],
  };
}

/** A message with the days that its reader's calendar takes from it. */
type Leaving = Prepared & { days: CalendarItem[] };

async function prepareMessages(
  { db, calendar, office, directory, alarm }: Sending,
  claim: Claim,
): Promise<Leaving[]> {
  const setting = { calendar, office, directory, now: claim.now, alarm };
  const prepared = await prepare(db, claim, (on, ready) => composeMessages(on, ready, setting));
  const days = await dueDays(db, prepared, calendar, beijingDate(claim.now));
  return prepared.map((each) => ({ ...each, days: daysIn(each, days) }));
}

/** So many connections work together: their messages are claimed in one commit and settled in one. */
const TOGETHER = 3;

/** What is sent within so many milliseconds after the first is written down with it. */
const GRACE = 20;

const SETTLE_TRIES = 3;

/**
 * Sends prepared messages over all connections of a channel: while some send, others claim and
 * write down. Never are more claimed and unsettled than there are connections.
 */
async function sendBatch(
  sending: Sending,
  name: ChannelName,
  prepared: Leaving[],
  { now, late }: { now: number; late: () => boolean },
): Promise<Outcome[]> {
  const left = prepared.toReversed();
  const outcomes: Outcome[] = [];
  let failure: unknown = null;
  const work = async (together: number) => {
    while (left.length > 0 && failure === null && !late() && !outcomes.some(isRefusedAccount)) {
      const next = left.splice(Math.max(0, left.length - together)).toReversed();
      try {
        outcomes.push(...(await sendTogether(sending, name, next, now)));
      } catch (error) {
        failure = error;
      }
    }
  };
  const atOnce = sending.channels[name]?.pace.atOnce ?? 1;
  const groups = Array.from({ length: Math.ceil(atOnce / TOGETHER) }, (_, index) =>
    work(Math.min(TOGETHER, atOnce - index * TOGETHER)),
  );
  await Promise.all(groups);
  if (failure !== null) throw failure;
  return outcomes;
}

/** Claims a few messages, hands them over, and writes down what became of them. */
async function sendTogether(
  sending: Sending,
  name: ChannelName,
  prepared: Leaving[],
  now: number,
): Promise<Outcome[]> {
  const claimed = await claimPrepared(sending.db, prepared, now);
  if (claimed.length === 0) return [];
  const outcomes: Outcome[] = [];
  const broken: unknown[] = [];
  const inFlight = new Set<Promise<void>>();
  let done: Finished[] = [];
  for (const leaving of claimed) {
    const work: Promise<void> = handOver(sending, leaving)
      .then(
        (outcome) => void done.push({ row: leaving.row, outcome }),
        (error: unknown) => void broken.push(error), // it stays as being sent: nobody knows
      )
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  }
  while (inFlight.size > 0 || done.length > 0) {
    // one that hangs does not keep the others from being written down
    if (done.length === 0) await Promise.race(inFlight);
    await Promise.race([Promise.all(inFlight), sleep(GRACE)]);
    const finished = done;
    done = [];
    await settleSurely(sending, name, finished, now);
    outcomes.push(...finished.map(({ outcome }) => outcome));
  }
  if (broken.length > 0) throw broken[0];
  return outcomes;
}

/** Asks first what became of an earlier try, where the provider can tell. */
async function handOver(sending: Sending, leaving: Leaving): Promise<Outcome> {
  const { channels, alarm } = sending;
  const { row } = leaving;
  const outgoing = await packed(sending, leaving).catch((error: unknown) => {
    const reason = error instanceof Error ? rootCause(error).message : String(error);
    alarm(`message ${row.id} could not be handed over: ${reason}`);
    return 'failed' as const;
  });
  // nothing of it has left
  if (outgoing === 'failed') return { result: 'retry', response: 'it could not be handed over' };
  if (outgoing === null) return { result: 'refused', response: 'the group takes no more posts' };
  if (row.repeats > 0) {
    const asked = { providerId: row.providerId, sentSince: row.datedAt };
    const found = await findBy(channels, outgoing, asked);
    if (found === 'taken') return { result: 'sent', response: 'the provider had taken it' };
    if (found === 'unknown') return { result: 'unclear', response: 'the provider cannot tell' };
  }
  return await sendBy(channels, outgoing);
}

/** A message as its way takes it; null: its group is gone. */
async function packed(
  { db, files, signer, domain }: Sending,
  leaving: Leaving,
): Promise<Outgoing | null> {
  const extras = await mailExtras(db, files, leaving);
  extras.attachments.push(...calendarParts(leaving.days, { domain }));
  return leaving.row.channel === 'chat'
    ? await groupPost(db, leaving.row)
    : outgoingOf(leaving, { signer, domain, extras });
}

export type Settling = Pick<
  Sending,
  'db' | 'channels' | 'calendar' | 'policy' | 'alarm' | 'administrators' | 'domain'
>;

/** What a server has answered is written down though the database breaks off once or twice. */
async function settleSurely(
  settling: Settling,
  name: ChannelName,
  finished: Finished[],
  now: number,
): Promise<void> {
  for (let left = SETTLE_TRIES; ; left -= 1) {
    try {
      return await settle(settling, name, finished, now);
    } catch (error) {
      if (left === 1) throw error;
      await sleep(GRACE * 10);
    }
  }
}

/** Writes down what became of attempts, all of it or nothing, and tells those who must know. */
export async function settle(
  { db, channels, calendar, policy, alarm, administrators, domain }: Settling,
  name: ChannelName,
  finished: Finished[],
  now: number,
): Promise<void> {
  const settled: (Settled & { fault: NoticeFacts['fault'] | null; byMail: boolean })[] = [];
  let longest = 0;
  for (const { row, outcome } of finished) {
    const first = outcome.result === 'sent' ? now : ((await firstTried(db, row.id)) ?? now);
    const { next, fault, alarm: words, pause } = settlementOf(outcome, row, first, now);
    if (words !== null) alarm(words);
    longest = Math.max(longest, pause);
    settled.push({ row, outcome, next, fault, byMail: false });
  }
  if (longest === 0 && settled.every(({ fault }) => fault === null)) {
    return await recordAttempts(db, settled, now); // one statement is all or nothing by itself
  }
  const notBefore = nextMorning(calendar, policy, now + 1);
  await db.transaction(async (tx) => {
    for (const each of settled) {
      if (each.outcome.result !== 'template') continue;
      if (!(await mailInstead(tx, each.row, { domain, now, notBefore }))) continue;
      each.next = { state: 'failed' };
      each.byMail = true;
    }
    await recordAttempts(tx, settled, now);
    for (const { row, outcome, fault, byMail } of settled) {
      if (byMail) continue;
      const said = saidOf(row, outcome, fault);
      if (said) await tellOffice(tx, row, said, notBefore);
      if (fault === 'address') await markBadAddress(tx, row, outcome.response);
      if (fault === 'address' && row.groupId !== null) {
        await refuseGroup(tx, row.groupId, outcome.response, notBefore);
      }
      const alerting = { db: tx, administrators, domain, sms: channels.sms !== null };
      await alertOf(alerting, name, outcome, now);
    }
    const pace = channels[name]?.pace;
    if (longest > 0 && pace !== undefined) await pauseBucket(tx, name, pace, longest, now);
  });
}

/** A number that takes nothing is no mailbox, and who opted out has no wrong number. */
function saidOf(
  { channel }: MessageRow,
  { result }: Pick<Settled['outcome'], 'result'>,
  fault: NoticeFacts['fault'] | null,
): NoticeFacts['fault'] | null {
  if (channel !== 'sms' || fault !== 'address') return fault;
  return result === 'opted-out' ? 'opted-out' : 'phone';
}

/** Tells the coordinator of every plan in a failed message whom to call. */
async function tellOffice(
  db: Database,
  row: MessageRow,
  fault: NonNullable<NoticeFacts['fault']>,
  notBefore: number,
): Promise<void> {
  const notices = await noticesOfMessage(db, row);
  const { personId } = row;
  for (const planId of new Set(notices.map((notice) => notice.planId))) {
    const unitId = notices.find((notice) => notice.planId === planId)?.unitId;
    const facts: NoticeFacts = {
      fault,
      ...(personId === null ? {} : { personId }),
      ...(unitId == null ? {} : { unitId }),
    };
    const key = `message/${row.id}/plan/${planId}/mend`;
    await tellCoordinator(
      db,
      { key, planId, occurrenceId: null, kind: 'mend-contact', facts },
      notBefore,
    );
  }
}
