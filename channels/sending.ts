import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/connect.ts';
import { type Claim, claimPrepared, type Prepared, prepare } from '../db/claiming.ts';
import {
  firstTried,
  markBadAddress,
  type MessageRow,
  recordAttempts,
  type Settled,
} from '../db/messages.ts';
import type { FileStore } from '../db/files.ts';
import { pauseBucket, returnTokens, takeTokens } from '../db/buckets.ts';
import { refuseGroup } from '../db/chat-groups.ts';
import { askToMend } from '../db/mend-contact.ts';
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
import { runLanes } from './lanes.ts';
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
  const { db } = sending;
  const pace = sending.channels[name]?.pace;
  if (pace === undefined) return [];
  const started = performance.now();
  const outcomes: Outcome[] = [];
  const claiming = { perReader: PER_READER[name], now };
  let tokens = 0;
  let after: Claim['after'] = null;
  const prepareMore = async () => {
    const taken = await takeTokens(db, name, pace, PREPARED, now);
    tokens += taken;
    if (taken === 0) return [];
    const batch = await prepareMessages(
      sending,
      asking(sending, name, { limit: taken, after, now }),
    );
    after = batch.at(-1)?.row ?? after;
    return batch;
  };
  try {
    await runLanes<Leaving, Leaving, Finished>({
      atOnce: pace.atOnce,
      prepare: prepareMore,
      exchange: async (finished, next) => {
        outcomes.push(...finished.map(({ outcome }) => outcome));
        return await exchange(sending, name, finished, next, claiming);
      },
      send: async (leaving) => ({ row: leaving.row, outcome: await handOver(sending, leaving) }),
      stopped: () => performance.now() - started > LONGEST_STEP || outcomes.some(isRefusedAccount),
    });
  } finally {
    await returnTokens(db, name, tokens - outcomes.length);
  }
  return outcomes;
}

/** Nothing of the channel goes out until its account is mended. */
function isRefusedAccount({ result }: Outcome): boolean {
  return result === 'configuration' || result === 'money';
}

function asking(
  { calendar, policy }: Sending,
  channel: ChannelName,
  { limit, after, now }: Pick<Claim, 'limit' | 'after' | 'now'>,
): Claim {
  return {
    channel,
    limit,
    after,
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

const SETTLE_TRIES = 3;
const SETTLE_PAUSE = 200; // milliseconds

/**
 * Writes down what a server has answered and claims what is sent next: in one statement where
 * nobody has to be told, as with nearly all.
 */
async function exchange(
  sending: Sending,
  name: ChannelName,
  finished: Finished[],
  next: Leaving[],
  claiming: Pick<Claim, 'perReader' | 'now'>,
): Promise<Leaving[]> {
  const { now } = claiming;
  if (finished.every(({ outcome }) => outcome.result === 'sent')) {
    const settled = finished.map(({ row, outcome }) => ({
      row,
      outcome,
      next: settlementOf(outcome, row, now, now).next,
    }));
    const claimed = await claimPrepared(sending.db, next, { ...claiming, settled }).catch(
      () => null,
    );
    if (claimed !== null) return claimed;
  }
  await settleSurely(sending, name, finished, now);
  const isRefused = finished.some(({ outcome }) => isRefusedAccount(outcome));
  return isRefused ? [] : await claimPrepared(sending.db, next, claiming);
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
      await sleep(SETTLE_PAUSE);
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
      if (said) await askToMend(tx, row, said, notBefore);
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
