import { describe, expect, it } from 'vitest';
import type { DivisionRow } from '../../plan/division.ts';
import { readDivisionTable } from '../../plan/division-return.ts';
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
): Sheet {
  const table: DivisionTable = {
    planTitle: '帮扶方案',
    documentNumber: null,
    office: '县协作办',
    on: '2024-04-08',
    rows: ROWS,
    by,
    as: { kind: 'comments', until: null },
  };
  const { name, columns, rows } = divisionSheet(table);
  const lines = rows.map((line) => {
    const found = cells[/第 (\S+) 项/.exec(String(line[5]))?.[1] ?? ''];
    const [lead, support = String(line[3])] = found ?? [String(line[2])];
    return [String(line[0]), String(line[1]), lead, support, String(line[4]), String(line[5])];
  });
  return { name, rows: [columns.map(({ head }) => head), ...lines] };
}

describe('a division table that was filled in outside', () => {
  it('says nothing otherwise as it is handed out, by task and by unit', () => {
    expect(readDivisionTable([filled({})], ROWS)).toEqual([]);
    expect(readDivisionTable([filled({}, 'unit')], ROWS)).toEqual([]);
  });

  it('tells of the tasks whose units differ, and of no others', () => {
    const sheet = filled({ 2: ['县乡村振兴局、各乡镇', ''], 3: ['（待定）', '县人社局'] });
    expect(readDivisionTable([sheet], ROWS)).toEqual([
      {
        key: 't2',
        number: '2',
        title: '支教',
        from: { lead: [], support: ['县财政局'] },
        to: { lead: ['县乡村振兴局', '各乡镇'], support: [] },
      },
      {
        key: 't3',
        number: '3',
        title: '支教',
        from: { lead: ['县人社局'], support: [] },
        to: { lead: [], support: ['县人社局'] },
      },
    ]);
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
    expect(readDivisionTable([sheet], twins).map(({ key, to }) => [key, to.lead])).toEqual([
      ['k1', ['县农业局']],
    ]);
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
        ['支教的原文', '县教育局', '', '第 1 项'],
        ['支教的原文', '县财政局', '', '第 1 项'],
      ],
      '应为与第 2 行一样（县教育局）',
    ],
  ])('refuses %s and takes nothing', (_, lines, words) => {
    const sheet = { name: '表', rows: [['任务', '责任单位', '配合单位', '依据'], ...lines] };
    const faults = faultsOf(() => readDivisionTable([sheet], ROWS));
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
    expect(faultsOf(() => readDivisionTable([sheet], ROWS))[0]).toContain('没有找到列名');
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
