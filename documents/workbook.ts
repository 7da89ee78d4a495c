import type { Cell, Worksheet } from '@cj-tech-master/excelts';
import { isTitle } from './headings.ts';
import type { Part, TableCell } from './parts.ts';
import { openWorkbook } from './sheet.ts';
import { isHead } from './tables.ts';

const COLUMNS = 200;

/** The rows of a sheet, numbered as in the sheet; a merged cell stands at all places it covers. */
type Grid = TableCell[][];

/** A workbook (.xlsx) that holds a plan: sheets in order, their tables with what stands above them. */
export async function readWorkbook(bytes: Uint8Array, source: string): Promise<Part[]> {
  const workbook = await openWorkbook(bytes, source);
  const visible = workbook.worksheets.filter((sheet) => sheet.state === 'visible');
  return visible.flatMap(sheetParts);
}

function sheetParts(sheet: Worksheet): Part[] {
  const parts = regionsOf(gridOf(sheet)).flatMap(regionParts);
  const isTitled = parts.some((part) => part.kind === 'paragraph' && isTitle(part.text));
  const saysNothing = /^(?:sheet|工作表|表)\s*\d*$/i.test(sheet.name.trim());
  if (parts.length === 0 || isTitled || saysNothing) return parts;
  const title: Part = { kind: 'paragraph', text: sheet.name, centred: true };
  return [isTitle(sheet.name) ? title : { ...title, level: 1 }, ...parts];
}

function gridOf(sheet: Worksheet): Grid {
  const grid: Grid = [];
  const merged = new Map<string, TableCell>();
  sheet.eachRow((row, number) => {
    row.eachCell((cell, column) => {
      if (column > COLUMNS) return;
      const { address } = cell.master;
      const placed = merged.get(address) ?? { text: displayed(cell.master), rows: 1, columns: 1 };
      if (cell.isMerged) merged.set(address, placed);
      placed.rows = Math.max(placed.rows, number - cell.master.fullAddress.row + 1);
      placed.columns = Math.max(placed.columns, column - cell.master.fullAddress.col + 1);
      (grid[number - 1] ??= [])[column - 1] = placed;
    });
  });
  return Array.from(grid, (row) => row ?? []);
}

/** Tables and texts that empty rows divide. */
function regionsOf(grid: Grid): Grid[] {
  const regions: Grid[] = [];
  let open = false;
  for (const row of grid) {
    const isEmpty = row.every((cell) => cell.text === '');
    if (!isEmpty && open) regions.at(-1)?.push(row);
    else if (!isEmpty) regions.push([row]);
    open = !isEmpty;
  }
  return regions;
}

function regionParts(rows: Grid): Part[] {
  const head = rows.findIndex((row) => isHead(wordsOf(row)));
  const isText = head < 0 && rows.every((row) => wordsOf(row).length <= 1);
  const above = isText ? rows : rows.slice(0, Math.max(0, head));
  const table = rows.slice(above.length);
  const paragraphs = above.map((row): Part => ({ kind: 'paragraph', ...lineOf(row) }));
  return table.length === 0
    ? paragraphs
    : [...paragraphs, { kind: 'table', rows: begunCells(table) }];
}

/** The texts of a row, each merged cell once. */
function wordsOf(row: TableCell[]): string[] {
  return [...new Set(Object.values(row))].map(({ text }) => text).filter((text) => text !== '');
}

function lineOf(row: TableCell[]): { text: string; centred?: boolean } {
  const isMerged = Object.values(row).some(({ text, columns }) => text !== '' && columns > 1);
  const text = wordsOf(row).join(' ');
  return isMerged && wordsOf(row).length === 1 ? { text, centred: true } : { text };
}

/** Every row with the cells that begin in it; those of the rows above reach down at most to the end. */
function begunCells(rows: Grid): TableCell[][] {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row, top) =>
    Array.from({ length: width }, (_, at): TableCell[] => {
      const cell = row[at];
      if (cell === undefined) return [{ text: '', rows: 1, columns: 1 }];
      const goesOn = row[at - 1] === cell || rows[top - 1]?.[at] === cell;
      return goesOn ? [] : [cell];
    }).flat(),
  );
}

function displayed(cell: Cell): string {
  const value = typeof cell.result === 'object' ? cell.result : cell.value;
  const shown = value instanceof Date ? dateText(value, cell) : cell.displayText;
  return shown.trim();
}

/** A date as plans write it; where the sheet shows the month only, so does the text. */
function dateText(date: Date, cell: Cell): string {
  const format =
    typeof cell.numFmt === 'string'
      ? cell.numFmt.slice(0, LONGEST_FORMAT).replace(/"[^"]*"|\[[^\]]*\]/g, '')
      : '';
  const month = `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月`;
  if (/[hs]/i.test(format) && !/[yd]/i.test(format)) return cell.displayText;
  return /y.*m/i.test(format) && !/d/i.test(format) ? month : `${month}${date.getUTCDate()}日`;
}

// Excel's own limit
const LONGEST_FORMAT = 255;
