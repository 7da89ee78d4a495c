import type { Database } from '../db/connect.ts';
import {
  claimBatch,
  firstTried,
  markBadAddress,
  type MessageRow,
  noticesOfMessage,
  type Ready,
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
import { beijingMinutes } from '../plan/date.ts';
import type { ChannelName } from '../plan/message.ts';
import type { NoticeFacts } from '../plan/notice.ts';
import type { Policy } from '../plan/policy.ts';
import { type Channels, findBy, type Outcome, type Pace, sendBy } from './channel.ts';
import { composeMessages, type Office } from './compose.ts';
import { mailExtras } from './inbound/extras.ts';
import { groupPost } from './chat/group-post.ts';
import type { LinkSigner } from './links.ts';
import { outgoingOf } from './outgoing.ts';
import { settlementOf } from './settling.ts';

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
};

/** Messages to one reader within an hour, whatever happens. */
const PER_READER: Record<ChannelName, number> = { mail: 10, sms: 5, chat: 20 };

/** A step claims nothing new after so many milliseconds, so that nothing in flight looks stranded. */
const LONGEST_STEP = 60_000;

/** Sends what is due by one channel, so many at once as it allows; says what became of each. */
export async function sendDue(
  sending: Sending,
  name: ChannelName,
  now: number,
): Promise<Outcome[]> {
  const pace = sending.channels[name]?.pace;
  if (pace === undefined) return [];
  const started = performance.now();
  const inFlight = new Set<Promise<void>>();
  const outcomes: Outcome[] = [];
  let done: Finished[] = [];
  let failure: unknown = null;
  for (;;) {
    const mayClaim = failure === null && performance.now() - started < LONGEST_STEP;
    const free = mayClaim ? pace.atOnce - inFlight.size : 0;
    for (const ready of await claim(sending, pace, name, free, now)) {
      const work: Promise<void> = handOver(sending, ready)
        .then(
          (outcome) => void done.push({ row: ready.row, outcome }),
          (error: unknown) => void (failure = error), // it stays as being sent: nobody knows
        )
        .finally(() => inFlight.delete(work));
      inFlight.add(work);
    }
    if (inFlight.size > 0 && done.length === 0) await Promise.race(inFlight);
    if (inFlight.size === 0 && done.length === 0) break;
    const finished = done;
    done = [];
    await settle(sending, name, finished, now);
    outcomes.push(...finished.map(({ outcome }) => outcome));
  }
  if (failure !== null) throw failure;
  return outcomes;
}

type Finished = { row: MessageRow; outcome: Outcome };

async function claim(
  { db, calendar, policy, office, directory, alarm }: Sending,
  pace: Pace,
  channel: ChannelName,
  free: number,
  now: number,
): Promise<Ready[]> {
  if (free <= 0) return [];
  const limit = await takeTokens(db, channel, pace, free, now);
  if (limit === 0) return [];
  const asked = {
    channel,
    limit,
    now,
    officeHours: inOfficeHours(calendar, policy, now),
    minuteOfDay: beijingMinutes(now),
    urgentInQuiet: policy.urgentInQuiet,
    perReader: PER_READER[channel],
  };
  const setting = { calendar, office, directory, now, alarm };
  let claimed: Ready[] | null;
  do {
    claimed = await claimBatch(db, asked, (tx, ready) => composeMessages(tx, ready, setting));
  } while (claimed?.length === 0); // all of these had nothing left to say
  await returnTokens(db, channel, limit - (claimed?.length ?? 0));
  return claimed ?? [];
}

/** Asks first what became of an earlier try, where the provider can tell. */
async function handOver(
  { db, files, channels, signer, domain }: Sending,
  ready: Ready,
): Promise<Outcome> {
  const { row } = ready;
  const extras = await mailExtras(db, files, ready);
  const outgoing =
    row.channel === 'chat'
      ? await groupPost(db, row)
      : outgoingOf(ready, { signer, domain, extras });
  if (outgoing === null) return { result: 'refused', response: 'the group takes no more posts' };
  if (row.repeats > 0) {
    const asked = { providerId: row.providerId, sentSince: row.datedAt };
    const found = await findBy(channels, outgoing, asked);
    if (found === 'taken') return { result: 'sent', response: 'the provider had taken it' };
    if (found === 'unknown') return { result: 'unclear', response: 'the provider cannot tell' };
  }
  return await sendBy(channels, outgoing);
}

export type Settling = Pick<Sending, 'db' | 'channels' | 'calendar' | 'policy' | 'alarm'>;

/** Writes down what became of attempts, all of it or nothing, and tells those who must know. */
export async function settle(
  { db, channels, calendar, policy, alarm }: Settling,
  name: ChannelName,
  finished: Finished[],
  now: number,
): Promise<void> {
  const settled: (Settled & { fault: NoticeFacts['fault'] | null })[] = [];
  let longest = 0;
  for (const { row, outcome } of finished) {
    const first = outcome.result === 'sent' ? now : ((await firstTried(db, row.id)) ?? now);
    const { next, fault, alarm: words, pause } = settlementOf(outcome, row, first, now);
    if (words !== null) alarm(words);
    longest = Math.max(longest, pause);
    settled.push({ row, outcome, next, fault });
  }
  await db.transaction(async (tx) => {
    await recordAttempts(tx, settled, now);
    for (const { row, outcome, fault } of settled) {
      const said = saidOf(row, outcome, fault);
      if (said) await tellOffice(tx, row, said, nextMorning(calendar, policy, now + 1));
      if (fault === 'address') await markBadAddress(tx, row, outcome.response);
      if (fault === 'address' && row.groupId !== null) {
        const morning = nextMorning(calendar, policy, now + 1);
        await refuseGroup(tx, row.groupId, outcome.response, morning);
      }
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
