import { lastReminder } from './agenda.ts';
import { pastQuiet } from './agenda-days.ts';
import { findRecipient, type Recipient } from './audience.ts';
import { comingEarly, earlyKey } from './bring-forward.ts';
import { reasonToWait, isUrgent } from './budget.ts';
import { addWorkingDays, isQuietDay } from './calendar.ts';
import { addDays, mondayOf, type PlainDate } from './date.ts';
import { tellingsOfMoment } from './moments.ts';
import { SENT_ON_QUIET_DAYS } from './notice.ts';
import {
  type Course,
  drop,
  type Lived,
  type RehearsedMessage,
  type Said,
  settleWait,
} from './rehearsal.ts';

type Reader = {
  recipient: Recipient;
  channel: RehearsedMessage['channel'];
  kind: RehearsedMessage['kind'];
  said: Said[];
  unitIds: Set<number>;
  village: boolean;
};

/** A working day's morning: lists are gathered, notices become messages, one for each reader and kind. */
export function mornings(course: Course, day: PlainDate): void {
  drop(course, ({ kind, duty }) => kind === 'remind' && dueOf(duty) < day);
  gatherLists(course, day);
  const readers = readersOf(course, day);
  if (readers.length === 0) return;
  const owed = dueDates(course, day);
  const near = nearMoments(course, day);
  for (const reader of readers) {
    const why = reasonToWait(
      reader.said,
      spentBy(course, reader, owed, day),
      course.policy,
      reader.village,
    );
    if (why === null) send(course, reader, near, day);
    else if (why === 'budget') hold(reader, day);
  }
}

function dueOf(duty: Lived | null): PlainDate {
  return duty?.terms.rectifyBy ?? duty?.terms.dueOn ?? '9999-12-31';
}

function hold({ said, recipient }: Reader, day: PlainDate): void {
  for (const each of said) {
    each.heldSince ??= day;
    each.heldFor ??= recipient.personId;
  }
}

/** What is told today, by reader, kind and window. */
function readersOf(course: Course, day: PlainDate): Reader[] {
  const quiet = isQuietDay(course.calendar, day);
  const found = new Map<string, Reader>();
  const silenced: Said[] = [];
  for (const said of course.waiting) {
    if (said.from > day || (said.kind === 'list' && said.listId === null)) continue;
    if (quiet && !SENT_ON_QUIET_DAYS.includes(said.kind)) continue;
    const recipient = recipientOf(course, said);
    if (recipient === 'liaison') silenced.push(said);
    else if (recipient === null || (said.kind === 'list' && recipient.email === null)) {
      unreachable(course, said, day);
    } else addTo(found, course, said, recipient);
  }
  drop(course, (said) => silenced.includes(said));
  return [...found.values()];
}

function addTo(
  found: Map<string, Reader>,
  { directory }: Course,
  said: Said,
  recipient: Recipient,
): void {
  const { personId, phone, email, prefers, unitId } = recipient;
  const kind = said.kind === 'assign' ? 'assignment' : said.kind === 'list' ? 'list' : 'digest';
  const window = kind === 'assignment' ? said.planId : (said.listId ?? '');
  const bySms = kind !== 'list' && phone !== null && (email === null || prefers === 'sms');
  const key = `${personId}/${bySms}/${kind}/${window}`;
  const reader = found.get(key) ?? {
    recipient,
    channel: bySms ? 'sms' : 'mail',
    kind,
    said: [],
    unitIds: new Set(),
    village: true,
  };
  if (reader.recipient.phone === null) reader.recipient = recipient;
  reader.said.push(said);
  reader.unitIds.add(unitId);
  reader.village &&= directory.units.get(said.obligedId ?? 0)?.village === true;
  found.set(key, reader);
}

function recipientOf({ directory, withoutSms }: Course, said: Said): Recipient | 'liaison' | null {
  const found = findRecipient(directory, { ...said, taskId: said.duty?.taskId ?? null });
  if (found === null || found === 'liaison' || !withoutSms.has(said.planId)) return found;
  return found.email === null ? null : { ...found, phone: null };
}

/** The coordinator hears the next morning of whom nobody can reach, a line a day for each unit. */
function unreachable(course: Course, said: Said, day: PlainDate): void {
  if (said.unreachable) return;
  said.unreachable = true;
  if (said.audience === 'coordinator' || said.audience === 'verifier') return;
  const from = addWorkingDays(course.calendar, day, 1);
  const rest = { duty: null, step: null, listId: null };
  const { planId, obligedId } = said;
  course.waiting.push({
    ...rest,
    planId,
    obligedId,
    audience: 'coordinator',
    kind: 'mend-contact',
    from,
  });
}

/** What a reader was sent this month and week, and the mornings that are kept for last reminders. */
function spentBy(
  { messages, calendar }: Course,
  { recipient, channel, unitIds }: Reader,
  owed: Map<number, Set<PlainDate>>,
  day: PlainDate,
) {
  const month = day.slice(0, 7);
  const own = messages.filter(
    ({ personId, kind }) => personId === recipient.personId && kind === 'digest',
  );
  const kept = [...unitIds]
    .flatMap((unitId) => [...(owed.get(unitId) ?? [])])
    .map((dueOn) => lastReminder(calendar, dueOn))
    .filter((on) => on > day && on.startsWith(month));
  return {
    inMonth: own.filter((each) => each.channel === channel && each.on.startsWith(month)).length,
    inWeek: own.filter((each) => each.channel === 'mail' && each.on >= mondayOf(day)).length,
    keptForLast: new Set(kept).size,
  };
}

const MONTH_AND_LEAVE = 41; // days that a last reminder of this month can lie before its date

