import { openDirectory } from '../db/audience.ts';
import { confidentialPlans } from '../db/confidential.ts';
import type { Database } from '../db/connect.ts';
import {
  type Bundle,
  digestsBetween,
  type DueGroup,
  dueGroups,
  markUnreachable,
  gatherMessages,
  type Gathered,
  mergeAlone,
  openDueDates,
  postpone,
  putBeside,
  withdrawDue,
} from '../db/merging.ts';
import { tellCoordinator } from '../db/notices.ts';
import { lastReminder, nextMorning } from '../plan/agenda.ts';
import { type Directory, findRecipient, type Recipient } from '../plan/audience.ts';
import { reasonToWait, isUrgent, type Spent } from '../plan/budget.ts';
import { type Calendar, isQuietDay } from '../plan/calendar.ts';
import {
  addDays,
  beijingDate,
  beijingInstant,
  mondayOf,
  monthAfter,
  type PlainDate,
} from '../plan/date.ts';
import type { WaitsFor } from '../plan/message.ts';
import { type NoticeFacts, SENT_ON_QUIET_DAYS } from '../plan/notice.ts';
import type { Policy } from '../plan/policy.ts';
import { spreadBy } from '../plan/spread.ts';
import { bringForward } from './bring-forward.ts';

const MINUTE = 60_000;
const LONGEST_LEAVE = 10; // days by which a leave moves a last reminder forward

/** What merging works with; the time is an argument. */
export type Merging = {
  db: Database;
  calendar: Calendar;
  policy: Policy;
  /** Whether short messages are set up. */
  sms: boolean;
  domain: string;
  alarm: (text: string) => void;
};

type Reader = Bundle & { recipient: Recipient; village: boolean };

const groupsOf = ({ members }: Bundle) => members.map(({ group }) => group);
const idsIn = (groups: DueGroup[]) => groups.flatMap(({ ids }) => ids);

/**
 * Turns due notices into messages, one per reader, kind and window; says how many took notices. All
 * or nothing, and one process at a time, so that one address book says who is told.
 */
export async function mergeDue(merging: Merging, now: number): Promise<number> {
  return await merging.db.transaction(async (tx) => {
    await mergeAlone(tx);
    return await merge({ ...merging, db: tx }, now);
  });
}

async function merge(merging: Merging, now: number): Promise<number> {
  const { db, calendar, domain } = merging;
  const today = beijingDate(now);
  const quiet = isQuietDay(calendar, today);
  const due = await dueGroups(db, now);
  const groups = due.filter(({ kind }) => !quiet || SENT_ON_QUIET_DAYS.includes(kind));
  if (groups.length === 0) return 0;
  const directory = await openDirectory(db, today, { sms: merging.sms });
  const confidential = merging.sms ? await confidentialPlans(db) : new Set<number>();
  // of a confidential plan nobody is told by telephone
  const mailOnly = confidential.size === 0 ? directory : await openDirectory(db, today);
  const directoryOf = (planId: number) => (confidential.has(planId) ? mailOnly : directory);
  const { readers, liaison, unreachable } = readersOf(merging, groups, directoryOf, now);
  const { leaving, held } = await withinBudget(merging, readers, now);
  const inWindow = await gatherMessages(db, leaving, domain, now);
  await bringForward(merging, inWindow, { directory, directoryOf }, now);
  const { gathered, readers: told } = await byHandAtOnce(merging, inWindow, leaving, now);
  await tellBesides(merging, gathered, told, confidential, now);
  // notices are written last: whoever records something locks its occurrence before its notices
  await withdrawDue(db, idsIn(liaison));
  for (const group of unreachable) await reportUnreachable(merging, group, now);
  const late = gathered.filter(({ messageId }) => messageId === null);
  const waiting = { ...held, window: late.flatMap(({ bundle }) => groupsOf(bundle)) };
  await keepForLater(merging, waiting, now);
  return gathered.length - late.length;
}

type Readers = { readers: Reader[]; liaison: DueGroup[]; unreachable: DueGroup[] };

