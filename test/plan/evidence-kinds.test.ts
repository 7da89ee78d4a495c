import { describe, expect, it } from 'vitest';
import { oleTypes, textType, zipType } from '../../plan/evidence-bytes.ts';
import { tidyName } from '../../plan/evidence-files.ts';
import { isMisnamed, kindName, viewOf, whyRefused, whyUnseen } from '../../plan/evidence-kinds.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const box = (...names: string[]) => Uint8Array.from(names.flatMap((name) => wide(`${name}\0`)));
const wide = (text: string) => Array.from(text).flatMap((sign) => [sign.charCodeAt(0), 0]);

it.each([
  ['总结.docx', DOCX, 'WORD', false],
  ['总结.wps', 'application/msword', 'WORD', false],
  ['台账.et', 'application/vnd.ms-excel', 'EXCEL', false],
  ['照片.jpeg', 'image/jpeg', 'JPG', false],
  ['照片.pdf', 'image/jpeg', 'JPG', true],
  ['总结.doc', 'text/html', 'HTML', true],
  ['名单.csv', 'text/plain', 'TXT', false],
  ['数据.json', 'text/plain', 'TXT', false],
  ['照片.jpg', 'text/plain', 'TXT', true],
  ['扫描件', 'application/pdf', 'PDF', false],
  ['图纸.dwg', 'image/vnd.dwg', 'DWG', false],
  ['附件', 'application/octet-stream', '文件', false],
])('calls %s of the kind %s %s, misnamed: %s', (name, mediaType, kind, misnamed) => {
  expect(kindName({ name, mediaType })).toBe(kind);
  expect(isMisnamed({ name, mediaType })).toBe(misnamed);
});

it.each([
  ['image/png', 'picture'],
  ['application/pdf', 'pdf'],
  ['video/mp4', 'video'],
  ['video/quicktime', 'video'],
  ['audio/mpeg', 'audio'],
  ['audio/amr', null],
  ['image/heic', null],
  ['text/html', null],
])('shows %s in a page as %s', (mediaType, view) => {
  expect(viewOf(mediaType)).toBe(view);
});

it('says why a page shows nothing of a photo', () => {
  expect(whyUnseen({ name: 'IMG_0001.JPG', mediaType: 'image/heic' })).toContain('请下载后看');
  expect(whyUnseen({ name: 'IMG_0001.JPG', mediaType: 'image/jpeg' })).toBe('');
});

it.each([
  ['安装.exe', 'application/x-msdownload', false, '是程序'],
  ['说明.pdf', 'application/x-msdownload', false, '是程序'],
  ['清理.bat', 'text/plain', false, '是程序'],
  ['报表.pdf.vbs', 'text/plain', false, '是程序'],
  ['快捷方式.lnk', 'application/x-ms-shortcut', false, '是程序'],
  ['包.deb', 'application/x-deb', false, '是程序'],
  ['材料.pdf', 'application/x-iso9660-image', false, '是程序'],
  ['报道.html', 'text/html', true, '带脚本的网页'],
])('refuses %s and says what to send instead', (name, mediaType, isActive, says) => {
  const why = whyRefused({ name, mediaType }, isActive);
  expect(why).toContain(says);
  expect(why).toContain('PDF');
});

it.each(
  `msc settingcontent-ms library-ms search-ms appref-ms application appinstaller iso img vhd vhdx
   website iqy slk xll one scr pif hta wsf jar ps1 rdp theme`.split(/\s+/),
)('refuses a name that ends in .%s, however it is dressed', (ending) => {
  const names = ['材料', '材料.pdf', '材料.jpg     ', '材料\u202Efdp'].flatMap((name) => [
    `${name}.${ending}`,
    `${name}.${ending.toUpperCase()}`,
    `${name}.${ending}.`,
    `${name}.${ending} . .`,
    `${name}.\u202E${ending}\u200B`,
  ]);
  for (const name of names) {
    expect(whyRefused({ name, mediaType: 'text/plain' }, false)).toContain('是程序');
    expect(whyRefused({ name: tidyName(name), mediaType: 'text/plain' }, false)).not.toBeNull();
  }
});

it.each([
  ['报表.exe.', '报表.exe'],
  ['报表.exe . ', '报表.exe'],
  ['C:\\Users\\王\\报表\u202Efdp.exe', '报表fdp.exe'],
  ['../../报表.pdf', '报表.pdf'],
  ['...', ''],
  [`${'长'.repeat(200)}.pdf`, `${'长'.repeat(116)}.pdf`],
  ['. '.repeat(1_000_000), ''],
])('keeps %s under a name that ends as it is opened', (given, kept) => {
  expect(tidyName(given)).toBe(kept);
});

it.each([
  ['报道.html', 'text/html'],
  ['总结.docm', 'application/vnd.ms-word.document.macroenabled.12'],
  ['现场.mp4', 'video/mp4'],
  ['材料.zip', 'application/zip'],
])('takes %s', (name, mediaType) => {
  expect(whyRefused({ name, mediaType }, false)).toBeNull();
});

describe('files without a mark', () => {
  it.each([
    ['联系人，电话\n', 'text/plain'],
    ['#!/bin/sh\nrm -rf /', 'application/x-script'],
    ['\uFEFF<!DOCTYPE html><html></html>', 'text/html'],
    [
      '<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
      'image/svg+xml',
    ],
    ['<?xml version="1.0"?><报表/>', 'application/xml'],
    ['From: a@b.cn\nMIME-Version: 1.0\nContent-Type: multipart/related; x', 'multipart/related'],
    ['From: a@b.cn\nSubject: x\nMessage-ID: <1@b.cn>\n\n您好', 'message/rfc822'],
    ['', 'application/octet-stream'],
    ['\0\u0001\u0002', 'application/octet-stream'],
  ])('%j is %s', (text, type) => {
    expect(textType(bytesOf(text))).toBe(type);
  });

  it('reads UTF-16 and GB18030 as text', () => {
    expect(textType(Uint8Array.from([255, 254, ...wide('<html>')]))).toBe('text/html');
    expect(textType(Uint8Array.from([0xb6, 0xbd, 0xb0, 0xec, 0x0d, 0x0a]))).toBe('text/plain');
  });
});

it('knows what lies in boxes', () => {
  expect(oleTypes(box('Root Entry', 'WordDocument'))).toEqual(['application/msword']);
  expect(oleTypes(box('Workbook', 'WordDocument'))).toHaveLength(2);
  expect(oleTypes(box('Contents'))).toEqual([]);
  const installer = [0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46];
  expect(oleTypes(Uint8Array.from([0, 0x84, ...installer, 0]))).toEqual(['application/x-msi']);
  expect(zipType(bytesOf('PK..Doc_0/x..OFD.xml'))).toBe('application/ofd');
  expect(zipType(bytesOf('PK..照片.jpg'))).toBeNull();
});
