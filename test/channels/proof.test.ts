import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Dispatch, dispatchDue } from '../../channels/dispatch.ts';
import { mailOnly } from '../../channels/channel.ts';
import { smsChannel } from '../../channels/sms/index.ts';
import { accountFault, channelStatus } from '../../db/channel-status.ts';
import { postDirect } from '../../db/direct.ts';
import { messageLines, messageProof } from '../../db/message-proof.ts';
import { message } from '../../db/schema.ts';
import { mailInto, testDispatch } from '../harness/dispatch.ts';
import { DESK_START, idleCommander, seedDesk, type TestDesk } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { type AliyunSimulator, startAliyun } from '../harness/sms/aliyun.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';
import { formIn, hiddenIn, linkIn, openPages } from '../harness/unit-pages.ts';

const database = sharedDatabase();
const MINUTE = 60_000;
let desk: TestDesk;
let mailbox: CapturedMailbox;
let aliyun: AliyunSimulator;
let dispatch: Dispatch;
let alarms: string[];
let closing: (() => unknown)[];

beforeEach(async () => {
  desk = await seedDesk(database());
  mailbox = await startCapturedMailbox();
  aliyun = await startAliyun();
  aliyun.now = () => DESK_START;
  const mail = mailInto(mailbox);
  const sms = smsChannel(aliyun.account);
  closing = [() => mail.close(), () => sms.close(), mailbox.close, aliyun.close];
  alarms = [];
  dispatch = testDispatch(
    database(),
    { mail, sms, chat: null },
    {
      alarm: (text) => alarms.push(text),
      administrators: { emails: ['admin@example.cn'], phones: ['13900000001'] },
    },
  );
});

afterEach(async () => {
  for (const close of closing) await close();
});

const count = async (filter: object) =>
  (await messageLines(database(), { most: 100, ...filter })).length;

const step = (now: number) => dispatchDue(dispatch, now);

async function kindsOf(id: number): Promise<string[]> {
  return (await messageProof(database(), id)).steps.map(({ kind }) => kind);
}

it('keeps every try of a mail with the server’s words, and what it carried', async () => {
  mailbox.failNext('421');
  await step(DESK_START);
  await step(DESK_START + 2 * MINUTE);
  const lines = await messageLines(database(), { unitId: desk.unitId, most: 10 });
  const mail = lines.find(({ channel }) => channel === 'mail');
  expect(mail).toMatchObject({ kind: 'assignment', state: 'sent', reader: '县教育局联系人' });
  const { steps, carried, beside } = await messageProof(database(), mail?.id ?? 0);
  expect(steps.map(({ kind, at }) => [kind, (at - DESK_START) / MINUTE])).toEqual([
    ['created', 0],
    ['tried', 0],
    ['tried', 2],
  ]);
  expect(steps[1]?.server).toContain('refused by the test');
  expect(steps[2]?.server).toMatch(/^250 /);
  expect(carried).toMatchObject([{ kind: 'assign', planId: desk.planId, unit: '县教育局' }]);
  // its short message tells the same, and is found beside it
  expect(beside).toHaveLength(1);
  expect(await messageProof(database(), beside[0] ?? 0)).toMatchObject({
    beside: [mail?.id],
    carried: [{ kind: 'assign' }],
  });
});

it('finds messages by unit, person, plan and day', async () => {
  await step(DESK_START);
  expect(await count({})).toBe(4); // two units, each by mail and by short message
  expect(await count({ unitId: desk.unitIds.get('县财政局') ?? 0 })).toBe(2);
  expect(await count({ personId: desk.personId })).toBe(2);
  expect(await count({ planId: desk.planId })).toBe(4);
  expect(await count({ planId: desk.planId + 1 })).toBe(0);
  expect(await count({ from: '2024-11-01', to: '2024-11-01' })).toBe(4);
  expect(await count({ from: '2024-11-02' })).toBe(0);
  expect(await count({ to: '2024-10-31' })).toBe(0);
});

it('knows a message as read once its link was used, and not by a look', async () => {
  dispatch.channels = mailOnly(dispatch.channels.mail);
  await step(DESK_START);
  const [sent] = await database().select().from(message).where(eq(message.personId, desk.personId));
  const id = sent?.id ?? 0;
  const pages = await openPages(idleCommander(database(), () => DESK_START + MINUTE));
  const path = linkIn(mailbox.to(`u${desk.unitId}@example.cn`).at(-1)).replace(/\/contact$/, '');
  const page = await pages.get(`${path}/channel`);
  expect(await kindsOf(id)).toEqual(['created', 'tried']);
  const { form } = formIn(page.body, '/channel');
  const fields = { ...hiddenIn(page.body), form, from: '12:00', to: '14:00' };
  const answer = await pages.post(`${path}/channel`, { ...fields, prefers: '' });
  expect(answer.statusCode).toBe(303);
  expect(await kindsOf(id)).toEqual(['created', 'tried', 'opened']);
  await pages.close();
});

it('writes to the administrator, once an hour, while short messages are refused; mail goes on', async () => {
  for (let again = 0; again < 4; again += 1) aliyun.faults.push('money');
  await step(DESK_START);
  await step(DESK_START + MINUTE);
  const alerts = mailbox.to('admin@example.cn');
  expect(alerts.map(({ subject }) => subject)).toEqual(['【督办系统告警】短信发不出去']);
  expect(alerts[0]?.text).toContain('isv.OUT_OF_SERVICE');
  expect(mailbox.to(`u${desk.unitId}@example.cn`)).toHaveLength(1);
  expect(alarms[0]).toMatch(/^sms: the account has no money left, nothing is lost: /);
  expect(await accountFault(database(), 'sms')).toMatchObject({ at: DESK_START });
  const { pausedUntil } = await channelStatus(database(), 'sms', 3000, DESK_START + MINUTE);
  expect((pausedUntil ?? 0) / MINUTE).toBeCloseTo(DESK_START / MINUTE + 5, 0);
  await step(DESK_START + 6 * MINUTE); // refused again
  await step(DESK_START + 7 * MINUTE);
  expect(mailbox.to('admin@example.cn')).toHaveLength(1);
  await step(DESK_START + 20 * MINUTE);
  expect(await accountFault(database(), 'sms')).toBeNull();
});

it('sends the administrator a short message while mail is refused', async () => {
  const mail = mailInto(mailbox);
  closing.push(() => mail.close());
  const refusing = { result: 'configuration' as const, response: '535 login refused' };
  dispatch.channels = {
    ...dispatch.channels,
    mail: { ...mail, send: () => Promise.resolve(refusing) },
  };
  await step(DESK_START);
  await step(DESK_START + MINUTE);
  expect(aliyun.taken.filter(({ phone }) => phone === '13900000001')).toHaveLength(1);
  expect(await accountFault(database(), 'mail')).toMatchObject({ words: '535 login refused' });
});

it('tells nobody twice of a test that was asked for once', async () => {
  const to = { personId: null, address: 'admin@example.cn', channel: 'mail' as const };
  const asked = { ...to, kind: 'test' as const, window: '1', facts: {}, now: DESK_START };
  const first = await postDirect(database(), { ...asked, domain: 'example.cn' });
  expect(await postDirect(database(), { ...asked, domain: 'example.cn' })).toBe(first);
  await step(DESK_START);
  const { reader, carried } = await messageProof(database(), first ?? 0);
  expect([reader, carried]).toEqual([null, []]);
});
