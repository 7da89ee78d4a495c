import { describe, expect, it } from 'vitest';
import { tablePartOf } from '../../../documents/layout/grid-table.ts';
import type { Rule, Run } from '../../../documents/layout/page.ts';
import { ruledTablesOf } from '../../../documents/layout/ruled-tables.ts';

const across = (y: number, x1: number, x2: number): Rule => ({ x1, y1: y, x2, y2: y });
const down = (x: number, y1: number, y2: number): Rule => ({ x1: x, y1, x2: x, y2 });
const run = (text: string, x: number, y: number): Run => ({
  text,
  x,
  y,
  width: text.length * 10,
  height: 10,
});

/** Rows of `text` or `text*ROWSxCOLUMNS`. */
function read(rules: Rule[], runs: Run[]): string[][][] {
  return ruledTablesOf({ page: 1, rules, runs }).tables.map(({ grid }) =>
    tablePartOf(grid).rows.map((row) =>
      row.map(({ text, rows, columns }) =>
        rows * columns === 1 ? text : `${text}*${rows}x${columns}`,
      ),
    ),
  );
}

// three columns of 100, two rows of 40
const GRID = [0, 40, 80].map((y) => across(y, 0, 300));
const WALLS = [0, 100, 200, 300].map((x) => down(x, 0, 80));

describe('a ruled table', () => {
  it('has a cell for every place between its rules', () => {
    const runs = [run('序号', 5, 5), run('任务', 105, 5), run('1', 5, 45), run('3月', 205, 45)];
    expect(read([...GRID, ...WALLS], runs)).toEqual([
      [
        ['序号', '任务', ''],
        ['1', '', '3月'],
      ],
    ]);
  });

  it.each([
    [
      'over rows',
      [across(0, 0, 300), across(40, 100, 300), across(80, 0, 300), ...WALLS],
      [
        ['甲*2x1', '', ''],
        ['', ''],
      ],
    ],
    [
      'over columns',
      [...GRID, down(0, 0, 80), down(100, 40, 80), down(200, 0, 80), down(300, 0, 80)],
      [
        ['甲*1x2', ''],
        ['', '', ''],
      ],
    ],
    [
      'over both',
      [
        ...[0, 80].map((y) => across(y, 0, 300)),
        across(40, 200, 300),
        ...[0, 200, 300].map((x) => down(x, 0, 80)),
        down(100, 80, 120),
        ...[0, 200, 300].map((x) => down(x, 80, 120)),
        across(120, 0, 300),
      ],
      [['甲*2x2', ''], [''], ['', '', '']],
    ],
  ])('has cells merged %s where a rule is missing', (_, rules, expected) => {
    expect(read(rules, [run('甲', 5, 5)])).toEqual([expected]);
  });

  it('may be drawn cell by cell, its lines twice and not quite meeting', () => {
    const cells = [0, 100, 200].flatMap((x) =>
      [0, 40].flatMap((y) => [
        across(y + 1, x + 1, x + 99),
        across(y + 40, x + 1, x + 99),
        down(x + 1, y + 1, y + 40),
        down(x + 100, y + 1, y + 40),
      ]),
    );
    expect(read(cells, [run('甲', 105, 5)])).toEqual([
      [
        ['', '甲', ''],
        ['', '', ''],
      ],
    ]);
  });

  it('may be open at its sides', () => {
    const rules = [...GRID, down(100, 0, 80), down(200, 0, 80)];
    expect(read(rules, [run('甲', 5, 5), run('乙', 255, 45)])).toEqual([
      [
        ['甲', '', ''],
        ['', '', '乙'],
      ],
    ]);
  });

  it('has no rows that a rule across an empty merged place makes', () => {
    const rules = [...GRID, ...WALLS, across(60, 20, 25), across(62, 0, 0)];
    expect(read(rules, [run('甲', 5, 5)])[0]).toHaveLength(2);
  });

  it.each([
    [
      'a frame around text',
      [across(0, 0, 300), across(80, 0, 300), down(0, 0, 80), down(300, 0, 80)],
    ],
    ['a frame with a head', [...GRID, down(0, 0, 80), down(300, 0, 80)]],
    ['an underline', [across(20, 0, 100), across(60, 0, 100)]],
    ['slanting lines', [{ x1: 0, y1: 0, x2: 300, y2: 80 }]],
  ])('is not %s', (_, rules) => {
    const runs = [run('甲', 5, 5)];
    const { tables, rest } = ruledTablesOf({ page: 1, rules, runs });
    expect([tables, rest]).toEqual([[], runs]);
  });

  it('is not an empty grid, nor a drawing of thousands of lines', () => {
    expect(read([...GRID, ...WALLS], [run('甲', 5, 500)])).toEqual([]);
    const many = Array.from({ length: 4000 }, (_, at) => across(at * 5, 0, 300));
    expect(read([...many, ...WALLS], [run('甲', 5, 5)])).toEqual([]);
  });

  it('stands apart from another one and from the text between them', () => {
    const lower = [...GRID, ...WALLS].map(({ x1, y1, x2, y2 }) => ({
      x1,
      y1: y1 + 200,
      x2,
      y2: y2 + 200,
    }));
    const runs = [run('甲', 5, 5), run('中', 5, 120), run('乙', 5, 205)];
    const { tables, rest } = ruledTablesOf({ page: 3, rules: [...lower, ...GRID, ...WALLS], runs });
    expect(tables.map(({ top, grid }) => [top, grid.page])).toEqual([
      [0, 3],
      [200, 3],
    ]);
    expect(rest).toEqual([runs[1]]);
  });
});

function cell(...lines: [text: string, left?: number][]) {
  return read(
    [...GRID, ...WALLS].map(({ x1, y1, x2, y2 }) => ({ x1, y1: y1 * 2, x2, y2: y2 * 2 })),
    lines.map(([text, left = 5], at) => run(text, 100 + left, 5 + at * 14)),
  )[0]?.[0]?.[1];
}

describe('the lines of a cell', () => {
  it.each<[string, [string, number?][], string]>([
    [
      'are joined where the cell was too narrow',
      [['组织开展两地学校结'], ['对活动']],
      '组织开展两地学校结对活动',
    ],
    [
      'part at an item of a list',
      [['1.召开工作推进会'], ['2.选派教师']],
      '1.召开工作推进会\n2.选派教师',
    ],
    [
      'part after a sentence',
      [['召开工作推进会议。'], ['选派教师']],
      '召开工作推进会议。\n选派教师',
    ],
    ['part where there was room for more', [['县教育局'], ['县人社局']], '县教育局\n县人社局'],
    ['are joined inside a date', [['2024年'], ['11月底前']], '2024年11月底前'],
    ['are joined after a comma', [['县教育局、'], ['县人社局']], '县教育局、县人社局'],
    [
      'are joined where words are set downwards',
      [
        ['组', 45],
        ['织', 45],
        ['领', 45],
        ['导', 45],
      ],
      '组织领导',
    ],
    ['keep a decimal whole', [['安排帮扶资金不低于'], ['2.5万元']], '安排帮扶资金不低于2.5万元'],
  ])('%s', (_, lines, expected) => expect(cell(...lines)).toBe(expected));
});
