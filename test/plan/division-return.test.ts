import { describe, expect, it } from 'vitest';
import type { DivisionRow } from '../../plan/division.ts';
import { type ReturnedRow, readDivisionTable } from '../../plan/division-return.ts';
import { type DivisionTable, divisionSheet } from '../../plan/division-table.ts';
import { InputError } from '../../plan/errors.ts';
import type { Sheet } from '../../plan/sheet.ts';

const row = (
  number: string,
  lead: string[],
  support: string[] = [],
  title = '支教',
): DivisionRow => ({
  key: `t${number}`,
  number,
  title,
  quote: `${title}的原文`,
  section: '二、教育',
  lead,
  support,
  due: '6月底',
});

const ROWS = [row('1', ['县教育局']), row('2', [], ['县财政局']), row('3', ['县人社局'])];

/** The sheet of the rows as it is handed out, with cells of a task filled in. */
function filled(
  cells: Record<string, [lead: string, support?: string]>,
  by: 'task' | 'unit' = 'task',
  rowsOf: DivisionRow[] = ROWS,
): Sheet {
  const table: DivisionTable = {
    planId: 7,
    planTitle: '帮扶方案',
    documentNumber: null,
    office: '县协作办',
    on: '2024-04-08',
    rows: rowsOf,
    by,
    as: { kind: 'comments', until: null },
  };
  const { name, columns, rows } = divisionSheet(table);
  const lines = rows.map((line) => {
    const found = cells[/第 (\S+) 项/.exec(String(line[5]))?.[1] ?? ''];
    const [lead, support = String(line[3])] = found ?? [String(line[2])];
    return [...line.slice(0, 2), lead, support, ...line.slice(4)].map(String);
  });
  return { name, rows: [columns.map(({ head }) => head), ...lines] };
}

/** A sheet that somebody wrote without marks. */
function written(lines: string[][]): Sheet {
  return { name: '表', rows: [['任务', '责任单位', '配合单位', '依据'], ...lines] };
}

function read(sheet: Sheet, rows: readonly DivisionRow[] = ROWS) {
  const names = rows.flatMap(({ lead, support }) => [...lead, ...support]);
  return readDivisionTable([sheet], { id: 7, rows, names });
}

describe('a division table that was filled in outside', () => {
  it('says nothing otherwise as it is handed out, by task and by unit', () => {
    expect(read(filled({}))).toEqual([]);
    expect(read(filled({}, 'unit'))).toEqual([]);
  });

  it('tells of the tasks whose units differ, and of no others', () => {
    const sheet = filled({ 2: ['县乡村振兴局、各乡镇', ''], 3: ['（待定）', '县人社局'] });
    expect(read(sheet)).toEqual([
      {
        key: 't2',
        number: '2',
        title: '支教',
        from: { lead: [], support: ['县财政局'] },
        to: { lead: ['县乡村振兴局', '各乡镇'], support: [] },
        doubts: [],
      },
      {
        key: 't3',
        number: '3',
        title: '支教',
        from: { lead: ['县人社局'], support: [] },
        to: { lead: [], support: ['县人社局'] },
        doubts: ['emptied'],
      },
    ]);
  });

  it('leaves alone what was changed here since, and asks where both changed', () => {
    const since = [row('1', ['县人社局']), row('2', ['县人社局']), row('3', ['县人社局'])];
    expect(read(filled({}), since)).toEqual([]);
    expect(read(filled({ 2: ['县教育局'] }), since)).toMatchObject([
      { key: 't2', to: { lead: ['县教育局'] }, doubts: ['changed'] },
    ]);
  });

  it('takes what was filled in at one of two places of a task', () => {
    const sheet = filled({}, 'unit');
    const both = row('1', ['县教育局'], ['县财政局']);
    const table = filled({}, 'unit', [both]);
    expect(sheet.rows.length).toBeGreaterThan(1);
    const edited = table.rows.map((line, at) => (at === 2 ? line.with(2, '县人社局') : line));
    expect(read({ ...table, rows: edited }, [both])).toMatchObject([
      { key: 't1', to: { lead: ['县人社局'], support: ['县财政局'] }, doubts: [] },
    ]);
  });

  it.each<[string, string[], ReturnedRow['doubts']]>([
    ['a task that had no unit', ['支教的原文', '县教育局', '', '第 2 项'], []],
    [
      'units that nothing tells the age of',
      ['支教的原文', '县教育局', '', '第 3 项'],
      ['unmarked'],
    ],
    ['other words', ['支医的原文', '县教育局', '', '第 2 项'], ['words']],
    ['a unit taken away', ['支教的原文', '待定', '', '第 3 项'], ['unmarked', 'emptied']],
  ])('without marks, says of %s what should be looked at', (_, line, doubts) => {
    const plain = ['支教的原文', '县教育局', '', '第 1 项'];
    const found = read(written([plain, line]));
    expect(found.map((each) => each.doubts)).toEqual([doubts]);
  });

  it.each([
    ['县教育局 县人社局', ['县教育局', '县人社局']],
    ['县 教育局', ['县教育局']],
    ['各乡镇　县 教育局', ['各乡镇县教育局']],
    ['县教育局、县人社局（牵头）', ['县教育局', '县人社局（牵头）']],
  ])('reads the units of “%s”', (cell, lead) => {
    expect(read(written([['支教的原文', cell, '', '第 2 项']]))[0]?.to.lead).toEqual(lead);
  });

  it('refuses the table of another plan, marked or not', () => {
    const names: string[] = [];
    const other = () =>
      readDivisionTable([filled({ 1: ['县财政局'] })], { id: 8, rows: ROWS, names });
    expect(faultsOf(other)[0]).toContain('另一个方案');
    const strange = written([['修路', '县交通局', '', '第 2 项']]);
    expect(faultsOf(() => read(strange))[0]).toContain('没有选错方案');
  });

  it('tells tasks of one number apart by their words', () => {
    const twins = [row('1', [], [], '选派'), row('1', [], [], '培训')].map((each, at) => ({
      ...each,
      key: `k${at}`,
    }));
    const sheet = {
      name: '表',
      rows: [
        ['任务', '责任单位', '依据'],
        ['培训的原文', '县农业局', '二、教育，第 1 项'],
      ],
    };
    expect(read(sheet, twins).map(({ key, to }) => [key, to.lead])).toEqual([['k1', ['县农业局']]]);
  });

  it.each([
    [
      'a task that is not there',
      [['选派教师', '县教育局', '', '第 9 项']],
      '第 2 行“依据”：现为“第 9 项”',
    ],
    [
      'a unit in both columns',
      [['支教的原文', '县教育局', '县教育局', '第 1 项']],
      '“配合单位”：现为“县教育局”，应为与责任单位不重复的单位',
    ],
    [
      'a task that is told of twice in two ways',
      [
        ['支教的原文', '县人社局', '', '第 1 项'],
        ['支教的原文', '县财政局', '', '第 1 项'],
      ],
      '“责任单位”：现为“县财政局”，应为与“表”第 2 行一样（县人社局）',
    ],
  ])('refuses %s and takes nothing', (_, lines, words) => {
    const faults = faultsOf(() => read(written(lines)));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });

  it('refuses a table of something else', () => {
    const sheet = {
      name: '通讯录',
      rows: [
        ['姓名', '电话'],
        ['王', '1'],
      ],
    };
    expect(faultsOf(() => read(sheet))[0]).toContain('没有找到列名');
  });
});

function faultsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error.faults;
    throw error;
  }
  return [];
}
