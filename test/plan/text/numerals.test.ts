import { expect, it } from 'vitest';
import { foldWidth, readNumber } from '../../../plan/text/numerals.ts';

it.each([
  ['3', 3],
  ['１２', 12],
  ['1.5', 1.5],
  ['两', 2],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['三十一', 31],
  ['一百', 100],
  ['一百零五', 105],
  ['两千三百', 2300],
  ['二〇二四', 2024],
])('reads %s as %d', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

it.each(['', '若干', '一些', '3个'])('finds no number in "%s"', (text) => {
  expect(readNumber(text)).toBeNull();
});

it('folds width and dashes without moving any character', () => {
  const text = '１～１１月（含）—2024';
  expect(foldWidth(text)).toBe('1-11月(含)-2024');
  expect(foldWidth(text)).toHaveLength(text.length);
});
