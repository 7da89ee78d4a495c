import { describe, expect, it } from 'vitest';
import type { Conflict, ConflictKind } from '../../plan/findings.ts';
import { planOf, planWith } from './plan-of.ts';

const HEAD = '序号\t重点工作\t具体事项\t完成时限\t责任单位\t备注';
const annex = (...rows: string[]) => [
  '附件',
  '任务清单',
  HEAD,
  ...rows.map((row) => row.replaceAll('|', '\t')),
];

function found(kind: ConflictKind, ...lines: string[]): Conflict[] {
  return planWith(...lines).conflicts.filter((conflict) => conflict.kind === kind);
}

const says = (conflict: Conflict | undefined) => conflict?.says.map(({ text }) => text) ?? [];

describe('a report or archive before the work it documents', () => {
  const archive = '各单位于11月15日前将资料报县帮扶办归档。';

  it('offers a supplement first', () => {
    const [conflict, ...more] = found(
      'report-before-work',
      archive,
      '11月30日前举办招聘会2期。（责任单位：县人社局）',
      '12月20日前举办展销会1场。（责任单位：县商务局）',
    );
    expect(more).toEqual([]);
    expect(conflict?.choices[0]).toContain('补充归档');
    expect(conflict?.question).toContain('2 项工作在此之后才到期（最晚 2024-12-20）');
    expect(says(conflict)).toHaveLength(3);
    expect(conflict?.says.map(({ place }) => place.line)).toEqual([4, 6, 5]);
    expect(conflict?.tasks).toEqual(['t01', 't02', 't03']);
  });

  it('counts advised days close to it', () => {
    const [conflict] = found(
      'report-before-work',
      archive,
      ...annex('1||政府召开常务会1次|10月|县政府办|建议11月15日左右召开'),
    );
    expect(says(conflict)[1]).toContain('建议11月15日左右');
  });

  it.each([
    ['an archive after all work', archive, '10月底前举办招聘会2期。'],
    ['a year’s summary in December', '12月10日前报送全年工作总结。', '12月20日前举办招聘会2期。'],
    ['a summary of a stage', '6月30日前报送阶段总结。', '10月20日前举办招聘会2期。'],
    ['a plan that is filed', '3月20日前将方案报县教育局存档。', '10月20日前举办招聘会2期。'],
    ['a meeting that sums up', '9月20日前召开总结表彰会1次。', '10月20日前举办招聘会2期。'],
    ['returns after a summary', '11月30日前报送工作总结。', '每季度召开会议1次。'],
  ])('is not %s', (_, ...lines) => {
    expect(found('report-before-work', ...lines)).toEqual([]);
  });
});

describe('dates after the overall end', () => {
  const rule = '各项工作原则上要在11月底前完成。';

  it('are gathered in one question', () => {
    const [conflict, ...more] = found(
      'after-overall-end',
      rule,
      '每季度推送岗位信息1次。（责任单位：县人社局）',
      '12月20日前举办展销会1场。（责任单位：县商务局）',
    );
    expect(more).toEqual([]);
    expect(says(conflict)[0]).toBe(rule);
    expect(conflict?.question).toContain('原则要求');
    expect(conflict?.tasks).toEqual(['t01', 't02']);
  });

  it.each([
    ['a report on the whole', rule, '12月10日前报送总结。'],
    [
      'an end that excepts them',
      '除有明确时限的外，各项任务须于11月底前完成。',
      '12月20日前办会1次。',
    ],
  ])('are not %s', (_, ...lines) => {
    expect(found('after-overall-end', ...lines)).toEqual([]);
  });
});

describe('body and annex', () => {
  const body =
    '（一）选派教师。青禾县选派3名教师到云岭县支教。（时间：1-11月；责任单位：两地教育局）';

  it('differ in number, time and units: each is a conflict with both places', () => {
    const conflicts = found(
      'body-and-annex',
      body,
      ...annex('1.1||青禾县选派5名教师到云岭县支教|8月|青禾县教育局|'),
    );
    expect(conflicts.map(({ question }) => question)).toEqual([
      '同一事项的数量，清单与正文写得不同，以哪个为准？',
      '同一事项的时间，清单与正文写得不同，以哪个为准？',
      '同一事项的责任单位，清单与正文写得不同，以哪个为准？',
    ]);
    expect(
      conflicts.map((conflict) => says(conflict).map((text) => /（(.*)）/.exec(text)?.[1])),
    ).toEqual([
      ['清单：5名', '正文：3名'],
      ['清单：2024-08-31', '正文：2024-11-30'],
      ['清单：青禾县教育局', '正文：青禾县教育局、云岭县教育局'],
    ]);
    expect(conflicts[0]?.says.map(({ place }) => place.line)).toEqual([8, 4]);
  });

  it('differ in roles only', () => {
    const [conflict] = found(
      'body-and-annex',
      '（一）培训。举办乡村治理培训班2期。（责任单位：县教育局、县财政局）',
      ...annex('1.1||举办乡村治理培训班2期|12月|县教育局牵头，县财政局配合|'),
    );
    expect(conflict?.question).toContain('牵头、配合分工');
  });

  it('do not differ where one is silent or counts something else', () => {
    expect(
      found(
        'body-and-annex',
        '（一）培训。举办乡村治理培训班2期。',
        ...annex('1.1||举办乡村治理培训班，参加50人|12月|县教育局|'),
      ),
    ).toEqual([]);
  });
});

