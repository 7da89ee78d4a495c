import type { Draft } from './draft.ts';
import type { ExtractedPlan } from './extracted.ts';
import type { SourceDocument } from './document.ts';
import { columnsOf } from './columns.ts';
import { readNumber } from './text/numerals.ts';

type Funds = Pick<ExtractedPlan, 'funds' | 'fundsTotal'>;

const IN_TEXT =
  /(?<item>[\u4E00-\u9FA5]{0,8}(?:资金|经费))(?<amount>\d+(?:\.\d+)?)(?<unit>[万亿]元)/;
const SPENDING = /^.*(?:安排|投入|落实|拨付|使用|利用)/;

/**
 * The budget of a plan: the lines of its budget table and the sum that the table states, else the
 * first sum of money that a task names, which is its own total.
 */
export function readFunds(document: SourceDocument, drafts: Draft[]): Funds {
  const lines = drafts.flatMap(({ amount, quote }) =>
    amount ? [{ item: quote, amount: amount.value, unit: amount.unit }] : [],
  );
  if (lines.length > 0) {
    const only = lines.length === 1 ? (lines[0]?.amount ?? null) : null;
    return { funds: lines, fundsTotal: statedSum(document) ?? only };
  }
  const found = drafts.map(({ quote }) => IN_TEXT.exec(quote)?.groups).find((groups) => groups);
  const amount = readNumber(found?.['amount'] ?? '');
  if (!found || amount === null) return { funds: [], fundsTotal: null };
  return {
    funds: [
      { item: found['item']?.replace(SPENDING, '') ?? '', amount, unit: found['unit'] ?? '' },
    ],
    fundsTotal: amount,
  };
}

function statedSum({ blocks }: SourceDocument): number | null {
  for (const block of blocks) {
    if (block.kind !== 'row' || !block.cells.some((cell) => /^(?:合计|总计)$/.test(cell))) continue;
    return readNumber(block.cells[columnsOf(block.head).get('amount') ?? -1] ?? '');
  }
  return null;
}
