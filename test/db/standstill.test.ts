import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Connection, connect } from '../../db/connect.ts';
import { startOnce, writeOccurrences } from '../../db/launching.ts';
import { recordBegin } from '../../db/ledger.ts';
import { occurrence } from '../../db/schema.ts';
import { standingStill } from '../../db/standstill.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { seedPlan } from '../harness/seed.ts';

let database: FreshDatabase;
let connection: Connection;
const start = beijingInstant('2024-03-05', 9);
const calendar = calendarOf();

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url);
  const { planId } = await seedPlan(connection.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [
      { due: ['2024-06-28'], lead: ['县教育局'] },
      { due: ['2024-05-10', '2024-06-10'], lead: ['县教育局'] },
    ],
  });
  await writeOccurrences(connection.db, calendar, planId, start);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

it('names what should have happened and has not: begun late, met late, opened late', async () => {
  const { db } = connection;
  const [single, series] = ['plan/1/1/joint/once', 'plan/1/2/joint/2024-05-10'];
  expect(await standingStill(db, start)).toEqual([]);
  await startOnce(db, single, { by: 'clock', start: () => Promise.resolve() });
  expect(await standingStill(db, start)).toEqual([single]);
  await recordBegin(db, calendar, { id: single, run: 1, seq: 1, state: 'assigned', at: start });
  expect(await standingStill(db, start)).toEqual([]);
  expect(await standingStill(db, beijingInstant('2024-04-02', 9))).toEqual([single]);
  expect(await standingStill(db, beijingInstant('2024-05-09', 9))).toEqual([single, series]);
  await db.update(occurrence).set({ state: 'closed' }).where(sql`${occurrence.id} = ${single}`);
  expect(await standingStill(db, beijingInstant('2024-04-02', 9))).toEqual([]);
});
