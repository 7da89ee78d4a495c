import { expect, it } from 'vitest';
import { evidenceIn } from '../../../plan/inbound/evidence.ts';

const MB = 1024 * 1024;
const file = (name: string, mediaType: string, size = 1000, shown = false) => ({
  name,
  mediaType,
  size,
  shown,
  refused: null,
});

it.each([
  ['a document', [file('总结.pdf', 'application/pdf')], [0]],
  ['a photograph in the text', [file('现场.jpg', 'image/jpeg', MB, true)], [0]],
  ['a small picture that is attached', [file('章.png', 'image/png', 900)], [0]],
  ['an emblem in the text', [file('logo.png', 'image/png', 900, true)], []],
  ['a signature', [file('smime.p7s', 'application/pkcs7-signature')], []],
  ['a forwarded mail', [file('x.eml', 'message/rfc822')], [0]],
  [
    'what is meant among what is not',
    [file('logo.png', 'image/png', 9, true), file('a.xlsx', 'application/vnd.ms-excel')],
    [1],
  ],
])('%s', (_name, files, taken) => {
  expect(evidenceIn(files)).toEqual({ taken, faults: [] });
});

it.each([
  ['too large', [file('录像.mp4', 'video/mp4', 21 * MB)], '超过 20 MB'],
  ['empty', [file('空.pdf', 'application/pdf', 0)], '空文件'],
  ['of Outlook alone', [file('WINMAIL.DAT', 'application/ms-tnef')], 'Outlook 特有格式'],
  [
    'a program',
    [
      {
        ...file('安装.exe', 'application/octet-stream'),
        refused: '“安装.exe”是程序，不能作为佐证',
      },
    ],
    '附件“安装.exe”是程序',
  ],
  ['too many', Array.from({ length: 10 }, () => file('a.jpg', 'image/jpeg')), '一次最多 9 个'],
])('a file that is %s is sent again', (_name, files, fault) => {
  expect(evidenceIn(files).faults.join()).toContain(fault);
});
