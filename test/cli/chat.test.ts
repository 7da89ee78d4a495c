import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../cli/index.ts';
import { connect, type Connection } from '../../db/connect.ts';
import { occurrence, plan } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type ChatSimulator, startChat } from '../harness/chat.ts';
import { openDuties } from '../harness/duty.ts';
import { freshDatabase } from '../harness/postgres.ts';

const TODAY = beijingInstant('2024-06-25', 9);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let connection: Connection;
let chat: ChatSimulator;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 2);
  chat = await startChat();
  folder = await mkdtemp(join(tmpdir(), 'duban-chat-'));
  const duties = await openDuties(connection.db, {
    tasks: [
      { due: ['2024-06-28'], lead: ['县教育局'] },
      {
        due: ['2024-06-28'],
        lead: ['各单位'],
        distribution: 'each',
        title: '报送进展情况',
      },
    ],
  });
  await connection.db.update(plan).set({ state: 'running' });
  await connection.db
    .update(occurrence)
    .set({ reportingPeriod: '2024年6月份' })
    .where(eq(occurrence.taskId, duties.taskIds[1] ?? 0));
  for (const id of duties.ids) await duties.begin(id, beijingInstant('2024-06-03', 9));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
  await chat.close();
  await connection.close();
  await database.drop();
});

/** Runs a command line on the day of the test. */
async function duban(...args: string[]) {
  const printed = { out: '', error: '' };
  const env = {
    DATABASE_URL: database.url,
    DUBAN_SHIFT: String(TODAY - Date.now()),
    DATA_DIR: folder,
    CHAT_ORIGINS: new URL(chat.url('wecom')).origin,
  };
  const code = await run(args, env, {
    out: (text) => (printed.out += `${text}\n`),
    error: (text) => (printed.error += `${text}\n`),
  });
  return { code, ...printed };
}

describe('duban groups', () => {
  it('enters a group, tries it, shows it without its key, and ends it', async () => {
    expect((await duban('groups')).out).toContain('还没有登记');
    const url = chat.url('dingtalk');
    const unknown = await duban('groups', 'add', '工作群', '--url', url);
    expect(unknown.error).toContain('--system');
    const add = ['groups', 'add', '工作群', '--url', url, '--system', 'dingtalk'];
    expect(await duban(...add, '--secret', chat.secret)).toMatchObject({ code: 0 });
    expect((await duban(...add)).error).toContain('同名');
    expect((await duban('groups')).out).toContain('试发：duban groups test 工作群');
    expect(await duban('groups', 'test', '工作群')).toMatchObject({ code: 0 });
    expect((await duban('groups')).out).toContain('可以发，尚未发过');
    expect(chat.shown.at(-1)?.text).toContain('测试消息');
    const listed = await duban('groups', '--json');
    expect(listed.out).toContain('工作群');
    expect(listed.out).not.toMatch(/token|SEC-/);
    expect(await duban('groups', 'end', '工作群')).toMatchObject({ code: 0 });
    expect((await duban('groups', 'test', '工作群')).error).toContain('工作群');
  });

  it.each([
    ['notaurl', '--url 不是地址'],
    ['http://127.0.0.1/cgi-bin/webhook/send?key=1', '不是企业微信的地址'],
    ['http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1', 'https://qyapi.weixin.qq.com'],
    ['https://qyapi.weixin.qq.com.example.com/send?key=1', 'CHAT_ORIGINS'],
  ])('refuses %s, whatever system it is said to be', async (url, words) => {
    const { code, error } = await duban('groups', 'add', '群', '--url', url, '--system', 'wecom');
    expect(code).toBe(1);
    expect(error).toContain(words);
    expect(error).not.toContain('key=1');
  });

  it('keeps in mind that a group refuses, until a test gets through', async () => {
    const add = ['groups', 'add', '错密钥', '--url', chat.url('feishu'), '--system', 'feishu'];
    await duban(...add, '--secret', 'wrong');
    expect(await duban('groups', 'test', '错密钥')).toMatchObject({ code: 1 });
    expect((await duban('groups')).out).toContain('停发：19021');
  });
});

describe('telling by other means', () => {
  it('prints a text to copy', async () => {
    const { out } = await duban('text', '1');
    expect(out).toContain('@县教育局 2项：1（6月28日）、2（6月28日）');
    expect(out).toContain('@县财政局 1项：2（6月28日）');
    expect((await duban('text', '1', '--unit', '县财政局')).out).not.toContain('县教育局');
    expect((await duban('text', '1', '--unit', '无此局')).error).toContain('无此局');
  });

  it('says when the first period begins, or that there is none to report', async () => {
    const { db } = connection;
    await db.update(occurrence).set({ opensOn: '2024-07-01' });
    const early = await duban('missing', '1');
    expect(early).toMatchObject({ code: 0, error: '' });
    expect(early.out).toMatch(
      /第一期报表还没有开始：2024年6月份，2024年6月28日（周五）前报，2 个单位从2024年7月1日（周一）起可以报/,
    );
    await db.update(occurrence).set({ opensOn: '2024-06-03' });
    const all = await db.select().from(occurrence);
    await db.update(occurrence).set({ reportingPeriod: null });
    expect((await duban('missing', '1')).out).toContain('没有要定期报送的报表');
    for (const { id, reportingPeriod } of all) {
      await db.update(occurrence).set({ reportingPeriod }).where(eq(occurrence.id, id));
    }
  });

  it('draws who has not reported', async () => {
    const file = join(folder, 'missing.svg');
    const { out, code } = await duban('missing', '1', '--out', file);
    expect(code).toBe(0);
    expect(out).toContain('未报 2 个：');
    const svg = await readFile(file, 'utf8');
    expect(svg).toContain('县教育局');
    expect(svg).toContain('县财政局');
    expect((await duban('missing', '1', '--out', file)).error).toContain('已经存在');
    expect((await duban('missing', '1', '--out', 'x.jpg')).error).toContain('.png、.svg、.html');
    expect((await duban('missing', '1', '--period', '去年')).error).toContain('去年');
  });

  it('tells a group nothing of a confidential document', async () => {
    await connection.db.update(plan).set({ sourceText: '内部资料\n方案' });
    expect((await duban('text', '1')).error).toContain('不能发到群里');
    const file = join(folder, 'other.svg');
    expect((await duban('missing', '1', '--out', file)).error).toContain('不能发到群里');
  });
});
