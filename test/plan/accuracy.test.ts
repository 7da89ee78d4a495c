import { describe, expect, it } from 'vitest';
import { CORPORA, readCorpus } from '../../scripts/accuracy/corpora.ts';
import { scorePlan, sumOf } from '../../scripts/accuracy/score.ts';
import { planOf } from './plan-of.ts';

// the goal of docs/accuracy.md, as shares of all annotated tasks
const [F1, RIGHT] = [0.95, 0.85];

describe.each(CORPORA)('$name', (corpus) => {
  it('are read nearly as careful readers do', async () => {
    const rows = await readCorpus(corpus);
    const { annotated, found, spurious, right } = sumOf(rows.map(({ score }) => score));
    const [recall, precision] = [found / annotated, found / (found + spurious)];
    expect((2 * recall * precision) / (recall + precision)).toBeGreaterThanOrEqual(F1);
    expect(right / annotated).toBeGreaterThanOrEqual(RIGHT);
  });
});

describe('the score', () => {
  const text = '2024年工作方案\n一、任务\n县教育局6月底前选派教师3名。县人社局举办培训班2期。';
  const teachers = {
    id: 't01',
    quote: '县教育局6月底前选派教师3名',
    lead: ['县教育局'],
    support: [],
    deadline: { due: ['2024-06-30'] },
    count: { op: '=', value: 3, unit: '名' },
  };
  const courses = {
    ...teachers,
    id: 't02',
    quote: '县人社局举办培训班2期',
    lead: ['县人社局'],
    deadline: { due: ['2024-12-31'] },
    count: { op: '=', value: 2, unit: '期' },
  };
  const score = (...tasks: (typeof teachers & { confidence?: string })[]) =>
    scorePlan(text, { tasks, funds: [] }, planOf(text));

  it('finds nothing wrong where both agree', () => {
    const { score: figures, errors } = score(teachers, courses);
    expect(figures).toMatchObject({ annotated: 2, found: 2, right: 2, spurious: 0, budget: 1 });
    expect(errors).toEqual([]);
  });

  it('tells what differs, what is missing and what is too much', () => {
    const { score: figures, errors } = score(
      { ...teachers, lead: ['县财政局'], deadline: { due: ['2024-07-01'] } },
      { ...courses, quote: '一、任务' },
    );
    expect(figures).toMatchObject({ annotated: 2, found: 1, due: 0, lead: 0, count: 1, right: 0 });
    expect(errors).toHaveLength(4);
  });

  it('counts a debatable task neither way', () => {
    const { score: figures } = score(teachers, { ...courses, confidence: 'debatable' });
    expect(figures).toMatchObject({ annotated: 1, found: 1, spurious: 0 });
  });
});
