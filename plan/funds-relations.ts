import type { FundsRelation } from './findings.ts';
import type { Amount, Money } from './money.ts';

// budgets are counted to the yuan: what differs by less is the same sum in floating point
const NEAR = 0.0001;

/** True for two sums that are equal but for rounding. */
export function sameSum(one: number, other: number): boolean {
  return Math.abs(one - other) < NEAR;
}

export function sumOf(lines: readonly Amount[]): number {
  return Number(lines.reduce((sum, { amount }) => sum + amount, 0).toFixed(4));
}

/**
 * What an amount of the text is to the budget: the whole or a line said again, or the sum of some of
 * its lines; null where it is none of them.
 * @example fundsRelation(money137, lines, 450)?.kind // 'subtotal': 17 + 100 + 20
 */
export function fundsRelation(
  { amount, unit, saying }: Money,
  lines: readonly Amount[],
  total: number | null,
): FundsRelation | null {
  if (lines.some((line) => line.unit !== unit)) return null;
  const related = (kind: FundsRelation['kind'], parts: readonly Amount[]): FundsRelation => ({
    kind,
    amount,
    unit,
    lines: parts.map(({ item }) => item),
    says: [saying],
  });
  if (total !== null && sameSum(amount, total)) return related('same', lines);
  const line = lines.find((each) => sameSum(each.amount, amount));
  if (line) return related('same', [line]);
  const parts = linesThatSumTo(amount, lines);
  return parts ? related('subtotal', parts) : null;
}

// beyond this many lines some of them add up to almost anything
const MOST_LINES = 12;

/** Two or more lines, but not all, that add up to the amount: neighbours first; null where none do. */
function linesThatSumTo(amount: number, lines: readonly Amount[]): readonly Amount[] | null {
  const run = neighboursThatSumTo(amount, lines);
  if (run || lines.length > MOST_LINES) return run;
  const choices = 2 ** lines.length;
  for (let choice = 1; choice < choices; choice++) {
    const chosen = lines.filter((_, at) => (choice >> at) % 2 === 1);
    if (chosen.length > 1 && sameSum(sumOf(chosen), amount)) return chosen;
  }
  return null;
}

function neighboursThatSumTo(amount: number, lines: readonly Amount[]): readonly Amount[] | null {
  for (let from = 0; from < lines.length; from++) {
    let sum = 0;
    for (let to = from; to < lines.length && sum < amount; to++) {
      sum += lines[to]?.amount ?? 0;
      if (to > from && sameSum(sum, amount)) return lines.slice(from, to + 1);
    }
  }
  return null;
}
