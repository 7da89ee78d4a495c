import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { folderStore } from '../../db/files.ts';
import { deliveryReport, eventFile, file } from '../../db/schema.ts';
import { type MailDesk, openMailDesk, wordsOf } from '../harness/mail-desk.ts';

const DONE_FOLDER = '&d2NSnl3yWQR0Bg-';

let desk: MailDesk;

beforeAll(async () => {
  desk = await openMailDesk();
});

afterAll(() => desk.close());

beforeEach(() => desk.year.mailbox.clear());

describe('an answer by mail', () => {
  it('acknowledges the whole assignment, and is confirmed once, in its thread', async () => {
    const { messageId, text } = await desk.sentTo('县教育局', 'assignment');
    expect(text).toContain('也可以直接回复本邮件办理');
    const raw = await desk.written('县教育局', '收到，谢谢！\n\n> 交办通知', {
      inReplyTo: messageId,
    });
    const { row, answer } = await desk.exchange('县教育局', raw);
    expect(row).toMatchObject({ outcome: 'command', text: '收到，谢谢！', channel: 'mail' });
    expect(row?.occurrenceIds).toHaveLength(1);
    expect(await desk.eventsOf('县教育局')).toMatchObject([
      { kind: 'assign' },
      { kind: 'acknowledge', door: 'mail' },
    ]);
    expect(wordsOf(answer)).toContain('交办通知，共 1 项在办事项');
    expect(answer?.headers.get('in-reply-to')).toBe(row?.key);
    expect(answer?.headers.get('auto-submitted')).toBe('auto-replied');
    expect(answer?.subject).toBe('回复：【督办提醒】');
    const [answered] = await desk.year.db.select().from(deliveryReport);
    expect(answered).toMatchObject({ kind: 'answered' });
    expect(desk.imap.mails()).toEqual([]);
    expect(desk.imap.mails(DONE_FOLDER)).toHaveLength(1);
  });

  it('reports progress, asks for an extension and completes, each with its words and files', async () => {
    await desk.year.liveUntil('2024-04-26');
    const { messageId } = await desk.sentTo('县教育局', 'digest');
    const reply = { inReplyTo: messageId };
    const progress = await desk.exchange(
      '县教育局',
      await desk.written('县教育局', '进展：已选派2名教师', reply),
    );
    expect(wordsOf(progress.answer)).toContain('2.1 选派教师：进展已记入台账');
    const asked = '申请延期至5月31日：体检未完成';
    const extension = await desk.exchange('县教育局', await desk.written('县教育局', asked, reply));
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
    const done = await desk.exchange(
      '县教育局',
      await desk.written('县教育局', '2.1 已完成，3名教师已到岗。', {
        ...reply,
        html,
        attachments,
      }),
    );
    expect(wordsOf(done.answer)).toContain('2.1 选派教师：已记为报办结');
    const events = await desk.eventsOf('县教育局');
    expect(events.map(({ kind, text }) => [kind, text]).slice(-3)).toEqual([
      ['report', '进展：已选派2名教师'],
      ['request-extension', '体检未完成'],
      ['complete', '已完成，3名教师已到岗。'],
    ]);
    expect(await desk.duban('task', '1:2.1')).toMatch(/报进展（回复邮件） 县教育局 县教育局联系人/);
    const files = await desk.year.db
      .select({ name: file.name, sha256: file.sha256 })
      .from(eventFile)
      .innerJoin(file, eq(file.id, eventFile.fileId));
    expect(files.map(({ name }) => name)).toEqual(['到岗名单.pdf']);
    expect(await folderStore(join(desk.folder, 'files')).has(files[0]?.sha256 ?? '')).toBe(true);
  });

  it('that the state does not take is answered with the reason', async () => {
    const { messageId } = await desk.sentTo('县教育局', 'digest');
    const { row, answer } = await desk.exchange(
      '县教育局',
      await desk.written('县教育局', '已完成', { inReplyTo: messageId }),
    );
    expect(row).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('该事项已报办结'),
      occurrenceIds: [],
    });
    expect(wordsOf(answer)).toMatch(/2\.1 选派教师：没有记上，该事项已报办结/);
  });

  it('names days as of when it was written, however late it is read', async () => {
    const { messageId } = await desk.sentTo('县住建局', 'digest');
    const { row, answer } = await desk.exchange(
      '县住建局',
      await desk.written('县住建局', '申请延期至4月25日：材料未齐', {
        inReplyTo: messageId,
        date: new Date('2024-04-20T09:00:00+08:00'),
      }),
    );
    expect(row).toMatchObject({ outcome: 'refused' });
    expect(wordsOf(answer)).toContain('来信没有登记，原因如下');
    expect(wordsOf(answer)).toContain('2.4 改造危房：没有记上');
    expect(row?.reason).not.toContain('看不出');
  });

  it('that is signed counts with its files, and not with its signature', async () => {
    const { messageId } = await desk.sentTo('县农业农村局', 'digest');
    const raw = [
      `From: ${desk.addressOf('县农业农村局')}`,
      'Message-ID: <signed@x.cn>',
      `In-Reply-To: ${messageId}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=s',
      '',
      '--s',
      'Content-Type: multipart/mixed; boundary=m',
      '',
      '--m',
      'Content-Type: text/plain; charset=utf-8',
      '',
      '进展：已培训40户',
      '--m',
      'Content-Type: application/pdf; name="a.pdf"',
      'Content-Disposition: attachment; filename="a.pdf"',
      '',
      '%PDF',
      '--m--',
      '--s',
      'Content-Type: application/pkcs7-signature; name=smime.p7s',
      'Content-Disposition: attachment; filename=smime.p7s',
      '',
      'MIIB',
      '--s--',
      '',
    ].join('\r\n');
    const { row } = await desk.exchange('县农业农村局', Buffer.from(raw));
    expect(row).toMatchObject({ outcome: 'command' });
    const names = await desk.year.db
      .select({ name: file.name })
      .from(eventFile)
      .innerJoin(file, eq(file.id, eventFile.fileId))
      .where(eq(eventFile.occurrenceId, row?.occurrenceIds[0] ?? ''));
    expect(names).toEqual([{ name: 'a.pdf' }]);
  });

  it('to our answer goes on with what that was about', async () => {
    const before = await desk.sentTo('县财政局', 'digest');
    const first = await desk.exchange(
      '县财政局',
      await desk.written('县财政局', '收到', { inReplyTo: before.messageId }),
    );
    expect(wordsOf(first.answer)).toContain('已签收共 1 项');
    const answered = await desk.sentTo('县财政局', 'answer');
    const { row } = await desk.exchange(
      '县财政局',
      await desk.written('县财政局', '进展：资金已下达', { inReplyTo: answered.messageId }),
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
    const { messageId } = await desk.sentTo('县水务局', 'digest');
    const number = desk.nextId();
    const encode = (text: string) => iconv.encode(text, charset).toString('base64');
    const label = charset === 'utf8' ? 'utf-8' : charset;
    const raw = [
      `From: =?${label}?B?${encode('县水务局')}?= <${desk.addressOf('县水务局')}>`,
      `Subject: =?${label}?B?${encode('回复：督办')}?=`,
      `Message-ID: <answer${number}@qq.com>`,
      `References: <x@y> ${messageId}`,
      'MIME-Version: 1.0',
      `Content-Type: ${type}; charset=${label}`,
      'Content-Transfer-Encoding: base64',
      '',
      encode(body).replace(/.{76}/g, '$&\r\n'),
      '',
    ].join('\r\n');
    const { row, answer } = await desk.exchange('县水务局', Buffer.from(raw));
    expect(row).toMatchObject({ outcome: 'command', subject: '回复：督办', text: '进展：已开工' });
    expect(wordsOf(answer)).toContain('2.3 建设水厂：进展已记入台账');
  });
});