/** The due dates of the next weeks of what each unit owes or takes part in. */
function dueDates({ lived, directory }: Course, day: PlainDate): Map<number, Set<PlainDate>> {
  const found = new Map<number, Set<PlainDate>>();
  const until = addDays(day, MONTH_AND_LEAVE);
  for (const { terms, told, ended, answeringUnitId } of lived) {
    const { dueOn, force, liaison } = terms;
    if (ended || liaison || force === 'advice') continue;
    if (dueOn === null || dueOn < day || dueOn > until) continue;
    for (const unitId of [answeringUnitId, ...told.participants]) {
      const through = directory.units.get(unitId)?.throughId ?? unitId;
      for (const id of [unitId, through]) found.set(id, (found.get(id) ?? new Set()).add(dueOn));
    }
  }
  return found;
}

function send(course: Course, reader: Reader, near: Near[], day: PlainDate): void {
  const { recipient, channel, kind, said } = reader;
  const { personId } = recipient;
  const about = [
    ...said.map(({ planId, duty, kind: what }) => ({
      planId,
      dutyId: duty?.id ?? null,
      kind: what,
    })),
    ...(kind === 'digest' ? bringForward(near, personId) : []),
  ];
  const message = { on: day, personId, kind, lines: about.length, about };
  course.messages.push({ ...message, channel });
  for (const each of said) {
    settleWait(course, each, day);
    if (each.kind === 'remind' && each.step === 0 && each.audience === 'answering' && each.duty) {
      each.duty.reminded = true;
    }
    if (each.kind === 'list') each.duty?.listedTo.add(personId);
  }
  course.waiting = course.waiting.filter((each) => !said.includes(each));
  if (
    channel === 'mail' &&
    said.some((each) => isUrgent(each) && !course.withoutSms.has(each.planId)) &&
    mayPutBeside(course, reader, day)
  ) {
    course.messages.push({ ...message, channel: 'sms' });
  }
}

function mayPutBeside({ messages, policy }: Course, { recipient, kind }: Reader, day: PlainDate) {
  if (recipient.phone === null) return false;
  if (kind === 'assignment') return true;
  const made = messages.filter(
    (each) =>
      each.personId === recipient.personId &&
      each.channel === 'sms' &&
      each.kind === 'digest' &&
      each.on.startsWith(day.slice(0, 7)),
  );
  return made.length < policy.smsPerMonth;
}

/** Takes what comes soon into a digest; the lines that it makes. */
function bringForward(near: Near[], personId: number): RehearsedMessage['about'] {
  const own = near.filter((each) => each.personId === personId && !each.duty.early.has(each.key));
  for (const { duty, key } of own) duty.early.add(key);
  return own.map(({ duty: { planId, id } }) => ({ planId, dutyId: id, kind: 'remind' }));
}

/** A moment of the next days, and whom it is told. */
type Near = { duty: Lived; key: string; personId: number };

function nearMoments({ lived, calendar, policy, directory }: Course, day: PlainDate): Near[] {
  const isNear = comingEarly(calendar, day, policy.bringForwardDays);
  return lived.flatMap((duty) => {
    if (!duty.begun || duty.ended || duty.moments.length === 0) return [];
    return duty.moments.filter(isNear).flatMap((entry) => {
      const [telling] = tellingsOfMoment([entry], duty.told, false);
      if (telling?.audience !== 'answering') return [];
      const asked = { ...duty, audience: telling.audience, obligedId: duty.answeringUnitId };
      const recipient = findRecipient(directory, asked);
      if (recipient === null || recipient === 'liaison') return [];
      const key = earlyKey(duty.id, entry, duty.terms.rectifyBy ?? duty.terms.dueOn);
      return [{ duty, key, personId: recipient.personId }];
    });
  });
}

/** One list a week for each supervising leader, which the coordinator sees a working day before. */
function gatherLists(course: Course, day: PlainDate): void {
  const { calendar } = course;
  if (isQuietDay(calendar, day)) return;
  const byLeader = new Map<number, Said[]>();
  for (const said of course.waiting) {
    if (said.kind !== 'list' || said.listId !== null || said.from > day) continue;
    const leader = recipientOf(course, said);
    if (leader === null || leader === 'liaison') continue;
    byLeader.set(leader.personId, [...(byLeader.get(leader.personId) ?? []), said]);
  }
  for (const [personId, gathered] of byLeader) {
    const leavesOn = pastQuiet(calendar, addWorkingDays(calendar, day, 1));
    const listId = `${personId}/${mondayOf(leavesOn)}`;
    if (course.lists.has(listId)) {
      for (const said of gathered) said.from = addDays(mondayOf(leavesOn), 7);
    } else makeList(course, personId, gathered, { listId, leavesOn, day });
  }
}

function makeList(
  course: Course,
  personId: number,
  gathered: Said[],
  { listId, leavesOn, day }: { listId: string; leavesOn: PlainDate; day: PlainDate },
): void {
  course.lists.add(listId);
  for (const said of gathered) {
    said.listId = listId;
    said.from = leavesOn;
  }
  const listed = new Set(gathered.map(({ duty }) => duty));
  const again = course.lived.filter(
    (duty) => !duty.ended && duty.listedTo.has(personId) && !listed.has(duty),
  );
  for (const duty of again) {
    const rest = { duty, planId: duty.planId, obligedId: duty.answeringUnitId, step: null };
    course.waiting.push({
      ...rest,
      audience: 'supervising-leader',
      kind: 'list',
      from: leavesOn,
      listId,
    });
  }
  for (const duty of [...listed, ...again]) {
    if (duty === null) continue;
    const rest = { duty, planId: duty.planId, obligedId: duty.answeringUnitId, step: null };
    course.waiting.push({
      ...rest,
      audience: 'coordinator',
      kind: 'list-review',
      from: day,
      listId: null,
    });
  }
}
