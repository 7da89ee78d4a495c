import { array, assert, constantFrom, integer, property } from 'fast-check';
import { expect, it } from 'vitest';
import { findSides } from '../../plan/sides.ts';
import { isAssignment, readAssignment, splitAssignments } from '../../plan/brackets.ts';
import { readCounts } from '../../plan/counts.ts';
import { parseDeadline } from '../../plan/deadline/parse.ts';
import { deliveryOf } from '../../plan/delivery.ts';
import { obligationsIn } from '../../plan/obligations.ts';
import { distributionOf, evidenceOf, forceOf, titleOf } from '../../plan/qualities.ts';
import { subjectOf } from '../../plan/subject.ts';
import { parseUnits } from '../../plan/units.ts';
import { planOf } from './plan-of.ts';

// pieces that patterns repeat or look for: said over and over they are what makes matching explode
const PIECES = (
  '1、 3月 每月 、， （（ ） 一二 县教育局和 2024年 召开 局 各 责任单位： （责任单位： 、 - 至 3月和 春节、 前 ' +
  '后 县 青禾县 附 《 》 12月25日前、 牵头， 以 为 全部工作 名单报 每季度 不少于 a . 1. 年 ； “ 2次 万元 会同 " 五一 元宵 以及 向 送 报 县财政局 和 附'
).split(' ');
const sides = findSides(['青禾县对口云岭县方案']);
const READERS: Record<string, (text: string) => unknown> = {
  deliveryOf: (text) => deliveryOf({ quote: text, context: text, sides }),
  distributionOf: (text) => distributionOf(text, []),
  evidenceOf,
  findSides: (text) => findSides([text]),
  forceOf,
  isAssignment,
  obligationsIn,
  parseDeadline,
  parseUnits: (text) => parseUnits(text, sides),
  readAssignment,
  readCounts,
  splitAssignments,
  subjectOf,
  titleOf: (text) => titleOf(text, null),
};

const pieces = array(constantFrom(...PIECES), { minLength: 1, maxLength: 4 });

// An exponential pattern needs minutes for 600 characters; the bound only has to tell these apart
// from a slow machine.
const BOUND = 5_000;

it.each(Object.keys(READERS))('%s reads the same words over and over without delay', (name) => {
  assert(
    property(pieces, integer({ min: 300, max: 600 }), (parts, length) => {
      const unit = parts.join('');
      const begun = performance.now();
      READERS[name]?.(unit.repeat(Math.ceil(length / unit.length)));
      expect(performance.now() - begun).toBeLessThan(BOUND);
    }),
    { numRuns: 150 },
  );
});

// what once took minutes, and now takes none
it.each([
  '五一"'.repeat(60) + '日',
  '元宵以及'.repeat(60) + '日',
  '向' + '县财政局和'.repeat(60) + '甲',
  '，'.repeat(10_000) + '甲',
  '附'.repeat(20_000),
])('reads a plan of nothing but such words', (words) => {
  const begun = performance.now();
  planOf(`2024年方案\n一、任务\n${words}`);
  planOf(`2024年方案\n序号\t具体事项\t责任单位\n1\t${words}\t县委办`);
  expect(performance.now() - begun).toBeLessThan(2 * BOUND);
});

it('reads the same bytes the same way twice', () => {
  assert(
    property(array(constantFrom(...PIECES), { maxLength: 60 }), (parts) => {
      expect(planOf(parts.join(''))).toEqual(planOf(parts.join('')));
    }),
    { numRuns: 50 },
  );
});
