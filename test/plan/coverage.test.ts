import { describe, expect, it } from 'vitest';
import { ACHIEVED, OWN_LINES } from '../../plan/background.ts';
import type { Clause } from '../../plan/extracted.ts';
import { planOf, planWithTable } from './plan-of.ts';

const PLAN = [
  '青禾县乡村振兴局文件',
  '青振办〔2024〕3号',
  '青禾县2024年乡村振兴工作方案',
  '2023年，全县完成投资200万元。为做好今年工作，制定本方案。',
  '一、指导思想',
  '坚持党的领导，每月学习1次。',
  '二、工作目标',
  '到年底新增就业100人。',
  '三、重点任务',
  '（一）动员部署阶段（3月）',
  '结合实际情况，各乡镇于3月20日前制定工作计划。大力营造氛围。',
  '（二）全面实施阶段（4—11月）',
  '一是抓好培训。县人社局举办培训班2期，提高技能水平。',
  '各项任务原则上11月底前完成。',
  '青禾县乡村振兴局2024年3月1日印发',
];

function clauses(): Clause[] {
  return planOf(PLAN.join('\n')).clauses;
}

function outcomeOf(words: string): string {
  const clause = clauses().find(({ text }) => text.includes(words));
  return clause ? [clause.outcome, clause.task ?? clause.reason ?? ''].join(' ').trim() : 'lost';
}

describe('every clause has an outcome', () => {
  it.each([
    ['青禾县乡村振兴局文件', 'dismissed signature'],
    ['〔2024〕3号', 'dismissed signature'],
    ['完成投资200万元', 'dismissed past'],
    ['制定本方案', 'dismissed background'],
    ['每月学习1次', 'dismissed principle'],
    ['新增就业100人', 'dismissed aim'],
    ['3月20日前制定', 'task t01'],
    ['大力营造氛围', 'dismissed call'],
    ['抓好培训', 'dismissed heading'],
    ['培训班2期', 'task t02'],
    ['提高技能水平', 'dismissed call'],
    ['结合实际情况', 'task t01'],
    ['11月底前完成', 'rule'],
    ['印发', 'dismissed signature'],
    ['动员部署阶段', 'rule'],
    ['三、重点任务', 'dismissed heading'],
  ])('%s: %s', (words, outcome) => {
    expect(outcomeOf(words)).toBe(outcome);
  });
});

it('counts what it lists', () => {
  const { coverage } = planOf(PLAN.join('\n'));
  expect(coverage).toEqual({ clauses: 18, tasks: 2, rules: 3, parts: 0, dismissed: 13 });
});

it('lists the clauses of a table', () => {
  const plan = planWithTable(
    '序号|具体事项|完成时限|责任单位',
    '1|召开会议2次|6月底前|县委办',
    '合计|||',
  );
  expect(plan.clauses.map(({ outcome, task }) => [outcome, task])).toContainEqual(['task', 't01']);
});

it('leaves no line with a date, a number or a duty without one', () => {
  const lines = new Set(clauses().map(({ line }) => line));
  const silent = PLAN.flatMap((text, index) => (lines.has(index + 1) ? [] : [text]));
  expect(silent.filter((text) => /\d/.test(text) && !/阶段|方案/.test(text))).toEqual([]);
});

describe('no task is seen in', () => {
  it.each(OWN_LINES)('%s, which belongs to the document itself', (line) => {
    const { clauses: found } = planOf(`青禾县2024年工作方案\n一、任务\n${line}`);
    expect(found.at(-1)).toMatchObject({ outcome: 'dismissed', reason: 'signature' });
  });

  it.each(ACHIEVED)('%s, which tells of what is done', (words) => {
    const { clauses: found } = planOf(`青禾县2024年工作方案\n一、任务\n${words}，举办培训2期。`);
    expect(found.at(-1)).toMatchObject({ outcome: 'dismissed', reason: 'past' });
  });
});
