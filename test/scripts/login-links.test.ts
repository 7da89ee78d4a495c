import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addAccount, useLoginLink } from '../../db/accounts.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { account, plan } from '../../db/schema.ts';
import { loginLines } from '../../scripts/login-links.ts';
import { DESK_START, seedDesk } from '../harness/desk.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { emptied } from '../harness/shared-database.ts';

let database: FreshDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 2);
});

beforeEach(async () => emptied(connection.db));

afterAll(async () => {
  await connection.close();
  await database.drop();
});

const lines = async () =>
  await loginLines({ databaseUrl: database.url, publicUrl: 'http://127.0.0.1:8080' }, DESK_START);

/** Whom the link of a line lets in. */
async function entered(line = ''): Promise<string | undefined> {
  const token = /\/login\/(\S+)/.exec(line)?.[1] ?? '';
  return (await useLoginLink(connection.db, token, DESK_START))?.login;
}

it('lets an administrator into a new installation, the same one at each start', async () => {
  const [, first, ...rest] = await lines();
  expect(first).toContain('系统管理员');
  expect(rest).toEqual([]);
  expect(await entered(first)).toBe('admin');
  expect(await entered((await lines())[1])).toBe('admin');
  expect(await connection.db.$count(account)).toBe(1);
});

it('lets in the office of the sample too, once it is imported', async () => {
  await seedDesk(connection.db);
  expect(await lines()).toHaveLength(2);
  await connection.db.update(plan).set({ fileName: '2024-结对帮扶工作方案.txt' });
  const [, , coordinator, leader] = await lines();
  expect(coordinator).toContain('协调员 周协调');
  expect(leader).toContain('督办领导 林县长');
  expect(await entered(leader)).toMatch(/^林县长\d+$/);
});

it('makes no administrator where accounts were set up without', async () => {
  await seedDesk(connection.db);
  const made = { personId: 1, login: 'zhou', admin: false, mustChange: true };
  await addAccount(connection.db, made, DESK_START);
  expect((await lines()).join('\n')).toContain('duban account link');
});
