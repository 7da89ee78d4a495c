import {
  type Cell,
  type CellValue,
  PaperSize,
  Workbook,
  type Worksheet,
} from '@cj-tech-master/excelts';
import { DocumentError } from '../plan/errors.ts';
import type { Sheet, SheetColumn, SheetDraft } from '../plan/sheet.ts';
import { readDelimited } from './delimited.ts';
import { refuseBomb } from './zip.ts';

const BYTES = 20 * 1024 * 1024;
const ROWS = 20_000;
const COLUMNS = 200;
const LISTS = '选项';

/** The sheets of a workbook (.xlsx), or the one table of a CSV file, told apart by their bytes. */
export async function readSheets(bytes: Uint8Array, source: string): Promise<Sheet[]> {
  refuseUnreadable(bytes, source);
  const sheets = startsWith(bytes, 'PK')
    ? visibleSheets(await openWorkbook(bytes, source))
    : [readDelimited(bytes, source)];
  if (sheets.every(({ rows }) => rows.flat().every((cell) => cell === ''))) {
    throw new DocumentError(source, '表格里没有内容，请检查是否选错了文件');
  }
  return sheets;
}

/** A workbook with frozen bold heads, drop-down lists, and grey columns where nothing is filled in. */
export async function writeWorkbook(drafts: SheetDraft[]): Promise<Uint8Array> {
  const workbook = new Workbook();
  const sheets = drafts.map((draft) => addSheet(workbook, draft));
  const lists = workbook.addWorksheet(LISTS, { state: 'hidden' });
  drafts.forEach((draft, index) => addLists(lists, sheets[index], draft));
  return workbook.xlsx.writeBuffer();
}

function refuseUnreadable(bytes: Uint8Array, source: string): void {
  const refuse = (why: string) => {
    throw new DocumentError(source, why);
  };
  if (bytes.length === 0) refuse('文件是空的，请检查是否选错了文件');
  if (bytes.length > BYTES) refuse('文件超过 20 MB，请只保留需要的工作表后再试');
  if (startsWith(bytes, '\xD0\xCF\x11\xE0')) refuse(oldOrEncrypted(bytes));
  if (startsWith(bytes, '%PDF')) refuse('这是 PDF，不是表格，请提供 .xlsx 或 CSV 文件');
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(latin(bytes.subarray(0, 200)))) {
    refuse('这是网页格式的表格，请用 Excel 或 WPS 打开后另存为 .xlsx 再试');
  }
}

function oldOrEncrypted(bytes: Uint8Array): string {
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? '工作簿设有打开密码，请去掉密码后另存为 .xlsx 再试'
    : '这是旧格式（.xls）表格，请用 Excel 或 WPS 打开后另存为 .xlsx 再试';
}

/** The workbook in an .xlsx file, of a bearable size. */
export async function openWorkbook(bytes: Uint8Array, source: string): Promise<Workbook> {
  refuseBomb(bytes, source);
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(bytes, { maxRows: ROWS + 1, maxCols: COLUMNS });
  } catch (cause) {
    throw new DocumentError(source, '文件已损坏或不是 .xlsx 表格，请打开后另存为 .xlsx 再试', {
      cause,
    });
  }
  if (workbook.worksheets.length === 0) {
    throw new DocumentError(source, '不是表格文件（也许是 Word 文档），请提供 .xlsx 或 CSV 文件');
  }
  if (workbook.worksheets.some((sheet) => sheet.rowCount > ROWS)) {
    throw new DocumentError(source, `表格超过 ${ROWS} 行，请拆分或删去多余的空行后再试`);
  }
  return workbook;
}

function visibleSheets(workbook: Workbook): Sheet[] {
  const visible = workbook.worksheets.filter((sheet) => sheet.state === 'visible');
  return visible.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }));
}

function rowsOf(sheet: Worksheet): string[][] {
  const width = Math.min(sheet.columnCount, COLUMNS);
  const rows = Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: width }, (__, column) => cellText(sheet.getCell(row + 1, column + 1))),
  );
  return rows.slice(0, rows.findLastIndex((row) => row.some((cell) => cell !== '')) + 1);
}

function cellText(cell: Cell): string {
  return valueText(cell.value).trim();
}

function valueText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('hyperlink' in value) return valueText(value.text);
  if ('error' in value) return value.error;
  return 'result' in value ? valueText(value.result) : '';
}

function addSheet(workbook: Workbook, draft: SheetDraft): Worksheet {
  const sheet = workbook.addWorksheet(draft.name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      orientation: 'landscape',
      paperSize: PaperSize.A4,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  });
  sheet.pageSetup.printTitlesRow = '1:1';
  sheet.columns = draft.columns.map(({ width, hidden = false }) => {
    return { width, hidden, style: { numFmt: '@' } };
  });
  sheet.addRow(draft.columns.map(({ head }) => head));
  sheet.addRows(draft.rows);
  sheet.autoFilter = {
    from: { row: 1, col: 1 },
    to: {
      row: draft.rows.length + 1,
      col: draft.columns.filter(({ hidden }) => hidden !== true).length,
    },
  };
  sheet.eachRow((row, number) => {
    draft.columns.forEach((column, index) => dress(row.getCell(index + 1), column, number === 1));
  });
  return sheet;
}

function dress(cell: Cell, column: SheetColumn, head: boolean): void {
  cell.numFmt = '@';
  cell.alignment = { wrapText: true, vertical: head ? 'middle' : 'top' };
  cell.border = { bottom: { style: 'thin', color: { argb: 'FFD9D9D9' } } };
  if (head) cell.font = { bold: true };
  const grey = head ? 'FFD9D9D9' : 'FFF2F2F2';
  if (!head && column.readOnly !== true) return;
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: grey } };
}

/** Long lists do not fit into the rule of a cell, so all lists stand on a hidden sheet. */
function addLists(lists: Worksheet, sheet: Worksheet | undefined, draft: SheetDraft): void {
  const last = draft.rows.length + 1 + (draft.spareRows ?? 0);
  draft.columns.forEach((column, index) => {
    if (!sheet || !column.choices?.length) return;
    const place = lists.actualColumnCount + 1;
    column.choices.forEach((choice, row) => {
      lists.getCell(row + 1, place).value = choice;
    });
    const letter = lists.getColumn(place).letter;
    const range = `${LISTS}!$${letter}$1:$${letter}$${column.choices.length}`;
    for (let row = 2; row <= last; row += 1) {
      sheet.getCell(row, index + 1).dataValidation = choiceRule(range, column);
    }
  });
}

function choiceRule(range: string, { head, open }: SheetColumn) {
  return {
    type: 'list' as const,
    allowBlank: true,
    formulae: [range],
    showErrorMessage: open !== true,
    errorTitle: head,
    error: '请从列表中选择',
  };
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return latin(bytes.subarray(0, mark.length)) === mark;
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
