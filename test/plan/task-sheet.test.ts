import { describe, expect, it } from 'vitest';
import type { ReviewName } from '../../plan/name-sheet.ts';
import type { Sheet } from '../../plan/sheet.ts';
import { countOf, countText, dateOf, milestoneOf, milestoneText } from '../../plan/task-cells.ts';
import { type ReviewTask, readTaskSheets, taskSheets } from '../../plan/task-sheet.ts';

const training: ReviewTask = {
  key: 't01',
  quote: '县教育局会同县财政局全年举办教师培训不少于2次，11月底前完成。',
  title: '举办教师培训',
  section: '二、重点任务',
  lead: ['县教育局'],
  support: ['县财政局'],
  force: 'firm',
  distribution: 'joint',
  tracking: 'deadline',
  verification: 'office',
  deadline: { text: '11月底前', kind: 'once', due: ['2024-11-30'], inherited: true },
  count: { op: '>=', value: 2, unit: '次', per: 'year' },
  otherCounts: [{ op: '~', value: 50, unit: '人', per: 'each' }],
  milestones: [{ text: '完成选址', date: '2024-07-15', force: 'advice' }],
  evidence: ['会议纪要', '签到表'],
  issues: [{ where: '二、1', line: 3, expected: '存在的日期', found: '11月31日' }],
  delivery: { forms: ['stamped'], copies: 2, recipients: ['县政府办'], mailbox: null },
  reporting: null,
  candidates: [{ unit: '县教育局', why: '原文有“教师”，一般由教育局负责' }],
  reviewed: false,
  dismissed: null,
  doubts: ['同一事项的数量，清单与正文写得不同，以哪个为准？'],
};
const report: ReviewTask = {
  ...training,
  key: 't02',
  quote: '各乡镇每月1日前报送进展情况。',
  title: '报送进展情况',
  lead: ['各乡镇'],
  support: [],
  deadline: { text: '每月1日前', kind: 'recurring', due: ['2024-11-01', '2024-12-01'] },
  count: null,
  otherCounts: [],
  milestones: [],
  evidence: [],
  issues: [],
};
const names: ReviewName[] = [
  {
    written: '县教育局',
    settled: 'alias',
    reason: null,
    units: ['青禾县教育局'],
    proposals: [],
  },
  {
    written: '县财政局',
    settled: null,
    reason: null,
    units: [],
    proposals: [{ units: ['青禾县财政局'], reason: '可能是简称' }],
  },
];
const state = {
  tasks: [training, report],
  names,
  units: ['青禾县教育局', '青禾县财政局', '柳溪镇'],
  period: { from: '2024-01-01', to: '2024-12-31' },
};

function written(): Sheet[] {
  return taskSheets(state).map(({ name, columns, rows }) => ({
    name,
    rows: [columns.map(({ head }) => head), ...rows.map((row) => [...row])],
  }));
}

/** The sheets with cells changed: [sheet, row from 1, head, new text]. */
function corrected(...changes: [number, number, string, string][]): Sheet[] {
  const sheets = written();
  for (const [sheet, row, head, text] of changes) {
    const place = sheets[sheet]?.rows[0]?.indexOf(head) ?? -1;
    const cells = sheets[sheet]?.rows[row];
    if (cells && place >= 0) cells[place] = text;
  }
  return sheets;
}

const change = (...changes: [number, number, string, string][]) =>
  readTaskSheets(corrected(...changes), state);

it('shows a task in one row, in words', () => {
  expect(written()[0]?.rows[1]).toEqual([
    't01',
    training.quote,
    '二、重点任务',
    '举办教师培训',
    '县教育局',
    '县财政局',
    '县教育局：原文有“教师”，一般由教育局负责',
    '11月底前',
    '2024-11-30',
    '一次',
    '不少于2次/年\n约50人/各单位',
    '刚性',
    '共同',
    '限时',
    '办公室',
    '2024-07-15 完成选址（建议）',
    '会议纪要、签到表',
    '盖章，2 份，报 县政府办',
    '应为存在的日期，原文为“11月31日”\n同一事项的数量，清单与正文写得不同，以哪个为准？',
    '否',
    '',
  ]);
  expect(written()[1]?.rows[2]).toEqual([
    '县财政局',
    '未对应',
    '',
    '青禾县财政局（可能是简称）',
    '',
  ]);
});

it('finds nothing changed in sheets that come back as they went, or with other line breaks', () => {
  expect(readTaskSheets(written(), state)).toEqual({ tasks: [], names: [], said: [] });
  expect(change([0, 1, '数量', '不少于2次/年\r\n约50人/各单位 ']).said).toEqual([]);
});

it.each([
  ['标题', '教师培训', { title: '教师培训' }],
  ['牵头', '县教育局，县体育局', { lead: ['县教育局', '县体育局'] }],
  ['配合', '', { support: [] }],
  ['类型', '时段', { deadline: { ...training.deadline, kind: 'window' } }],
  [
    '数量',
    '3期/计划期',
    { count: { op: '=', value: 3, unit: '期', per: 'plan' }, otherCounts: [] },
  ],
  ['数量', '', { count: null, otherCounts: [] }],
  ['力度', '柔性', { force: 'soft' }],
  ['分配方式', '各自', { distribution: 'each' }],
  ['跟踪方式', '随报表', { tracking: 'return' }],
  ['核验', '领导', { verification: 'leader' }],
  ['节点', '', { milestones: [] }],
  ['佐证', '照片', { evidence: ['照片'] }],
  ['已审', '是', { reviewed: true }],
  ['不作任务的理由', '与上条重复', { dismissed: '与上条重复' }],
])('takes %s = %j', (head, text, fields) => {
  const { tasks, said } = change([0, 1, head, text]);
  expect(tasks).toEqual([{ ...training, ...fields }]);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(new RegExp(`^t01 ${head}：`));
});

