import { afterEach, beforeEach, expect, it } from 'vitest';
import { dispatchDue } from '../../channels/dispatch.ts';
import { emailChannel } from '../../channels/email.ts';
import { mailOnly } from '../../channels/channel.ts';
import { linkSigner } from '../../channels/links.ts';
import { channelOverview } from '../../channels/overview.ts';
import { tryChannel } from '../../channels/trying.ts';
import { run } from '../../cli/index.ts';
import { readConfig } from '../../config.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { officePolicy } from '../../db/office-policy.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { DESK_START, idleCommander, seedDesk } from '../harness/desk.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';
import { openPages, type Pages } from '../harness/unit-pages.ts';

const SECRET = 'a secret for tests only';
const RULES = {
  mailsPerMonth: '3',
  smsPerMonth: '1',
  spreadMinutes: '20',
  bringForwardDays: '2',
  listItems: '8',
  'moment.hour': '9',
  'moment.minute': '0',
  urgentInQuiet: 'true',
};

let database: FreshDatabase;
let connection: Connection;
let mailbox: CapturedMailbox;
let pages: Pages;
let env: Record<string, string>;
let now: number;

beforeEach(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 2);
  mailbox = await startCapturedMailbox();
  const { db } = connection;
  await seedDesk(db);
  now = DESK_START;
  env = {
    DATABASE_URL: database.url,
    DUBAN_SECRET: SECRET,
    DUBAN_SHIFT: String(DESK_START - Date.now()),
    PUBLIC_URL: 'https://duban.example.cn',
    SMTP_URL: mailbox.url.replace('//', '//duban:a-password@'),
  };
  const config = readConfig(env, () => null);
  pages = await openPages(
    idleCommander(db, () => now),
    SECRET,
    undefined,
    {
      admin: {
        overview: (at) => channelOverview(db, config, at),
        tryChannel: (channel, to, at) =>
          tryChannel({ db, domain: 'example.cn', sms: false, now: at }, channel, to),
        addGroup: () => Promise.resolve(),
      },
    },
  );
});

afterEach(async () => {
  await pages.close();
  await mailbox.close();
  await connection.close();
  await database.drop();
});

async function duban(...args: string[]): Promise<string> {
  const said: string[] = [];
  const hear = (text: string) => void said.push(text);
  await run(args, env, { out: hear, error: hear });
  return said.join('\n');
}

/** The path of a fresh link to the settings. */
async function linkPath(): Promise<string> {
  const [address = ''] = (await duban('channels', 'page', '--as', '周协调')).split('\n');
  return new URL(address).pathname;
}

/** A browser in which the settings are open. */
async function opened() {
  const path = await linkPath();
  const browser = pages.browser();
  await browser.post(path, {});
  return { path, browser };
}

it('opens in one browser only, and a look does not use the link up', async () => {
  const path = await linkPath();
  for (let looks = 0; looks < 3; looks += 1) {
    expect((await pages.get(path)).body).toContain('在这个浏览器里打开');
  }
  const browser = pages.browser();
  expect((await browser.post(path, {})).statusCode).toBe(303);
  expect((await browser.get(path)).body).toContain('全机构规则');
  expect((await pages.get(path)).statusCode).toBe(410);
  expect((await pages.browser().post(path, {})).statusCode).toBe(410);
  expect((await pages.browser().post(`${path}/rules`, RULES)).statusCode).toBe(410);
});

it.each([
  ['an hour later', async () => void (now += 3_600_001 + 60_000)],
  ['once there is a newer link', async () => void (await linkPath())],
])('is closed %s', async (_when, change) => {
  const { path, browser } = await opened();
  await change();
  expect((await browser.get(path)).statusCode).toBe(410);
  expect((await browser.post(`${path}/rules`, RULES)).statusCode).toBe(410);
});

it('opens nothing without its signature', async () => {
  const path = await linkPath();
  expect((await pages.get(`${path}x`)).statusCode).toBe(410);
  expect((await pages.get(path.replace(/\.[^.]*$/, ''))).statusCode).toBe(410);
});

