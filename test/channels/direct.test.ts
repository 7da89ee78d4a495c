import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Channel, type Mail, mailOnly, type Sms } from '../../channels/channel.ts';
import { dispatchDue, type Dispatch } from '../../channels/dispatch.ts';
import { linkSigner } from '../../channels/links.ts';
import { linksFor } from '../../channels/reach.ts';
import { postDirect } from '../../db/direct.ts';
import { message, plan } from '../../db/schema.ts';
import type { DirectKind } from '../../plan/message.ts';
import type { LinkChoice } from '../../plan/plan-state.ts';
import { mailInto, testDispatch } from '../harness/dispatch.ts';
import { DESK_START, seedDesk, type TestDesk } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';

const KINDS: DirectKind[] = ['code', 'link', 'handover', 'check'];
const REAL = 'smtps://mail.example.cn';
const SECRET = 'a secret for tests only';

const database = sharedDatabase();
let mailbox: CapturedMailbox;
let channel: Channel<Mail>;
let desk: TestDesk;

beforeAll(async () => {
  mailbox = await startCapturedMailbox();
  channel = mailInto(mailbox);
});

afterAll(async () => {
  channel.close();
  await mailbox.close();
});

beforeEach(async () => {
  mailbox.clear();
  desk = await seedDesk(database());
});

/** Sends a message of each kind, and the notices of launch, to recipients behind a mail server. */
async function sendAll(publicUrl: string, choice: LinkChoice): Promise<string[]> {
  await database().update(plan).set({ links: choice });
  const { personId, unitId } = desk;
  for (const kind of KINDS) {
    const facts = { unitId, deviceId: 12, codeNumber: 3, half: '2024-07' };
    const where = { personId, channel: 'mail' as const, kind, window: kind };
    await postDirect(database(), { ...where, facts, now: DESK_START, domain: 'example.cn' });
  }
  await dispatchDue(dispatchOf(publicUrl), DESK_START);
  return mailbox.to(`u${unitId}@example.cn`).map(({ text, html }) => `${text ?? ''}${html || ''}`);
}

function dispatchOf(publicUrl: string): Dispatch {
  return testDispatch(database(), mailOnly(channel), {
    signer: linkSigner(publicUrl, SECRET),
    office: { links: (chosen) => linksFor(chosen, publicUrl, REAL) },
    alarm: (text) => {
      throw new Error(text);
    },
  });
}

it('fills the code into a short message as it leaves', async () => {
  const { personId, unitId } = desk;
  const facts = { unitId, deviceId: 12, codeNumber: 3 };
  const where = { personId, channel: 'sms' as const, kind: 'code' as const, window: '12.3' };
  await postDirect(database(), { ...where, facts, now: DESK_START, domain: 'example.cn' });
  const sent: Sms[] = [];
  const sms: Channel<Sms> = {
    pace: { atOnce: 1, perMinute: 600, burst: 100 },
    send: async (each) => {
      sent.push(each);
      return { result: 'sent', response: 'OK' };
    },
    close: () => {},
  };
  await dispatchDue(
    { ...dispatchOf('https://duban.example.cn'), channels: { mail: channel, sms, chat: null } },
    DESK_START,
  );
  const code = linkSigner('https://duban.example.cn', SECRET).code(12, 3);
  expect(sent.filter(({ template }) => template === 'code')).toMatchObject([
    { fields: { code }, text: expect.stringContaining(`验证码${code}，`) },
  ]);
  const [row] = await database().select().from(message).where(eq(message.kind, 'code'));
  expect(JSON.stringify(row)).not.toContain(code);
});

it('fills the code in as the mail leaves; no row holds its digits', async () => {
  const mails = await sendAll('https://duban.example.cn', 'open');
  const code = linkSigner('https://duban.example.cn', SECRET).code(12, 3);
  expect(mails.some((mail) => mail.includes(`验证码：${code}`))).toBe(true);
  const [row] = await database().select().from(message).where(eq(message.kind, 'code'));
  expect(row?.text).toContain('{code:12.3}');
  expect(JSON.stringify(row)).not.toContain(code);
});

it.each([
  ['http://127.0.0.1:8080', 'open', 0, ''],
  ['http://localhost:8080', 'internal', 0, ''],
  ['http://10.1.2.3:8080', 'open', 4, '链接只能在政务内网打开'],
  ['https://duban.example.cn', 'none', 0, ''],
  ['https://duban.example.cn', 'open', 4, ''],
] as const)(
  'to real recipients, links to %s chosen as %s are in %i mails of five',
  async (publicUrl, choice, count, words) => {
    const mails = await sendAll(publicUrl, choice);
    expect(mails).toHaveLength(5);
    expect(mails.filter((mail) => /https?:\/\/[^\s"]*\/u\//.test(mail))).toHaveLength(count);
    expect(
      mails.filter((mail) => mail.includes('127.0.0.1') || mail.includes('localhost')),
    ).toEqual([]);
    expect(mails.filter((mail) => mail.includes('链接只能在政务内网打开'))).toHaveLength(
      words === '' ? 0 : count,
    );
  },
);
