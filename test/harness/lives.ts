import { and, asc, eq } from 'drizzle-orm';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { event, notice } from '../../db/schema.ts';
import { ledgerRows } from '../../db/status.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { addDays, beijingDate, daysBetween } from '../../plan/date.ts';
import { RefusedError } from '../../plan/errors.ts';
import type { CommandKind } from '../../plan/occurrence.ts';
import { type Card, lightOn, liveDay, take, workingDay } from './model.ts';
import type { Seed } from './seed.ts';

// From a Monday on which no holiday is near: to 13 September only weekends are free.
const MONDAY = '2024-05-13';
const LAST = '2024-09-12';
const dayOf = (date: string) => daysBetween(MONDAY, date);
const dateOf = (day: number) => addDays(MONDAY, day);
const FIRSTS = ['2024-07-01', '2024-08-01', '2024-09-02'].map(dayOf);

/** The day on which each life begins; 龙舟 is over. */
export const FIRST = '2024-06-17';

/** The day on which each duty is due at first. */
const DUE = '2024-07-31';

/** Days that pass, and then a command. */
export type Step = { wait: number; kind: CommandKind; until: number };

const kinds: CommandKind[] = [
  'acknowledge',
  'report',
  'contribute',
  'complete',
  'return',
  'close',
  'cancel',
  'decline',
  'uphold',
  'request-extension',
  'decide-extension',
  'set-due',
  'pause',
  'resume',
];
// endings are rare, so that sequences last
const kind = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(...kinds.filter((each) => each !== 'close' && each !== 'cancel')),
  },
  { weight: 1, arbitrary: fc.constantFrom<CommandKind>('close', 'cancel') },
);

/** What any step may be. */
export const step = {
  wait: fc.integer({ min: 0, max: 9 }),
  kind,
  until: fc.integer({ min: 1, max: 20 }),
};

/** A plan of so many duties, all of one unit and due on one day. */
export function planOfDuties(count: number): Seed {
  return {
    superviseFrom: FIRST,
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: Array.from({ length: count }, () => ({ due: [DUE], lead: ['县教育局'] })),
  };
}

/** A duty that somebody runs; its steps come with whatever else the test has put into them. */
export type Life<S extends Step> = {
  moveTo: (date: string, step: S) => Promise<void>;
  /** Gives a command; `RefusedError` when it is refused. The first one belongs to no step. */
  give: (kind: CommandKind, until: string, step: S | null) => Promise<unknown>;
  read: (today: string) => Promise<LifeRead>;
};

/** What can be read of a duty on a day. */
export type LifeRead = {
  events: string[];
  open: string[];
  state: string | undefined;
  due: string | null | undefined;
  light: string | undefined;
};

/** Lives through steps and expects after each what a clerk's card says; the answer is the last of it. */
export async function live<S extends Step>(life: Life<S>, sequence: S[]): Promise<Lived> {
  const card: Card = {
    state: 'assigned',
    due: dayOf(DUE),
    claimedOn: null,
    pausedOn: null,
    declinedOn: null,
    asked: false,
    events: [`${dayOf(FIRST)} assign assigned`],
    open: [],
  };
  let day = dayOf(FIRST);
  // the unit has acted, so that every step upwards is proven
  expect(await isTaken(life.give('report', DUE, null))).toBe(take(card, 'report', day, 0));
  for (const each of sequence) {
    const next = Math.min(workingDay(day + each.wait - 1, 1), dayOf(LAST));
    for (let coming = day + 1; coming <= next; coming += 1) liveDay(card, coming, FIRSTS);
    day = next;
    await life.moveTo(dateOf(day), each);
    const term = day + each.until;
    const taken = await isTaken(life.give(each.kind, dateOf(term), each));
    expect(taken).toBe(take(card, each.kind, day, term));
    expect(await life.read(dateOf(day))).toEqual(cardOn(card, day));
  }
  return { today: dateOf(day), card: cardOn(card, day) };
}

/** The day on which a life stands, and what its card says on it. */
export type Lived = { today: string; card: LifeRead };

function cardOn(card: Card, day: number): LifeRead {
  return {
    events: [...card.events],
    open: card.open.map(({ kind: what, to }) => `${what} ${to}`).toSorted(),
    state: card.state,
    due: dateOf(card.due),
    light: lightOn(card, day),
  };
}

async function isTaken(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

/** Reads a duty as people see it. */
export async function readLife(db: Database, id: string, today: string): Promise<LifeRead> {
  const events = await db
    .select()
    .from(event)
    .where(eq(event.occurrenceId, id))
    .orderBy(asc(event.seq));
  const notices = await db
    .select()
    .from(notice)
    .where(and(eq(notice.occurrenceId, id), eq(notice.state, 'open')));
  const [found] = await ledgerRows(db, { id }, calendarOf(), today);
  return {
    events: events.map((each) => `${dayOf(beijingDate(each.at))} ${each.kind} ${each.state}`),
    open: notices.map((each) => `${each.kind} ${each.audience}`).toSorted(),
    state: found?.state,
    due: found?.dueOn,
    light: found?.light,
  };
}
