import { expect, it } from 'vitest';
import { comparison } from '../../plan/same.ts';

const texts = [
  '召开东西协作联席会议',
  '举办东西协作招聘会',
  '开展东西协作培训',
  '做好东西协作宣传',
  '两地联合举办东西协作专场招聘会',
];
const alike = comparison(texts, texts);

function likeness(one: string, other: string): number {
  return alike(one).find(({ text }) => text === other)?.like ?? 0;
}

it('finds alike what says the same in more words', () => {
  expect(likeness('举办东西协作招聘会', '两地联合举办东西协作专场招聘会')).toBeGreaterThan(0.7);
});

it('does not find alike what has only the plan’s subject in common', () => {
  expect(likeness('开展东西协作培训', '做好东西协作宣传')).toBeLessThan(0.3);
});

it('is the same in both directions, and 0 for nothing', () => {
  const [one = '', other = ''] = texts;
  expect(likeness(one, other)).toBe(likeness(other, one));
  expect(likeness('', one)).toBe(0);
});
