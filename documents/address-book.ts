import { KIND_NAMES, ROLE_NAMES } from '../plan/address-book-heads.ts';
import { writeWorkbook } from './sheet.ts';

/** An address book as a workbook: heads first; kinds and roles are chosen from a list. */
export async function bookWorkbook([heads = [], ...rows]: string[][]): Promise<Uint8Array> {
  const choices: Record<string, string[]> = {
    类别: Object.values(KIND_NAMES),
    岗位: Object.values(ROLE_NAMES),
  };
  const columns = heads.map((head) => ({ head, width: 20, choices: choices[head] ?? [] }));
  return await writeWorkbook([{ name: '通讯录', columns, rows, spareRows: 300 }]);
}
