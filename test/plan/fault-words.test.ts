import { expect, it } from 'vitest';
import { inChinese } from '../../plan/fault-words.ts';

it.each([
  ['getaddrinfo ENOTFOUND mail.example.cn', '找不到这个主机名'],
  ['getaddrinfo EAI_AGAIN mail.example.cn', 'DNS 没有答复'],
  ['ENOTFOUND fetch failed', '找不到这个主机名'],
  ['connect ECONNREFUSED 127.0.0.1:25', '没有在这个端口接听'],
  ['connect ETIMEDOUT 10.0.0.1:465', '等不到答复'],
  ['Connection timeout', '等不到答复'],
  ['Greeting never received', '等不到答复'],
  ['23 The operation was aborted due to timeout', '等不到答复'],
  ['UND_ERR_CONNECT_TIMEOUT fetch failed', '等不到答复'],
  ['read ECONNRESET', '连接中途断开'],
  ['Unexpected socket close', '连接中途断开'],
  ['connect EHOSTUNREACH 10.0.0.1:465', '网络到不了对方'],
  ['CERT_HAS_EXPIRED fetch failed', '证书已经过期'],
  ['self-signed certificate in certificate chain', '证书不被信任'],
  ['unable to verify the first certificate', '证书不被信任'],
  ["Hostname/IP does not match certificate's altnames: Host: x", '名称与地址不符'],
  ['C0:error:0A00010B:SSL routines:ssl3_get_record:wrong version number', '加密方式不符'],
  ['listen EADDRINUSE: address already in use 127.0.0.1:80', '端口已被占用'],
])('says %s in Chinese, and keeps the words', (words, said) => {
  expect(inChinese(words)).toContain(said);
  expect(inChinese(words)).toMatch(/，请|；/); // what to do
  expect(inChinese(words).endsWith(`（${words}）`)).toBe(true);
});

it.each(['250 Message queued', '451 4.4.2 timed out', '93000 invalid webhook', ''])(
  'leaves %j as it is',
  (words) => expect(inChinese(words)).toBe(words),
);
