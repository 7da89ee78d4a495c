import { afterAll, beforeAll, expect, it } from 'vitest';
import { rehearseHere, rehearseInThreads } from '../../api/rehearsing.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { occurrence, plan } from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { seedPlan } from '../harness/seed.ts';

let fresh: FreshDatabase;
let connection: Connection;

beforeAll(async () => {
  fresh = await freshDatabase();
  connection = connect(fresh.url, 4);
  await seedPlan(connection.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [{ due: ['2024-06-28'], lead: ['县教育局'] }],
  });
  await connection.db.update(plan).set({ state: 'draft' });
});

afterAll(async () => {
  await connection.close();
  await fresh.drop();
});

const question = (planId = 1) => ({
  planId,
  options: { units: 'silent' as const, sms: false },
  calendar: calendarOf(),
  now: beijingInstant('2024-03-05', 10),
});

it('comes to the same in a thread as here', async () => {
  const here = await rehearseHere(connection.db)(question());
  expect(here.report.messages.length).toBeGreaterThan(3);
  expect(await rehearseInThreads(fresh.url)(question())).toEqual(here);
});

it('is given up when nobody waits for it, leaves nothing behind, and lets others have their turn', async () => {
  const rehearse = rehearseInThreads(fresh.url, 1);
  const going = new AbortController();
  const first = rehearse(question(), going.signal);
  const second = rehearse(question());
  going.abort();
  await expect(first).rejects.toThrow('nobody waits');
  expect((await second).check.faults).toEqual([]);
  expect(await connection.db.$count(occurrence)).toBe(0);
});

it('says what went wrong in the thread', async () => {
  await expect(rehearseInThreads(fresh.url)(question(7))).rejects.toThrow('没有找到方案：7');
});