describe('units', () => {
  it('that act but are not listed are asked about', () => {
    const [conflict] = found(
      'actor-not-listed',
      '石桥街道、柳溪镇、新安村与云岭县结对村商议后，开展帮扶活动2次。（责任单位：石桥街道、柳溪镇）',
    );
    expect(conflict?.question).toContain('新安村');
  });

  it.each([
    ['listed in another spelling', '青禾县教育局举办培训2期。（责任单位：教育局）'],
    ['within a collective', '石桥街道、柳溪镇与对口镇开展活动2次。（责任单位：各乡镇）'],
    ['schools and hospitals', '青禾县人民医院选派2名医生支医。（责任单位：两地卫健局）'],
    ['delegations', '青禾县党政代表团赴云岭县考察1次。（责任单位：县委办）'],
  ])('%s are not', (_, line) => {
    expect(found('actor-not-listed', line)).toEqual([]);
  });

  it('of both sides for what one side does are one question', () => {
    const conflicts = found(
      'other-side-listed',
      '青禾县选派3名教师支教。（责任单位：两地教育局）',
      '云岭县选派2名干部挂职。（责任单位：两地组织部）',
      '两地联合举办招聘会1期。（责任单位：两地人社局）',
    );
    expect(conflicts.map(({ tasks }) => tasks)).toEqual([['t01', 't02']]);
    expect(conflicts[0]?.choices[0]).toContain('由去做的一方答复');
  });

  it('one character apart may be one', () => {
    const [conflict] = found(
      'misspelt-unit',
      '滴水经济联合社召开会议1次。（责任单位：滴水经济联合社）',
      '举办培训2期。（责任单位：摘水经济联合社）',
    );
    expect(conflict?.choices).toEqual([
      '同一单位，应写作“滴水经济联合社”',
      '同一单位，应写作“摘水经济联合社”',
      '不是同一单位',
    ]);
    expect(conflict?.says.map(({ place }) => place.line)).toEqual([4, 5]);
  });

  it('of a place one character off a side may be that side’s', () => {
    const [conflict] = found('misspelt-unit', '举办培训2期。（责任单位：青和县教育局）');
    expect(conflict?.choices[1]).toBe('同一单位，应写作“青禾县教育局”');
  });
});

const rows = (one: string, other: string) =>
  annex(
    `1||两地党政负责同志互访共4次|11月|县委办|${one}`,
    `2||召开高层联席会议研究协作|11月|县委办|${other}`,
  );

describe('leaders', () => {
  it('called twice within ten days are asked about once per pair of tasks', () => {
    const conflicts = found('leaders-crowded', ...rows('建议5月和9月互访', '建议5月和9月召开'));
    expect(conflicts.map(({ question }) => question)).toEqual([
      '2 项都要领导同志出席，日子相隔不到 10 天（2024-05-31、2024-09-30），要不要合并？',
    ]);
  });

  it('of party and of government are different ones', () => {
    const meetings = annex(
      '1||县委常委会研究协作工作1次|11月|县委办|建议7月10日召开',
      '2||县政府常务会议研究协作工作1次|11月|县政府办|建议7月15日召开',
    );
    expect(found('leaders-crowded', ...meetings)).toEqual([]);
  });

  it('called months apart are not', () => {
    expect(found('leaders-crowded', ...rows('建议5月互访', '建议9月召开'))).toEqual([]);
  });
});

describe('a duty', () => {
  it('stated under two headings with different dates is asked about', () => {
    const [conflict] = found(
      'said-twice',
      '（一）劳务协作',
      '6月底前举办劳务协作专场招聘会1期。（责任单位：县人社局）',
      '（二）社会帮扶',
      '9月底前举办劳务协作专场招聘会1期。（责任单位：县人社局）',
    );
    expect(conflict?.choices).toEqual([
      '以 2024-06-30 为准',
      '以 2024-09-30 为准',
      '是两件事，分别办理',
    ]);
  });

  it('stated with different figures or of different units is another', () => {
    expect(
      found(
        'said-twice',
        '（一）劳务协作',
        '6月底前举办劳务协作专场招聘会1期。（责任单位：县人社局）',
        '（二）社会帮扶',
        '9月底前举办劳务协作专场招聘会3期。（责任单位：县人社局）',
        '10月底前举办劳务协作专场招聘会1期。（责任单位：县总工会）',
      ),
    ).toEqual([]);
  });
});

it('is quiet on a plan without contradictions', () => {
  const { conflicts } = planOf(
    [
      '2024年工作方案',
      '',
      '一、重点任务',
      '6月底前举办招聘会2期。（责任单位：县人社局）',
      '每季度召开会议1次。（责任单位：县政府办公室）',
      '各责任单位每月5日前向县政府办公室报送进展。',
      '12月10日前报送全年工作总结。（责任单位：县人社局）',
    ].join('\n'),
  );
  expect(conflicts).toEqual([]);
});
