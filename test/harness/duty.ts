import { asc, eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.ts';
import { writeOccurrences } from '../../db/launching.ts';
import { recordBegin, recordCommand, recordMoment } from '../../db/ledger.ts';
import { notice, occurrence } from '../../db/schema.ts';
import type { CommandAct, MomentAct, Recorded } from '../../plan/acts.ts';
import { type Calendar, calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type Command, nextStanding, type Standing } from '../../plan/occurrence.ts';
import { type Seed, type Seeded, seedPlan } from './seed.ts';

/** Duties in a database of their own, driven as their workflows would drive them. */
export type Duties = Seeded & {
  db: Database;
  calendar: Calendar;
  /** The ids of the occurrences, in order. */
  ids: string[];
  begin: (id: string, at: number) => Promise<Recorded>;
  /** Meets all moments whose morning is not after `day`, one by one as they come. */
  liveUntil: (id: string, day: string) => Promise<void>;
  /** Meets everything that is due up to `at` as one, as after an outage. */
  catchUp: (id: string, at: number) => Promise<Recorded>;
  command: (
    id: string,
    at: number,
    command: Partial<Command> & Pick<Command, 'kind'>,
  ) => Promise<Recorded>;
  notices: (id?: string) => Promise<(typeof notice.$inferSelect)[]>;
  row: (id: string) => Promise<typeof occurrence.$inferSelect>;
  /** The last act that was recorded, for writing it again. */
  lastAct: () => CommandAct | MomentAct;
};

const PLAIN: Seed = {
  superviseFrom: '2024-04-08',
  periodTo: '2024-12-31',
  units: ['县教育局', '县财政局', '云岭县教育局'],
  tasks: [{ due: ['2024-06-28'], lead: ['县教育局'], support: ['县财政局', '云岭县教育局'] }],
};

/** Seeds a plan (one joint duty of 县教育局, due on Friday 2024-06-28) and writes its occurrences. */
export async function openDuties(db: Database, seed: Partial<Seed> = {}): Promise<Duties> {
  const calendar = calendarOf();
  const plain = { ...PLAIN, ...seed };
  const seeded = await seedPlan(db, plain);
  await writeOccurrences(db, calendar, seeded.planId, beijingInstant(plain.superviseFrom, 9));
  const rows = await db.select({ id: occurrence.id }).from(occurrence).orderBy(asc(occurrence.id));
  const standings = new Map<string, Standing>();
  let last: CommandAct | MomentAct | null = null;

  const row = async (id: string) => {
    const [found] = await db.select().from(occurrence).where(eq(occurrence.id, id));
    if (found === undefined) throw new Error(`no occurrence ${id}`);
    return found;
  };
  const standingOf = (id: string): Standing =>
    standings.get(id) ?? { state: 'assigned', verification: 'office', extensionPending: false };
  const actOf = async (id: string, at: number) => {
    const { seq } = await row(id);
    return { id, run: 1, seq: seq + 1, state: standingOf(id).state, at };
  };
  const meet = async (id: string, at: number, due: MomentAct['due']) => {
    const act = { ...(await actOf(id, at)), due };
    last = act;
    return await recordMoment(db, calendar, act);
  };

  return {
    ...seeded,
    db,
    calendar,
    ids: rows.map(({ id }) => id),
    row,
    begin: async (id, at) => await recordBegin(db, calendar, await actOf(id, at)),
    liveUntil: async (id, day) => {
      for (;;) {
        const { agenda } = await row(id);
        const [first] = agenda;
        if (first === undefined || first.at > beijingInstant(day, 24)) return;
        await meet(id, first.wake, [first]);
      }
    },
    catchUp: async (id, at) => {
      const { agenda } = await row(id);
      const due = agenda.filter(({ wake }) => wake <= at);
      return await meet(id, at, due);
    },
    command: async (id, at, given) => {
      const command: Command = {
        commandId: `${id}#${at}#${given.kind}`,
        personId: null,
        // what comes by a link comes from the unit that answers, unless the test says otherwise
        unitId: given.door === undefined ? null : (await row(id)).answeringUnitId,
        door: 'cli',
        ...given,
      };
      const standing = nextStanding(standingOf(id), command);
      standings.set(id, standing);
      const act = { ...(await actOf(id, at)), command };
      last = act;
      return await recordCommand(db, calendar, act);
    },
    notices: async (id) =>
      await db
        .select()
        .from(notice)
        .where(id === undefined ? undefined : eq(notice.occurrenceId, id))
        .orderBy(asc(notice.id)),
    lastAct: () => {
      if (last === null) throw new Error('nothing was recorded yet');
      return last;
    },
  };
}
