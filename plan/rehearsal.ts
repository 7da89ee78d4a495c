import { type AgendaEntry, agendaOf, type Terms } from './agenda.ts';
import type { Directory } from './audience.ts';
import { earlyKey } from './bring-forward.ts';
import { addWorkingDays, type Calendar, isWorkingDay, workingDayUntil } from './calendar.ts';
import { addDays, beijingDate, beijingInstant, type PlainDate } from './date.ts';
import type { MessageKind } from './message.ts';
import { type Audience, type Telling, tellingsOfMoment, type Told } from './moments.ts';
import { LADDER, type NoticeKind } from './notice.ts';
import type { Policy } from './policy.ts';
import { mornings } from './rehearsal-morning.ts';

/** How units behave in a rehearsal: nobody answers, or everything is done on its last working day. */
export type Behaviour = 'silent' | 'punctual';

/** A duty as launch lays it out, or as it stands. */
export type RehearsedDuty = {
  id: string;
  planId: number;
  taskId: number;
  answeringUnitId: number;
  /** It begins when its window opens; the others begin at launch. */
  series: boolean;
  /** The moments of one that has begun; null: it has not. */
  agenda: AgendaEntry[] | null;
  terms: Terms;
  told: Told;
  policy: Policy;
};

/** What is rehearsed: duties, units that are assigned theirs, and who reads what is sent. */
export type Rehearsed = {
  duties: RehearsedDuty[];
  assigned: { planId: number; unitId: number }[];
  launchAt: number;
  until: PlainDate;
  units: Behaviour;
  directory: Directory;
  /** Confidential plans, of which nobody is told by short message. */
  withoutSms: ReadonlySet<number>;
  calendar: Calendar;
  /** The rules that hold over all plans. */
  policy: Policy;
};

/** A message that would be sent. */
export type RehearsedMessage = {
  on: PlainDate;
  personId: number;
  channel: 'mail' | 'sms';
  kind: Extract<MessageKind, 'assignment' | 'digest' | 'list'>;
  lines: number;
  /** What each line is of; null: a unit's whole list. */
  about: { planId: number; dutyId: string | null; kind: NoticeKind }[];
};

/** A line that waited for the budget; `told` null: something graver took its place, or its date passed. */
export type Waited = {
  personId: number;
  dutyId: string | null;
  kind: NoticeKind;
  since: PlainDate;
  told: PlainDate | null;
};

export type Rehearsal = {
  messages: RehearsedMessage[];
  waited: Waited[];
  /** Duties whose due date came without a last reminder. */
  lacking: RehearsedDuty[];
};

/** A duty while its year is rehearsed. */
export type Lived = RehearsedDuty & {
  moments: AgendaEntry[];
  begun: boolean;
  ended: boolean;
  reminded: boolean;
  /** What was told before its morning. */
  early: Set<string>;
  /** The leaders whose lists it stood in. */
  listedTo: Set<number>;
};

/** Something to be told that no message has taken yet. */
export type Said = {
  duty: Lived | null;
  planId: number;
  obligedId: number | null;
  audience: Audience;
  kind: NoticeKind;
  step: number | null;
  from: PlainDate;
  listId: string | null;
  unreachable?: true;
  heldSince?: PlainDate;
  heldFor?: number;
};

/** The year so far. */
export type Course = Rehearsed & {
  lived: Lived[];
  waiting: Said[];
  messages: RehearsedMessage[];
  waited: Waited[];
  lists: Set<string>;
};

/**
 * The messages of a plan's time, day by day, by the rules that the real ones follow: agendas, who is
 * told, quiet days, one digest a morning, the budget, bringing forward. Nothing is sent or written.
 */
export function rehearse(given: Rehearsed): Rehearsal {
  const course: Course = {
    ...given,
    lived: given.duties.map((duty) => ({
      ...duty,
      moments: duty.agenda ?? [],
      begun: duty.agenda !== null,
      ended: false,
      reminded: false,
      early: new Set(),
      listedTo: new Set(),
    })),
    waiting: [],
    messages: [],
    waited: [],
    lists: new Set(),
  };
  const first = beijingDate(given.launchAt);
  for (let day = first; day <= given.until; day = addDays(day, 1)) {
    night(course, day, first);
    if (!isWorkingDay(given.calendar, day) || given.launchAt > beijingInstant(day, 18)) continue;
    mornings(course, day);
    if (given.units === 'punctual') complete(course, day);
  }
  return { messages: course.messages, waited: course.waited, lacking: lacking(course, first) };
}

