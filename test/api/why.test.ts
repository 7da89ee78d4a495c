import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from '../../cli/index.ts';
import { connect, type Connection } from '../../db/connect.ts';
import { currentLink } from '../../db/links.ts';
import { recordBegin } from '../../db/ledger.ts';
import { occurrence, post } from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { DESK_START, idleCommander, seedDesk, type TestDesk } from '../harness/desk.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { openPages, type Pages } from '../harness/unit-pages.ts';

let database: FreshDatabase;
let connection: Connection;
let desk: TestDesk;
let pages: Pages;
let id: string;

beforeEach(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 2);
  const { db } = connection;
  desk = await seedDesk(db);
  pages = await openPages(idleCommander(db, () => DESK_START));
  const rows = await db.select().from(occurrence).orderBy(occurrence.dueOn);
  id = rows[0]?.id ?? '';
  const at = beijingInstant('2024-09-02', 9);
  await recordBegin(db, calendarOf(), { id, run: 1, seq: 1, state: 'assigned', at });
});

afterEach(async () => {
  await pages.close();
  await connection.close();
  await database.drop();
});

it('explains to a unit, from the page of its task, what it is told of it and when', async () => {
  const path = pages.pathOf(desk.linkId);
  const task = await pages.get(`${path}/o/${id}`);
  const [, address = ''] = /href="([^"]*\/why\/[^"]*)"/.exec(task.body) ?? [];
  const page = await pages.get(address);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('文件：《2024年协作方案》');
  expect(page.body).toContain('到期提醒（最后一次）：还没到');
  expect(page.body).toContain('11月30日（周六）是周六，以此前最后一个工作日11月29日（周五）为准');
  expect(page.body).not.toContain('请单位领导督促');
  const day = await pages.get(`${address}?on=2024-11-30`);
  expect(day.body).toContain('没有到点的提醒或催办');
  expect(day.body).toContain('实际放在2024年11月29日（周五）');
});

it('shows a unit its own only, and nothing to others', async () => {
  const linkOf = async (name: string) => {
    const unitId = desk.unitIds.get(name) ?? 0;
    const [held] = await connection.db.select().from(post).where(eq(post.unitId, unitId));
    const link = await currentLink(connection.db, held?.personId ?? 0, unitId, DESK_START);
    return pages.pathOf(link);
  };
  const partner = await pages.get(`${await linkOf('县财政局')}/why/${id}`);
  expect(partner.body.match(/<li>/g)).toHaveLength(2); // its assignment, and the last reminder
  const stranger = await pages.get(`${await linkOf('县协作办')}/why/${id}`);
  expect(stranger.statusCode).toBe(403);
});

async function duban(...args: string[]): Promise<string> {
  const said: string[] = [];
  const hear = (text: string) => void said.push(text);
  const env = { DATABASE_URL: database.url, DUBAN_SHIFT: String(DESK_START - Date.now()) };
  await run(args, env, { out: hear, error: hear });
  return said.join('\n');
}

it('explains to the office on the command line', async () => {
  const all = await duban('why', '1:1');
  expect(all).toMatch(/^1 组织支教教师互访/);
  expect(all).toContain('原文：');
  expect(all).toContain('单位领导');
  const day = await duban('why', '1:1', '--unit', '县教育局', '--on', '2024-11-30');
  expect(day).toContain('不发通知');
  expect(await duban('why', '1:1', '--unit', '县协作办')).toContain('不会收到它的提醒');
  expect(await duban('why', '1:1', '--person', '县教育局领导')).toContain('请单位领导督促：还没到');
  const { moments }: { moments: unknown[] } = JSON.parse(await duban('why', '1:1', '--json'));
  expect(moments.length).toBeGreaterThan(4);
});

it('lists messages, and shows one', async () => {
  expect(await duban('messages')).toBe('没有符合条件的消息');
  expect(await duban('messages', 'show', '7')).toContain('没有找到消息');
  expect(await duban('messages', 'show')).toContain('请写明消息编号');
  expect(await duban('messages', '--task', '1:9')).toContain('事项');
  expect(await duban('messages', '--task', '9')).toContain('应写成 计划:序号');
});
