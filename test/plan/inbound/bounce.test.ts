import { describe, expect, it } from 'vitest';
import { bounceOf } from '../../../plan/inbound/bounce.ts';
import type { ReceivedMail } from '../../../plan/inbound/received-mail.ts';

const OURS = '<abc@duban.example.cn>';

const mail = (changes: Partial<ReceivedMail>): ReceivedMail => ({
  messageId: '<b@mx.cn>',
  from: 'mailer-daemon@mx.cn',
  subject: 'Undelivered Mail Returned to Sender',
  headers: {},
  answers: [],
  text: '',
  files: [],
  report: null,
  returned: [],
  ...changes,
});

const report = (fields: Record<string, string>): Partial<ReceivedMail> => ({
  report: { recipients: [{ 'final-recipient': 'rfc822; wang@jy.cn', ...fields }] },
  returned: [OURS],
});

describe('a report by RFC 3464', () => {
  it.each([
    ['5.1.1', 'failed', 'smtp; 550 5.1.1 <wang@jy.cn>: Recipient address rejected', 'address'],
    ['5.1.2', 'failed', 'dns; Host not found', 'address'],
    ['5.1.10', 'failed', 'smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound', 'address'],
    ['5.2.1', 'failed', 'smtp; 550 mailbox disabled', 'address'],
    ['5.4.4', 'failed', 'X-Postfix; Host or domain name not found', 'address'],
    ['5.0.0', 'failed', 'smtp; 550 User not found: wang@jy.cn', 'address'],
    ['5.0.0', 'failed', 'smtp; 554 rejected as spam', 'refused'],
    ['5.2.2', 'failed', 'smtp; 552 Mailbox full', 'refused'],
    ['5.3.4', 'failed', 'smtp; 552 message too large', 'refused'],
    ['5.7.1', 'failed', 'smtp; 550 5.7.1 blocked by policy', 'refused'],
    ['5.1.1', 'failed', 'smtp; 550 5.7.1 spam policy', 'refused'],
    ['4.4.7', 'failed', 'smtp; delivery time expired', 'delayed'],
    ['4.2.2', 'delayed', 'smtp; 452 mailbox full', 'delayed'],
    ['5.1.1', 'delayed', '', 'delayed'],
  ])('%s %s %s means %s', (status, action, diagnostic, kind) => {
    const bounce = bounceOf(mail(report({ status, action, 'diagnostic-code': diagnostic })));
    expect(bounce).toMatchObject({ kind, messageIds: [OURS], recipient: 'wang@jy.cn' });
    expect(bounce?.words).not.toContain('wang@');
  });

  it.each(['delivered', 'relayed', 'expanded'])('of a mail that was %s is no bounce', (action) => {
    expect(
      bounceOf(mail({ ...report({ status: '2.0.0', action }), subject: 'Successful' })),
    ).toBeNull();
  });

  it('names every mail that it may speak of', () => {
    const bounce = bounceOf(
      mail({ ...report({ status: '5.1.1', action: 'Failed' }), answers: ['<x@y>', OURS] }),
    );
    expect(bounce?.messageIds).toEqual([OURS, '<x@y>']);
  });
});

describe('a bounce in words of its own', () => {
  it.each([
    [
      'QQ',
      'PostMaster@qq.com',
      '来自qq.com的退信',
      '抱歉，您的邮件被退回来了…… 收件人邮件地址不存在，邮件无法送达。\nhost mx[1.1.1.1] said: 550 Mailbox not found',
      'address',
    ],
    [
      'QQ, full',
      'postmaster@qq.com',
      '来自qq.com的退信',
      '对方邮箱空间已满，无法接收您的邮件',
      'refused',
    ],
    [
      '163',
      'postmaster@163.com',
      '系统退信',
      '您的邮件被退回\n退信原因：该用户不存在 550 User not found',
      'address',
    ],
    [
      '126',
      'Postmaster@126.com',
      '系统退信/Systems bounce',
      '退信代码：550\n收件人帐号已注销',
      'address',
    ],
    [
      '163, spam',
      'postmaster@163.com',
      '系统退信',
      'DT:SPM 发送的邮件内容包含垃圾信息 554',
      'refused',
    ],
    ['163, frequency', 'postmaster@163.com', '系统退信', '发信频率过高 MI:DMC', 'refused'],
    [
      'Exchange',
      'postmaster@x.partner.cn',
      '无法传递: 【督办提醒】1项即将到期',
      'wang@jy.cn\n找不到您输入的电子邮件地址。请检查收件人的电子邮件地址\n#550 5.1.1 RESOLVER.ADR.RecipNotFound',
      'address',
    ],
    ['Exchange, old', 'postmaster@x.cn', '未送达：【督办提醒】', '#5.2.2 邮箱已满', 'refused'],
    [
      'Coremail',
      'postmaster@gov.cn',
      '退信通知',
      'Mail could not be delivered: user does not exist',
      'address',
    ],
    [
      'sendmail',
      'MAILER-DAEMON@x.cn',
      'Returned mail: see transcript for details',
      '550 5.1.1 <wang@jy.cn>... User unknown',
      'address',
    ],
    [
      'qmail',
      'MAILER-DAEMON@x.cn',
      'failure notice',
      'Sorry, no mailbox here by that name. (#5.1.1)',
      'address',
    ],
    ['a domain', 'mailer-daemon@x.cn', 'Mail delivery failed', '域名不存在或无法解析', 'address'],
    ['a delay', 'mailer-daemon@x.cn', 'Delivery delayed', 'will keep trying for 3 days', 'delayed'],
    ['a delay in Chinese', 'postmaster@163.com', '邮件延迟送达', '系统将继续尝试投递', 'delayed'],
    ['nothing that is known', 'mailer-daemon@x.cn', 'Undeliverable', '???', 'refused'],
  ])('%s', (_name, from, subject, text, kind) => {
    const said = `${text}\n\nMessage-ID: ${OURS}`;
    expect(bounceOf(mail({ from, subject, text: said }))).toMatchObject({
      kind,
      messageIds: [OURS],
    });
  });

  it('is one without a sender too', () => {
    expect(bounceOf(mail({ from: null, subject: '退信', text: '用户不存在' }))?.kind).toBe(
      'address',
    );
    const headers = { 'return-path': ['<>'] };
    expect(bounceOf(mail({ from: 'a@x.cn', headers, subject: '系统退信' }))?.kind).toBe('refused');
  });

  it.each([
    ['wang@jy.cn', '退信', '已完成'],
    ['wang@jy.cn', 'Re: 系统退信', '收件人不存在'],
    ['postmaster@163.com', '欢迎使用', '容量升级'],
    ['mailer-daemon@x.cn', 'Welcome', 'user unknown'],
  ])('is none from %s about %s', (from, subject, text) => {
    expect(bounceOf(mail({ from, subject, text }))).toBeNull();
  });
});

it.each(['a', ' ', '@', '<', 'a@', '用户', 'message-id ', '550 ', '\n'])(
  'a bounce full of %j is read in a moment',
  (piece) => {
    const words = piece.repeat(200_000 / piece.length);
    const started = performance.now();
    bounceOf(mail({ text: words }));
    bounceOf(mail(report({ action: 'failed', status: words, 'diagnostic-code': words })));
    bounceOf(mail(report({ action: 'failed', 'final-recipient': words })));
    expect(performance.now() - started).toBeLessThan(2000);
  },
);
