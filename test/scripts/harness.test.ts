import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../harness/postgres.ts';
import { startCapturedMailbox } from '../harness/smtp.ts';
import type { CapturedMailbox } from '../harness/smtp.ts';
import { devServer, timeSkipping } from '../harness/temporal.ts';

describe('a fresh database', () => {
  it('is migrated, empty and its own', async () => {
    const [one, two] = await Promise.all([freshDatabase(), freshDatabase()]);
    const sql = postgres(one.url, { max: 1 });
    expect(await sql`SELECT count(*)::int AS rows FROM heartbeat`).toEqual([{ rows: 0 }]);
    await sql.end();
    expect(one.url).not.toBe(two.url);
    await Promise.all([one.drop(), two.drop()]);
  });

  it('fails the test that leaves a connection open', async () => {
    const database = await freshDatabase();
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    await sql`SELECT 1`;
    await expect(database.drop()).rejects.toThrow('1 database connections open');
    await sql.end({ timeout: 1 });
  });
});

describe("Temporal's servers", () => {
  it('skip a month in no time', async () => {
    const environment = await timeSkipping();
    const before = await environment.currentTimeMs();
    await environment.sleep('30 days');
    expect((await environment.currentTimeMs()) - before).toBeGreaterThan(29 * 86_400_000);
    await environment.teardown();
  });

  it('keep their state in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'duban-dev-server-'));
    const file = join(folder, 'temporal.db');
    const environment = await devServer({ file });
    await environment.teardown();
    expect(existsSync(file)).toBe(true);
    rmSync(folder, { recursive: true });
  });
});

describe('the captured mailbox', () => {
  let mailbox: CapturedMailbox;
  const send = async (to: string, subject = '提醒') => {
    const transport = createTransport(mailbox.url, { from: 'duban@example.com' });
    const options = { to, subject, text: '请于月底前办结。' };
    return transport.sendMail(options).finally(() => transport.close());
  };

  beforeAll(async () => {
    mailbox = await startCapturedMailbox();
  });
  beforeEach(() => mailbox.clear());
  afterAll(() => mailbox.close());

  it('keeps what each address was sent', async () => {
    await send('a@example.com', '一');
    await send('b@example.com', '二');
    expect(mailbox.all().map((mail) => mail.subject)).toEqual(['一', '二']);
    expect(mailbox.to('b@example.com').map((mail) => mail.text?.trim())).toEqual([
      '请于月底前办结。',
    ]);
  });

  it.each(['421', '550'] as const)('refuses with %s as often as it is told to', async (code) => {
    mailbox.failNext(code, 2);
    for (const _ of [1, 2]) {
      await expect(send('a@example.com')).rejects.toMatchObject({ responseCode: Number(code) });
    }
    await send('a@example.com');
    expect(mailbox.all()).toHaveLength(1);
  });

  it('takes a mail and breaks off before it answers', async () => {
    mailbox.failNext('drop-after-data');
    await expect(send('a@example.com')).rejects.toThrow();
    expect(mailbox.all()).toHaveLength(1);
  });

  it('stalls without taking the mail', async () => {
    mailbox.failNext('stall');
    const transport = createTransport(`${mailbox.url}?socketTimeout=300`);
    const mail = { from: 'duban@example.com', to: 'a@example.com', text: '…' };
    await expect(transport.sendMail(mail)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(mailbox.all()).toHaveLength(0);
  });
});