it('takes new dates sorted and once, as the task’s own', () => {
  const { tasks } = change([0, 1, '截止日期', '2024年12月31日、2024/6/30、2024-06-30']);
  expect(tasks[0]?.deadline).toEqual({
    text: '11月底前',
    kind: 'once',
    due: ['2024-06-30', '2024-12-31'],
  });
});

function badCells() {
  return change(
    [0, 1, '原文', '改写的原文'],
    [0, 1, '截止日期', '2024-11-31'],
    [0, 1, '类型', '偶尔'],
    [0, 2, '编号', 't99'],
    [1, 2, '对应单位', '民政局'],
  );
}

it('names every bad cell with sheet, row, column, what stands there and what is expected', () => {
  expect(badCells).toThrow('有 5 处需要改正，未作任何修改');
  expect(badCells).toThrow('“任务”第 2 行“原文”：现为“改写的原文”，应为原样保留');
  expect(badCells).toThrow('“任务”第 2 行“截止日期”：现为“2024-11-31”');
  expect(badCells).toThrow('“任务”第 2 行“类型”：现为“偶尔”，应为一次、定期、时段、无期限 之一');
  expect(badCells).toThrow('“任务”第 3 行“编号”：现为“t99”');
  expect(badCells).toThrow('“单位”第 3 行“对应单位”：现为“民政局”');
});

it.each<[string, [number, number, string, string][]]>([
  ['a date far from the plan', [[0, 1, '截止日期', '2034-11-30']]],
  ['a kind without dates', [[0, 1, '截止日期', '']]],
  ['dates without a kind', [[0, 1, '类型', '无期限']]],
  ['an empty title', [[0, 1, '标题', '']]],
  [
    'a number twice',
    [
      [0, 2, '编号', 't01'],
      [0, 2, '原文', training.quote],
      [0, 2, '时限原文', '11月底前'],
    ],
  ],
  ['units and a reason', [[1, 1, '不纳入的理由', '对方单位']]],
])('refuses %s', (_, changes) => expect(() => change(...changes)).toThrow('有 1 处需要改正'));

it('leaves rows and columns alone that are missing', () => {
  const rows = [
    ['编号', '标题'],
    ['t02', '按月报进展'],
  ];
  const { tasks, said } = readTaskSheets([{ name: '任务', rows }], state);
  expect(tasks).toEqual([{ ...report, title: '按月报进展' }]);
  expect(said).toEqual(['t02 标题：“报送进展情况” → “按月报进展”']);
  expect(() => readTaskSheets([{ name: '一', rows: [['甲']] }], state)).toThrow('没有找到工作表');
});

describe('names', () => {
  it('takes units, a reason, or neither', () => {
    expect(change([1, 2, '对应单位', '青禾县财政局、柳溪镇']).names).toEqual([
      { written: '县财政局', units: ['青禾县财政局', '柳溪镇'], reason: null },
    ]);
    expect(change([1, 2, '不纳入的理由', '对方单位']).names).toEqual([
      { written: '县财政局', units: [], reason: '对方单位' },
    ]);
    expect(change([1, 1, '对应单位', '']).said).toEqual(['县教育局：改为未对应']);
  });

  it('takes a name that only a corrected task brings in', () => {
    const sheets = corrected([0, 1, '配合', '县国资局']);
    sheets[1]?.rows.push(['县国资局', '', '柳溪镇', '', '']);
    expect(readTaskSheets(sheets, state).names).toEqual([
      { written: '县国资局', units: ['柳溪镇'], reason: null },
    ]);
  });
});

describe('cells', () => {
  it.each([
    ['2024-11-30', '2024-11-30'],
    ['2024年6月3日', '2024-06-03'],
    ['2024.6.3', '2024-06-03'],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', null],
    ['11月底', null],
    ['', null],
  ])('reads the date %s as %s', (cell, date) => expect(dateOf(cell)).toBe(date));

  it.each([
    ['不少于2次/年', { op: '>=', value: 2, unit: '次', per: 'year' }],
    ['至少 1 期 / 每季度', { op: '>=', value: 1, unit: '期', per: 'quarter' }],
    ['12.5万元/计划期', { op: '=', value: 12.5, unit: '万元', per: 'plan' }],
    ['约50人/各单位', { op: '~', value: 50, unit: '人', per: 'each' }],
    ['2次/半年', { op: '=', value: 2, unit: '次', per: 'half-year' }],
    ['2次', null],
    ['若干次/年', null],
  ])('reads the count %s', (cell, count) => {
    expect(countOf(cell)).toEqual(count);
    if (count !== null) expect(countOf(countText(countOf(cell) ?? fail()))).toEqual(count);
  });

  it.each([
    ['2024-07-15 完成选址（建议）', { date: '2024-07-15', text: '完成选址', force: 'advice' }],
    ['2024年7月15日 完成选址', { date: '2024-07-15', text: '完成选址', force: 'firm' }],
    ['完成选址', null],
  ])('reads the milestone %s', (cell, milestone) => {
    expect(milestoneOf(cell)).toEqual(milestone);
    const read = milestoneOf(cell);
    if (read) expect(milestoneOf(milestoneText(read))).toEqual(milestone);
  });
});

function fail(): never {
  throw new Error('not a count');
}
