import { describe, expect, it } from 'vitest';
import { aliasesAmong } from '../../plan/aliases.ts';
import { planOf, planWith } from './plan-of.ts';

const sides = [
  { name: '青禾县', short: '青禾' },
  { name: '云岭县', short: '云岭' },
];

describe('names that may mean one unit', () => {
  it.each([
    ['县乡村振兴局', '乡村振兴局', '只差地名'],
    ['青禾县石桥街道', '石桥街道', '只差地名'],
    ['县农业农村局', '县农业衣村局', '一字之差'],
    ['滴水经济联合社', '摘水经济联合社', '一字之差'],
    ['县财政部门', '县财政局', '名称主干相同'],
    ['县人社局', '县人力资源和社会保障局', '可能是简称'],
    ['县教育局', '县教体局', '职责相同'],
    ['石桥街道', '石桥街道办事处', '名称主干相同'],
    ['柳溪镇', '柳溪镇人民政府', '可能是简称'],
    ['县政府办', '县政府办公室', '名称主干相同'],
    ['青河县教育局', '青禾县财政局', '地名与“青禾县”一字之差'],
  ])('%s and %s: %s', (one, other, why) => {
    expect(aliasesAmong([one, other], sides)[0]?.why).toContain(why);
  });

  it.each([
    ['青禾县教育局', '云岭县教育局'],
    ['市教育局', '县教育局'],
    ['县教育局', '县财政局'],
    ['城东街道', '城西街道'],
    ['县委', '县委办'],
    ['县政府', '县政府办公室'],
    ['县教育局', '县教育局人事科'],
    ['县委组织部', '县委宣传部'],
    ['义和村', '仁和村'],
    ['县人大', '县人社局'],
    ['县人民医院', '县人民法院'],
    ['柳树沟村', '杨树沟村'],
    ['云岭县教育局', '青禾县教育局'],
  ])('%s and %s do not', (one, other) => {
    expect(aliasesAmong([one, other], sides)).toEqual([]);
  });

  it('asks once of a bare name that either side bears', () => {
    const names = ['财政局', '青禾县财政局', '云岭县财政局'];
    expect(aliasesAmong(names, sides).map((alias) => alias.names)).toEqual([
      ['财政局', '青禾县财政局'],
    ]);
  });

  it('do not, where one list names both', () => {
    const { aliases } = planWith('召开会议1次。（责任单位：县教育局、县教体局）');
    expect(aliases).toEqual([]);
  });

  it('stand on the plan and are never merged', () => {
    const { aliases, tasks } = planWith(
      '召开会议1次。（责任单位：县乡村振兴局）',
      '举办培训2期。（责任单位：乡村振兴局）',
    );
    expect(aliases).toEqual([
      { names: ['县乡村振兴局', '乡村振兴局'], why: '只差地名或“县”“区”“委”等字样' },
    ]);
    expect(tasks.map(({ lead }) => lead)).toEqual([['县乡村振兴局'], ['乡村振兴局']]);
  });
});

it('lists a collective with the named units it may stand for', () => {
  const { collectives } = planOf(
    [
      '2024年工作方案',
      '',
      '一、重点任务',
      '召开会议1次。（责任单位：县教育局、县财政局）',
      '各责任单位每月5日前向县财政局报送进展。',
    ].join('\n'),
  );
  expect(collectives).toMatchObject([{ name: '各责任单位', members: ['县教育局'] }]);
});
