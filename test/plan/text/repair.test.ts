import { expect, it } from 'vitest';
import { breaksOff, closeSpaces, isPageNumber, normaliseText } from '../../../plan/text/repair.ts';

it('turns radicals of PDF fonts back into characters', () => {
  expect(normaliseText('\uFEFF⼯作⽅案\r\n⺠政局⻓')).toBe('工作方案\n民政局长');
  expect(normaliseText('⻜⻥⻁⻅⻘⼭，⺫⼒⽽⾏，⻫⺇')).toBe('飞鱼虎见青山，目力而行，斉𠘨');
});

it.each([
  ['1-11 月，共 4 次', '1-11月，共4次'],
  ['责 任 单 位', '责任单位'],
  ['see  page 3', 'see page 3'],
])('closes the spaces of "%s"', (text, closed) => {
  expect(closeSpaces(text)).toBe(closed);
});

it.each(['3', ' — 12 — ', '- 4 -', '第 2 页'])('knows "%s" for a page number', (line) => {
  expect(isPageNumber(line)).toBe(true);
});

it.each(['2024', '3月', '1. 开展活动', '- 2次'])('does not take "%s" for a page number', (line) => {
  expect(isPageNumber(line)).toBe(false);
});

it.each([
  ['做好统计。', false],
  ['责任单位：', false],
  ['开展义诊、医疗', true],
  ['（责任单位：县教育局、', true],
  ['组织活动（每年2次', true],
])('sees whether "%s" breaks off', (line, broken) => {
  expect(breaksOff(line)).toBe(broken);
});
