import { describe, expect, it } from 'vitest';
import { isRole } from '../../plan/named-units.ts';
import { planOf, planWith } from './plan-of.ts';

function candidates(...lines: string[]): string[] {
  const text = ['我县2024年帮扶工作方案', '', '一、重点任务', ...lines].join('\n');
  const { tasks } = planOf(text);
  return (tasks.find(({ lead }) => lead.every(isRole))?.candidates ?? []).map(({ unit }) => unit);
}

describe('candidates for a task without a unit', () => {
  it.each([
    ['选派5名教师开展支教活动', '县教育局'],
    ['开展义诊2次', '县卫健局'],
    ['举办招聘会2场', '县人社局'],
    ['举办农产品展销会1场', '县商务局'],
    ['开展文艺演出2场', '县文旅局'],
    ['走访困境儿童50名', '县民政局'],
    ['改造危房20户', '县住建局'],
    ['修建通村路3公里', '县交通运输局'],
    ['建设饮水工程2处', '县水利局'],
    ['选派3名干部挂职', '县委组织部'],
    ['组织新闻媒体采访2次', '县委宣传部'],
    ['举办招商推介会1场', '县投资促进局'],
    ['召开县政府常务会议1次', '县政府办公室'],
    ['召开县委常委会1次', '县委办公室'],
    ['组织企业家座谈2次', '县工商联'],
    ['举办残疾人活动1次', '县残联'],
    ['组织志愿者活动2次', '县团委'],
    ['举办种养殖交流2次', '县农业农村局'],
  ])('of %s begin with %s', (words, unit) => {
    expect(candidates(`${words}。`)[0]).toBe(unit);
  });

  it('are spelled as the document spells them elsewhere', () => {
    expect(candidates('召开会议1次。（责任单位：县教体局）', '选派5名教师开展支教活动。')[0]).toBe(
      '县教体局',
    );
  });

  it('come from the heading where the clause names no work', () => {
    const { tasks } = planWith('（一）加强医疗协作', '召开交流会2次。');
    expect(tasks[0]?.candidates).toEqual([
      { unit: '卫健局', why: '标题有“医疗”，一般由卫健局负责' },
    ]);
  });

  it('belong to the side that acts', () => {
    const { tasks } = planWith('（一）人才', '云岭县选派2名教师到青禾县跟岗学习。');
    expect(tasks[0]?.candidates[0]?.unit).toBe('云岭县教育局');
  });

  it('are at most three, and none for a task that has a unit', () => {
    expect(candidates('举办教育、医疗、就业、文化、旅游、消费、水利项目对接会2次。').length).toBe(
      3,
    );
    const { tasks } = planWith('选派5名教师支教。（责任单位：县教育局）');
    expect(tasks[0]?.candidates).toEqual([]);
  });

  it('answer for leaders and other roles', () => {
    expect(candidates('县级领导同志每季度至少走访1次。').slice(0, 2)).toEqual([
      '县委办公室',
      '县政府办公室',
    ]);
    expect(candidates('驻村第一书记每月走访1次脱贫户。')[0]).toBe('县委组织部');
  });
});

it.each([
  ['驻村第一书记', true],
  ['县级领导同志', true],
  ['选派单位', true],
  ['县教育局', false],
  ['青禾村', false],
])('%s is a role: %s', (name, role) => {
  expect(isRole(name)).toBe(role);
});
