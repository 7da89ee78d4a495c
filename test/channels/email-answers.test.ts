import { expect, it } from 'vitest';
import { classified } from '../../channels/email-answers.ts';

const ADDRESS = 'zhou@qinghe.example.cn';
const answer = (fields: Record<string, unknown>) => Object.assign(new Error('failed'), fields);
const rcpt = (responseCode: number, response: string) =>
  answer({ code: 'EENVELOPE', command: 'RCPT TO', responseCode, response });
const from = (responseCode: number, response: string) =>
  answer({ code: 'EENVELOPE', command: 'MAIL FROM', responseCode, response });
const data = (responseCode: number, response: string) =>
  answer({ code: 'EMESSAGE', command: 'DATA', responseCode, response });
const unwritten = (message: string) => answer({ code: 'EENVELOPE', message });

it.each([
  ['an unknown recipient', rcpt(550, '550 Mailbox not found'), false, 'bad-address'],
  ['a recipient elsewhere', rcpt(551, '551 5.1.1 user not local'), false, 'bad-address'],
  ['an address that is none', rcpt(553, '553 mailbox name not allowed'), false, 'bad-address'],
  ['a recipient refused by policy', rcpt(550, '550 5.7.1 relaying denied'), false, 'refused'],
  ['too many mails', rcpt(550, '550 Ip frequency limited'), false, 'retry'],
  ['a full mailbox', rcpt(552, '552 quota exceeded'), false, 'refused'],
  ['a busy mailbox', rcpt(450, '450 try later'), false, 'retry'],
  ['a sender that may not send', from(550, '550 sender not allowed'), false, 'configuration'],
  ['a sender without a login', from(530, '530 authentication required'), false, 'configuration'],
  ['a mail that is too long', from(552, '552 message size'), false, 'refused'],
  ['a server that closes', from(421, '421 closing'), false, 'retry'],
  ['a content refused', data(550, '550 Mail content denied'), true, 'refused'],
  ['a content taken for spam', data(554, '554 5.7.1 spam'), true, 'refused'],
  ['a failure after the content', data(451, '451 local error'), true, 'retry'],
  ['a wrong password', answer({ code: 'EAUTH', responseCode: 535 }), false, 'configuration'],
  ['a wrong certificate', answer({ code: 'ETLS' }), false, 'configuration'],
  ['no server', answer({ code: 'ECONNECTION' }), false, 'retry'],
  ['a silent server', answer({ code: 'ETIMEDOUT' }), false, 'retry'],
  ['a server silent after the content', answer({ code: 'ETIMEDOUT' }), true, 'unclear'],
  ['a lost connection', answer({ code: 'ESOCKET' }), true, 'unclear'],
  ['an address we cannot write', unwritten('No recipients defined'), false, 'bad-address'],
  ['a sender we cannot write', unwritten('Invalid sender "x"'), false, 'configuration'],
  ['something thrown that is no error', 'broken', false, 'retry'],
] as const)('%s (%s, data begun: %s) means %s', (_name, error, begun, result) => {
  expect(classified(error, ADDRESS, begun).result).toBe(result);
});

it('keeps the words of the server without the address, and not too many of them', () => {
  const long = rcpt(550, `550 <${ADDRESS}> unknown ${'x'.repeat(900)}`);
  const { response } = classified(long, ADDRESS, false);
  expect(response).toContain('550 <<收件人>> unknown');
  expect(response).not.toContain(ADDRESS);
  expect(response).toHaveLength(500);
});
