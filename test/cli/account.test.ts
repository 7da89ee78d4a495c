import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { run } from '../../cli/index.ts';
import { useLoginLink } from '../../db/accounts.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { openSession, sessionOf } from '../../db/sessions.ts';
import { seedDesk } from '../harness/desk.ts';
import { freshDatabase } from '../harness/postgres.ts';
import { emptied } from '../harness/shared-database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let connection: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 2);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

beforeEach(async () => {
  await emptied(connection.db);
  await seedDesk(connection.db);
});

async function duban(...args: string[]): Promise<string> {
  let said = '';
  const hear = (text: string) => void (said += `${text}\n`);
  const env = { DATABASE_URL: database.url, PUBLIC_URL: 'https://duban.example.cn' };
  await run(['account', ...args], env, { out: hear, error: hear });
  return said;
}

/** The token of the link that was printed. */
const tokenIn = (said: string) =>
  /https:\/\/duban\.example\.cn\/login\/(\S+)/.exec(said)?.[1] ?? '';

it('registers an account and prints the link by which its owner sets a password', async () => {
  const said = await duban('add', '周协调', '--login', 'ZhouXT', '--admin');
  expect(said).toContain('✓ 已为周协调登记账号 zhouxt（系统管理员）');
  const entered = await useLoginLink(connection.db, tokenIn(said), Date.now());
  expect(entered).toMatchObject({ login: 'zhouxt', admin: true, mustChange: true });
  expect(await duban()).toContain('zhouxt');
  expect(await duban('list')).toContain('还没有设密码');
});

it.each([
  ['nobody to be found', ['add', '没有这个人', '--login', 'x1'], '没有找到人员'],
  ['no login name', ['add', '周协调'], '--login'],
  ['a login name that is none', ['add', '周协调', '--login', '.'], '登录名应为'],
  ['a person who has one', ['add', '周协调', '--login', 'zhou2'], '已有账号，登录名是“zhou”'],
  ['a login name that is taken', ['add', '林县长', '--login', 'ZHOU'], '已经有人使用'],
  ['an unknown account', ['link', 'nobody'], '没有找到账号'],
  ['an unknown word', ['remove', 'zhou'], '没有“remove”这个操作'],
])('says what to do about %s', async (_, args, says) => {
  await duban('add', '周协调', '--login', 'zhou');
  expect(await duban(...args)).toContain(says);
});

it('prints who came in and what was done to accounts, the last first', async () => {
  await duban('add', '周协调', '--login', 'zhou');
  await duban('reset', 'zhou');
  await duban('add', '林县长', '--login', 'lin');
  const [, , first = '', second = ''] = (await duban('log')).split('\n');
  expect(first).toContain('登记账号');
  expect(second).toContain('重置密码');
  expect(await duban('log', 'lin')).not.toContain('zhou');
  expect(await duban('log', 'nobody')).toContain('没有找到账号');
});

it('makes an administrator, and no more one, and writes it down', async () => {
  await duban('add', '周协调', '--login', 'zhou', '--admin');
  expect(await duban('no-admin', 'zhou')).toContain('最后一位系统管理员');
  await duban('add', '林县长', '--login', 'lin');
  expect(await duban('admin', 'lin')).toContain('现在是系统管理员');
  expect(await duban('no-admin', 'zhou')).toContain('不再是系统管理员');
  expect(await duban('log', 'lin')).toContain('设为系统管理员');
  expect(await duban('log', 'zhou')).toContain('取消系统管理员');
});

it('ends all sessions of an account that is reset or disabled', async () => {
  await duban('add', '周协调', '--login', 'zhou');
  const now = Date.now();
  for (const act of ['reset', 'disable']) {
    const token = await openSession(connection.db, 1, { agent: '', byLink: false }, now);
    expect(await sessionOf(connection.db, token, now)).not.toBeNull();
    await duban(act, 'zhou');
    expect(await sessionOf(connection.db, token, now)).toBeNull();
  }
  expect(await duban('link', 'zhou')).toContain('duban account enable zhou');
  expect(await duban('enable', 'zhou')).toContain('已恢复');
  expect(tokenIn(await duban('link', 'zhou'))).not.toBe('');
});
