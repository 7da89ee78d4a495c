import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchPlan } from '../../client/launch.ts';
import { rehearsePlan, type RehearsalReport } from '../../db/rehearsal.ts';
import { occurrence, person } from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingDate, beijingInstant } from '../../plan/date.ts';
import { prepareSample } from '../../scripts/demo/sample.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

const START = '2024-01-17';
const LAUNCH = { issued: START };
const UNTIL = '2024-05-31'; // spring festival and the May holiday lie in it; a silent year takes minutes
const folder = mkdtempSync(join(tmpdir(), 'duban-rehearsal-'));

let year: TestYear;
let report: RehearsalReport;
let addresses: Map<number, string>;

beforeAll(async () => {
  year = await openTestYear(START);
  const planId = await prepareSample({
    DATABASE_URL: year.databaseUrl,
    DATA_DIR: folder,
    DUBAN_SHIFT: String(beijingInstant(START, 6) - Date.now()),
  });
  const options = { ...LAUNCH, units: 'silent', sms: false } as const;
  report = await rehearsePlan(year.db, planId, options, calendarOf(), year.now());
  const people = await year.db.select().from(person);
  addresses = new Map(people.map(({ id, email }) => [id, email ?? '']));
  expect(await year.db.$count(occurrence)).toBe(0); // nothing of it stays
  await launchPlan(year.commander, planId, LAUNCH, calendarOf());
  await year.launch(planId);
  await year.liveUntil(UNTIL);
}, 300_000);

afterAll(async () => {
  await year.close();
  rmSync(folder, { recursive: true });
});

/** "2024-03-28 address": each mail, sorted. */
const lived = () =>
  year.mailbox
    .all()
    .map(({ date, envelope }) => `${beijingDate(date?.getTime() ?? 0)} ${envelope.to[0]}`)
    .toSorted();

const rehearsed = () =>
  report.messages
    .filter(({ channel, on }) => channel === 'mail' && on <= UNTIL)
    .map(({ on, personId }) => `${on} ${addresses.get(personId)}`)
    .toSorted();

it('rehearses the silent months of the sample as it is lived, to every contact on the same mornings', () => {
  expect(rehearsed()).toEqual(lived());
});

it('finds a last reminder for every due date', () => {
  expect(report.lacking).toEqual([]);
});
