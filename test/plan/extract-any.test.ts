import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { plainDate } from '../../plan/date.ts';
import { planOf } from './plan-of.ts';

// what plans are made of, in any order: whatever comes of it, the reader must not break
const FRAGMENTS = [
  '一、重点任务 （一）加强领导 1. 附件 。 ， ； （ ） ： “ 《 | ＃ 12 和 等',
  '每月1日前 11月31日 12-1月 每季度末月25日前 春节前 13月 2024年 每周一 长期坚持',
  '召开会议 选派 报送 各单位 两地 责任单位： 时间： 牵头 配合 县教育局 全部工作 完成',
  '不少于 2次 以上 零 百百 999999名 0次 建议 原则上 青禾县对口云岭县 合计 万元',
  '安排资金600万元 其中A资金400万元 共 见附件 利用 项目总投资 县级财政 盖章 一式三份 邮箱a@b.cn 归档 总结 原件',
].flatMap((line) => line.split(' '));
const TABLE = ['\n', '\t', '序号\t具体事项\t完成时限\t责任单位\n', '1\t召开会议\t3月\t县委办\n'];
const fragments = constantFrom(...FRAGMENTS, ...TABLE);
const chinese = array(fragments, { maxLength: 60 }).map((parts) => parts.join(''));
const squeeze = (words: string) => words.replace(/\s/g, '');
const anyText = oneof(chinese, string({ unit: 'binary', maxLength: 300 }));

it('reads any text into a plan that accounts for every clause', () => {
  assert(
    property(anyText, (text) => {
      const { coverage, tasks } = planOf(text);
      expect(coverage.tasks + coverage.rules + coverage.parts + coverage.dismissed).toBe(
        coverage.clauses,
      );
      expect(coverage.tasks).toBeGreaterThanOrEqual(tasks.length);
    }),
    { numRuns: 300 },
  );
});

it('gives due dates inside the plan’s years, ascending; only a window runs over New Year', () => {
  const years = integer({ min: 2004, max: 2030 });
  assert(
    property(years, integer({ min: 0, max: 2 }), chinese, (first, more, text) => {
      const plan = planOf(`${first}-${first + more}年工作方案\n\n一、重点任务\n${text}`);
      for (const { deadline } of plan.tasks) {
        const last = plan.periods.at(-1) ?? first;
        const end = plainDate(deadline.kind === 'window' ? last + 1 : last, 12, 31);
        expect(deadline.due).toEqual([...new Set(deadline.due)].toSorted());
        expect(deadline.due.every((due) => due >= plainDate(first, 1, 1) && due <= end)).toBe(true);
        expect(deadline.kind === 'none').toBe(deadline.due.length === 0);
      }
    }),
    { numRuns: 300 },
  );
});

it('finds contradictions, proposals and terms of any text at places inside it', () => {
  assert(
    property(chinese, (text) => {
      const plan = planOf(`2024年青禾县对口云岭县方案\n${text}`);
      const sayings = [...plan.conflicts, ...plan.fundsRelations].flatMap(({ says }) => says);
      expect(sayings.every(({ place }) => place.start <= place.end)).toBe(true);
      expect(plan.conflicts.every(({ choices }) => choices.length > 1)).toBe(true);
      expect(plan.tasks.every(({ candidates }) => candidates.length <= 3)).toBe(true);
      expect(plan.aliases.every(({ names }) => names.length === 2)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('quotes the document’s own words', () => {
  assert(
    property(chinese, (text) => {
      const source = squeeze(`2024年方案${text}`);
      for (const { quote } of planOf(`2024年方案\n${text}`).tasks) {
        expect(source).toContain(squeeze(quote));
      }
    }),
    { numRuns: 200 },
  );
});

it('reads a long line of nothing but marks and digits without delay', () => {
  const started = performance.now();
  for (const unit of [
    '1、',
    '3月',
    '每月',
    '、，',
    '（（',
    '一二',
    '县教育局和',
    '2024年',
    '召开',
  ]) {
    planOf(`2024年方案\n一、任务\n${unit.repeat(3000)}`);
  }
  expect(performance.now() - started).toBeLessThan(20_000);
});

it('gives every quote its place in the text', () => {
  assert(
    property(chinese, (text) => {
      const source = `2024年方案\n${text}`;
      for (const { quote, place } of planOf(source).tasks) {
        const there = source.slice(place.start, place.end).replace(/[\s*_|>#]/g, '');
        expect(there).toContain(quote.replace(/[\s*_|>#]/g, ''));
      }
    }),
    { numRuns: 200 },
  );
});
