import { expect, it } from 'vitest';
import { isConfidential, secrecyOf } from '../../plan/confidential.ts';

it.each([
  ['机密★1年\n关于……的通知', '机密'],
  ['特急\n秘密 ★ 长期\n通知', '秘密'],
  ['绝密\n通知', '绝密'],
  ['密级：秘密\n通知', '秘密'],
  ['（机密）\n通知', '机密'],
  ['工作秘密\n通知', null],
  ['内部资料 注意保存\n通知', null],
  ['一、做好保密工作\n严守国家秘密，机密文件不得外传', null],
  ['秘密级以上的文件由专人保管', null],
  ['秘书科\n通知', null],
])('%j is marked as %s', (text, level) => {
  expect(secrecyOf(text)).toBe(level);
});

it.each([
  ['内部资料 注意保存\n通知', true],
  ['工作秘密\n通知', true],
  ['此件不予公开\n通知', true],
  ['一、整理内部资料', false],
])('%j is confidential: %s', (text, expected) => {
  expect(isConfidential(text)).toBe(expected);
});
