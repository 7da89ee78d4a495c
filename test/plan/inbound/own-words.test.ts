import { describe, expect, it } from 'vitest';
import { ownWords } from '../../../plan/inbound/own-words.ts';

const QUOTED = '王敏：\n请办理 2.1 选派教师帮扶\n已完成';

describe('what stands above the answered mail', () => {
  it.each([
    [
      'QQ',
      `已完成\n\n\n------------------ 原始邮件 ------------------\n发件人: "督办" <duban@x.cn>;\n${QUOTED}`,
    ],
    [
      'QQ, from HTML',
      `已完成\n\n------------------\u00a0原始邮件\u00a0------------------\n发件人:\u00a0督办\n${QUOTED}`,
    ],
    ['QQ on a phone', `已完成\n\n\n\n---原始邮件---\n发件人: "督办"\n${QUOTED}`],
    ['163', `已完成\n\n\n在 2026-03-02 08:30:00，"督办" <duban@x.cn> 写道：\n${QUOTED}`],
    [
      '163, new',
      `已完成\n\n\n| |\n王敏\n|\n\n---- 回复的原邮件 ----\n| 发件人 | 督办<duban@x.cn> |\n| 日期 | 2026年03月02日 08:30 |\n${QUOTED}`,
      '已完成\n\n| |\n王敏\n|',
    ],
    ['126, in English', `已完成\n\nAt 2026-03-02 08:30:00, "督办" <duban@x.cn> wrote:\n${QUOTED}`],
    [
      'Outlook',
      `已完成\n\n发件人: 督办 <duban@x.cn>\n发送时间: 2026年3月2日 8:30\n收件人: 王敏\n主题: 【督办提醒】\n\n${QUOTED}`,
    ],
    [
      'Outlook with a rule',
      `已完成\n\n________________________________\n发件人: 督办\n发送时间: …\n${QUOTED}`,
    ],
    [
      'Outlook in English',
      `已完成\n\nFrom: 督办 <duban@x.cn>\nSent: Monday, March 2, 2026\nTo: Wang\nSubject: x\n\n${QUOTED}`,
    ],
    ['Outlook, bold', `已完成\n\n**发件人:** 督办\n**发送时间:** 2026\n**收件人:** 王\n${QUOTED}`],
    ['Outlook, original message', `已完成\n\n-----Original Message-----\nFrom: 督办\n${QUOTED}`],
    [
      'Outlook, 邮件原件',
      `已完成\n\n-----邮件原件-----\n发件人: 督办\n发送时间: 2026\n收件人: 王\n${QUOTED}`,
      '已完成\n\n-----邮件原件-----',
    ],
    [
      'Foxmail',
      `已完成\n\n\n\n王敏\n \n发件人： 督办\n发送时间： 2026-03-02 08:30\n收件人： wang\n主题： 【督办提醒】\n${QUOTED}`,
      '已完成\n\n王敏',
    ],
    [
      '钉钉邮箱',
      `已完成\n------------------------------------------------------------------\n发件人：督办<duban@x.cn>\n日　期：2026年03月02日 08:30:00\n收件人：王敏<w@x.cn>\n主　题：【督办提醒】\n\n${QUOTED}`,
      '已完成\n------------------------------------------------------------------',
    ],
    [
      'iPhone',
      `已完成\n\n发自我的iPhone\n\n> 在 2026年3月2日，08:30，督办 <duban@x.cn> 写道：\n> \n> ${QUOTED}`,
    ],
    [
      'iPhone, without a signature',
      `已完成\n\n> 在 2026年3月2日，08:30，督办 <duban@x.cn> 写道：\n> ${QUOTED}`,
    ],
    ['Apple Mail', `已完成\n\n2026年3月2日 08:30，督办 <duban@x.cn> 写道：\n\n> ${QUOTED}`],
    ['Gmail', `已完成\n\nOn Mon, Mar 2, 2026 at 8:30 AM 督办 <duban@x.cn> wrote:\n\n> ${QUOTED}`],
    [
      'Gmail, torn',
      `已完成\n\nOn Mon, Mar 2, 2026 at 8:30 AM 督办督办督办督办督办\n<duban@x.cn> wrote:\n\n> ${QUOTED}`,
    ],
    [
      'Gmail in Chinese',
      `已完成\n\n督办 <duban@x.cn> 于2026年3月2日周一 08:30写道：\n\n> ${QUOTED}`,
    ],
    ['网易邮箱大师', `已完成\n\n发自 网易邮箱大师\n\n---- 回复的原邮件 ----\n${QUOTED}`],
    ['a phone', `已完成\n发自我的华为手机\n${QUOTED}`],
    ['a signature', `已完成\n-- \n王敏 办公室 0311-1234`],
    ['English phone', `已完成\n\nSent from my iPhone\n${QUOTED}`],
    [
      'a forwarded mail',
      `已完成\n\n---------- Forwarded message ---------\n发件人： 督办\n${QUOTED}`,
    ],
    ['企业微信', `已完成\n\n发自企业微信邮箱\n${QUOTED}`],
    ['nothing quoted', '已完成'],
    ['line ends of Windows', '已完成\r\n\r\n> quoted\r\n'],
    ['signs that nobody sees', '\ufeff已\u200b完成\n> quoted'],
  ])('%s', (_name, text, expected = '已完成') => {
    expect(ownWords(text)).toBe(expected);
  });

  it.each([
    ['answers below the quoted mail are not read', `> ${QUOTED}\n\n已完成`, ''],
    ['only a quoted mail', `------------------ 原始邮件 ------------------\n${QUOTED}`, ''],
    ['a sentence with 日期', '日期：3月2日举办了培训\n已完成', '日期：3月2日举办了培训\n已完成'],
    [
      'a sentence with 主题',
      '进展：\n主题：产销对接\n地点：县城',
      '进展：\n主题：产销对接\n地点：县城',
    ],
    ['a sentence with 写道', '他在报告中写道：很好', '他在报告中写道：很好'],
    ['several paragraphs', '进展：一\n\n\n\n二', '进展：一\n\n二'],
  ])('%s', (_name, text, expected) => {
    expect(ownWords(text)).toBe(expected);
  });
});

it.each([
  ' ',
  '\t',
  '在 ',
  '- ',
  '发 ',
  '>',
  '<',
  '20',
  'on ',
  '写道',
  '\n',
  '在 2026 甲 <\n',
  '发件人\n',
  '发件人：\n',
])('takes its time in proportion to the length of a mail full of %j', (piece) => {
  const started = performance.now();
  ownWords(piece.repeat(200_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(2000);
});
