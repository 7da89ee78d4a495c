import { obligedUnit, openDirectory, recipientOf } from '../db/audience.ts';
import type { Database } from '../db/connect.ts';
import { type Bundle, digestsBetween, openDueDates, tieBundle } from '../db/bundles.ts';
import {
  claimMessage,
  dueMessages,
  firstTried,
  markBadAddress,
  type MessageRow,
  noticesOfMessage,
  recordAttempt,
  strandedMessages,
} from '../db/messages.ts';
import {
  dueNotices,
  markUnreachable,
  type NoticeRow,
  postpone,
  tellCoordinator,
  withdrawNotice,
  withdrawPastReminders,
} from '../db/notices.ts';
import { inOfficeHours, lastReminder, nextMorning } from '../plan/agenda.ts';
import { type Calendar, isQuietDay } from '../plan/calendar.ts';
import { addDays, beijingDate, mondayOf, monthAfter, type PlainDate } from '../plan/date.ts';
import { type NoticeFacts, ORDERS, SENT_ON_QUIET_DAYS } from '../plan/notice.ts';
import { DEFAULT_POLICY, type Policy } from '../plan/policy.ts';
import type { Channels, Outcome } from './channel.ts';
import { composeMessage, type Office } from './compose.ts';
import { fillLinks, type LinkSigner } from './links.ts';
import { settlementOf } from './settling.ts';
import { prepareLists } from './weekly-list.ts';

/** What a dispatch step works with; the time is an argument, so that a year runs in a minute. */
export type Dispatch = {
  db: Database;
  channels: Channels;
  calendar: () => Promise<Calendar>;
  signer: LinkSigner;
  office: Office;
  /** The domain of Message-IDs. */
  domain: string;
  /** Says what an administrator must know at once; ids and server words only. */
  alarm: (text: string) => void;
};

/** What a step did, for the log and for tests. */
export type Dispatched = { made: number; sent: number; failed: number };

const STRANDED = 10 * 60_000;
const LONGEST_LEAVE = 10; // days by which a leave moves a last reminder forward

/** Turns due notices into messages and sends due messages; the one step of the outbox. */
export async function dispatchDue(dispatch: Dispatch, now: number): Promise<Dispatched> {
  const policy = DEFAULT_POLICY;
  const calendar = await dispatch.calendar();
  await recoverStranded(dispatch, calendar, now);
  if (!inOfficeHours(calendar, policy, now)) return { made: 0, sent: 0, failed: 0 };
  await withdrawPastReminders(dispatch.db, beijingDate(now));
  await prepareLists(dispatch.db, calendar, policy, now);
  const made = await makeMessages(dispatch, calendar, policy, now);
  const results: (Outcome | null)[] = [];
  for (const id of await dueMessages(dispatch.db, now)) {
    results.push(await sendMessage(dispatch, calendar, id, now));
  }
  const sent = results.filter((outcome) => outcome?.result === 'sent').length;
  return { made, sent, failed: results.filter(Boolean).length - sent };
}

/** One message per person, kind and window, of all the notices that are due for that person. */
async function makeMessages(
  dispatch: Dispatch,
  calendar: Calendar,
  policy: Policy,
  now: number,
): Promise<number> {
  const { db, domain } = dispatch;
  const bundles = new Map<string, Bundle & { notices: NoticeRow[] }>();
  const quiet = isQuietDay(calendar, beijingDate(now));
  const notices = await dueNotices(db, now);
  if (notices.length === 0) return 0;
  const directory = await openDirectory(db, beijingDate(now));
  for (const notice of notices) {
    if (quiet && !SENT_ON_QUIET_DAYS.includes(notice.kind)) continue;
    const recipient = await recipientOf(db, notice, directory);
    if (recipient === 'liaison') await withdrawNotice(db, notice.id);
    else if (recipient === null) await reportUnreachable(dispatch, notice, calendar, policy, now);
    else {
      const kind = kindOf(notice);
      const window = windowOf(notice, now);
      const key = `${recipient.personId}/${kind}/${window}`;
      const { personId, email: address, unitId } = recipient;
      const bundle = bundles.get(key) ?? {
        personId,
        address,
        kind,
        window,
        members: [],
        notices: [],
      };
      bundle.members.push({ noticeId: notice.id, unitId });
      bundle.notices.push(notice);
      bundles.set(key, bundle);
    }
  }
  let made = 0;
  for (const bundle of bundles.values()) {
    const until = await overBudgetUntil(db, bundle, calendar, policy, now);
    const tied = until === null && (await tieBundle(db, bundle, domain, now));
    if (tied) made += 1;
    else {
      const ids = bundle.members.map(({ noticeId }) => noticeId);
      await postpone(db, ids, until ?? nextMorning(calendar, policy, now + 1));
    }
  }
  return made;
}

function kindOf(notice: NoticeRow): Bundle['kind'] {
  if (notice.kind === 'assign') return 'assignment';
  return notice.kind === 'list' ? 'list' : 'digest';
}

function windowOf(notice: NoticeRow, now: number): string {
  const today = beijingDate(now);
  if (notice.kind === 'assign') return `${notice.planId}@${today}`;
  return notice.kind === 'list' ? `${notice.listId}` : today;
}

