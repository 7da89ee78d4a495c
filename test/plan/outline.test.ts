import { expect, it } from 'vitest';
import { readPlan } from '../../documents/plan.ts';

const TEXT = [
  '青禾县2024年工作方案',
  '一、重点任务',
  '1. 选派干部。青禾县选派3名干部挂职。（时间：4月底前；责任单位：县委组织部）',
  '附件：任务清单',
  '序号\t重点工作\t具体事项\t完成时限\t责任单位',
  '1\t培训\t举办培训2期\t6月底前\t县农业农村局',
].join('\n');

it('shows every word of a document once, the heads of tables too', async () => {
  const { outline, sourceText } = await readPlan(Buffer.from(TEXT), '方案.txt', () => {});
  const shown = outline.map(({ start, end }) => sourceText.slice(start, end)).join('');
  expect(shown.replace(/\s/g, '')).toBe(sourceText.replace(/\s/g, ''));
  const rows = outline.filter(({ kind }) => kind === 'row');
  expect(rows.map(({ cells }) => cells?.length)).toEqual([5, 5]);
  expect(new Set(rows.map(({ table }) => table)).size).toBe(1);
});
