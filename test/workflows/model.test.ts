import { and, asc, eq } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { giveCommand } from '../../client/command.ts';
import { event, notice, occurrence } from '../../db/schema.ts';
import { ledgerRows } from '../../db/status.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { addDays, beijingDate, beijingInstant, daysBetween } from '../../plan/date.ts';
import { RefusedError } from '../../plan/errors.ts';
import type { CommandKind } from '../../plan/occurrence.ts';
import { type Card, lightOn, liveDay, take, workingDay } from '../harness/model.ts';
import { seedPlan } from '../harness/seed.ts';
import { emptied } from '../harness/shared-database.ts';
import { commandOf, openTestYear, type TestYear } from '../harness/year.ts';

// From a Monday on which no holiday is near: to 13 September only weekends are free.
const MONDAY = '2024-05-13';
const FIRST = '2024-06-17'; // 龙舟 is over
const DUE = '2024-07-31';
const LAST = '2024-09-12';
const dayOf = (date: string) => daysBetween(MONDAY, date);
const dateOf = (day: number) => addDays(MONDAY, day);
const FIRSTS = ['2024-07-01', '2024-08-01', '2024-09-02'].map(dayOf);
const RUNS = Number(process.env['MODEL_RUNS'] ?? 12);

type Step = { wait: number; kind: CommandKind; until: number };
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
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ wait: fc.integer({ min: 0, max: 9 }), kind, until: fc.integer({ min: 1, max: 20 }) }),
  { minLength: 3, maxLength: 12 },
);

let year: TestYear;

beforeAll(async () => {
  year = await openTestYear(FIRST);
});

afterAll(() => year.close());

it('does with any sequence of commands and days what a clerk’s card says', async () => {
  await fc.assert(fc.asyncProperty(steps, lives), { numRuns: RUNS, endOnFailure: true });
}, 600_000);

/** Lives through a sequence on a plan of its own, which begins on the same business day each time. */
async function lives(sequence: Step[]): Promise<void> {
  const life = await begin();
  try {
    await compare(life, sequence);
  } finally {
    await life.end(); // else it would hold up the time of the next one
  }
}

async function compare(life: Awaited<ReturnType<typeof begin>>, sequence: Step[]): Promise<void> {
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
  expect(await life.give('report', DUE)).toBe(take(card, 'report', day, 0));
  for (const { wait, kind: asked, until } of sequence) {
    const next = Math.min(workingDay(day + wait - 1, 1), dayOf(LAST));
    for (let each = day + 1; each <= next; each += 1) liveDay(card, each, FIRSTS);
    day = next;
    await life.moveTo(dateOf(day));
    const term = day + until;
    expect(await life.give(asked, dateOf(term))).toBe(take(card, asked, day, term));
    expect(await life.read(dateOf(day))).toEqual({
      events: card.events,
      open: card.open.map(({ kind: what, to }) => `${what} ${to}`).toSorted(),
      state: card.state,
      due: dateOf(card.due),
      light: lightOn(card, day),
    });
  }
}

async function begin() {
  const { db, commander } = year;
  await emptied(db, 'continue');
  const { planId } = await seedPlan(db, {
    superviseFrom: FIRST,
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [{ due: [DUE], lead: ['县教育局'] }],
  });
  await year.startAt(beijingInstant(FIRST, 12));
  await year.launch(planId);
  const [row] = await db.select().from(occurrence).where(eq(occurrence.planId, planId));
  const id = row?.id ?? '';
  return {
    end: async () => {
      for (const workflowId of [id, `plan/${planId}/launch`]) {
        await commander.client.workflow
          .getHandle(workflowId)
          .terminate()
          .catch(() => null);
      }
    },
    moveTo: (date: string) => year.moveTo(beijingInstant(date, 12)),
    give: async (asked: CommandKind, until: string) => {
      const command = {
        ...commandOf({ kind: asked }),
        door: 'link' as const,
        approve: true,
        until,
      };
      try {
        await giveCommand(commander, id, command);
        return true;
      } catch (error) {
        if (error instanceof RefusedError) return false;
        throw error;
      }
    },
    read: async (today: string) => {
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
    },
  };
}
