import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { currentLink } from '../../db/links.ts';
import { event, person, unit } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { loggedIn, openDeskApi } from '../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { seedTwoOffices, type TwoOffices } from '../harness/two-offices.ts';
import { openPages } from '../harness/unit-pages.ts';

const database = sharedDatabase();
let world: TwoOffices;

/** What 周协调 of 县协作办 has entered for 县教育局, of which 县财政局 takes part. */
beforeEach(async () => {
  const db = database();
  world = await seedTwoOffices(db);
  const [of] = await db.select().from(unit).where(eq(unit.name, '县教育局'));
  const [by] = await db.select().from(person).where(eq(person.name, '周协调'));
  await db.insert(event).values({
    occurrenceId: world.own,
    seq: 2,
    run: 1,
    kind: 'report',
    state: 'assigned',
    at: beijingInstant('2024-10-31', 10),
    door: 'behalf',
    personId: by?.id ?? 0,
    unitId: of?.id ?? 0,
    data: { source: 'telephone' },
    previousHash: '',
    hash: '2',
  });
});

it.each([
  ['周协调', '县协作办（周协调）代填'],
  ['县教育局联系人', '县协作办（周协调）代填'],
  ['县财政局联系人', '县协作办代填'],
])('%s reads at the desk who entered it: %s', async (name, words) => {
  const db = database();
  const api = await openDeskApi(idleCommander(db, () => DESK_START));
  const as = await loggedIn(db, name, DESK_START);
  const { body } = await api.call('GET', `/occurrences/${encodeURIComponent(world.own)}`, { as });
  expect(body.events.at(-1)).toMatchObject({ unit: '县教育局', enteredBy: words });
  expect(body.events[0]).toMatchObject({ enteredBy: null });
  await api.close();
});

it('says so in the ledger as it is printed', async () => {
  const db = database();
  const api = await openDeskApi(idleCommander(db, () => DESK_START));
  const as = await loggedIn(db, '周协调', DESK_START);
  const { body } = await api.call('GET', '/ledger?plan=1', { as });
  const row = body.rows.find(({ id }: { id: string }) => id === world.own);
  expect(row.lastAct.enteredBy).toBe('县协作办（周协调）代填');
  await api.close();
});

it.each([
  ['县教育局', '10月31日（周四） 10:00 县协作办（周协调）代填'],
  ['县财政局', '10月31日（周四） 10:00 县教育局 县协作办代填'],
])('the page of %s says %s', async (name, line) => {
  const db = database();
  const pages = await openPages(idleCommander(db, () => DESK_START));
  const [of] = await db.select().from(unit).where(eq(unit.name, name));
  const [who] = await db
    .select()
    .from(person)
    .where(eq(person.name, `${name}联系人`));
  const link = await currentLink(db, who?.id ?? 0, of?.id ?? 0, DESK_START);
  const answer = await pages.app.inject(`${pages.pathOf(link)}/o/${world.own}`);
  expect(answer.body).toContain(line);
  await pages.close();
});
