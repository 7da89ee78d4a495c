import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq, sql } from 'drizzle-orm';
import iconv from 'iconv-lite';
import MailComposer from 'nodemailer/lib/mail-composer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mailbox, openMailbox } from '../../channels/inbound/mailbox.ts';
import { type MailReading, readMailbox } from '../../channels/inbound/read-mailbox.ts';
import { run } from '../../cli/index.ts';
import { giveCommand } from '../../client/command.ts';
import { folderStore } from '../../db/files.ts';
import {
  deliveryReport,
  event,
  eventFile,
  file,
  inbound,
  message,
  note,
  notice,
  occurrence,
  person,
  task,
} from '../../db/schema.ts';
import { type ImapServer, startImapServer } from '../harness/imap.ts';
import { seedPlan } from '../harness/seed.ts';
import type { CapturedMail } from '../harness/smtp.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

const DONE_FOLDER = '&d2NSnl3yWQR0Bg-';
const UNITS = ['县教育局', '县财政局', '县水务局', '县住建局', '县农业农村局'];
const TASKS = ['选派教师', '安排资金', '建设水厂', '改造危房', '培训农户'];
let year: TestYear;
let imap: ImapServer;
let folder: string;
const unitIds = new Map<string, number>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-mail-in-'));
  year = await openTestYear('2024-03-05');
  imap = await startImapServer();
  const seeded = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: UNITS,
    tasks: UNITS.map((unit, index) => ({
      due: ['2024-04-30'],
      title: TASKS[index] ?? '',
      lead: [unit],
    })),
  });
  for (const [name, id] of seeded.unitIds) unitIds.set(name, id);
  await year.db.update(task).set({ number: sql`'2.' || ${task.number}` });
  year.dispatch.office.answers = true;
  year.dispatch.files = folderStore(join(folder, 'files'));
  await year.launch(seeded.planId);
  await year.liveUntil('2024-03-06');
});

