import { describe, expect, it } from 'vitest';
import { isForged } from '../../../plan/inbound/authentication.ts';
import { automaticOf } from '../../../plan/inbound/automatic.ts';

const mail = (
  headers: Record<string, string>,
  subject = '回复：【督办提醒】',
  from = 'wang@jy.cn',
) => ({
  messageId: '<m@jy.cn>',
  from,
  subject,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
  answers: [],
  text: '已完成',
  files: [],
  report: null,
  returned: [],
});

describe('a mail that a machine wrote', () => {
  it.each([
    [{ 'auto-submitted': 'auto-replied' }],
    [{ 'auto-submitted': 'Auto-Generated' }],
    [{ 'auto-submitted': 'auto-replied; owner-email="x"' }],
    [{ 'x-autoreply': 'yes' }],
    [{ 'x-autorespond': '回复' }],
    [{ precedence: 'bulk' }],
    [{ precedence: 'auto_reply' }],
    [{ 'list-id': '<all.jy.cn>' }],
    [{ 'list-post': '<mailto:x>' }],
    [{ 'return-path': '<>' }],
    [{ 'content-type': 'multipart/report; report-type=disposition-notification' }],
    [{ 'x-duban-repeat': '1' }],
  ])('is known by %j', (headers) => {
    expect(automaticOf(mail(headers), ['duban@x.cn'])).not.toBeNull();
  });

  it.each([
    '自动回复: 【督办提醒】1项即将到期',
    '自动回复：【督办提醒】',
    '[自动回复] 【督办提醒】',
    '【自动回复】我已收到',
    '外出自动回复: x',
    '休假自动回复',
    'Automatic reply: x',
    'Auto-Reply: x',
    'AutoReply: x',
    'Auto response: x',
    'Out of Office: x',
    'Out of the office until Monday',
    '已读: 【督办提醒】',
    'Read: x',
    'Not read: x',
    '阅读回执',
  ])('is known by its subject: %s', (subject) => {
    expect(automaticOf(mail({}, subject), ['duban@x.cn'])).not.toBeNull();
  });

  it('is known by its sender when it is our own', () => {
    expect(automaticOf(mail({}, 'x', 'Duban@X.cn'), ['duban@x.cn'])).toBe('本系统自己发出');
  });

  it.each([
    [{}, '回复：【督办提醒】'],
    [{}, 'Re: 【督办提醒】1项即将到期'],
    [{ 'auto-submitted': 'no' }, '答复'],
    [{ 'x-autoreply': 'no' }, '答复'],
    [{ precedence: 'normal' }, '答复'],
    [{ 'return-path': '<wang@jy.cn>' }, '答复'],
    [{ 'x-auto-response-suppress': 'DR, OOF' }, '答复'],
    [{}, '关于自动灌溉项目的进展'],
    [{}, 'Reading list'],
  ])('is none with %j and %s', (headers, subject) => {
    expect(automaticOf(mail(headers, subject), ['duban@x.cn'])).toBeNull();
  });
});

describe('what our own server says of where a mail came from', () => {
  it.each([
    ['mx.x.cn; dmarc=pass header.from=jy.cn', false],
    ['mx.x.cn; dmarc=fail header.from=jy.cn', true],
    ['mx.x.cn 1; spf=pass smtp.mailfrom=evil.cn; dkim=none; dmarc=fail (p=none)', true],
    ['mx.x.cn; spf=fail smtp.mailfrom=jy.cn', true],
    ['mx.x.cn; spf=fail; dkim=pass header.d=jy.cn', false],
    ['mx.x.cn; spf=softfail', false],
    ['mx.x.cn; spf=pass; dkim=fail', true],
    ['MX.X.CN; dmarc=none; spf=pass', false],
    ['mx.x.cn; none', false],
    ['evil.cn; dmarc=fail', false],
  ])('%s', (value, expected) => {
    expect(isForged(mail({ 'authentication-results': value }), 'mx.x.cn')).toBe(expected);
  });

  it('is asked of the topmost line, the one that our server wrote', () => {
    const headers = { 'authentication-results': ['mx.x.cn; dmarc=fail', 'mx.x.cn; dmarc=pass'] };
    expect(isForged({ headers }, 'mx.x.cn')).toBe(true);
    const other = { 'authentication-results': ['relay.cn; dmarc=fail', 'mx.x.cn; dmarc=pass'] };
    expect(isForged({ headers: other }, 'mx.x.cn')).toBe(false);
  });

  it('is believed of no server when none is named', () => {
    expect(isForged(mail({ 'authentication-results': 'mx.x.cn; dmarc=fail' }), null)).toBe(false);
  });
});
