import { expect, it } from 'vitest';
import { lineAt, locatorOf } from '../../../plan/text/locate.ts';

function found(text: string, words: string): string {
  const { start, end } = locatorOf(text)({ start: 0, end: text.length }, words);
  return text.slice(start, end);
}

it.each([
  ['一、任务。召开会议2次。', '召开会议2次', '召开会议2次'],
  ['召开 2 次\n会议。', '召开2次会议', '召开 2 次\n会议'],
  ['推动基层医\n— 3 —\n疗机构交流。', '基层医疗机构', '基层医\n— 3 —\n疗机构'],
  ['1. **召开**会议', '召开会议', '召开**会议'],
  ['召开会议', '互访', '召开会议'],
])('finds in %o the words %s', (text, words, stretch) => {
  expect(found(text, words)).toBe(stretch);
});

it('looks only where it is told to', () => {
  expect(locatorOf('互访。互访。')({ start: 3, end: 6 }, '互访')).toEqual({ start: 3, end: 5 });
});

it('counts lines from a place whose line is known', () => {
  expect(lineAt('甲\n乙\n丙', 4, { start: 2, line: 2 })).toBe(3);
});
