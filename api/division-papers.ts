import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileRow } from '../db/evidence.ts';
import type { FileStore } from '../db/files.ts';
import { officialDocx } from '../documents/official-docx.ts';
import { writeWorkbook } from '../documents/sheet.ts';
import {
  divisionFileName,
  divisionPaper,
  divisionSheet,
  type DivisionTable,
} from '../plan/division-table.ts';

export type PaperFormat = 'docx' | 'xlsx';

/** What each format is called on the wire. */
export const PAPER_TYPES: Record<PaperFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The table as a file, and how it is called. */
export async function divisionFile(
  table: DivisionTable,
  format: PaperFormat,
): Promise<{ name: string; bytes: Uint8Array }> {
  const name = `${divisionFileName(table)}.${format}`;
  const bytes =
    format === 'docx'
      ? await officialDocx(divisionPaper(table))
      : await writeWorkbook([divisionSheet(table)]);
  return { name, bytes };
}

/** Makes both papers of a table and stores them; their rows are for whoever keeps them. */
export async function storePapers(
  store: FileStore,
  table: DivisionTable,
  at: number,
): Promise<{ docx: FileRow; xlsx: FileRow }> {
  const kept = async (format: PaperFormat): Promise<FileRow> => {
    const { name, bytes } = await divisionFile(table, format);
    const { sha256, size } = await store.put(Readable.from([bytes]));
    return { id: randomUUID(), sha256, size, name, mediaType: PAPER_TYPES[format], at };
  };
  return { docx: await kept('docx'), xlsx: await kept('xlsx') };
}
