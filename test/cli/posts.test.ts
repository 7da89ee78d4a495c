import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { run } from '../../cli/index.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { registerDevice } from '../../db/devices.ts';
import { makeCalendar } from '../../db/calendar-links.ts';
import { device, link, person, plan } from '../../db/schema.ts';
import { DESK_START, seedDesk, type TestDesk } from '../harness/desk.ts';
import { freshDatabase } from '../harness/postgres.ts';
import { emptied } from '../harness/shared-database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let connection: Connection;
let desk: TestDesk;

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
  desk = await seedDesk(connection.db);
});

async function duban(args: string[], env: Record<string, string> = {}): Promise<string> {
  let said = '';
  const hear = (text: string) => void (said += `${text}\n`);
  await run(args, { DATABASE_URL: database.url, ...env }, { out: hear, error: hear });
  return said;
}

const SMS = {
  SMS_PROVIDER: 'smpp',
  SMPP_URL: 'smpp://a:b@127.0.0.1:2775',
  SMS_SIGN: '督办提醒',
};

async function comesWith(name: string, token: string): Promise<void> {
  const who = { name, room: '', phone: '0771-1' };
  await registerDevice(connection.db, { linkId: desk.linkId, token, who, now: DESK_START });
}

it('lists devices, those that wait first, and lets the coordinator approve and revoke them', async () => {
  await comesWith('李强', 'first');
  await comesWith('赵敏', 'second');
  const lines = (await duban(['devices'])).trim().split('\n').slice(-2);
  expect(lines[0]).toMatch(/2\s.*赵敏.*等待确认/);
  expect(lines[1]).toMatch(/1\s.*李强.*可以办理/);
  expect(await duban(['devices', 'approve', '2'])).toContain('请用 --as');
  expect(await duban(['devices', 'approve', '2', '--as', '县教育局联系人'])).toContain('不是');
  expect(await duban(['devices', 'approve', '2', '--as', '周协调'])).toContain('✓ 设备 2 已放行');
  expect(await duban(['devices', 'approve', '2', '--as', '周协调'])).toContain(
    '没有找到等待确认的设备',
  );
  expect(await duban(['devices', 'revoke', '1', '--as', '周协调'])).toContain('✓ 设备 1 已停用');
  const rows = await connection.db.select().from(device).orderBy(device.id);
  expect(rows.map(({ confirmedBy }) => confirmedBy)).toEqual(['first', 'coordinator']);
  expect(rows[0]?.revokedAt).not.toBeNull();
  expect(await duban(['devices', '--json'])).not.toContain(rows[1]?.token ?? '');
});

it('shows how somebody is told, and sets it on behalf of them', async () => {
  expect(await duban(['contact', '县教育局联系人'])).toMatch(/提醒方式：邮件[^]*免打扰时段：未设/);
  const change = ['--prefers', 'sms', '--quiet', '12:00-14:30'];
  expect(await duban(['contact', '县教育局联系人', ...change])).toContain('请用 --as');
  const refused = await duban(['contact', '县教育局联系人', ...change, '--as', '周协调']);
  expect(refused).toMatch(/没有改动：.*短信还没有开通.*SMS_PROVIDER/);
  expect(await duban(['contact', '县教育局联系人'])).toContain('提醒方式：邮件');
  await connection.db.update(person).set({ phone: null });
  const numberless = await duban(['contact', '县教育局联系人', ...change, '--as', '周协调'], SMS);
  expect(numberless).toMatch(/没有登记手机号码.*通讯录/);
  await connection.db.update(person).set({ phone: '13900000001' });
  const done = await duban(['contact', '县教育局联系人', ...change, '--as', '周协调'], SMS);
  expect(done).toMatch(/提醒方式：短信[^]*免打扰时段：12:00–14:30/);
  const none = await duban(['contact', '县教育局联系人', '--quiet', 'none', '--as', '周协调']);
  expect(none).toContain('免打扰时段：未设');
  expect(await duban(['contact', '县教育局联系人', '--quiet', '06:00-17:30'])).toContain(
    '不能占满',
  );
});

it('ends the calendar of somebody', async () => {
  await makeCalendar(connection.db, desk, DESK_START);
  const end = ['contact', '县教育局联系人', '--end-calendar', '--as', '周协调'];
  expect(await duban(end)).toContain('已停用 1 个日历订阅地址');
  const rows = await connection.db.select().from(link).where(eq(link.purpose, 'calendar'));
  expect(rows[0]?.revokedAt).not.toBeNull();
});

it('does not launch for real recipients before it is said what becomes of links', async () => {
  const env = { SMTP_URL: 'smtps://mail.example.cn', PUBLIC_URL: 'http://127.0.0.1:8080' };
  const check = (...args: string[]) => duban(['launch', '1', '--check', ...args], env);
  await connection.db.update(person).set({ phone: null });
  expect(await check()).toContain('PUBLIC_URL 是本机地址');
  expect(await check('--links', 'internal')).toContain('PUBLIC_URL 是本机地址');
  const none = await check('--links', 'none');
  expect(none).not.toContain('PUBLIC_URL');
  expect(none).toContain('消息中注明：请回复本邮件');
  const inside = { ...env, PUBLIC_URL: 'http://10.1.2.3' };
  expect(await duban(['launch', '1', '--check'], inside)).toContain('PUBLIC_URL 是内网地址');
  await connection.db.update(plan).set({ state: 'launching', links: 'none' });
  expect(await check()).not.toContain('PUBLIC_URL'); // it was chosen before the launch broke off
  expect(await check('--links', 'some')).toContain('应为 open、internal、none 之一');
});