/** Who is meant by each group, gathered by message; and the groups that reach nobody. */
function readersOf(
  merging: Merging,
  groups: DueGroup[],
  directoryOf: (planId: number) => Directory,
  now: number,
): Readers {
  const found = new Map<string, Reader>();
  const liaison: DueGroup[] = [];
  const unreachable: DueGroup[] = [];
  for (const group of groups) {
    const directory = directoryOf(group.planId);
    const recipient = findRecipient(directory, group);
    if (recipient === 'liaison') liaison.push(group);
    else if (recipient === null || !readable(group, recipient)) unreachable.push(group);
    else {
      const reader = readerOf(merging, group, recipient, now);
      const key = `${reader.personId}/${reader.channel}/${reader.kind}/${reader.window}`;
      const known = found.get(key) ?? reader;
      if (known.recipient.phone === null) known.recipient = recipient;
      known.members.push({ group, unitId: recipient.unitId });
      known.village &&= directory.units.get(group.obligedId ?? 0)?.village === true;
      found.set(key, known);
    }
  }
  return { readers: [...found.values()], liaison, unreachable };
}

/** A leader's list does not fit into a short message. */
function readable({ kind }: DueGroup, { email }: Recipient): boolean {
  return kind !== 'list' || email !== null;
}

function readerOf({ policy }: Merging, group: DueGroup, recipient: Recipient, now: number): Reader {
  const { personId, email, phone, prefers } = recipient;
  const bySms = group.kind !== 'list' && phone !== null && (email === null || prefers === 'sms');
  const today = beijingDate(now);
  const window = windowOf(group, today);
  return {
    personId,
    channel: bySms ? 'sms' : 'mail',
    address: (bySms ? phone : email) ?? '',
    kind: kindOf(group),
    window,
    nextAt: isMorning(policy, now)
      ? spreadBy(`${personId}/${today}`, policy.spreadMinutes, now)
      : now,
    members: [],
    recipient,
    village: true,
  };
}

/** Only the first hour brings everybody something at once. */
function isMorning({ moment: { hour, minute } }: Policy, now: number): boolean {
  return now < beijingInstant(beijingDate(now), hour + 1, minute);
}

function kindOf({ kind }: DueGroup): Bundle['kind'] {
  if (kind === 'assign') return 'assignment';
  return kind === 'list' ? 'list' : 'digest';
}

function windowOf({ kind, planId, listId }: DueGroup, today: PlainDate): string {
  if (kind === 'assign') return `${planId}@${today}`;
  // a list that did not arrive is told anew on another day
  return kind === 'list' ? `${listId}@${today}` : today;
}

type Held = Record<WaitsFor, DueGroup[]>;

/** Those that may leave this morning, and what waits for which reason. */
async function withinBudget(
  { db, calendar, policy }: Merging,
  readers: Reader[],
  now: number,
): Promise<{ leaving: Reader[]; held: Held }> {
  const spent = await spentBy(db, calendar, readers, beijingDate(now), now);
  const leaving: Reader[] = [];
  const held: Held = { budget: [], ride: [], window: [] };
  for (const reader of readers) {
    const why = reasonToWait(groupsOf(reader), spent(reader), policy, reader.village);
    if (why === null) leaving.push(reader);
    else held[why].push(...groupsOf(reader));
  }
  return { leaving, held };
}

/** What may not leave, or came too late for its message, waits for the next window; why is kept. */
async function keepForLater(
  { db, calendar, policy }: Merging,
  held: Held,
  now: number,
): Promise<void> {
  const until = nextMorning(calendar, policy, now + 1);
  for (const why of ['budget', 'ride', 'window'] as const) {
    await postpone(db, idsIn(held[why]), until, why);
  }
}

/** What each reader was sent this month and week, and the mornings kept for last reminders. */
async function spentBy(
  db: Database,
  calendar: Calendar,
  readers: Reader[],
  today: PlainDate,
  now: number,
): Promise<(reader: Reader) => Spent> {
  const persons = [...new Set(readers.map(({ personId }) => personId))];
  const units = [...new Set(readers.flatMap(({ members }) => members.map(({ unitId }) => unitId)))];
  const month = today.slice(0, 7);
  const next = beijingDate(monthAfter(now));
  const monday = mondayOf(today);
  const mails = {
    mail: await digestsBetween(db, persons, 'mail', `${month}-01`, next),
    sms: await digestsBetween(db, persons, 'sms', `${month}-01`, next),
  };
  const inWeek = await digestsBetween(db, persons, 'mail', monday, addDays(monday, 7));
  const due = await openDueDates(db, units, today, addDays(today, 31 + LONGEST_LEAVE));
  const mornings = new Map(
    [...due].map(([unitId, dates]) => [
      unitId,
      dates
        .map((dueOn) => lastReminder(calendar, dueOn))
        .filter((day) => day > today && day.startsWith(month)),
    ]),
  );
  return ({ personId, channel, members }) => ({
    inMonth: mails[channel].get(personId) ?? 0,
    inWeek: inWeek.get(personId) ?? 0,
    keptForLast: new Set(members.flatMap(({ unitId }) => mornings.get(unitId) ?? [])).size,
  });
}