afterAll(async () => {
  await year.close();
  await imap.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => year.mailbox.clear());

const addressOf = (unit: string) => `u${unitIds.get(unit)}@example.cn`;
let last = 0;

/** The newest mail of a kind that left to a unit, from the database: its id is all an answer needs. */
async function sentTo(unit: string, kind: 'assignment' | 'digest' | 'answer') {
  const rows = await year.db
    .select()
    .from(message)
    .where(eq(message.address, addressOf(unit)))
    .orderBy(asc(message.id));
  const found = rows.findLast((row) => row.kind === kind);
  if (found === undefined) throw new Error(`nothing of kind ${kind} to ${unit}`);
  return found;
}

type Sent = ConstructorParameters<typeof MailComposer>[0];

/** A mail as a clerk's program writes it. */
async function written(unit: string, text: string, changes: Sent = {}): Promise<Buffer> {
  last += 1;
  const composer = new MailComposer({
    from: `${unit} <${addressOf(unit).toUpperCase()}>`,
    to: 'duban@example.cn',
    subject: '回复：【督办提醒】',
    messageId: `<answer${last}@mail.cn>`,
    text,
    ...changes,
  });
  return await composer.compile().build();
}

function reading(changes: Partial<MailReading> = {}): Omit<MailReading, 'mailbox'> {
  return {
    db: year.db,
    files: folderStore(join(folder, 'files')),
    give: async (id, command, text) => await giveCommand(year.commander, id, command, text),
    calendar: year.dispatch.calendar,
    domain: 'example.cn',
    ours: ['duban@example.cn'],
    authServer: 'mx.example.cn',
    alarm: () => {},
    ...changes,
  };
}

/** Reads the mailbox once and sends what follows. */
async function read(changes: Partial<MailReading> = {}) {
  const mailbox = await openMailbox({ url: imap.url, folder: 'INBOX', doneFolder: '督办已处理' });
  try {
    return await readMailbox({ mailbox, ...reading(changes) }, year.now());
  } finally {
    await mailbox.close();
  }
}

/** Delivers a mail, reads it, sends the answer; what was written down and what was answered. */
async function exchange(unit: string, raw: Buffer) {
  imap.deliver(raw);
  expect((await read()).read).toBe(1);
  await year.send();
  const rows = await year.db.select().from(inbound).orderBy(asc(inbound.id));
  return { row: rows.at(-1), answer: year.mailbox.to(addressOf(unit)).at(-1) };
}

async function eventsOf(unit: string) {
  return await year.db
    .select({
      kind: event.kind,
      door: event.door,
      seq: event.seq,
      text: note.text,
      id: event.occurrenceId,
    })
    .from(event)
    .innerJoin(occurrence, eq(occurrence.id, event.occurrenceId))
    .leftJoin(note, eq(note.id, event.noteId))
    .where(eq(occurrence.answeringUnitId, unitIds.get(unit) ?? 0))
    .orderBy(asc(event.seq));
}

/** Answers the last reminder of a unit. */
async function toInbox(unit: string, text: string, changes: Sent = {}) {
  const { messageId } = await sentTo(unit, 'digest');
  return await exchange(unit, await written(unit, text, { inReplyTo: messageId, ...changes }));
}

/** What a mail server reports of a mail that it could not deliver. */
const report = (to: string, messageId: string, status: string, action = 'failed') =>
  Buffer.from(
    [
      'From: Mail Delivery System <mailer-daemon@mx.cn>',
      'Subject: Undelivered Mail Returned to Sender',
      `Message-ID: <bounce${(last += 1)}@mx.cn>`,
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I am sorry.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.cn',
      '',
      `Final-Recipient: rfc822; ${to}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; 550 ${status} <${to}> unknown`,
      '--b',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: ${messageId}`,
      'Subject: x',
      '',
      'text',
      '--b--',
      '',
    ].join('\r\n'),
  );

const faultOf = async (unit: string) =>
  (
    await year.db
      .select()
      .from(person)
      .where(eq(person.email, addressOf(unit)))
  )[0]?.emailFault;

const wordsOf = (mail: CapturedMail | undefined) => mail?.text ?? '';

describe('an answer by mail', () => {
  it('acknowledges the whole assignment, and is confirmed once, in its thread', async () => {
    const { messageId, text } = await sentTo('县教育局', 'assignment');
    expect(text).toContain('也可以直接回复本邮件办理');
    const raw = await written('县教育局', '收到，谢谢！\n\n> 交办通知', { inReplyTo: messageId });
    const { row, answer } = await exchange('县教育局', raw);
    expect(row).toMatchObject({ outcome: 'command', text: '收到，谢谢！', channel: 'mail' });
    expect(row?.occurrenceIds).toHaveLength(1);
    expect(await eventsOf('县教育局')).toMatchObject([
      { kind: 'assign' },
      { kind: 'acknowledge', door: 'mail' },
    ]);
    expect(wordsOf(answer)).toContain('交办通知，共 1 项在办事项');
    expect(answer?.headers.get('in-reply-to')).toBe(row?.key);
    expect(answer?.headers.get('auto-submitted')).toBe('auto-replied');
    expect(answer?.subject).toBe('回复：【督办提醒】');
    const [answered] = await year.db.select().from(deliveryReport);
    expect(answered).toMatchObject({ kind: 'answered' });
    expect(imap.mails()).toEqual([]);
    expect(imap.mails(DONE_FOLDER)).toHaveLength(1);
  });

  it('reports progress, asks for an extension and completes, each with its words and files', async () => {
    await year.liveUntil('2024-04-26');
    const { messageId } = await sentTo('县教育局', 'digest');
    const reply = { inReplyTo: messageId };
    const progress = await exchange(
      '县教育局',
      await written('县教育局', '进展：已选派2名教师', reply),
    );
    expect(wordsOf(progress.answer)).toContain('2.1 选派教师：进展已记入台账');
    const asked = '申请延期至5月31日：体检未完成';
    const extension = await exchange('县教育局', await written('县教育局', asked, reply));
    expect(wordsOf(extension.answer)).toContain('已申请延期至2024年5月31日');
    const attachments = [
      {
        filename: '到岗名单.pdf',
        content: Buffer.from('%PDF-1.4'),
        contentType: 'application/pdf',
      },
      {
        filename: 'logo.png',
        content: Buffer.from('small'),
        cid: 'logo@x',
        contentType: 'image/png',
      },
    ];
    const html = '<p>2.1 已完成，3名教师已到岗。</p><img src="cid:logo@x">';
    const done = await exchange(
      '县教育局',
      await written('县教育局', '2.1 已完成，3名教师已到岗。', { ...reply, html, attachments }),
    );
    expect(wordsOf(done.answer)).toContain('2.1 选派教师：已记为报办结');
    const events = await eventsOf('县教育局');
    expect(events.map(({ kind, text }) => [kind, text]).slice(-3)).toEqual([
      ['report', '进展：已选派2名教师'],
      ['request-extension', '体检未完成'],
      ['complete', '已完成，3名教师已到岗。'],
    ]);
    const files = await year.db
      .select({ name: file.name, sha256: file.sha256 })
      .from(eventFile)
      .innerJoin(file, eq(file.id, eventFile.fileId));
    expect(files.map(({ name }) => name)).toEqual(['到岗名单.pdf']);
    expect(await folderStore(join(folder, 'files')).has(files[0]?.sha256 ?? '')).toBe(true);
  });

  it('that the state does not take is answered with the reason', async () => {
    const { messageId } = await sentTo('县教育局', 'digest');
    const { row, answer } = await exchange(
      '县教育局',
      await written('县教育局', '已完成', { inReplyTo: messageId }),
    );
    expect(row).toMatchObject({ outcome: 'command', occurrenceIds: [] });
    expect(wordsOf(answer)).toMatch(/2\.1 选派教师：没有记上，该事项已报办结/);
  });

  it('to our answer goes on with what that was about', async () => {
    const before = await sentTo('县财政局', 'digest');
    const first = await exchange(
      '县财政局',
      await written('县财政局', '收到', { inReplyTo: before.messageId }),
    );
    expect(wordsOf(first.answer)).toContain('已签收共 1 项');
    const answered = await sentTo('县财政局', 'answer');
    const { row } = await exchange(
      '县财政局',
      await written('县财政局', '进展：资金已下达', { inReplyTo: answered.messageId }),
    );
    expect(row).toMatchObject({ outcome: 'command' });
    expect(row?.occurrenceIds).toHaveLength(1);
  });

  it.each([
    [
      'in GB18030, from HTML alone',
      'gb18030',
      '<html><head><meta charset="gb18030"></head><body><div>进展：已开工</div><div>------------------ 原始邮件 ------------------</div><div>已完成</div></body></html>',
      'text/html',
    ],
    [
      'in UTF-8, as text',
      'utf8',
      '进展：已开工\r\n\r\n在 2024-04-16 08:30:00，"督办" <duban@example.cn> 写道：\r\n已完成\r\n',
      'text/plain',
    ],
  ])('is read %s', async (_name, charset, body, type) => {
    const { messageId } = await sentTo('县水务局', 'digest');
    last += 1;
    const encode = (text: string) => iconv.encode(text, charset).toString('base64');
    const label = charset === 'utf8' ? 'utf-8' : charset;
    const raw = [
      `From: =?${label}?B?${encode('县水务局')}?= <${addressOf('县水务局')}>`,
      `Subject: =?${label}?B?${encode('回复：督办')}?=`,
      `Message-ID: <answer${last}@qq.com>`,
      `References: <x@y> ${messageId}`,
      'MIME-Version: 1.0',
      `Content-Type: ${type}; charset=${label}`,
      'Content-Transfer-Encoding: base64',
      '',
      encode(body).replace(/.{76}/g, '$&\r\n'),
      '',
    ].join('\r\n');
    const { row, answer } = await exchange('县水务局', Buffer.from(raw));
    expect(row).toMatchObject({ outcome: 'command', subject: '回复：督办', text: '进展：已开工' });
    expect(wordsOf(answer)).toContain('2.3 建设水厂：进展已记入台账');
  });
});

describe('what is no command', () => {
  it('goes to the coordinator with the mail attached, and its author hears how to write', async () => {
    const { row, answer } = await toInbox('县住建局', '已完成一半，余下的下月完成');
    expect(row).toMatchObject({ outcome: 'inbox', settledAt: null });
    expect(wordsOf(answer)).toContain('系统没有登记');
    expect(wordsOf(answer)).toContain('2.1 已完成；3.2 进展');
    await year.liveUntil('2024-04-28');
    const coordinator = year.mailbox.to('coordinator@example.cn').at(-1);
    expect(coordinator?.subject).toContain('1封来信待处理');
    expect(wordsOf(coordinator)).toContain('已完成一半，余下的下月完成');
    expect(
      coordinator?.attachments.map(({ filename, contentType }) => [filename, contentType]),
    ).toEqual([[`来信${row?.id} 回复：【督办提醒】.eml`, 'message/rfc822']]);
  });

  it.each([
    ['a stranger', 'stranger@other.cn', '来信地址不在通讯录里'],
    ['another unit', 'u3', '不是这封邮件所发单位的联系人'],
    ['the leader of the unit', 'leader', '不是这封邮件所发单位的联系人'],
  ])('is what %s writes; nobody is answered', async (_name, who, reason) => {
    const leader = `l${unitIds.get('县住建局')}@example.cn`;
    const from = who === 'leader' ? leader : who === 'u3' ? addressOf('县财政局') : who;
    const { row, answer } = await toInbox('县住建局', '已完成', { from });
    expect(row).toMatchObject({ outcome: 'inbox', reason: expect.stringContaining(reason) });
    expect(answer).toBeUndefined();
    expect(year.mailbox.to(from)).toEqual([]);
  });

  it('is what our server finds forged', async () => {
    const headers = {
      'Authentication-Results': 'mx.example.cn; dmarc=fail header.from=example.cn',
    };
    const { row, answer } = await toInbox('县住建局', '已完成', { headers });
    expect(row?.reason).toContain('身份核验没有通过');
    expect(answer).toBeUndefined();
  });

  it('is what answers no mail of ours, whatever its subject says', async () => {
    const raw = await written('县住建局', '已完成', { subject: 'Re: 【督办提醒】1项即将到期' });
    const { row, answer } = await exchange('县住建局', raw);
    expect(row).toMatchObject({ outcome: 'inbox', unitId: unitIds.get('县住建局') });
    expect(answer).toBeUndefined();
  });

  it.each([
    ['an automatic answer', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['an absence note', { subject: '自动回复: 【督办提醒】' }],
    ['a mail of our own', { from: 'duban@example.cn' }],
    ['a mailing list', { headers: { 'List-Id': '<all.example.cn>' } }],
  ])('is %s: it is kept, and nobody hears of it', async (_name, changes) => {
    const notices = await year.db.$count(notice);
    const { row, answer } = await toInbox('县住建局', '已完成', changes);
    expect(row).toMatchObject({ outcome: 'automatic' });
    expect(answer).toBeUndefined();
    expect(await year.db.$count(notice)).toBe(notices);
  });

  it.each([
    ['winmail.dat', { filename: 'winmail.dat', content: Buffer.from('TNEF') }, 'Outlook 特有格式'],
    ['an empty file', { filename: '空.pdf', content: Buffer.alloc(0) }, '空文件'],
  ])(
    'is what comes with %s: its author is asked to send it again',
    async (_name, attachment, reason) => {
      const { row, answer } = await toInbox('县住建局', '已完成', { attachments: [attachment] });
      expect(row).toMatchObject({ outcome: 'command', occurrenceIds: [] });
      expect(wordsOf(answer)).toContain(reason);
    },
  );

  it.each([
    ['nothing', ''],
    ['no mail at all', '\u0000\u0001\u0002'.repeat(100)],
    ['a head alone', 'From: a@b.cn\r\n\r\n'],
    [
      'broken encodings',
      'Subject: =?gb2312?B?!!!?=\r\nFrom: <<<>>>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n',
    ],
  ])('is %s, which stops nothing', async (_name, raw) => {
    const rows = await year.db.$count(inbound);
    imap.deliver(raw);
    imap.deliver(raw);
    expect(await read()).toEqual({ read: 2, left: 0 });
    expect(await year.db.$count(inbound)).toBe(rows + 1); // the same bytes are one mail
  });

  it('leaves all events as they were', async () => {
    expect(
      (await eventsOf('县住建局')).filter(({ kind }) => kind !== 'moment').map(({ kind }) => kind),
    ).toEqual(['assign']);
  });
});

/** What the command line answers. */
const duban = async (...args: string[]) => {
  const said: string[] = [];
  const hear = (text: string) => void said.push(text);
  const env = {
    DATABASE_URL: year.databaseUrl,
    TEMPORAL_ADDRESS: year.temporalAddress,
    TEMPORAL_NAMESPACE: 'default',
    DATA_DIR: folder,
    DUBAN_EMBEDDED: '1',
    DUBAN_SHIFT: String(year.commander.shift),
  };
  await run(args, env, { out: hear, error: hear });
  return said.join('\n');
};

describe('what waits for the coordinator', () => {
  it('is listed, shown and settled with a note, once', async () => {
    const { row } = await toInbox('县住建局', '请问危房名单在哪里下载？');
    const id = String(row?.id);
    expect(await duban('inbox')).toMatch(new RegExp(`${id} .*县住建局.*待处理`));
    expect(await duban('inbox', 'show', id)).toContain('请问危房名单在哪里下载？');
    const saved = join(folder, 'saved.eml');
    expect(await duban('inbox', 'show', id, '--save', saved)).toContain(saved);
    expect(readFileSync(saved, 'utf8')).toContain(row?.key ?? '?');
    expect(await duban('inbox', 'settle', id, '--as', '周协调')).toContain('--reason');
    expect(await duban('inbox', 'settle', id, '--as', '县住建局联系人', '--reason', 'x')).toContain(
      '不是方案',
    );
    const settle = ['inbox', 'settle', id, '--as', '周协调', '--reason', '已电话答复'];
    expect(await duban(...settle)).toContain('处理完毕');
    expect(await duban(...settle)).toContain('已经处理过');
    expect(await duban('inbox')).not.toMatch(new RegExp(`^${id} `, 'm'));
    expect(await duban('inbox', '--all')).toContain('已电话答复');
  });

  it('is entered on behalf of the unit, with the source and the files of the mail', async () => {
    const attachments = [{ filename: '名单.pdf', content: Buffer.from('%PDF-1.7') }];
    const { row } = await toInbox('县住建局', '我们差不多都弄好了，名单见附件', { attachments });
    const id = String(row?.id);
    expect(await duban('inbox', 'act', id, '1:2.4', 'close', '--as', '周协调')).toContain(
      '不能代单位',
    );
    const act = ['inbox', 'act', id, '1:2.4', 'report', '--as', '周协调'];
    expect(await duban(...act)).toContain('附件 1 个');
    expect(await duban(...act)).toContain('已经处理过');
    const history = await duban('task', '1:2.4');
    expect(history).toMatch(
      /代填，邮件.*我们差不多都弄好了，名单见附件（告知人：县住建局联系人） 附件 1 个/,
    );
  });
});

describe('a bounce', () => {
  it('that is still tried is kept only', async () => {
    const { messageId } = await sentTo('县农业农村局', 'digest');
    const { row } = await exchange(
      '县农业农村局',
      report(addressOf('县农业农村局'), messageId, '4.4.1', 'delayed'),
    );
    expect(row).toMatchObject({ outcome: 'bounce' });
    expect(await faultOf('县农业农村局')).toBeNull();
  });

  it('marks the address, opens its notices again, and the coordinator mends the contact', async () => {
    const sent = await sentTo('县农业农村局', 'digest');
    const { row } = await exchange(
      '县农业农村局',
      report(addressOf('县农业农村局'), sent.messageId, '5.1.1'),
    );
    expect(row).toMatchObject({ outcome: 'bounce', replyTo: sent.id });
    expect(row?.reason).not.toContain('@');
    expect(await faultOf('县农业农村局')).toContain('5.1.1');
    const key = `message/${sent.id}/plan/1/mend`;
    const [told] = await year.db.select().from(notice).where(eq(notice.key, key));
    const unitId = unitIds.get('县农业农村局');
    expect(told).toMatchObject({ kind: 'mend-contact', facts: { fault: 'address', unitId } });
    const reports = await year.db
      .select()
      .from(deliveryReport)
      .where(eq(deliveryReport.messageId, sent.id));
    expect(reports).toMatchObject([{ kind: 'bounced' }]);
    const held = await year.db.select().from(notice).where(eq(notice.messageId, sent.id));
    expect(held).toEqual([]);
  });

  it('about another address than ours was sent to marks nobody', async () => {
    const { messageId } = await sentTo('县财政局', 'digest');
    const { row } = await exchange('县财政局', report('else@x.cn', messageId, '5.1.1'));
    expect(row).toMatchObject({ outcome: 'inbox' });
    expect(await faultOf('县财政局')).toBeNull();
  });
});

describe('a reader that is killed', () => {
  type Step =
    | keyof Pick<Mailbox, 'waiting' | 'fetch' | 'done'>
    | 'give'
    | 'give-after'
    | 'put'
    | 'done-after';
  const STEPS: Step[] = ['waiting', 'fetch', 'put', 'give', 'give-after', 'done', 'done-after'];

  it.each(STEPS)('at %s does nothing twice and loses nothing', async (step) => {
    const { messageId } = await sentTo('县水务局', 'digest');
    const before = (await eventsOf('县水务局')).length;
    const rows = await year.db.$count(inbound);
    const words = `进展：${step}`;
    imap.deliver(await written('县水务局', words, { inReplyTo: messageId }));
    await dieAt(step);
    expect(await read()).toMatchObject({ left: 0 });
    await read();
    await year.send();
    await year.send();
    const events = await eventsOf('县水务局');
    expect(events.slice(before).map(({ kind, text }) => [kind, text])).toEqual([['report', words]]);
    expect(await year.db.$count(inbound)).toBe(rows + 1);
    expect(year.mailbox.to(addressOf('县水务局'))).toHaveLength(1);
    expect(imap.mails()).toEqual([]);
  });

  /** Breaks off at a step, as if nothing ran any more: whatever comes after fails too. */
  async function dieAt(step: Step): Promise<void> {
    let dead = false;
    const mailbox = await openMailbox({ url: imap.url, folder: 'INBOX', doneFolder: '督办已处理' });
    const dying = <A extends unknown[], R>(name: string, real: (...args: A) => Promise<R>) => {
      return async (...args: A): Promise<R> => {
        dead ||= step === name;
        if (dead) throw new Error('killed');
        const result = await real(...args);
        dead ||= step === `${name}-after`;
        if (dead) throw new Error('killed');
        return result;
      };
    };
    const parts = reading();
    const died = readMailbox(
      {
        ...parts,
        mailbox: {
          waiting: dying('waiting', mailbox.waiting),
          fetch: dying('fetch', mailbox.fetch),
          done: dying('done', mailbox.done),
          close: mailbox.close,
        },
        give: dying('give', parts.give),
        files: { ...parts.files, put: dying('put', parts.files.put) },
      },
      year.now(),
    );
    await Promise.allSettled([died]);
    await mailbox.close();
  }
});

it('two readers at once come to the same end as one', async () => {
  const { messageId } = await sentTo('县水务局', 'digest');
  const before = (await eventsOf('县水务局')).length;
  imap.deliver(await written('县水务局', '进展：两个一起', { inReplyTo: messageId }));
  await Promise.all([read(), read()]);
  await read();
  await year.send();
  expect((await eventsOf('县水务局')).slice(before)).toHaveLength(1);
  expect(year.mailbox.to(addressOf('县水务局'))).toHaveLength(1);
});
