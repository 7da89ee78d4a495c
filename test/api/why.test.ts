import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from '../../cli/index.ts';
import { connect, type Connection } from '../../db/connect.ts';
import { currentLink } from '../../db/links.ts';
import { recordBegin } from '../../db/ledger.ts';
import { attempt, message, notice, occurrence, post } from '../../db/schema.ts';
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
  expect(stranger.statusCode).toBe(404);
  // what exists and is others' answers like what does not exist
  const nowhere = await pages.get(`${await linkOf('县协作办')}/why/plan/9/9/joint/once`);
  expect(nowhere.statusCode).toBe(404);
  expect(nowhere.body.replace('plan/9/9/joint/once', '')).toBe(stranger.body.replace(id, ''));
});

it.each(['rubbish', '2024-02-30', '2024-06-25&on=2024-06-26'])(
  'answers a day that is none (%s) with a page that says so',
  async (on) => {
    const page = await pages.get(`${pages.pathOf(desk.linkId)}/why/${id}?on=${on}`);
    expect(page.statusCode).toBe(400);
    expect(page.body).toContain('日期应为存在的一天');
  },
);

it('keeps keys of rules and the words of servers for the office', async () => {
  const { db } = connection;
  const [assigned] = await db
    .select()
    .from(notice)
    .where(eq(notice.key, `plan/1/assign/${desk.unitIds.get('县教育局')}`));
  const at = DESK_START - 60_000;
  const [sent] = await db
    .insert(message)
    .values({
      channel: 'mail',
      kind: 'assignment',
      window: '2024-11-01',
      address: 'a@example.cn',
      messageId: '<1@example.cn>',
      state: 'sent',
      attempts: 1,
      repeats: 0,
      nextAt: at,
      datedAt: at,
      sentAt: at,
      createdAt: at,
      noticeIds: [assigned?.id ?? 0],
    })
    .returning();
  const response = '250 Message queued as 4F3';
  await db
    .insert(attempt)
    .values({ messageId: sent?.id ?? 0, number: 1, at, outcome: 'sent', response });
  const text = '县教育局：\n办理：{link:abc}#x\n时限 11月30日';
  await db.update(message).set({ subject: '【督办】交办', text });
  const shown = await duban('messages', 'show', String(sent?.id));
  expect(shown).toMatch(
    /主题：【督办】交办[^]*文字：\n {4}县教育局：\n {4}办理：〔链接〕\n {4}时限/,
  );
  const { body } = await pages.get(`${pages.pathOf(desk.linkId)}/why/${id}`);
  expect(body).toContain('邮件服务器已接收');
  expect(body).not.toContain('queued');
  expect(body).not.toMatch(/（[a-zA-Z.]+）/);
  const office = await duban('why', '1:1');
  expect(office).toContain('（250 Message queued as 4F3）');
  expect(office).toMatch(/（remind\.\w+）/);
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
  expect(all.match(/还没到$/gm)).toHaveLength(3);
  expect(all).toMatch(/另有 11 次还没到，排到2025年2月11日（周二）；--all 全部列出$/);
  expect(await duban('why', '1:1', '--all')).toContain('单位领导');
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
