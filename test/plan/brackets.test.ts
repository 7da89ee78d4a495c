import { describe, expect, it } from 'vitest';
import { isAssignment, splitAssignments } from '../../plan/brackets.ts';
import { planOf, planWith } from './plan-of.ts';

describe('a bracket of time and units', () => {
  it.each([
    [
      '（时间：1-11月；责任单位：两地县委办、县政府办）',
      '1-11月',
      '责任单位：两地县委办、县政府办',
    ],
    ['（责任单位：县教育局）', null, '责任单位：县教育局'],
    ['(责任单位:县教育局;完成时限:6月底前)', '6月底前', '责任单位:县教育局'],
    ['（责任单位：县教育局，完成时限：6月底前）', '6月底前', '责任单位：县教育局'],
    ['【牵头单位：县住建局；配合单位：县水务局】', null, '牵头单位：县住建局；配合单位：县水务局'],
    ['（时间：1-11月；两地县（区）委办负责）', '1-11月', '两地县（区）委办负责'],
    ['（县应急局牵头，县公安局配合，11月底前完成）', '11月底前完成', '县应急局牵头，县公安局配合'],
    ['（县住建局、县水务局）', null, '县住建局、县水务局'],
    ['（责任单位：县教育局）（完成时限：3月）', '3月', '责任单位：县教育局'],
    ['（责任单位：县教育局', null, '责任单位：县教育局'],
    ['（责任单位：县（区）委办（牵头））', null, '责任单位：县（区）委办（牵头）'],
  ])('%s', (bracket, time, units) => {
    expect(splitAssignments(`召开会议。${bracket}`)).toEqual([
      { text: '召开会议。', assignment: { time, units } },
    ]);
  });

  it('speaks of the text before it, and not of what follows', () => {
    const pieces = splitAssignments('召开会议。（责任单位：县委办）报送总结。');
    expect(pieces.map(({ text, assignment }) => [text, assignment.units])).toEqual([
      ['召开会议。', '责任单位：县委办'],
      ['报送总结。', null],
    ]);
  });

  it.each([
    '逐年制定计划（每年3月底前完成），明确举措。',
    '（一）加强领导',
    '召开会议（见附件1）。',
  ])('is not seen in %s', (text) => {
    expect(splitAssignments(text)).toEqual([{ text, assignment: { time: null, units: null } }]);
  });
});

it('knows a line that only assigns', () => {
  expect(isAssignment('责任单位：县教育局')).toBe(true);
  expect(isAssignment('完成时限：6月底前')).toBe(true);
  expect(isAssignment('责任单位要召开会议。')).toBe(false);
});

describe('units and times are given by', () => {
  it('lines below an item', () => {
    const plan = planWith('1. 开展检查2次。', '责任单位：县住建局', '完成时限：6月底前');
    expect(plan.tasks).toHaveLength(1);
    expect(plan.tasks[0]).toMatchObject({ lead: ['县住建局'], deadline: { due: ['2024-06-30'] } });
  });

  it('a heading above', () => {
    const plan = planWith('（一）压实责任（牵头单位：县应急局）', '召开会议2次。');
    expect(plan.tasks[0]?.lead).toEqual(['县应急局']);
  });

  it('a dated stage above, inside which a rhythm stays', () => {
    const plan = planWith('（一）动员部署阶段（2—3月）', '制定方案。各单位每月5日前报送进展。');
    expect(plan.tasks.map(({ deadline }) => deadline.due)).toEqual([
      ['2024-03-31'],
      ['2024-02-05', '2024-03-05'],
    ]);
  });

  it.each([
    ['县教育局要举办培训2期。', ['县教育局']],
    ['县财政局：安排专项经费20万元。', ['县财政局']],
    ['由县商务局牵头，组织企业参展1次。', ['县商务局']],
    ['各有关部门、街道（村）于11月15日前报送总结。', ['各有关部门', '街道（村）']],
    ['成立以县教育局、县财政局为责任单位的工作队。', ['县教育局', '县财政局']],
    ['原则上县级领导同志每季度至少走访1次。', ['县级领导同志']],
    ['根据群众意愿和企业需求，开展技能培训。', []],
  ])('the sentence: %s', (sentence, lead) => {
    expect(planWith(sentence).tasks[0]?.lead).toEqual(lead);
  });

  it('the sentence, with roles', () => {
    const [task] = planWith('县发改局牵头、县商务局配合，储备帐篷500顶。').tasks;
    expect([task?.lead, task?.support]).toEqual([['县发改局'], ['县商务局']]);
  });

  it('the sentence before, and nobody once another paragraph begins', () => {
    const plan = planWith('县教育局要举办培训。同时召开会议。', '建立台账制度。');
    expect(plan.tasks.map(({ lead }) => lead)).toEqual([['县教育局'], ['县教育局'], []]);
  });

  it('the paragraph before, where one begins with 要', () => {
    const plan = planWith('县教育局要举办培训。', '要召开会议。');
    expect(plan.tasks.map(({ lead }) => lead)).toEqual([['县教育局'], ['县教育局']]);
  });

  it('the rhythm at the sentence’s head, for what it asks after that', () => {
    const plan = planOf('2023-2024年方案\n一、任务\n每年发布2次信息，提供岗位100个左右。');
    const due = ['2023-12-31', '2024-12-31'];
    expect(plan.tasks.map(({ deadline }) => deadline.due)).toEqual([due, due]);
  });

  it('the plan’s addressees for a report that names no sender', () => {
    const plan = planWith('各帮扶单位要高度重视。', '每月1日前上报进展情况至县乡村振兴局。');
    expect(plan.tasks[0]?.lead).toEqual(['各帮扶单位']);
    expect(plan.recipientOffice).toBe('县乡村振兴局');
  });
});

describe('what is not a task', () => {
  it('is background, an aim, or a rule for all work', () => {
    const plan = planWith(
      '各项工作原则上要在11月底前完成。',
      '每年开展对接活动。',
      '进一步加强领导，提高认识。',
      '二、工作目标',
      '举办招聘会3次。',
    );
    expect(plan.tasks.map(({ quote }) => quote)).toEqual(['每年开展对接活动']);
    expect(plan.overallEnd).toEqual({ text: '11月底前', date: '2024-11-30', force: 'soft' });
    expect(plan.tasks[0]?.deadline).toMatchObject({ due: ['2024-11-30'], inherited: true });
    expect(plan.coverage).toEqual({ clauses: 6, tasks: 1, rules: 1, parts: 0, dismissed: 4 });
  });

  it('is not the report on how far all work is', () => {
    const plan = planWith('以上工作完成情况请于9月30日前报送市政府。');
    expect([plan.overallEnd, plan.tasks.length]).toEqual([null, 1]);
  });

  it('is a heading, but a list item without a full stop is one', () => {
    const plan = planWith('1. 推进项目', '（1）召开推进会2次', '（2）建立项目台账');
    expect(plan.tasks.map(({ quote }) => quote)).toEqual(['召开推进会2次', '建立项目台账']);
    expect(plan.tasks[0]?.section).toBe('1.推进项目');
  });
});
