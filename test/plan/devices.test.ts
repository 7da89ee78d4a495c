import { expect, it } from 'vitest';
import {
  codeFault,
  isMobile,
  masked,
  nextCodeAt,
  waitWords,
  twoNamesFaults,
  whoFaults,
} from '../../plan/devices.ts';

const MINUTE = 60_000;
const NOW = 1_000_000_000_000;
const ago = (...minutes: number[]) => minutes.map((each) => NOW - each * MINUTE);

it.each([
  ['none was sent', [], 0],
  ['one was sent a minute ago', [1], 0],
  ['one was sent half a minute ago', [0.5], 0.5],
  ['five were sent within an hour', [50, 40, 30, 20, 10], 10],
  ['five were sent, the first of them an hour ago', [60, 40, 30, 20, 10], 0],
  ['ten were sent within a day', [1400, 1300, 1200, 1100, 1000, 900, 800, 700, 600, 500], 40],
  ['the clock was set back', [-5], 6],
])('sends the next code in time when %s', (_, sent, minutes) => {
  expect(nextCodeAt(ago(...sent), NOW)).toBe(NOW + minutes * MINUTE);
});

it.each([
  [30_000, '请 30 秒后再获取'],
  [11 * MINUTE, '请 11 分钟后再获取'],
  [5 * 60 * MINUTE, '请 5 小时后再获取，或请办公室确认'],
])('says how long to wait', (wait, words) => {
  expect(waitWords(NOW + wait, NOW)).toBe(words);
});

it.each([
  [{ codeAt: null, codeTries: 0 }, '123456', '请先获取验证码'],
  [{ codeAt: NOW - 10 * MINUTE, codeTries: 4 }, '123456', null],
  [{ codeAt: NOW - 10 * MINUTE - 1, codeTries: 0 }, '123456', '验证码已过 10 分钟，请重新获取'],
  [{ codeAt: NOW, codeTries: 5 }, '123456', '验证码已输错 5 次，请重新获取'],
  [{ codeAt: NOW, codeTries: 0 }, '12345', '请填写 6 位数字的验证码'],
])('compares a code or says why not', (sent, typed, fault) => {
  expect(codeFault(sent, typed, NOW)).toBe(fault);
});

it('asks for a name and a telephone', () => {
  expect(whoFaults({ name: '王芳', room: '', phone: '0771-1234567' })).toEqual([]);
  expect(whoFaults({ name: '', room: '', phone: '' })).toEqual([
    '请填写您的姓名',
    '请填写您的电话',
  ]);
  expect(whoFaults({ name: '', room: '', phone: '1234567' }, true)).toEqual([
    '请点选您是谁；没有您的，请填写姓名',
  ]);
  expect(twoNamesFaults('王芳', '李强')).toEqual([
    '上面选了“王芳”，下面又填了“李强”：请只留您自己的',
  ]);
  expect([twoNamesFaults('', '李强'), twoNamesFaults('王芳', '王芳')]).toEqual([[], []]);
  expect(whoFaults({ name: '王芳', room: '', phone: '无' })).toEqual(['电话“无”不像号码']);
});

it('shows of an address what its owner recognises', () => {
  expect(masked('13812345678')).toBe('138****5678');
  expect(masked('wangfang@example.cn')).toBe('w***@example.cn');
  expect([isMobile('13812345678'), isMobile('0771-1234567')]).toEqual([true, false]);
});
