import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { link, occurrence, post } from '../../db/schema.ts';
import { DESK_START, idleCommander, seedDesk, type TestDesk } from '../harness/desk.ts';
import { parseIcs } from '../harness/ics.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { openPages, type Pages } from '../harness/unit-pages.ts';

const database = sharedDatabase();
let pages: Pages;
let desk: TestDesk;
let list: string;
let now: number;

beforeEach(async () => {
  now = DESK_START;
  desk = await seedDesk(database());
  pages = await openPages(idleCommander(database(), () => now));
  list = pages.pathOf(desk.linkId);
});

afterEach(() => pages.close());

async function subscribe(): Promise<string> {
  await pages.post(`${list}/calendar`, { form: crypto.randomUUID() });
  const { body } = await pages.get(`${list}/channel`);
  return new URL(/https:\/\/\S+\/calendar\.ics/.exec(body)?.[0] ?? '').pathname;
}

it('shows what the ledger shows, under an address of its own', async () => {
  const feed = await subscribe();
  const answer = await pages.get(feed);
  expect(answer.headers['content-type']).toContain('text/calendar');
  const { head, events } = parseIcs(answer.body);
  expect(head).toMatchObject({
    'X-WR-CALNAME': '县教育局督办事项',
    'REFRESH-INTERVAL;VALUE=DURATION': 'PT6H',
  });
  const rows = await database().select().from(occurrence).orderBy(occurrence.dueOn);
  expect(events.map((event) => event['DTSTART;VALUE=DATE'])).toEqual(['20241130', '20241220']);
  expect(rows).toHaveLength(2);
  expect(answer.body).not.toContain(list); // who is shown the calendar opens nobody's pages
  await database()
    .update(occurrence)
    .set({ state: 'closed', seq: 5 })
    .where(eq(occurrence.dueOn, '2024-11-30'));
  const closed = parseIcs((await pages.get(feed)).body).events[0];
  expect(closed).toMatchObject({ UID: events[0]?.UID, STATUS: 'CANCELLED', SEQUENCE: '5' });
});

it('is not sent again while nothing has changed', async () => {
  const feed = await subscribe();
  const { headers } = await pages.get(feed);
  const ask = () =>
    pages.app.inject({ url: feed, headers: { 'if-none-match': String(headers.etag) } });
  expect((await ask()).statusCode).toBe(304);
  await database()
    .update(occurrence)
    .set({ dueOn: '2024-12-10' })
    .where(eq(occurrence.dueOn, '2024-11-30'));
  expect((await ask()).statusCode).toBe(200);
});

it('opens nothing but the calendar, and no calendar opens by the list', async () => {
  const feed = await subscribe();
  const token = feed.replace('/calendar.ics', '');
  for (const path of ['', '/channel', '/contact']) {
    expect((await pages.get(`${token}${path}`)).statusCode).toBe(404);
  }
  expect((await pages.get(`${list}/calendar.ics`)).statusCode).toBe(404);
});

it.each([
  ['its owner ends it', () => pages.post(`${list}/calendar?do=end`, { form: crypto.randomUUID() })],
  ['another takes its place', () => pages.post(`${list}/calendar`, { form: crypto.randomUUID() })],
  ['its owner has left the post', () => database().update(post).set({ to: '2024-11-01' })],
])('ends when %s', async (_, end) => {
  const feed = await subscribe();
  await end();
  expect((await pages.get(feed)).statusCode).toBe(410);
});

it('outlives the list, but its entries lead nowhere then', async () => {
  const feed = await subscribe();
  now += 31 * 86_400_000;
  const { statusCode, body } = await pages.get(feed);
  expect(statusCode).toBe(200);
  expect(body).not.toContain('/u/');
  const rows = await database().select().from(link).where(eq(link.purpose, 'calendar'));
  expect(rows[0]?.openedAt).toBeNull();
});
