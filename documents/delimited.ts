import { DocumentError } from '../plan/errors.ts';
import type { Sheet } from '../plan/sheet.ts';
import { decodeText } from './text.ts';

/** The one table of a CSV file: UTF-8, UTF-16 or GB18030, cells separated by comma, semicolon or tab. */
export function readDelimited(bytes: Uint8Array, source: string): Sheet {
  const text = decodeText(bytes, source);
  if (text.includes('\0')) {
    throw new DocumentError(source, '不是表格文件，请用 Excel 或 WPS 另存为 .xlsx 或 CSV 后再试');
  }
  return { name: '表格', rows: parseDelimited(text, separatorOf(text)) };
}

/** The rows as CSV that Excel opens with the right characters: byte order mark, CRLF. */
export function writeDelimited(rows: string[][]): Uint8Array {
  const lines = rows.map((row) => row.map(quoted).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}

/** The separator that stands most often in the first line that has one, outside quotes. */
function separatorOf(text: string): string {
  const bare = text.replace(/"[^"]*"/g, '');
  const line = bare.split(/\r?\n|\r/).find((part) => /[,;\t]/.test(part)) ?? '';
  const count = (separator: string) => line.split(separator).length;
  return [',', '\t', ';'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** One cell with what ends it: quoted ("" stands for a quote) or bare. */
function cellPattern(separator: string): RegExp {
  return new RegExp(
    `(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`,
    'y',
  );
}

function parseDelimited(text: string, separator: string): string[][] {
  const pattern = cellPattern(separator);
  const rows: string[][] = [];
  let row: string[] = [];
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text) ?? looseCell(text, start, separator, pattern);
    row.push(cellText(match));
    if (match[3] === separator) continue;
    rows.push(row);
    row = [];
  }
  return row.length === 0 ? rows : [...rows, [...row, '']];
}

/** A cell with a quote out of place ("甲"乙) is taken as it stands, to the next separator. */
function looseCell(text: string, start: number, separator: string, pattern: RegExp) {
  const loose = new RegExp(`()([^${separator}\\r\\n]*)(${separator}|\\r\\n|\\n|\\r|$)`, 'y');
  loose.lastIndex = start;
  const match = loose.exec(text) ?? ['', '', '', ''];
  pattern.lastIndex = loose.lastIndex === 0 ? text.length : loose.lastIndex;
  return match;
}

function cellText(match: readonly (string | undefined)[]): string {
  return (match[1]?.replaceAll('""', '"') || match[2] || '').trim();
}

function quoted(cell: string): string {
  return /[",\r\n;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
