import { readNumber } from './text/numerals.ts';

/** True for the cells of a row that sums up those above it. */
export function isSumRow(cells: readonly string[]): boolean {
  return cells.some((cell) => /^(?:合计|总计|小计|共计)$/.test(cell.replace(/\s/g, '')));
}

/** The amount in a cell, without thousands commas and its unit of money; null for words. */
export function amountIn(cell: string): number | null {
  return readNumber(cell.replace(/[,，\s]|[万亿]?元$/g, ''));
}
