import { describe, expect, it } from 'vitest';
import { assemble } from '../../documents/assemble.ts';
import type { PagedPart, TableCell } from '../../documents/parts.ts';

function cell(text: string, rows = 1, columns = 1): TableCell {
  return { text, rows, columns };
}

function documentOf(...parts: PagedPart[]) {
  return assemble('计划.docx', parts);
}

function rowsOf(...rows: TableCell[][]) {
  const { text, blocks } = documentOf({ kind: 'table', rows });
  return { text, rows: blocks.filter((block) => block.kind === 'row') };
}

function centred(text: string): PagedPart {
  return { kind: 'paragraph', text, centred: true };
}

const HEAD = [cell('工作类别'), cell('具体事项'), cell('责任单位')];

describe('tables', () => {
  it('repeat a cell merged over rows, its place staying where it is written', () => {
    const { text, rows } = rowsOf(
      HEAD,
      [cell('教育', 2), cell('召开会议'), cell('县教育局')],
      [cell('选派教师'), cell('县人社局')],
    );
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['教育', '召开会议', '县教育局'],
      ['教育', '选派教师', '县人社局'],
    ]);
    const places = rows.map(({ spans }) => text.slice(spans[0]?.start, spans[0]?.end));
    expect(places).toEqual(['教育', '教育']);
    expect(rows.map(({ spans }) => spans[0]?.rows)).toEqual([2, 0]);
    expect(text.match(/教育(?!局)/g)).toHaveLength(1);
  });

  it('keep the words of a cell merged over columns in its first', () => {
    const { rows } = rowsOf(HEAD, [cell('一、产业帮扶', 1, 3)]);
    expect(rows[0]?.cells).toEqual(['一、产业帮扶', '', '']);
    expect(rows[0]?.head).toEqual(['工作类别', '具体事项', '责任单位']);
  });

  it('name columns by both rows of a head', () => {
    const { rows } = rowsOf(
      [cell('序号', 2), cell('工作任务', 2), cell('责任单位', 1, 2)],
      [cell('牵头'), cell('配合')],
      [cell('1'), cell('召开会议'), cell('县委办'), cell('县教育局')],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.head).toEqual(['序号', '工作任务', '责任单位牵头', '责任单位配合']);
  });

  it('go on over a page with the head of the part before', () => {
    const rows = [cell('人才'), cell('选派干部'), cell('县委组织部')];
    const { blocks } = documentOf(
      { kind: 'table', rows: [HEAD, [cell('教育'), cell('召开会议'), cell('县教育局')]], page: 1 },
      { kind: 'table', rows: [rows], page: 2 },
    );
    const [, last] = blocks;
    expect(last).toMatchObject({ head: ['工作类别', '具体事项', '责任单位'], place: { page: 2 } });
  });

  it('keep the paragraphs of a cell on lines of their own', () => {
    const { rows } = rowsOf(HEAD, [
      cell('教育'),
      cell(' 1. 召开会议\n\n2. 选派教师 '),
      cell('县教育局'),
    ]);
    expect(rows[0]?.cells[1]).toBe('1.召开会议\n2.选派教师');
  });

  it('are cut to a bearable size whatever their spans say', () => {
    const { rows } = rowsOf(HEAD, [cell('教育', 1e9, 1e9)]);
    expect(rows[0]?.cells).toHaveLength(200);
  });
});

describe('paragraphs', () => {
  it('know their page, line and span', () => {
    const { text, blocks } = documentOf(
      { kind: 'paragraph', text: '一、任务', page: 1 },
      { kind: 'paragraph', text: '召开会议。', page: 2 },
    );
    expect(blocks.map(({ place }) => [place.page, place.line])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    const [, second] = blocks;
    expect(text.slice(second?.place.start, second?.place.end)).toBe('召开会议。');
  });

  it('are headings where their style says so', () => {
    const [block] = documentOf({ kind: 'paragraph', text: '组织领导', level: 2 }).blocks;
    expect(block).toMatchObject({ kind: 'heading', level: 2 });
  });

  it('are one title where it is set over several centred lines', () => {
    const { blocks } = documentOf(
      centred('青协作〔2024〕3号'),
      centred('青禾县对口协作云岭县'),
      centred('2024年工作方案'),
      { kind: 'paragraph', text: '为做好工作，制定本方案。' },
    );
    expect(blocks.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'paragraph 青协作〔2024〕3号',
      'title 青禾县对口协作云岭县2024年工作方案',
      'paragraph 为做好工作，制定本方案。',
    ]);
  });
});

it('names the pages that could not be read', () => {
  const first: PagedPart = { kind: 'paragraph', text: '一、任务', page: 1 };
  expect(documentOf(first, { kind: 'gap', page: 2 }, { kind: 'gap', page: 3 }).gaps).toEqual([
    2, 3,
  ]);
  expect(documentOf(first)).not.toHaveProperty('gaps');
});
