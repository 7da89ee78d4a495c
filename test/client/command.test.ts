import { Client, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { giveCommand } from '../../client/command.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { writeOccurrences } from '../../db/launching.ts';
import { event, note, occurrence } from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { seedPlan } from '../harness/seed.ts';
import { commandOf } from '../harness/year.ts';

/** An engine that takes calls and never answers. */
class SilentClient extends Client {
  override async withDeadline<R>(): Promise<R> {
    throw new WorkflowUpdateRPCTimeoutOrCancelledError('out of time');
  }
}

let database: FreshDatabase;
let connection: Connection;
const now = beijingInstant('2024-03-05', 9);

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url);
  const { planId } = await seedPlan(connection.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [{ due: ['2024-06-28'], lead: ['县教育局'] }],
  });
  await writeOccurrences(connection.db, calendarOf(), planId, now);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

it('tells a person whose command nobody answers that it may be given again, and keeps the words', async () => {
  const { db } = connection;
  const [row] = await db.select({ id: occurrence.id }).from(occurrence);
  const commander = { db, client: new SilentClient(), shift: 0, now: () => now };
  const given = giveCommand(
    commander,
    row?.id ?? '',
    commandOf({ kind: 'report' as const }),
    '已派出',
  );
  await expect(given).rejects.toThrow('没有得到确认');
  expect(await db.select().from(event)).toEqual([]);
  expect((await db.select().from(note)).map(({ text }) => text)).toEqual(['已派出']);
});

it('refuses a day that nobody can mean before it reaches an agenda', async () => {
  const { db } = connection;
  const [row] = await db.select({ id: occurrence.id }).from(occurrence);
  const commander = { db, client: new SilentClient(), shift: 0, now: () => now };
  const asked = commandOf({ kind: 'request-extension' as const, until: '9999-12-31' });
  await expect(giveCommand(commander, row?.id ?? '', asked)).rejects.toThrow('不是存在的日期');
});
