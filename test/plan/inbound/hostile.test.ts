import { expect, it } from 'vitest';
import { parseMail } from '../../../channels/inbound/parse.ts';
import { bounceOf } from '../../../plan/inbound/bounce.ts';
import { commandsIn } from '../../../plan/inbound/commands.ts';
import { ownWords } from '../../../plan/inbound/own-words.ts';
import { dayWritten, type ReceivedMail } from '../../../plan/inbound/received-mail.ts';
import { growsEvenly, repeated } from '../../harness/growth.ts';

const MAIL: ReceivedMail = {
  messageId: null,
  from: 'mailer-daemon@mx.cn',
  subject: '退信',
  headers: {},
  answers: [],
  text: '',
  files: [],
  report: null,
  returned: [],
};
const byWords = (text: string) => bounceOf({ ...MAIL, text });
const byReport = (text: string) =>
  bounceOf({ ...MAIL, report: { recipients: [{ action: 'failed', 'final-recipient': text }] } });
const dayOf = (date: string) => dayWritten({ headers: { date: [date] } }, 1e12);
const answer = (text: string) => commandsIn(text, TASKS, '2026-11-02');
const report = (fields: string) =>
  [
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    fields,
    '--b--',
  ].join('\r\n');
const TASKS = [{ occurrenceId: 'a', number: '2.1', title: '培训', isReturn: false }];

it.each(['\n在      ', '在写道', ' ', '<@', '\n<@', '| ', '发 ', 'on 1', '\n', '> \n', '主题：\n'])(
  'takes an author’s words out of %j without end in its time',
  (piece) => {
    expect(growsEvenly(repeated(piece), ownWords)).toBe(true);
    expect(growsEvenly((size) => `在${repeated(piece)(size)}x`, ownWords)).toBe(true);
  },
);

it.each(['<@', 'message-id', 'message-id:', 'message-id<@', ' ', '@', 'user ', '邮箱'])(
  'reads a bounce of %j without end in its time',
  (piece) => {
    // no more than the beginning of a bounce is read
    expect(growsEvenly((size) => `message-id${repeated(piece)(size)}`, byWords, 4900)).toBe(true);
    expect(growsEvenly(repeated(piece), byReport)).toBe(true);
  },
);

it.each([
  '1.',
  '1',
  '1.1 ',
  '1.1.1.1x',
  '您好',
  '已完成 ',
  '2.1 ',
  '；2.1 已完成',
  '延期至',
  '（）',
  ' ',
])('reads an answer of %j without end in its time', (piece) => {
  expect(growsEvenly((size) => `${repeated(piece)(size)}x\r1`, answer)).toBe(true);
  expect(growsEvenly((size) => `2.1 已完成${repeated(piece)(size)}x\r1`, answer)).toBe(true);
});

it.each(['utc(', 'utc ', '+0800 ', '(', ' '])(
  'reads a date of %j without end in its time',
  (piece) => {
    expect(growsEvenly(repeated(piece), dayOf)).toBe(true);
  },
);

it('reads a report whose fields have no end', async () => {
  const gap = ' '.repeat(150_000);
  const { mail } = await parseMail(Buffer.from(report(`Action: failed\r\nStatus:${gap}\r5.1.1`)));
  expect(mail.report?.recipients[0]).toMatchObject({ action: 'failed', status: '5.1.1' });
});
