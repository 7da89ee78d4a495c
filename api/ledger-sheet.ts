import { type LedgerRow } from '../db/status.ts';
import { writeWorkbook } from '../documents/sheet.ts';
import { LIGHT_NAMES } from '../plan/light.ts';
import { STATE_NAMES } from '../plan/occurrence.ts';

const COLUMNS: { head: string; width: number; cell: (row: LedgerRow) => string }[] = [
  { head: '序号', width: 8, cell: (row) => row.number },
  { head: '事项', width: 36, cell: (row) => row.title },
  { head: '报告期', width: 14, cell: (row) => row.reportingPeriod ?? '' },
  { head: '责任单位', width: 22, cell: (row) => row.unit },
  { head: '原时限', width: 12, cell: (row) => row.originalDueOn ?? '' },
  { head: '现时限', width: 12, cell: (row) => row.dueOn ?? '' },
  { head: '状态', width: 16, cell: (row) => (row.liaison ? '需对方协调' : STATE_NAMES[row.state]) },
  { head: '灯', width: 8, cell: (row) => (row.beforeStart ? '督办前' : LIGHT_NAMES[row.light]) },
  {
    head: '逾期工作日',
    width: 10,
    cell: (row) => (row.daysLate === 0 ? '' : String(row.daysLate)),
  },
  { head: '报办结', width: 12, cell: (row) => row.completedOn ?? '' },
  { head: '结束', width: 12, cell: (row) => row.endedOn ?? '' },
  { head: '原文', width: 48, cell: (row) => row.quote },
];

/** The ledger as a workbook of one sheet. */
export async function ledgerWorkbook(rows: LedgerRow[]): Promise<Uint8Array> {
  return await writeWorkbook([
    {
      name: '台账',
      columns: COLUMNS.map(({ head, width }) => ({ head, width })),
      rows: rows.map((row) => COLUMNS.map(({ cell }) => cell(row))),
    },
  ]);
}