/** What happens before the office opens: windows open, moments come, silent units are chased. */
function night(course: Course, day: PlainDate, first: PlainDate): void {
  const { calendar, launchAt } = course;
  for (const duty of course.lived) {
    if (duty.ended) continue;
    if (!duty.begun && (!duty.series || duty.terms.opensOn <= day)) {
      const after = day === first ? launchAt : beijingInstant(day, 0);
      duty.begun = true;
      duty.moments = agendaOf(duty.terms, duty.policy, calendar, after);
    }
    if (duty.begun) meet(course, duty, day);
  }
  for (const { planId, unitId } of course.assigned) {
    if (day === first) say(course, planId, unitId, 'assign', `contact:${unitId}`, day);
    if (course.units === 'punctual') continue;
    const { chase, callList } = course.policy.acknowledge;
    if (day === addWorkingDays(calendar, first, chase)) {
      say(course, planId, unitId, 'chase', `contact:${unitId}`, day);
    }
    if (day === addWorkingDays(calendar, first, callList)) {
      say(course, planId, unitId, 'call', 'coordinator', day);
    }
  }
}

function say(
  course: Course,
  planId: number,
  unitId: number,
  kind: NoticeKind,
  audience: Audience,
  from: PlainDate,
): void {
  const rest = { duty: null, step: null, listId: null };
  course.waiting.push({ ...rest, planId, obligedId: unitId, audience, kind, from });
}

/** The moments of a duty that have come; several of one night are one notice for each audience. */
function meet(course: Course, duty: Lived, day: PlainDate): void {
  const end = beijingInstant(day, 24);
  const due = duty.moments.filter(({ at }) => at < end);
  const last = due.at(-1);
  if (last === undefined) return;
  for (const telling of tellingsOfMoment(due, duty.told, false)) tell(course, duty, telling);
  const left = duty.moments.filter((entry) => !due.includes(entry));
  duty.moments =
    left.length > 1 ? left : agendaOf(duty.terms, duty.policy, course.calendar, last.at);
}

function tell(course: Course, duty: Lived, telling: Telling): void {
  const { audience, kind, facts, notBefore } = telling;
  const lighter = kind === 'call' ? [kind] : LADDER.slice(0, LADDER.indexOf(kind) + 1);
  const replaced = (said: Said) =>
    said.duty === duty &&
    said.audience === audience &&
    said.listId === null &&
    lighter.includes(said.kind);
  drop(course, replaced);
  const key = earlyKey(duty.id, { kind, step: facts.step }, facts.until ?? facts.dueOn);
  if (audience === 'answering' && duty.early.has(key)) return;
  course.waiting.push({
    duty,
    planId: duty.planId,
    obligedId: unitOf(audience) ?? duty.answeringUnitId,
    audience,
    kind,
    step: kind === 'remind' ? (facts.step ?? null) : null,
    from: beijingDate(notBefore),
    listId: null,
  });
}

/** The unit that an audience names itself; null: it follows from the duty. */
export function unitOf(audience: Audience): number | null {
  return audience.startsWith('contact:') ? Number(audience.slice('contact:'.length)) : null;
}

/** Takes back what would be untrue, and remembers what had waited for nothing. */
export function drop(course: Course, which: (said: Said) => boolean): void {
  const left: Said[] = [];
  for (const said of course.waiting) {
    if (which(said)) settleWait(course, said, null);
    else left.push(said);
  }
  course.waiting = left;
}

/** Writes down how long something had waited for the budget. */
export function settleWait(course: Course, said: Said, told: PlainDate | null): void {
  const { heldSince, heldFor, duty, kind } = said;
  if (heldSince === undefined || heldFor === undefined) return;
  course.waited.push({
    personId: heldFor,
    dutyId: duty?.id ?? null,
    kind,
    since: heldSince,
    told,
  });
}

/** Units in time report their completion on the last working day, after the last reminder. */
function complete(course: Course, day: PlainDate): void {
  for (const duty of course.lived) {
    const { dueOn, liaison } = duty.terms;
    if (!duty.begun || duty.ended || liaison || dueOn === null) continue;
    if (day < workingDayUntil(course.calendar, dueOn)) continue;
    duty.ended = true;
    drop(course, (said) => said.duty === duty);
  }
}

/** What came due while it was owed by a unit that is written to, and nobody reminded it on its last day. */
function lacking({ lived, until }: Course, first: PlainDate): RehearsedDuty[] {
  return lived.filter(({ terms, ended, reminded }) => {
    const { dueOn, liaison, ownOffice, force } = terms;
    if (ended || reminded || liaison || ownOffice || force === 'advice') return false;
    return dueOn !== null && dueOn >= first && dueOn <= until;
  });
}
