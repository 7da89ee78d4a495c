import { Workbook } from '@cj-tech-master/excelts';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { writeDelimited } from '../../documents/delimited.ts';
import { readSheets, writeWorkbook } from '../../documents/sheet.ts';
import { DocumentError } from '../../plan/errors.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = async (data: Uint8Array) => (await readSheets(data, '通讯录.xlsx'))[0]?.rows;

describe('a workbook', () => {
  it('comes back as it was written, dates and numbers as text', async () => {
    const columns = [
      { head: '编号', width: 8, readOnly: true },
      { head: '截止日期', width: 14 },
      { head: '已审', width: 6, choices: ['是', '否'] },
    ];
    const rows = [
      ['t01', '2024-11-30', '否'],
      ['t02', '第一行\n第二行', '是'],
      ['=1+1', '', ''],
    ];
    const written = await writeWorkbook([
      { name: '任务', columns, rows },
      {
        name: '单位',
        columns: [{ head: '单位', width: 20, choices: ['甲局'], open: true }],
        rows: [],
      },
    ]);
    expect(await readSheets(written, 'tasks.xlsx')).toEqual([
      { name: '任务', rows: [['编号', '截止日期', '已审'], ...rows] },
      { name: '单位', rows: [['单位']] },
    ]);
  });

  it('has a frozen bold head, grey columns, lists, and prints on the width of a page', async () => {
    const written = await writeWorkbook([
      {
        name: '任务',
        columns: [
          { head: '编号', width: 8, readOnly: true },
          { head: '已审', width: 6, choices: ['是', '否'] },
        ],
        rows: [['t01', '否']],
      },
    ]);
    const workbook = new Workbook();
    await workbook.xlsx.load(written);
    const sheet = workbook.worksheets[0];
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(sheet?.getCell('A1').font?.bold).toBe(true);
    expect(sheet?.getCell('A2').fill).toMatchObject({ pattern: 'solid' });
    expect(sheet?.getCell('B2').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['选项!$A$1:$A$2'],
    });
    expect(sheet?.getCell('B2').numFmt).toBe('@');
  });

  it('gives real dates, numbers, links, formulas and merged cells as plain text', async () => {
    const workbook = new Workbook();
    const sheet = workbook.addWorksheet('一');
    sheet.addRow(['标题', null, null, null]);
    sheet.mergeCells('A1:D1');
    sheet.addRow([
      new Date(Date.UTC(2024, 10, 30)),
      13900000001,
      { text: 'lin@example.com', hyperlink: 'mailto:lin@example.com' },
      { formula: '1+1', result: 2 },
    ]);
    sheet.addRow([{ richText: [{ text: '青禾县' }, { text: '教育局' }] }, 0.5, true, null]);
    expect(await read(await workbook.xlsx.writeBuffer())).toEqual([
      ['标题', '标题', '标题', '标题'],
      ['2024-11-30', '13900000001', 'lin@example.com', '2'],
      ['青禾县教育局', '0.5', 'true', ''],
    ]);
  });
});

describe('a CSV file', () => {
  const rows = [
    ['单位', '姓名'],
    ['青禾县教育局', '林小满'],
  ];

  it.each([
    ['UTF-8', bytes('单位,姓名\n青禾县教育局,林小满\n')],
    ['UTF-8 with mark and CRLF', bytes('\uFEFF单位,姓名\r\n青禾县教育局,林小满')],
    ['GB18030', new Uint8Array(iconv.encode('单位,姓名\r\n青禾县教育局,林小满\r\n', 'gb18030'))],
    [
      'UTF-16 with tabs',
      new Uint8Array(
        iconv.encode('单位\t姓名\r\n青禾县教育局\t林小满', 'utf-16le', { addBOM: true }),
      ),
    ],
    ['semicolons', bytes('单位;姓名\n青禾县教育局;林小满\n')],
    ['quotes', bytes('"单位","姓名"\n"青禾县教育局","林小满"')],
  ])('reads %s', async (_, data) => expect(await read(data)).toEqual(rows));

  it.each([
    ['"甲,乙","说""好"""\n', [['甲,乙', '说"好"']]],
    ['"上\n下",甲\n', [['上\n下', '甲']]],
    ['甲,,\n', [['甲', '', '']]],
    ['甲,乙\n\n丙,丁\n', [['甲', '乙'], [''], ['丙', '丁']]],
    ['"甲"乙,丙\n', [['"甲"乙', '丙']]],
    ['甲,"没有结束\n', [['甲', '"没有结束']]],
  ])('reads %j', async (text, expected) => expect(await read(bytes(text))).toEqual(expected));

  it('comes back as it was written', async () => {
    const written = [
      ['甲,乙', '说"好"', '上\n下'],
      ['', '1', ''],
    ];
    expect(await read(writeDelimited(written))).toEqual(written);
  });
});

it('refuses a workbook whose directory claims more than can be held', async () => {
  const lying = await writeWorkbook([
    { name: '一', columns: [{ head: '单位', width: 9 }], rows: [] },
  ]);
  const directory = Buffer.from(lying).indexOf(Buffer.from('PK\u0001\u0002'));
  new DataView(lying.buffer, lying.byteOffset).setUint32(directory + 24, 0xf0000000, true);
  await expect(read(lying)).rejects.toThrow('过大');
});

describe('a file that is no table', () => {
  const encrypted = [0xd0, 0xcf, 0x11, 0xe0, ...iconv.encode('EncryptedPackage', 'utf-16le')];

  it.each([
    ['empty', new Uint8Array(), '空'],
    ['blank', bytes(' \n\n'), '没有内容'],
    ['.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), '另存为 .xlsx'],
    ['encrypted', Uint8Array.from(encrypted), '去掉密码'],
    ['broken', bytes('PK\u0003\u0004broken'), '损坏'],
    ['PDF', bytes('%PDF-1.7'), 'PDF'],
    ['HTML', bytes('<html><table>'), '网页'],
    ['binary', Uint8Array.from([1, 0, 2, 0]), '不是表格'],
  ])('is refused with what to do: %s', async (_, data, message) => {
    const refusal = readSheets(data, '通讯录.xlsx');
    await expect(refusal).rejects.toThrow(DocumentError);
    await expect(refusal).rejects.toThrow(message);
  });
});
