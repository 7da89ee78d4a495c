import { type CheckedClaim, doneWords, titleOf } from './closing.ts';
import { VERIFICATION_WORDS } from './task-cells.ts';

const COLUMNS: { head: string; width: number; cell: (claim: CheckedClaim) => string }[] = [
  { head: '序号', width: 8, cell: ({ number }) => number },
  { head: '事项', width: 36, cell: titleOf },
  { head: '责任单位', width: 22, cell: ({ unitName }) => unitName },
  { head: '时限', width: 12, cell: ({ dueOn }) => dueOn ?? '' },
  { head: '办结日期', width: 12, cell: ({ completedOn }) => completedOn },
  { head: '已等（工作日）', width: 12, cell: ({ waits }) => String(waits) },
  { head: '完成情况', width: 40, cell: doneWords },
  { head: '佐证', width: 10, cell: ({ files }) => (files === 0 ? '无' : `${files} 件`) },
  {
    head: '待收纸质件',
    width: 10,
    cell: ({ papersDue }) => (papersDue > 0 ? String(papersDue) : ''),
  },
  { head: '抽查', width: 8, cell: ({ sampled }) => (sampled ? '是' : '') },
  { head: '由谁销号', width: 12, cell: ({ verification }) => VERIFICATION_WORDS[verification] },
  { head: '意见', width: 20, cell: () => '' },
];

/** 销号清单 as a sheet, a row for each matter. */
export function closingSheet(claims: CheckedClaim[]) {
  return {
    name: '销号清单',
    columns: COLUMNS.map(({ head, width }) => ({ head, width })),
    rows: claims.map((claim) => COLUMNS.map(({ cell }) => cell(claim))),
  };
}
