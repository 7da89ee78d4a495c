import { describe, expect, it } from 'vitest';
import { mailServer, mailServerFaults } from '../../plan/mail-server.ts';

describe('mailServer', () => {
  it.each([
    ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, secure: false, tls: 'optional' }],
    ['smtp://mail.x.cn', { port: 587, secure: false, login: null, tls: 'optional' }],
    ['smtps://mail.x.cn', { port: 465, secure: true }],
    ['imap://mail.x.cn', { port: 143, secure: false }],
    ['imaps://[::1]', { host: '::1', port: 993, secure: true }],
    ['smtp://u:p@mail.x.cn', { tls: 'required', login: { user: 'u', password: 'p' } }],
    ['smtp://u:p@127.0.0.1', { tls: 'optional' }],
    ['smtp://u:p@10.0.0.8?tls=off', { tls: 'off' }],
    ['smtps://du%40x.cn:p%2Fw%3A@x.cn', { login: { user: 'du@x.cn', password: 'p/w:' } }],
    ['smtps://du%40x.cn@x.cn?auth=oauth2', { login: { by: 'oauth2', password: '' } }],
    ['smtps://u:p@x.cn?auth=password', { login: { by: 'password' } }],
    ['smtps://x.cn?ca=/etc/county.pem', { caFile: '/etc/county.pem', serverName: null }],
    ['smtps://10.1.2.3?server-name=mail.x.cn', { serverName: 'mail.x.cn', oldestTls: null }],
    ['smtps://x.cn?oldest-tls=TLSv1', { oldestTls: 'TLSv1' }],
  ])('reads %s', (address, expected) => {
    expect(mailServer(address)).toMatchObject(expected);
  });
});

describe('mailServerFaults', () => {
  it.each([
    ['smtps://u:p@x.cn:465', []],
    ['smtps://u:p@x.cn?secret=p', ['不认识参数 secret']],
    ['smtps://u:p@x.cn?tls=maybe', ['参数 tls 应为 required']],
    ['smtps://u:p@x.cn?oldest-tls=SSLv3', ['参数 oldest-tls 应为']],
    ['smtps://x.cn?auth=oauth2', ['须写明用户名']],
    ['smtps://x.cn?ca=', ['参数 ca 没有值']],
    ['smtp:', ['缺少服务器名称']],
  ])('finds what must be mended in %s', (address, expected) => {
    const faults = mailServerFaults(address);
    expect(faults).toHaveLength(expected.length);
    expected.forEach((words, index) => expect(faults[index]).toContain(words));
    expect(faults.join()).not.toContain('u:p');
  });
});
