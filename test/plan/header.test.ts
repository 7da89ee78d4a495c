import { describe, expect, it } from 'vitest';
import { extractPlan } from '../../plan/extract.ts';
import { planOf } from './plan-of.ts';

describe('the years of a plan are', () => {
  it.each([
    ['those of its title', '2023-2025年行动计划\n2026年1月1日', [2023, 2024, 2025]],
    ['those of its halves', '2026年下半年至2027年协作方案', [2026, 2027]],
    ['the only one of its title', '2024年工作要点', [2024]],
    ['that of issue', '重点工作安排\n2024年3月4日', [2024]],
    ['that of its number', '青政发〔2023〕5号\n重点工作安排', [2023]],
    ['the one that it names most', '工作安排\n2022年起步，2024年推进，2024年完成。', [2024]],
  ])('%s', (_, text, periods) => {
    expect(planOf(text).periods).toEqual(periods);
  });

  it('unknown, which is an issue', () => {
    const plan = planOf('工作安排\n一、任务\n每月5日前报送进展。');
    expect(plan.periods).toEqual([]);
    expect(plan.issues[0]?.expected).toContain('计划年度');
    expect(plan.tasks[0]?.deadline).toEqual({ text: '每月5日前', kind: 'none', due: [] });
  });
});

it.each([
  ['2024年3月4日', '2024-03-04'],
  ['二〇二四年三月四日', '2024-03-04'],
  ['（2024年12月31日印发）', '2024-12-31'],
  ['2024年2月30日', null],
  ['会议于2024年3月4日召开', null],
])('issues on the day that stands alone: %s', (line, issued) => {
  expect(planOf(`2024年工作方案\n${line}`).issued).toBe(issued);
});

it('takes the title of the plan, not of the notice that issues it', () => {
  const text = '关于印发《工作方案》的通知\n现印发给你们。\n2024年工作方案\n一、任务\n召开会议。';
  expect(planOf(text).title).toBe('2024年工作方案');
});

it('takes a document number only where it stands alone', () => {
  expect(planOf('青政发〔2024〕5号\n2024年方案').documentNumber).toBe('青政发〔2024〕5号');
  expect(planOf('2024年方案\n按照青政发〔2024〕5号文件要求').documentNumber).toBeNull();
});

it('reads one sum of money in the text as the budget', () => {
  const plan = planOf('2024年方案\n一、任务\n安排帮扶资金80万元，6月30日前拨付到位。');
  expect(plan.funds).toEqual([{ item: '帮扶资金', amount: 80, unit: '万元' }]);
  expect(plan.fundsTotal).toBe(80);
});

it('lists the pages that could not be read', () => {
  const { issues } = extractPlan({ source: '计划.pdf', text: '', blocks: [], gaps: [4] });
  expect(issues[0]).toMatchObject({ where: '第4页', expected: '可以复制的文字' });
});
