import { describe, expect, it } from 'vitest';
import type { GridTable } from '../../../documents/layout/grid-table.ts';
import { tornRowMended } from '../../../documents/layout/torn-rows.ts';

/** A table of three columns; text that ends in … is cut off where its line is full. */
function table(page: number, ...rows: string[][]): GridTable {
  const cells = rows.flatMap((texts, row) =>
    texts.map((written, column) => {
      const text = written.replace('…', '');
      return { row, column, rows: 1, columns: 1, text, isCutOff: text !== written };
    }),
  );
  return { page, xs: [0, 40, 200, 300], height: rows.length, cells };
}

const HEAD = ['序号', '任务', '时限'];

function mended(before: string[][], after: string[][], page = 2): string[][] | null {
  const pair = tornRowMended(table(1, ...before), table(page, ...after));
  return pair?.map(({ cells }) => cells.map(({ text }) => text)) ?? null;
}

describe('a row torn by the end of a page is made whole', () => {
  it.each([
    [
      'where words are cut off',
      [['1', '召开联席会议研究部署，明确…', '2024年11']],
      [
        ['', '年度任务。', '月底前'],
        ['2', '开展培训', '3月'],
      ],
      [
        ['1', '召开联席会议研究部署，明确年度任务。', '2024年11月底前'],
        ['2', '开展培训', '3月'],
      ],
    ],
    [
      'where one cell alone goes on',
      [['1', '1.召开会议。', '3月']],
      [
        ['', '2.做好总结', ''],
        ['2', '开展培训', '3月'],
      ],
      [
        ['1', '1.召开会议。\n2.做好总结', '3月'],
        ['2', '开展培训', '3月'],
      ],
    ],
    [
      'under a head that is repeated',
      [HEAD, ['1', '1.召开会议。', '3月']],
      [HEAD, ['', '2.做好总结', '']],
      [[...HEAD, '1', '1.召开会议。\n2.做好总结', '3月'], HEAD],
    ],
  ])('%s', (_, before, after, expected) => expect(mended(before, after)).toEqual(expected));

  it('and cells that reach further down begin in the next row', () => {
    const after = table(2, ['', '2.做好总结', ''], ['2', '开展培训']);
    const last = after.cells[2];
    if (last) last.rows = 2;
    const [, rest] = tornRowMended(table(1, ['1', '1.召开会议。', '3月']), after) ?? [];
    expect(rest?.cells.map(({ row, column, rows }) => [row, column, rows])).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [0, 2, 1],
    ]);
  });
});

describe('rows stay as they are', () => {
  const row = ['1', '召开联席会议研究部署，明确…', '3月'];

  it.each([
    ['where the next has a number', [row], [['2', '开展培训', '3月']], 2],
    [
      'where the next is a task of its own',
      [['1', '召开会议', '3月']],
      [['', '开展培训', '4月']],
      2,
    ],
    ['where the next is an item of its own', [row], [['', '2.开展培训', '4月']], 2],
    ['where a page lies between them', [row], [['', '年度任务', '']], 3],
    ['where nothing but the head stands before', [HEAD], [HEAD, ['', '总结', '']], 2],
    ['where all is empty', [row], [['', '', '']], 2],
  ])('%s', (_, before, after, page) => expect(mended(before, after, page)).toBeNull());

  it('where the columns are others', () => {
    const other = { ...table(2, ['', '年度任务', '']), xs: [0, 60, 200, 300] };
    expect(tornRowMended(table(1, row), other)).toBeNull();
  });
});
