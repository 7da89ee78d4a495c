import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Connection, connect } from '../../db/connect.ts';
import { writeOccurrences } from '../../db/launching.ts';
import { recordBegin, recordCommand, recordMoment } from '../../db/ledger.ts';
import { event, occurrence } from '../../db/schema.ts';
import type { AgendaEntry } from '../../plan/agenda.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingDate, beijingInstant } from '../../plan/date.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { seedPlan } from '../harness/seed.ts';
import { commandOf } from '../harness/year.ts';

const calendar = calendarOf();
let database: FreshDatabase;
let connection: Connection;
let ids: string[];

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url);
  const { db } = connection;
  const due = ['2024-07-31'];
  const { planId } = await seedPlan(db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [1, 2, 3].map(() => ({ due, lead: ['县教育局'] })),
  });
  await writeOccurrences(db, calendar, planId, beijingInstant('2024-03-05', 9));
  ids = (await db.select({ id: occurrence.id }).from(occurrence)).map(({ id }) => id);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** Begins an occurrence, then lets the worker be away until an instant. */
async function awayUntil(id: string, at: number): Promise<AgendaEntry[]> {
  const act = { id, run: 1, state: 'assigned' as const };
  const begun = beijingInstant('2024-03-05', 9);
  const { agenda } = await recordBegin(connection.db, calendar, { ...act, seq: 1, at: begun });
  const due = (agenda ?? []).filter(({ wake }) => wake <= at);
  const recorded = await recordMoment(connection.db, calendar, {
    ...act,
    seq: 2,
    at,
    due,
  });
  return recorded.agenda ?? [];
}

it('meets all moments of an outage by one event, also those after the gravest', async () => {
  const back = beijingInstant('2024-07-05', 9);
  const agenda = await awayUntil(ids[0] ?? '', back);
  expect(agenda.filter(({ wake }) => wake <= back)).toEqual([]);
  expect(agenda.length).toBeGreaterThan(1);
});

it('lets an untold escalation wait for the working day after the outage, not after its own day', async () => {
  const back = beijingInstant('2024-08-14', 9); // the last step was on the 9th
  const [next] = await awayUntil(ids[1] ?? '', back);
  expect(next?.waits).toBe(1);
  expect(beijingDate(next?.at ?? 0)).toBe('2024-08-15');
});

it("never answers a command by another act's event", async () => {
  const id = ids[2] ?? '';
  await awayUntil(id, beijingInstant('2024-07-05', 9));
  const at = beijingInstant('2024-07-05', 10);
  const act = { id, run: 1, seq: 2, state: 'completed' as const, at };
  const command = commandOf({ kind: 'complete' as const });
  await expect(recordCommand(connection.db, calendar, { ...act, command })).rejects.toThrow(
    'belongs to another act',
  );
  const kept = { ...act, seq: 3, command };
  const first = await recordCommand(connection.db, calendar, kept);
  expect(await recordCommand(connection.db, calendar, kept)).toEqual(first);
  const events = await connection.db
    .select()
    .from(event)
    .where(eq(event.occurrenceId, id))
    .orderBy(event.seq);
  expect(events.map(({ kind }) => kind)).toEqual(['assign', 'moment', 'complete']);
});
