import { openDirectory } from '../db/audience.ts';
import type { Database } from '../db/connect.ts';
import { prepareGroupPosts } from '../db/group-posts.ts';
import type { FileStore } from '../db/files.ts';
import { strandedMessages } from '../db/messages.ts';
import { withdrawPastReminders } from '../db/notices.ts';
import { inOfficeHours } from '../plan/agenda.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate } from '../plan/date.ts';
import type { Policy } from '../plan/policy.ts';
import type { Administrators } from './alerting.ts';
import { type Channels, namesOf, type Outcome } from './channel.ts';
import type { Office } from './compose.ts';
import type { LinkSigner } from './links.ts';
import { mergeDue } from './merging.ts';
import { sendDue, settle, type Settling } from './sending.ts';
import { prepareLists } from './weekly-list.ts';

/** What a dispatch step works with; the time is an argument, so that a year runs in a minute. */
export type Dispatch = {
  db: Database;
  channels: Channels;
  calendar: () => Promise<Calendar>;
  /** The rules that hold over all plans. */
  policy: () => Promise<Policy>;
  signer: LinkSigner;
  office: Office;
  /** Where received mails lie, which go to the coordinator as they came. */
  files?: FileStore;
  /** The domain of Message-IDs. */
  domain: string;
  /** Says what an administrator must know at once; ids and server words only. */
  alarm: (text: string) => void;
  /** Who is written to when a channel's account is refused. */
  administrators?: Administrators;
};

/** What a step did, for the log and for tests. */
export type Dispatched = { made: number; sent: number; failed: number };

const STRANDED = 10 * 60_000;

/** Turns due notices into messages and sends due messages; the one step of the outbox. */
export async function dispatchDue(dispatch: Dispatch, now: number): Promise<Dispatched> {
  const { db } = dispatch;
  const policy = await dispatch.policy();
  const calendar = await dispatch.calendar();
  await recoverStranded({ ...dispatch, calendar, policy }, now);
  const made = inOfficeHours(calendar, policy, now)
    ? await makeMessages(dispatch, calendar, policy, now)
    : 0;
  const sms = dispatch.channels.sms !== null;
  const directory = await openDirectory(db, beijingDate(now), { sms });
  const parts = { ...dispatch, calendar, policy, directory };
  const outcomes: Outcome[] = [];
  for (const name of namesOf(dispatch.channels))
    outcomes.push(...(await sendDue(parts, name, now)));
  const sent = outcomes.filter(({ result }) => result === 'sent').length;
  return { made, sent, failed: outcomes.length - sent };
}

async function makeMessages(
  { db, channels, domain, alarm }: Dispatch,
  calendar: Calendar,
  policy: Policy,
  now: number,
): Promise<number> {
  await withdrawPastReminders(db, beijingDate(now));
  await prepareLists(db, calendar, policy, now);
  if (channels.chat !== null) await prepareGroupPosts(db, calendar, policy, now);
  const sms = channels.sms !== null;
  return await mergeDue({ db, calendar, policy, sms, domain, alarm }, now);
}

/** A sender that died between claiming and answering leaves the matter unclear, never lost. */
async function recoverStranded(settling: Settling, now: number): Promise<void> {
  const stranded = await strandedMessages(settling.db, now - STRANDED);
  const outcome: Outcome = { result: 'unclear', response: 'the sender stopped before the answer' };
  for (const row of stranded) await settle(settling, row.channel, [{ row, outcome }], now);
}