it('shows how channels are set up, and no secret', async () => {
  const { path, browser } = await opened();
  const { body } = await browser.get(path);
  expect(body).toContain('密码登录');
  expect(body).toContain('短信：没有设置');
  expect(body).not.toContain('a-password');
  const said = await duban('channels');
  expect(said).toContain('最近一次成功：还没有');
  expect(said).not.toContain('a-password');
});

it('sets the rules over all plans, with the checks of the command line', async () => {
  const { path, browser } = await opened();
  const wrong = { ...RULES, mailsPerMonth: '0', 'moment.hour': '', listItems: '99' };
  const refused = await browser.post(`${path}/rules`, wrong);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('“每位联系人每月至多几封邮件”应为 1 至 100 的整数，现为 0');
  expect(refused.body).toContain('“每个工作日从几点起发：时”应为 6 至 17 的整数，现为 空');
  expect(refused.body).not.toMatch(/(mailsPerMonth|moment.hour) 应/);
  expect(refused.body).toMatch(/name="mailsPerMonth" min="1" max="100"[^>]*value="0"/);
  expect(refused.body).toMatch(/name="listItems"[^>]*value="99"/);
  expect((await browser.post(`${path}/rules`, RULES)).statusCode).toBe(303);
  expect(await officePolicy(connection.db)).toMatchObject({
    mailsPerMonth: 3,
    moment: { hour: 9, minute: 0 },
    urgentInQuiet: true,
  });
  expect(await duban('policy', 'office')).toContain('每月至多 3 封邮件');
});

it('offers the groups that there are', async () => {
  const { path, browser } = await opened();
  expect((await browser.get(path)).body).not.toContain('发到哪个群');
  const url = 'https://open.feishu.cn/open-apis/bot/v2/hook/x';
  await duban('groups', 'add', '工作群', '--url', url);
  expect((await browser.get(path)).body).toContain('<option value="工作群">工作群</option>');
});

it('sends a test by mail', async () => {
  const { path, browser } = await opened();
  const wrong = await browser.post(`${path}/test`, { channel: 'mail', to: 'nobody' });
  expect(wrong.body).toContain('应为邮箱地址');
  const sms = await browser.post(`${path}/test`, { channel: 'sms', to: '13800000001' });
  expect(sms.body).toContain('短信还没有设置');
  const sent = await browser.post(`${path}/test`, { channel: 'mail', to: 'admin@example.cn' });
  expect(sent.headers.location).toMatch(/\?done=test-\d+$/);
  const mail = emailChannel({ smtpUrl: mailbox.url, from: '督办 <duban@example.cn>' });
  const { db } = connection;
  await dispatchDue(
    {
      db,
      channels: mailOnly(mail),
      calendar: () => Promise.resolve(calendarOf()),
      policy: () => officePolicy(db),
      signer: linkSigner('https://duban.example.cn', SECRET),
      office: { links: (choice) => choice },
      domain: 'example.cn',
      alarm: () => {},
    },
    now,
  );
  mail.close();
  expect(mailbox.to('admin@example.cn')).toHaveLength(1);
  expect(await duban('channels')).toContain('最近一次成功：2024年11月1日');
});

it('says on which command line a rule is set', async () => {
  const as = ['--as', '周协调', '--reason', '年中调整'];
  const plan = await duban('policy', '1', '--set', 'mailsPerMonth=3', ...as);
  expect(plan).toContain('请用 duban policy office --set mailsPerMonth=…');
  const office = await duban('policy', 'office', '--set', 'repeatDays=3', ...as);
  expect(office).toContain('请用 duban policy 方案编号 --set repeatDays=…');
  expect(await duban('policy', 'office', '--set', 'mailsPerMonth=3')).toContain('请用 --as');
  const set = await duban('policy', 'office', '--set', 'mailsPerMonth=3', ...as);
  expect(set).toContain('✓ 每位联系人每月至多 3 封邮件');
  expect((await officePolicy(connection.db)).mailsPerMonth).toBe(3);
});