/** A unit's contact gets so many mails a month, its leader one a week; what cannot wait is let through. */
async function overBudgetUntil(
  db: Database,
  { kind, personId, notices, members }: Bundle & { notices: NoticeRow[] },
  calendar: Calendar,
  policy: Policy,
  now: number,
): Promise<number | null> {
  if (kind !== 'digest' || notices.some(cannotWait)) return null;
  if (notices.every(ridesAlong)) return nextMorning(calendar, policy, now + 1);
  const today = beijingDate(now);
  if (notices.every(({ audience }) => audience === 'leader')) {
    const monday = mondayOf(today);
    const made = await digestsBetween(db, personId, monday, addDays(monday, 7));
    return made === 0 ? null : nextMorning(calendar, policy, now + 1);
  }
  const next = beijingDate(monthAfter(now));
  const made = await digestsBetween(db, personId, `${today.slice(0, 7)}-01`, next);
  const kept = made < policy.mailsPerMonth ? await lastReminders(db, members, calendar, today) : 0;
  return made + kept < policy.mailsPerMonth ? null : nextMorning(calendar, policy, now + 1);
}

/** The mornings of this month that are kept for last reminders, which never wait: others wait for them. */
async function lastReminders(
  db: Database,
  members: Bundle['members'],
  calendar: Calendar,
  today: PlainDate,
): Promise<number> {
  const unitIds = [...new Set(members.map(({ unitId }) => unitId))];
  const dates = await openDueDates(db, unitIds, today, addDays(today, 31 + LONGEST_LEAVE));
  const mornings = dates.map((dueOn) => lastReminder(calendar, dueOn));
  const month = today.slice(0, 7);
  return new Set(mornings.filter((day) => day > today && day.startsWith(month))).size;
}

/** How a count goes is a line in the next digest, never a mail of its own (docs/office-rules.md, 4). */
function ridesAlong({ kind }: NoticeRow): boolean {
  return kind === 'pace';
}

/** The last reminder, an answer to the unit's own act, and the office's own business are never held. */
function cannotWait({ kind, audience, facts }: NoticeRow): boolean {
  if (audience === 'coordinator' || audience === 'verifier') return true;
  if (kind === 'chase' || ORDERS.includes(kind)) return true;
  return kind === 'remind' && facts.step === 0;
}

/** Nobody can be reached: the coordinator hears of it, a line a day for each unit, not for each task. */
async function reportUnreachable(
  { db, alarm }: Dispatch,
  { id, planId, occurrenceId, audience }: NoticeRow,
  calendar: Calendar,
  policy: Policy,
  now: number,
): Promise<void> {
  if (!(await markUnreachable(db, id))) return;
  const unitId = await obligedUnit(db, { planId, occurrenceId, audience });
  if (audience === 'coordinator' || audience === 'verifier' || unitId === null) {
    return alarm(`plan ${planId}: the coordinator has no working address`);
  }
  const role = audience.endsWith('leader') ? audience : 'contact';
  const key = `plan/${planId}/unreachable/${role}/${unitId}/${beijingDate(now)}`;
  const facts: NoticeFacts = { audience, fault: 'nobody', unitId };
  await tellCoordinator(
    db,
    { key, planId, occurrenceId: null, kind: 'mend-contact', facts },
    nextMorning(calendar, policy, now + 1),
  );
}

async function sendMessage(
  dispatch: Dispatch,
  calendar: Calendar,
  id: number,
  now: number,
): Promise<Outcome | null> {
  const claimed = await claimMessage(dispatch.db, id, now, (tx, row, notices) =>
    composeMessage(tx, row, notices, { calendar, office: dispatch.office, now }),
  );
  if (claimed === null) return null;
  const outcome = await dispatch.channels.mail.send({
    channel: 'mail',
    messageId: claimed.messageId,
    address: claimed.address,
    subject: claimed.subject,
    text: fillLinks(claimed.text, dispatch.signer),
    html: fillLinks(claimed.html, dispatch.signer),
    date: claimed.datedAt,
    repeat: claimed.repeats > 0,
    attachments: [],
    references: [],
    unsubscribe: null,
    inReplyTo: null,
  });
  await settle(dispatch, calendar, claimed, outcome, now);
  return outcome;
}

/** Writes down what became of an attempt, all of it or nothing, and tells those who must know. */
async function settle(
  dispatch: Dispatch,
  calendar: Calendar,
  row: MessageRow,
  outcome: Outcome,
  now: number,
): Promise<void> {
  const first = (await firstTried(dispatch.db, row.id)) ?? now;
  const { next, fault, alarm } = settlementOf(outcome, row, first, now);
  if (alarm !== null) dispatch.alarm(alarm);
  await dispatch.db.transaction(async (tx) => {
    await recordAttempt(tx, row, outcome, next, now);
    if (fault) await tellOffice(tx, row, fault, nextMorning(calendar, DEFAULT_POLICY, now + 1));
    if (fault === 'address') await markBadAddress(tx, row, outcome.response);
  });
}

/** Tells the coordinator of every plan in a failed message whom to call. */
async function tellOffice(
  db: Database,
  row: MessageRow,
  fault: NonNullable<NoticeFacts['fault']>,
  notBefore: number,
): Promise<void> {
  const notices = await noticesOfMessage(db, row.id);
  for (const planId of new Set(notices.map((notice) => notice.planId))) {
    const unitId = notices.find((notice) => notice.planId === planId)?.unitId;
    const facts: NoticeFacts = {
      personId: row.personId ?? 0,
      fault,
      ...(unitId ? { unitId } : {}),
    };
    const key = `message/${row.id}/plan/${planId}/mend`;
    await tellCoordinator(
      db,
      { key, planId, occurrenceId: null, kind: 'mend-contact', facts },
      notBefore,
    );
  }
}

/** A sender that died between claiming and answering leaves the matter unclear, never lost. */
async function recoverStranded(dispatch: Dispatch, calendar: Calendar, now: number): Promise<void> {
  for (const row of await strandedMessages(dispatch.db, now - STRANDED)) {
    const outcome: Outcome = {
      result: 'unclear',
      response: 'the sender stopped before the answer',
    };
    await settle(dispatch, calendar, row, outcome, now);
  }
}
