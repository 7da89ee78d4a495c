import { describe, expect, it } from 'vitest';
import { planOf, planWith, planWithTable } from './plan-of.ts';

const TITLE = '青禾县2024年人居环境整治方案';

function tasksOf(...lines: string[]) {
  return planOf([TITLE, '', ...lines].join('\n')).tasks;
}

describe('units that a line below or a bracket names', () => {
  it('are those of every item before the line, where no other has a line of its own', () => {
    const tasks = tasksOf(
      '一、重点任务',
      '（一）收运体系',
      '1.健全收运体系。购置垃圾车8辆。',
      '2.开展集中清洁。每月组织1次集中清洁。',
      '牵头单位：县住建局；配合单位：县妇联。',
    );
    expect(tasks.map(({ lead }) => lead)).toEqual([['县住建局'], ['县住建局']]);
  });

  it('are those of the item above it, where each has its own', () => {
    const tasks = tasksOf(
      '一、重点任务',
      '（一）收运体系',
      '1.健全收运体系。购置垃圾车8辆。',
      '责任单位：县住建局',
      '2.开展集中清洁。每月组织1次集中清洁。',
      '责任单位：县妇联',
    );
    expect(tasks.map(({ lead }) => lead)).toEqual([['县住建局'], ['县妇联']]);
  });

  it('make a task of one sentence that asks in words unknown', () => {
    const [task] = planWith('销售农产品。（责任单位：县商务局；完成时限：2024年2月30日前）').tasks;
    expect(task).toMatchObject({ lead: ['县商务局'], deadline: { due: [] } });
    expect(task?.issues).toMatchObject([{ expected: '存在的日期' }]);
  });

  it.each([
    ['县妇联、县工商联', ['县妇联', '县工商联']],
    ['县残联、县科协', ['县残联', '县科协']],
    ['县农业银行', ['县农业银行']],
  ])('may be %s', (names, lead) => {
    expect(planWith(`组织慰问活动2次。（${names}）`).tasks[0]?.lead).toEqual(lead);
  });

  it('stand behind the full stop without a bracket, too', () => {
    expect(planWith('召开会议2次。责任单位：县教育局').tasks[0]?.lead).toEqual(['县教育局']);
  });
});

describe('stages', () => {
  it('of one month count, and drop no date that the text names', () => {
    const plan = planOf(
      [
        TITLE,
        '一、步骤',
        '（一）动员部署阶段（3月）',
        '各乡镇于3月20日前制定实施方案。',
        '（二）集中攻坚阶段（4月至6月）',
        '二、要求',
        '各乡镇每月10日前报送进展情况。',
        '各乡镇于12月10日前报送总结。',
      ].join('\n'),
    );
    expect(plan.range).toEqual({ from: '2024-03-01', to: '2024-06-30' });
    expect(plan.tasks.map(({ deadline }) => deadline.due)).toEqual([
      ['2024-03-20'],
      ['2024-03-10', '2024-04-10', '2024-05-10', '2024-06-10'],
      ['2024-12-10'],
    ]);
  });

  it('over most of a year divide it and bound nothing', () => {
    const lines = [
      '（一）启动阶段（1月至3月）',
      '召开会议。',
      '（二）实施阶段（4月至12月）',
      '召开会议。',
    ];
    expect(planOf([TITLE, '一、步骤', ...lines].join('\n')).range).toBeNull();
  });
});

describe('calendars and tables', () => {
  it('make a task of an entry under a month', () => {
    const [task] = tasksOf('一、月历', '九月', '1.中学生体育测试。（县教育局）');
    expect(task).toMatchObject({
      quote: '中学生体育测试',
      lead: ['县教育局'],
      deadline: { due: ['2024-09-30'] },
    });
  });

  it('join the target to what it is the target of', () => {
    const plan = planWithTable(
      '序号|指标名称|目标值|完成时限|责任单位',
      '1|新增就业|3200人|12月底|县人社局',
    );
    expect(plan.tasks[0]).toMatchObject({ quote: '新增就业 3200人', count: { value: 3200 } });
  });

  it('make no task of a figure', () => {
    const lines = ['序号\t具体事项\t完成时限\t责任单位', '1\t召开会议2次\t6月底\t县委办'];
    const plan = planOf(
      [TITLE, ...lines, '附件2', '乡镇\t整改户数\t新建户数', '青萝镇\t620\t400'].join('\n'),
    );
    expect(plan.tasks.map(({ quote }) => quote)).toEqual(['召开会议2次']);
  });

  it('keep the amounts of a budget that names units, too', () => {
    const plan = planWithTable(
      '序号|项目名称|金额|实施单位|完成时限',
      '1|冷库|320|县农业农村局|6月底',
      '2|培训|250|县人社局|6月底',
      '|合计|580||',
    );
    expect(plan).toMatchObject({ funds: [{ amount: 320 }, { amount: 250 }], fundsTotal: 580 });
    expect(plan.conflicts.map(({ kind }) => kind)).toContain('totals');
  });
});

describe('a doubt is raised', () => {
  it('where an obligation holds two times', () => {
    const [task] = planWith('县教育局、县人社局每两个月、各乡镇每月走访不少于1次。').tasks;
    expect(task?.issues).toMatchObject([{ expected: '一项任务一个时限' }]);
  });

  it('not where a date is only taken for granted, nor where a figure is the same', () => {
    const plan = planOf(
      [
        TITLE,
        '一、任务',
        '新建垃圾中转站3座以上。（责任单位：县住建局）',
        '附件 2024年任务清单',
        '序号\t具体事项\t完成时限\t责任单位',
        '1\t新建垃圾中转站3座\t9月底前\t县住建局',
      ].join('\n'),
    );
    expect(plan.tasks).toHaveLength(1);
    expect(plan.conflicts).toEqual([]);
  });
});
