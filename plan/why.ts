import type { AgendaEntry } from './agenda.ts';
import { type DayWhy, dayKind, lineOf, type WhyTerms, whyThatDay } from './agenda-why.ts';
import { beijingDate, beijingInstant, chineseDate, type PlainDate, yearOf } from './date.ts';
import { dayWords } from './desk.ts';
import type { Audience } from './moments.ts';
import type { NoticeKind } from './notice.ts';
import { NOTICE_NAMES } from './notice-names.ts';
import { EVENT_NAMES, rearms } from './occurrence.ts';
import type { Policy } from './policy.ts';
import {
  actWords,
  isCommand,
  outcomeOf,
  type WhyEvent,
  type WhyNotice,
  type WhySetting,
  type WhyTold,
} from './why-outcome.ts';
import { kindOf, momentName } from './why-words.ts';

/** Everything from which it follows who was told what of an occurrence, and when. */
export type WhyFacts = WhySetting & {
  terms: WhyTerms;
  policy: Policy;
  /** When its rules or rest days were changed; `year`: of the rest days. */
  amended: readonly { at: number; year: number | null }[];
  /** The agenda with which the occurrence would have begun under the rules of today. */
  planned: readonly AgendaEntry[];
  /** What is to come by now, with whom each moment will tell. */
  toCome: readonly {
    entry: AgendaEntry;
    tells: readonly { audience: Audience; kind: NoticeKind }[];
  }[];
  /** Whom a moment that was planned would have told. */
  wouldTell: (entry: AgendaEntry) => readonly { audience: Audience; kind: NoticeKind }[];
};

/** Whose question it is; null: the office's, which hears of all. */
export type AskedBy = ReadonlySet<Audience> | null;

/** A moment of the agenda, or an act, with what became of telling it. */
export type WhyMoment = {
  day: PlainDate;
  /** What was to be told: 到期提醒（最后一次）. */
  what: string;
  /** The rule that asks for it. */
  rule: string;
  /** The day on which it would lie by number alone. */
  nominal: PlainDate;
  /** What moved it to its day, and what became of it beside its notices. */
  reasons: string[];
  outcome: WhyTold['outcome'] | 'to-come';
  told: WhyTold[];
};

