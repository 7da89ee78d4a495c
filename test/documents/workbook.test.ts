import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../documents/workbook.ts';
import { readDocument } from '../../documents/read.ts';
import { extractPlan } from '../../plan/extract.ts';

const HEAD = ['序号', '工作任务', '完成时限', '责任单位'];

async function fileOf(...sheets: [name: string, fill: (sheet: Worksheet) => void][]) {
  const workbook = new Workbook();
  for (const [name, fill] of sheets) fill(workbook.addWorksheet(name));
  return await workbook.xlsx.writeBuffer();
}

async function partsOf(...sheets: Parameters<typeof fileOf>) {
  return await readWorkbook(await fileOf(...sheets), '清单.xlsx');
}

const plain = (sheet: Worksheet) => void sheet.addRows([HEAD, [1, '甲', '3月', '县委办']]);

const filled = (sheet: Worksheet) => {
  sheet.addRow(['青禾县2024年任务清单']);
  sheet.mergeCells('A1:D1');
  sheet.addRow(['金额单位：万元']);
  sheet.addRow(HEAD);
  sheet.addRow([1, '召开会议', new Date(Date.UTC(2024, 5, 30)), '县教育局']);
  sheet.addRow([2, '选派教师', '9月底前', '']);
  sheet.mergeCells('D4:D5');
};

const textsOf = (rows: { text: string }[][]) => rows.map((row) => row.map(({ text }) => text));

describe('a plan in a workbook', () => {
  it('has paragraphs above the head, its title row centred, and merged cells below', async () => {
    const [title, note, table, ...more] = await partsOf(['Sheet1', filled]);
    expect(title).toEqual({ kind: 'paragraph', text: '青禾县2024年任务清单', centred: true });
    expect(note).toEqual({ kind: 'paragraph', text: '金额单位：万元' });
    const rows = table?.kind === 'table' ? table.rows : [];
    expect(textsOf(rows)).toEqual([
      HEAD,
      ['1', '召开会议', '2024年6月30日', '县教育局'],
      ['2', '选派教师', '9月底前'],
    ]);
    expect(rows[1]?.[3]).toMatchObject({ rows: 2, columns: 1 });
    expect(more).toEqual([]);
  });

  it('gives tasks with units and dates', async () => {
    const document = await readDocument(await fileOf(['清单', filled]), '清单.xlsx');
    const plan = extractPlan(document);
    expect(plan.title).toBe('青禾县2024年任务清单');
    expect(plan.tasks.map(({ lead, deadline }) => [lead, deadline.due])).toEqual([
      [['县教育局'], ['2024-06-30']],
      [['县教育局'], ['2024-09-30']],
    ]);
  });

  it('shows numbers, shares and dates as its cells do', async () => {
    const values: [value: unknown, format: string | undefined, shown: string][] = [
      [1000.5, undefined, '1000.5'],
      [0.35, '0%', '35%'],
      [12345.6, '#,##0.00', '12,345.60'],
      [new Date(Date.UTC(2024, 5, 30)), 'yyyy-mm-dd', '2024年6月30日'],
      [new Date(Date.UTC(2024, 5, 1)), 'yyyy"年"m"月"', '2024年6月'],
      [{ formula: '1+1', result: 2 }, undefined, '2'],
      [{ formula: 'A1', result: new Date(Date.UTC(2024, 0, 9)) }, 'yyyy-m-d', '2024年1月9日'],
      [{ richText: [{ text: '县教' }, { text: '育局' }] }, undefined, '县教育局'],
    ];
    const [, table] = await partsOf([
      'Sheet1',
      (sheet) => {
        sheet.addRow(['表']);
        sheet.addRow(HEAD);
        for (const [value, format] of values) {
          const row = sheet.addRow([value, '事项']);
          if (format !== undefined) row.getCell(1).numFmt = format;
        }
      },
    ]);
    const rows = table?.kind === 'table' ? table.rows.slice(1) : [];
    expect(rows.map(([first]) => first?.text)).toEqual(values.map(([, , shown]) => shown));
  });

  it('is divided by empty rows, and lines of text between are paragraphs', async () => {
    const parts = await partsOf([
      'Sheet1',
      (sheet) => {
        sheet.addRow(HEAD);
        sheet.addRow([1, '甲', '', '县委办']);
        sheet.addRow([]);
        sheet.addRow(['备注：含镇级']);
        sheet.addRow([]);
        sheet.addRow(HEAD);
        sheet.addRow([1, '乙', '', '县委办']);
      },
    ]);
    expect(parts.map((part) => (part.kind === 'table' ? part.rows.length : part.text))).toEqual([
      2,
      '备注：含镇级',
      2,
    ]);
  });

  it('names the sheets that say something and have no title of their own', async () => {
    const hidden = (sheet: Worksheet) => {
      plain(sheet);
      sheet.state = 'hidden';
    };
    const parts = await partsOf(
      ['工作表 2', plain],
      ['教育帮扶', plain],
      ['任务清单', plain],
      ['空', () => undefined],
      ['旧', hidden],
      ['有题', filled],
    );
    const named = parts.filter((part) => part.kind === 'paragraph');
    expect(named.slice(0, 3)).toEqual([
      { kind: 'paragraph', text: '教育帮扶', centred: true, level: 1 },
      { kind: 'paragraph', text: '任务清单', centred: true },
      { kind: 'paragraph', text: '青禾县2024年任务清单', centred: true },
    ]);
  });
});
