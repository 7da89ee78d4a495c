import { type AgendaEntry, agendaOf, practicalDay, type TermLength, type Terms } from './agenda.ts';
import { whyThatDay } from './agenda-why.ts';
import { type Calendar, isProvisional } from './calendar.ts';
import {
  addDays,
  beijingDate,
  beijingInstant,
  monthEnd,
  type PlainDate,
  weekday,
  yearOf,
} from './date.ts';
import type { Policy } from './policy.ts';
import { momentName } from './why-words.ts';

/** An occurrence by which a policy is shown. */
export type SampleKind = 'monthly' | 'quarter' | 'november' | 'week';

export const SAMPLE_KINDS: readonly SampleKind[] = ['monthly', 'quarter', 'november', 'week'];

/** A moment of a sample's agenda, as people read it. */
export type SampleMoment = {
  day: PlainDate;
  weekday: string;
  /** 08:30 */
  time: string;
  words: string;
  late: boolean;
  /** The rule that it follows, and what moved it. */
  why: string;
};

/** A sample occurrence and what would happen to it, were nobody to do anything. */
export type Sample = {
  dueOn: PlainDate;
  practicalOn: PlainDate | null;
  provisional: boolean;
  moments: SampleMoment[];
};

/** So many moments are shown; the last step repeats after them. */
const SHOWN = 14;

/** The agenda that a policy gives a sample occurrence from a day on, under the calendar in force. */
export function sampleAgenda(
  kind: SampleKind,
  policy: Policy,
  calendar: Calendar,
  today: PlainDate,
): Sample {
  const { dueOn, ...dates } = sampleDates(kind, policy, today);
  const { opensOn } = dates;
  const upward = policy.upward === 'all';
  const terms: Terms = { ...PLAIN, ...dates, dueOn, firmLimit: dueOn, upward };
  const after = beijingInstant(opensOn < today ? today : opensOn, 0) - 1;
  const agenda = agendaOf(terms, policy, calendar, after).slice(0, SHOWN);
  return {
    dueOn,
    practicalOn: practicalDay(calendar, dueOn),
    provisional: isProvisional(calendar, dueOn),
    moments: agenda.map((entry) => momentOf(entry, { terms, dueOn }, policy, calendar)),
  };
}

type SampleDates = { dueOn: PlainDate; opensOn: PlainDate; length: TermLength };

function sampleDates(kind: SampleKind, policy: Policy, today: PlainDate): SampleDates {
  const year = yearOf(today);
  switch (kind) {
    case 'monthly': {
      const first = addDays(monthEnd(year, Number(today.slice(5, 7))), 1);
      const dueOn = addDays(monthEnd(yearOf(first), Number(first.slice(5, 7))), 1);
      return {
        dueOn,
        opensOn: addDays(dueOn, -policy.opensDays.monthly),
        length: 'monthly',
      };
    }
    case 'quarter': {
      const dueOn = quarterEnd(addDays(today, 20));
      const opensOn = addDays(dueOn, -policy.opensDays.other);
      return { dueOn, opensOn, length: 'quarterly' };
    }
    case 'november': {
      const dueOn = today <= `${year}-08-01` ? `${year}-11-30` : `${year + 1}-11-30`;
      return { dueOn, opensOn: today, length: 'long' };
    }
    case 'week':
      return { dueOn: addDays(today, 7), opensOn: today, length: 'monthly' };
  }
}

function quarterEnd(day: PlainDate): PlainDate {
  return monthEnd(yearOf(day), Math.ceil(Number(day.slice(5, 7)) / 3) * 3);
}

function momentOf(
  entry: AgendaEntry,
  { terms, dueOn }: { terms: Terms; dueOn: PlainDate },
  policy: Policy,
  calendar: Calendar,
): SampleMoment {
  const day = beijingDate(entry.at);
  const { rule, moved } = whyThatDay(entry, terms, policy, calendar);
  const { hour, minute } = policy.moment;
  return {
    day,
    weekday: `周${'日一二三四五六'[weekday(day)]}`,
    time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
    words: momentName(entry.kind, entry.step),
    late: day > dueOn,
    why: [rule, ...moved.filter((words) => !words.includes('放假安排尚未公布'))]
      .join('；')
      .replace(/（[\w.]+）/g, ''),
  };
}

/** A plain duty: firm, of a unit of ours, in which nothing has happened. */
const PLAIN: Omit<Terms, 'opensOn' | 'dueOn' | 'length' | 'firmLimit'> = {
  id: 'sample',
  force: 'firm',
  milestones: [],
  leadingBody: false,
  liaison: false,
  beforeStart: false,
  completedOn: null,
  ownOffice: false,
  upward: true,
  pausedOn: null,
  declinedOn: null,
  riskOn: null,
  rectifyBy: null,
  notedUntil: null,
  waitsFor: null,
  papersDue: 0,
  count: null,
};
