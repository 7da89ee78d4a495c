import type { Sheet } from '../plan/sheet.ts';
import { readDocx } from './docx.ts';
import { gridOf } from './grid.ts';
import { readSheets } from './sheet.ts';
import { openArchive } from './zip.ts';

/** The tables in a file that people fill in: sheets of a workbook, a CSV file, or tables of a .docx. */
export async function readTables(bytes: Uint8Array, source: string): Promise<Sheet[]> {
  if (!isDocx(bytes, source)) return await readSheets(bytes, source);
  const tables = readDocx(bytes, source).filter((part) => part.kind === 'table');
  return tables.map(({ rows }, at) => ({
    name: `表 ${at + 1}`,
    rows: gridOf(rows).map((row) => row.map(({ text }) => text)),
  }));
}

function isDocx(bytes: Uint8Array, source: string): boolean {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isArchive && openArchive(bytes, source).names.includes('word/document.xml');
}
