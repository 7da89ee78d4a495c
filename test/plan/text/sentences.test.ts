import { expect, it } from 'vitest';
import { splitClauses, splitSentences } from '../../../plan/text/sentences.ts';

it('does not end a sentence inside brackets or quotes', () => {
  const pieces = splitSentences('开展“一户一策。”活动（不少于2次。）。报送总结。');
  expect(pieces.map(({ text }) => text)).toEqual([
    '开展“一户一策。”活动（不少于2次。）。',
    '报送总结。',
  ]);
});

it('treats a bracket that never closes as if it were not there', () => {
  expect(splitSentences('召开会议（两次。报送总结。')).toHaveLength(2);
});

it('keeps every piece at its place in the text', () => {
  const text = '促进就业，举办1期招聘会；做好台账';
  for (const { text: piece, start } of splitClauses(text)) {
    expect(text.slice(start, start + piece.length)).toBe(piece);
  }
  expect(splitClauses(text)).toHaveLength(3);
});

it('does not divide a number at its comma', () => {
  expect(splitClauses('拨付1,200万元')).toHaveLength(1);
});
