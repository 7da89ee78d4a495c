import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type Connection, connect } from '../../../db/connect.ts';
import { followLedger } from '../../../db/ledger-changes.ts';
import { event } from '../../../db/schema.ts';
import { endSession } from '../../../db/sessions.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../harness/postgres.ts';
import { emptied } from '../../harness/shared-database.ts';
import { seedTwoOffices, type TwoOffices } from '../../harness/two-offices.ts';

let database: FreshDatabase;
let connection: Connection;
let changes: Awaited<ReturnType<typeof followLedger>>;
let api: DeskApi;
let address: string;
let world: TwoOffices;
let seq = 1;

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 4);
  changes = await followLedger(connection.listen);
});

beforeEach(async () => {
  await emptied(connection.db);
  world = await seedTwoOffices(connection.db);
  api = await openDeskApi(
    idleCommander(connection.db, () => DESK_START),
    changes,
  );
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  await pause(300); // what was seeded has been told
});

afterEach(async () => api.close());

afterAll(async () => {
  await changes.close();
  await connection.close();
  await database.drop();
});

/** What a desk hears; `text` grows while it listens. */
async function listen(as: string) {
  const response = await fetch(`${address}/api/v1/events`, {
    headers: { cookie: `duban-session=${as}`, accept: 'text/event-stream' },
  });
  const heard = {
    status: response.status,
    type: response.headers.get('content-type'),
    text: '',
    ended: false,
  };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? [])
      heard.text += decoder.decode(chunk, { stream: true });
    heard.ended = true;
  };
  void read().catch(() => (heard.ended = true));
  return heard;
}

/** An event in the ledger, as any process writes it. */
async function happens(occurrenceId: string): Promise<void> {
  seq += 1;
  const row = { occurrenceId, seq, run: 1, kind: 'report' as const, state: 'assigned' as const };
  const chained = { at: 0, door: 'link' as const, data: {}, previousHash: '', hash: '' };
  await connection.db.insert(event).values({ ...row, ...chained });
}

it('tells an open desk at once what has changed, and only what it may see', async () => {
  const own = await listen(await loggedIn(connection.db, '周协调', DESK_START));
  const other = await listen(await loggedIn(connection.db, '吴协调', DESK_START));
  expect(own).toMatchObject({ status: 200, type: 'text/event-stream' });
  await vi.waitFor(() => expect(own.text + other.text).toMatch(/open[\s\S]*open/));
  await happens(world.own);
  await vi.waitFor(() => expect(own.text).toContain('event: changed'));
  expect(own.text).toContain(`"occurrenceIds":["${world.own}"]`);
  await happens(world.foreign);
  await vi.waitFor(() => expect(other.text).toContain(world.foreign));
  expect(other.text).not.toContain(world.own);
  expect(own.text).not.toContain(world.foreign);
});

it('tells of work on a draft those who see the draft', async () => {
  const own = await listen(await loggedIn(connection.db, '周协调', DESK_START));
  const other = await listen(await loggedIn(connection.db, '吴协调', DESK_START));
  await vi.waitFor(() => expect(own.text + other.text).toMatch(/open[\s\S]*open/));
  await connection.db.execute(`select pg_notify('review', '1')`);
  await vi.waitFor(() => expect(own.text).toContain('event: review'));
  expect(own.text).toContain('"planIds":[1]');
  await connection.db.execute(`select pg_notify('review', '${world.foreignPlan}')`);
  await vi.waitFor(() => expect(other.text).toContain(`"planIds":[${world.foreignPlan}]`));
  expect(own.text.match(/event: review/g)).toHaveLength(1);
  expect(other.text.match(/event: review/g)).toHaveLength(1);
});

it('tells nobody any more whose session has ended, and ends with the process', async () => {
  const heard = await listen(await loggedIn(connection.db, '周协调', DESK_START));
  await vi.waitFor(() => expect(heard.text).toContain('open'));
  await endSession(connection.db, 1, 1, DESK_START);
  await happens(world.own);
  await vi.waitFor(() => expect(heard.ended).toBe(true));
  expect(heard.text).not.toContain('changed');
  const last = await listen(await loggedIn(connection.db, '林县长', DESK_START));
  await vi.waitFor(() => expect(last.text).toContain('open'));
  await api.app.close();
  await vi.waitFor(() => expect(last.ended).toBe(true));
});

it('opens for nobody who is not logged in', async () => {
  expect((await listen('nobody')).status).toBe(401);
});