type ToldReaders = { gathered: Gathered[]; readers: Reader[] };

/**
 * What the office does by hand waits for no other morning: where the day's digest has left, it gets
 * a message of its own, which takes what is done within the same minute.
 */
async function byHandAtOnce(
  { db, domain }: Merging,
  inWindow: Gathered[],
  readers: Reader[],
  now: number,
): Promise<ToldReaders> {
  const lateBundles = new Set(
    inWindow.flatMap(({ bundle, messageId }) => (messageId === null ? [bundle] : [])),
  );
  const late = readers.filter((reader) => lateBundles.has(reader));
  const window = `${beijingDate(now)}#${Math.floor(now / MINUTE)}`;
  const own = late.flatMap((reader) => {
    const members = reader.members.filter(({ group }) => group.kind === 'urged');
    return members.length === 0 ? [] : [{ ...reader, window, nextAt: now + MINUTE, members }];
  });
  if (own.length === 0) return { gathered: inWindow, readers };
  const rest = late.flatMap((reader) => {
    const members = reader.members.filter(({ group }) => group.kind !== 'urged');
    return members.length === 0 ? [] : [{ ...reader, members }];
  });
  const gathered = [
    ...inWindow.filter(({ bundle }) => !lateBundles.has(bundle)),
    ...rest.map((bundle) => ({ bundle, messageId: null })),
    ...(await gatherMessages(db, own, domain, now)),
  ];
  return { gathered, readers: [...readers, ...own] };
}

/** Puts a short message beside a mail that carries what is urgent, within a budget of its own. */
async function tellBesides(
  { db, policy, domain }: Merging,
  gathered: Gathered[],
  readers: Reader[],
  confidential: ReadonlySet<number>,
  now: number,
): Promise<void> {
  const byBundle = new Map<Bundle, Reader>(readers.map((reader) => [reader, reader]));
  const wanted = gathered.flatMap(({ bundle, messageId }) => {
    const reader = byBundle.get(bundle);
    const phone = reader?.recipient.phone ?? null;
    if (messageId === null || reader === undefined || phone === null) return [];
    const told = groupsOf(reader).filter(({ planId }) => !confidential.has(planId));
    if (bundle.channel === 'sms' || !told.some(isUrgent)) return [];
    return [{ mailId: messageId, bundle, phone }];
  });
  if (wanted.length === 0) return;
  const persons = wanted.map(({ bundle }) => bundle.personId);
  const today = beijingDate(now);
  const month = `${today.slice(0, 7)}-01`;
  const made = await digestsBetween(db, persons, 'sms', month, beijingDate(monthAfter(now)));
  const allowed = wanted.filter(
    ({ bundle: { kind, personId } }) =>
      kind === 'assignment' || (made.get(personId) ?? 0) < policy.smsPerMonth,
  );
  await putBeside(db, allowed, domain, now);
}

/** Nobody can be reached: the coordinator hears of it, a line a day for each unit, not for each task. */
async function reportUnreachable(merging: Merging, group: DueGroup, now: number): Promise<void> {
  if (await markUnreachable(merging.db, group.ids)) await sayUnreachable(merging, group, now);
}

async function sayUnreachable(
  { db, calendar, policy, alarm }: Merging,
  group: DueGroup,
  now: number,
): Promise<void> {
  const { planId, audience, obligedId } = group;
  if (audience === 'coordinator' || audience === 'verifier' || obligedId === null) {
    return alarm(`plan ${planId}: the coordinator has no working address`);
  }
  const role = audience.endsWith('leader') ? audience : 'contact';
  const key = `plan/${planId}/unreachable/${role}/${obligedId}/${beijingDate(now)}`;
  const facts: NoticeFacts = { audience, fault: 'nobody', unitId: obligedId };
  await tellCoordinator(
    db,
    { key, planId, occurrenceId: null, kind: 'mend-contact', facts },
    nextMorning(calendar, policy, now + 1),
  );
}
