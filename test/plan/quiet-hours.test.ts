import { expect, it } from 'vitest';
import { clockOf, minutesOf, readQuietHours } from '../../plan/quiet-hours.ts';

it.each([
  ['12:00', '14:30', { from: 720, to: 870 }],
  ['１２：００', '14：30', { from: 720, to: 870 }],
  ['18:00', '06:00', { from: 1080, to: 360 }],
  ['06:00', '17:00', { from: 360, to: 1020 }],
  ['', '', null],
])('from %s to %s are quiet hours', (from, to, hours) => {
  expect(readQuietHours(from, to)).toEqual(hours);
});

it.each([
  ['12:00', '', '请写明开始和结束的时间'],
  ['中午', '14:30', '请写明开始和结束的时间'],
  ['25:00', '14:30', '请写明开始和结束的时间'],
  ['12:00', '12:00', '不能相同'],
  ['18:00', '06:01', '最长 12 小时'],
  ['06:00', '17:30', '不能占满工作时间'],
  ['08:30', '17:30', '不能占满工作时间'],
])('from %s to %s are none', (from, to, why) => {
  expect(readQuietHours(from, to)).toEqual([expect.stringContaining(why)]);
});

it('says a clock time as it is read', () => {
  expect(clockOf(minutesOf('8:05') ?? 0)).toBe('08:05');
});