/** The moments of an occurrence from its beginning, past and to come, in the order of their days. */
export function whyMoments(facts: WhyFacts, asked: AskedBy): WhyMoment[] {
  return [
    ...facts.notices
      .filter(({ seq }) => seq === null)
      .flatMap((each) => listMoment(facts, each, asked)),
    ...facts.events.flatMap((event) => eventMoment(facts, event, asked)),
    ...cancelled(facts, asked),
    ...facts.toCome.flatMap(({ entry, tells }) => comingMoment(facts, entry, tells, asked)),
  ].toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** Without what an earlier unit of a duty was told: that is that unit's business. */
export function ownTellings(facts: WhyFacts, unitIds: readonly number[]): WhyFacts {
  const last = facts.events.findLast(({ kind }) => kind === 'reassign');
  const notices = facts.notices.filter(({ audience, unitId, seq }) => {
    if (audience !== 'answering') return true;
    if (unitId !== null) return unitIds.includes(unitId);
    return last === undefined || (seq ?? last.seq) >= last.seq;
  });
  return { ...facts, notices };
}

const concerns = (asked: AskedBy, audience: Audience) => asked === null || asked.has(audience);

/** The assignment notice and what chases it: told once for all tasks of a unit. */
function listMoment(facts: WhyFacts, notice: WhyNotice, asked: AskedBy): WhyMoment[] {
  if (!concerns(asked, notice.audience)) return [];
  const told = outcomeOf(notice, facts);
  const day = beijingDate(notice.createdAt);
  const key = notice.kind === 'chase' ? 'acknowledge.chase' : 'acknowledge.callList';
  const rule =
    notice.kind === 'assign'
      ? '方案启动时每个单位一份交办通知，列明全部任务'
      : asOfNow(facts, notice.createdAt, lineOf(facts.policy, key));
  const { outcome } = told;
  return [
    {
      day,
      what: NOTICE_NAMES[notice.kind],
      rule,
      nominal: day,
      reasons: [],
      outcome,
      told: [told],
    },
  ];
}

/** What an event told: of a moment why it lay on its day, of an act what it answers. */
function eventMoment(facts: WhyFacts, event: WhyEvent, asked: AskedBy): WhyMoment[] {
  const own = facts.notices.filter(({ seq }) => seq === event.seq);
  const told = own
    .filter(({ audience }) => concerns(asked, audience))
    .map((notice) => outcomeOf(notice, facts));
  if (event.moment === undefined) return actMoment(event, told);
  const entry = entryOf(event, own);
  const would = facts.wouldTell(entry).some(({ audience }) => concerns(asked, audience));
  if (told.length === 0 && !would) return [];
  const why = whyThatDay(entry, termsAt(facts, own), facts.policy, facts.calendar);
  return [
    {
      day: beijingDate(entry.at),
      what: momentName(entry.kind, entry.step),
      rule: asOfNow(facts, entry.at, why.rule),
      nominal: why.nominal,
      reasons: [...why.moved, ...happened(event)],
      outcome: worst(told),
      told,
    },
  ];
}

function actMoment(event: WhyEvent, told: WhyTold[]): WhyMoment[] {
  if (told.length === 0) return [];
  const day = beijingDate(event.at);
  const when =
    event.kind === 'urge' ? '工作时间随即发出，当天已发过邮件的次日发出' : '下一个工作日早上发出';
  const rule = `${actWords(event)}后告知有关单位，${when}`;
  return [
    {
      day,
      what: EVENT_NAMES[event.kind],
      rule,
      nominal: day,
      reasons: [],
      outcome: worst(told),
      told,
    },
  ];
}

/** A rule as it stands today; of a moment before it was changed that is no more than a guess. */
function asOfNow({ amended }: WhyFacts, at: number, rule: string): string {
  const year = yearOf(beijingDate(at));
  const since = amended.some(
    (change) => change.at > at && (change.year === null || change.year === year),
  );
  return since ? `按现行规则推算：${rule}` : rule;
}

/** What is particular about how a moment was met. */
function happened({ moments = 1, waits }: WhyEvent): string[] {
  return [
    ...(moments > 1 ? [`系统中断期间错过的 ${moments} 次合并为这一次`] : []),
    ...(waits === undefined
      ? []
      : ['没有凭据证明单位已经知晓，先不上报，等下一个工作日（规则：没有凭据的先等凭据）']),
  ];
}

function entryOf({ at, moment, step = 0 }: WhyEvent, own: readonly WhyNotice[]): AgendaEntry {
  const on = own.find(({ facts }) => facts.on !== undefined)?.facts.on;
  const instant = on === undefined ? at : beijingInstant(on, 9);
  return { at: instant, wake: instant, kind: kindOf(moment), step };
}

/** A notice keeps the due date of its moment, which may have moved since. */
function termsAt({ terms }: WhyFacts, own: readonly WhyNotice[]): WhyTerms {
  const dueOn = own.find(({ facts }) => facts.dueOn !== undefined)?.facts.dueOn;
  return dueOn === undefined || terms.rectifyBy !== null ? terms : { ...terms, dueOn };
}

function worst(told: readonly WhyTold[]): WhyTold['outcome'] {
  if (told.some(({ outcome }) => outcome === 'told')) return 'told';
  return told.some(({ outcome }) => outcome === 'waits') ? 'waits' : 'not-told';
}

/** What was planned at the beginning and did not come, or will not, with the act that ended it. */
function cancelled(facts: WhyFacts, asked: AskedBy): WhyMoment[] {
  return facts.planned.flatMap((entry) => {
    const tells = facts.wouldTell(entry);
    if (!tells.some(({ audience }) => concerns(asked, audience)) || isMet(facts, entry)) return [];
    const reason = whyCancelled(facts, entry, asked);
    if (reason === null) return [];
    const begun = facts.events.find(({ kind }) => kind === 'assign')?.at ?? entry.at;
    const why = whyThatDay(entry, facts.terms, facts.policy, facts.calendar);
    return [
      {
        day: beijingDate(entry.at),
        what: momentName(entry.kind, entry.step),
        rule: asOfNow(facts, Math.min(begun, entry.at), why.rule),
        nominal: why.nominal,
        reasons: [reason],
        outcome: 'not-told' as const,
        told: [],
      },
    ];
  });
}

function isMet({ events, notices, toCome }: WhyFacts, entry: AgendaEntry): boolean {
  const day = beijingDate(entry.at);
  const coming = toCome.some((other) => other.entry.at === entry.at);
  return (
    coming ||
    events.some((event) => {
      if (event.moment === undefined) return false;
      const own = notices.filter(({ seq }) => seq === event.seq);
      return beijingDate(entryOf(event, own).at) === day;
    })
  );
}

/** The act that put an end to what was planned; null: it was moved by other means, and is listed elsewhere. */
function whyCancelled(facts: WhyFacts, entry: AgendaEntry, asked: AskedBy): string | null {
  const { events, amended, now } = facts;
  const before = events.findLast(
    (event) =>
      event.at < entry.at &&
      event.kind !== 'assign' &&
      event.kind !== 'moment' &&
      rearms({ ...event, kind: event.kind }),
  );
  if (before !== undefined) {
    return `${dayWords(before.at)}${actWords(before)}，原定的这一次不再执行`;
  }
  const merged = events.find(({ at, moments = 1 }) => at >= entry.at && moments > 1);
  if (merged !== undefined) {
    return `系统当时中断，恢复后与${dayWords(merged.at)}的合并为一次`;
  }
  const acted = events.find((event) => event.at < entry.at && isCommand(event));
  if (entry.at > now || acted !== undefined) return null;
  const begun = events.find(({ kind }) => kind === 'assign')?.at ?? 0;
  if (amended.some(({ at }) => at > begun)) {
    return '台账没有执行的记录；规则或放假安排在事项开始之后调整过，当时不一定排有这一次';
  }
  const whom = asked === null ? '请管理员用 duban doctor 检查' : '请向办公室询问';
  return `系统当时没有执行到这一步，${whom}`;
}

function comingMoment(
  facts: WhyFacts,
  entry: AgendaEntry,
  tells: readonly { audience: Audience }[],
  asked: AskedBy,
): WhyMoment[] {
  if (!tells.some(({ audience }) => concerns(asked, audience))) return [];
  const why: DayWhy = whyThatDay(entry, facts.terms, facts.policy, facts.calendar);
  const paused = facts.planState === 'paused' ? ['方案已暂停，恢复后再发'] : [];
  const waited = entry.waits === undefined ? [] : ['没有凭据证明单位已经知晓，推迟到这个工作日'];
  return [
    {
      day: beijingDate(entry.at),
      what: momentName(entry.kind, entry.step),
      rule: why.rule,
      nominal: why.nominal,
      reasons: [...(waited.length > 0 ? [] : why.moved), ...waited, ...paused],
      outcome: 'to-come',
      told: [],
    },
  ];
}

/** Moments with only the next few of those to come, and the others of them apart. */
export function nextOnes(
  moments: readonly WhyMoment[],
  most: number,
): { shown: WhyMoment[]; later: WhyMoment[] } {
  const coming = moments.filter(({ outcome }) => outcome === 'to-come');
  const later = coming.slice(most);
  return { shown: moments.filter((moment) => !later.includes(moment)), later };
}

/** Why somebody was told, or not, on a day. */
export type WhyDay = { day: PlainDate; lines: string[]; moments: WhyMoment[] };

/** What the moments say of one day; of a day without any, why there is none. */
export function whyOnDay(
  moments: readonly WhyMoment[],
  day: PlainDate,
  { calendar, amended }: Pick<WhyFacts, 'calendar' | 'amended'>,
): WhyDay {
  const own = moments.filter((moment) => moment.day === day || wasToldOn(moment, day));
  const found = dayKind(calendar, day);
  // of a day that has passed another calendar may have been known then
  const anew = amended.some(({ at, year }) => year === yearOf(day) && at > beijingInstant(day, 0));
  const kind = found !== null && anew ? `按现行放假安排：${found}` : found;
  if (own.length > 0) return { day, lines: kind === null ? [] : [kind], moments: own };
  const moved = moments.filter(({ nominal }) => nominal === day);
  const before = moments.findLast((moment) => moment.day < day);
  const after = moments.find((moment) => moment.day > day);
  return {
    day,
    lines: [
      `${chineseDate(day)}没有到点的提醒或催办`,
      ...(kind === null ? [] : [kind]),
      ...moved.map(
        (moment) => `“${moment.what}”按规则在这一天前后，实际放在${chineseDate(moment.day)}`,
      ),
      ...(before === undefined ? [] : [`前一次：${chineseDate(before.day)} ${before.what}`]),
      ...(after === undefined ? [] : [`后一次：${chineseDate(after.day)} ${after.what}`]),
    ],
    moments: moved,
  };
}

function wasToldOn({ told }: WhyMoment, day: PlainDate): boolean {
  return told.some(({ messages }) =>
    messages.some(({ steps }) => steps.some(({ at }) => beijingDate(at) === day)),
  );
}
