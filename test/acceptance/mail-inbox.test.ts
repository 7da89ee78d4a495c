import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliveryReport, inbound, notice } from '../../db/schema.ts';
import { type MailDesk, openMailDesk, wordsOf } from '../harness/mail-desk.ts';

let desk: MailDesk;

beforeAll(async () => {
  desk = await openMailDesk();
  await desk.year.liveUntil('2024-04-26');
});

afterAll(() => desk.close());

beforeEach(() => desk.year.mailbox.clear());

describe('what is no command', () => {
  it('goes to the coordinator with the mail attached, and its author hears how to write', async () => {
    const { row, answer } = await desk.answered('县住建局', '已完成一半，余下的下月完成');
    expect(row).toMatchObject({ outcome: 'inbox', settledAt: null });
    expect(wordsOf(answer)).toContain('系统没有登记');
    expect(wordsOf(answer)).toContain('2.1 已完成；3.2 进展');
    await desk.year.liveUntil('2024-04-28');
    const coordinator = desk.year.mailbox.to('coordinator@example.cn').at(-1);
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
    const leader = `l${desk.unitIds.get('县住建局')}@example.cn`;
    const from = who === 'leader' ? leader : who === 'u3' ? desk.addressOf('县财政局') : who;
    const { row, answer } = await desk.answered('县住建局', '已完成', { from });
    expect(row).toMatchObject({ outcome: 'inbox', reason: expect.stringContaining(reason) });
    expect(answer).toBeUndefined();
    expect(desk.year.mailbox.to(from)).toEqual([]);
  });

  it('is what our server finds forged', async () => {
    const headers = {
      'Authentication-Results': 'mx.example.cn; dmarc=fail header.from=example.cn',
    };
    const { row, answer } = await desk.answered('县住建局', '已完成', { headers });
    expect(row?.reason).toContain('身份核验没有通过');
    expect(answer).toBeUndefined();
  });

  it('is what answers no mail of ours, whatever its subject says', async () => {
    const raw = await desk.written('县住建局', '已完成', {
      subject: 'Re: 【督办提醒】1项即将到期',
    });
    const { row, answer } = await desk.exchange('县住建局', raw);
    expect(row).toMatchObject({ outcome: 'inbox', unitId: desk.unitIds.get('县住建局') });
    expect(answer).toBeUndefined();
  });

  it.each([
    ['an automatic answer', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['an absence note', { subject: '自动回复: 【督办提醒】' }],
    ['a mail of our own', { from: 'duban@example.cn' }],
    ['a mailing list', { headers: { 'List-Id': '<all.example.cn>' } }],
  ])('is %s: it is kept, and nobody hears of it', async (_name, changes) => {
    const notices = await desk.year.db.$count(notice);
    const { row, answer } = await desk.answered('县住建局', '已完成', changes);
    expect(row).toMatchObject({ outcome: 'automatic' });
    expect(answer).toBeUndefined();
    expect(await desk.year.db.$count(notice)).toBe(notices);
  });

  it.each([
    ['winmail.dat', { filename: 'winmail.dat', content: Buffer.from('TNEF') }, 'Outlook 特有格式'],
    ['an empty file', { filename: '空.pdf', content: Buffer.alloc(0) }, '空文件'],
  ])(
    'is what comes with %s: its author is asked to send it again',
    async (_name, attachment, reason) => {
      const { row, answer } = await desk.answered('县住建局', '已完成', {
        attachments: [attachment],
      });
      expect(row).toMatchObject({ outcome: 'refused', occurrenceIds: [] });
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
    const rows = await desk.year.db.$count(inbound);
    desk.imap.deliver(raw);
    desk.imap.deliver(raw);
    expect(await desk.read()).toEqual({ read: 2, left: 0 });
    expect(await desk.year.db.$count(inbound)).toBe(rows + 1); // the same bytes are one mail
  });

  it('is what is encrypted, and what is too large to be read', async () => {
    const { messageId } = await desk.sentTo('县住建局', 'digest');
    const head = (id: string, type: string) =>
      `From: ${desk.addressOf('县住建局')}\r\nMessage-ID: <${id}@x.cn>\r\nIn-Reply-To: ${messageId}\r\nContent-Type: ${type}\r\n\r\n`;
    const type = 'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m';
    const sealed = await desk.exchange('县住建局', Buffer.from(`${head('sealed', type)}MIIB`));
    expect(sealed.row).toMatchObject({
      outcome: 'inbox',
      reason: expect.stringContaining('没有写'),
    });
    const body = Buffer.alloc(51 * 1024 * 1024, '已完成\r\n');
    const huge = Buffer.concat([Buffer.from(head('huge', 'text/plain; charset=utf-8')), body]);
    const { row } = await desk.exchange('县住建局', huge);
    expect(row).toMatchObject({ outcome: 'inbox', reason: '邮件过大，没有读入' });
  });

  it('leaves all events as they were', async () => {
    expect(
      (await desk.eventsOf('县住建局'))
        .filter(({ kind }) => kind !== 'moment')
        .map(({ kind }) => kind),
    ).toEqual(['assign']);
  });
});

describe('what waits for the coordinator', () => {
  it('is listed, shown and settled with a note, once', async () => {
    const { row } = await desk.answered('县住建局', '请问危房名单在哪里下载？');
    const id = String(row?.id);
    expect(await desk.duban('inbox')).toMatch(new RegExp(`${id} .*县住建局.*待处理`));
    expect(await desk.duban('inbox', 'show', id)).toContain('请问危房名单在哪里下载？');
    const saved = join(desk.folder, 'saved.eml');
    expect(await desk.duban('inbox', 'show', id, '--save', saved)).toContain(saved);
    expect(readFileSync(saved, 'utf8')).toContain(row?.key ?? '?');
    expect(await desk.duban('inbox', 'settle', id, '--as', '周协调')).toContain('--reason');
    expect(
      await desk.duban('inbox', 'settle', id, '--as', '县住建局联系人', '--reason', 'x'),
    ).toContain('不是方案');
    const settle = ['inbox', 'settle', id, '--as', '周协调', '--reason', '已电话答复'];
    expect(await desk.duban(...settle)).toContain('处理完毕');
    expect(await desk.duban(...settle)).toContain('已经处理过');
    expect(await desk.duban('inbox')).not.toMatch(new RegExp(`^${id} `, 'm'));
    expect(await desk.duban('inbox', '--all')).toContain('已电话答复');
  });

  it('is entered on behalf of the unit, with the source and the files of the mail', async () => {
    const attachments = [{ filename: '名单.pdf', content: Buffer.from('%PDF-1.7') }];
    const { row } = await desk.answered('县住建局', '我们差不多都弄好了，名单见附件', {
      attachments,
    });
    const id = String(row?.id);
    expect(await desk.duban('inbox', 'act', id, '1:2.4', 'close', '--as', '周协调')).toContain(
      '不能代单位',
    );
    const act = ['inbox', 'act', id, '1:2.4', 'report', '--as', '周协调'];
    expect(await desk.duban(...act)).toContain('附件 1 个');
    expect(await desk.duban(...act)).toContain('已经处理过');
    const history = await desk.duban('task', '1:2.4');
    expect(history).toMatch(
      /代填，邮件.*我们差不多都弄好了，名单见附件（告知人：县住建局联系人） 附件 1 个/,
    );
  });
});

describe('a bounce', () => {
  it('that is still tried is kept only', async () => {
    const { messageId } = await desk.sentTo('县农业农村局', 'digest');
    const { row } = await desk.exchange(
      '县农业农村局',
      desk.report(desk.addressOf('县农业农村局'), messageId, '4.4.1', 'delayed'),
    );
    expect(row).toMatchObject({ outcome: 'bounce' });
    expect(await desk.faultOf('县农业农村局')).toBeNull();
  });

  it('marks the address, opens its notices again, and the coordinator mends the contact', async () => {
    const sent = await desk.sentTo('县农业农村局', 'digest');
    const { row } = await desk.exchange(
      '县农业农村局',
      desk.report(desk.addressOf('县农业农村局'), sent.messageId, '5.1.1'),
    );
    expect(row).toMatchObject({ outcome: 'bounce', replyTo: sent.id });
    expect(row?.reason).not.toContain('@');
    expect(await desk.faultOf('县农业农村局')).toContain('5.1.1');
    const key = `message/${sent.id}/plan/1/mend`;
    const [told] = await desk.year.db.select().from(notice).where(eq(notice.key, key));
    const unitId = desk.unitIds.get('县农业农村局');
    expect(told).toMatchObject({ kind: 'mend-contact', facts: { fault: 'address', unitId } });
    const reports = await desk.year.db
      .select()
      .from(deliveryReport)
      .where(eq(deliveryReport.messageId, sent.id));
    expect(reports).toMatchObject([{ kind: 'bounced' }]);
    const held = await desk.year.db.select().from(notice).where(eq(notice.messageId, sent.id));
    expect(held).toEqual([]);
  });

  it('about another address than ours was sent to marks nobody', async () => {
    const { messageId } = await desk.sentTo('县财政局', 'digest');
    const { row } = await desk.exchange('县财政局', desk.report('else@x.cn', messageId, '5.1.1'));
    expect(row).toMatchObject({ outcome: 'inbox' });
    expect(await desk.faultOf('县财政局')).toBeNull();
  });
});
