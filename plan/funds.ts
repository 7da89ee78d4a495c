import { columnsOf } from './columns.ts';
import type { SourceDocument } from './document.ts';
import type { Draft } from './draft.ts';
import type { ExtractedPlan } from './extracted.ts';
import type { Conflict, FundsRelation, Saying } from './findings.ts';
import { fundsRelation, sameSum, sumOf } from './funds-relations.ts';
import { type Amount, type Money, moneyIn } from './money.ts';
import { amountIn, isSumRow } from './sums.ts';

type Funds = Pick<ExtractedPlan, 'funds' | 'fundsTotal' | 'fundsRelations'>;

/** A budget's lines, its stated sum with its place, and the money of the text that is none of them. */
type Budget = { lines: Amount[]; total: number | null; says: Saying[]; besides: Money[] };

/**
 * The budget of a plan, and what about it does not add up: the lines of its budget table and the sum
 * that is stated for them, else the money that its text sets aside. Money that the text names besides
 * is related to the lines, never added.
 */
export function readFunds(
  document: SourceDocument,
  drafts: Draft[],
  periods: readonly number[],
): Funds & { conflicts: Conflict[] } {
  const money = moneyIn(document, periods);
  const listed = drafts.filter(({ amount }) => amount !== null);
  const budget = listed.length > 0 ? tableBudget(document, listed, money) : textBudget(money);
  const { lines, total } = budget;
  const relations = budget.besides.flatMap((each) => fundsRelation(each, lines, total) ?? []);
  return {
    funds: lines,
    fundsTotal: total,
    fundsRelations: relations,
    conflicts: [...totalConflicts(budget), ...sourceConflicts(budget, relations)],
  };
}

function tableBudget(document: SourceDocument, drafts: Draft[], money: Money[]): Budget {
  const lines = drafts.flatMap(({ amount, quote }) =>
    amount ? [{ item: quote, amount: amount.value, unit: amount.unit }] : [],
  );
  const stated = statedSum(document);
  const announced = money.filter(({ listed }) => listed);
  const whole = announced[0] ?? money.find(({ amount }) => sameSum(amount, sumOf(lines)));
  const only = lines.length === 1 ? (lines[0]?.amount ?? null) : null;
  const places = drafts.map(({ quote, place }) => ({ text: quote, place }));
  const total = stated?.amount ?? whole?.amount ?? only;
  const says = [...(stated ? [stated.saying] : []), ...announced.map(({ saying }) => saying)];
  return { lines, total, says: [...says, ...places], besides: money };
}

/**
 * The money that the text sets aside. A sum that the sentence takes apart counts by its parts, one
 * that the others add up to is their total; the only one is its own total.
 */
function textBudget(money: Money[]): Budget {
  const [first, ...more] = money
    .filter(({ allots }) => allots)
    .filter((each, index, all) => all.findIndex((other) => repeats(each, other)) === index);
  if (!first) return { lines: [], total: null, says: [], besides: [] };
  const besides = money.filter((each) => ![first, ...more].includes(each));
  const says = [first, ...more].map(({ saying }) => saying);
  if (more.length === 0) {
    const { item, amount, unit, parts } = first;
    const lines = isTakenApart(first) ? parts : [{ item, amount, unit }];
    return { lines, total: amount, says, besides };
  }
  const whole = [first, ...more].find(
    (each) => more.length > 1 && sameSum(each.amount * 2, sumOf([first, ...more])),
  );
  const rest = [first, ...more].filter((each) => each !== whole);
  const lines = rest.flatMap((each) =>
    isTakenApart(each) ? each.parts : [{ item: each.item, amount: each.amount, unit: each.unit }],
  );
  return { lines, total: whole?.amount ?? null, says, besides };
}

/** True when the parts are all there; 其中 may name only the most important one. */
function isTakenApart({ amount, parts }: Money): boolean {
  return parts.length > 1 && (sumOf(parts) >= amount || sameSum(sumOf(parts), amount));
}

function repeats(one: Money, other: Money): boolean {
  return one.amount === other.amount && one.unit === other.unit;
}

function statedSum({ blocks }: SourceDocument): { amount: number; saying: Saying } | null {
  for (const block of blocks) {
    if (block.kind !== 'row' || !isSumRow(block.cells)) continue;
    const cell = block.cells[columnsOf(block.head).get('amount') ?? -1] ?? '';
    const amount = amountIn(cell);
    return amount === null
      ? null
      : { amount, saying: { text: `合计 ${cell}`, place: block.place } };
  }
  return null;
}

/** The stated total and the sum of the lines, where they differ; and two totals that differ. */
function totalConflicts({ lines, total, says, besides }: Budget): Conflict[] {
  const sum = sumOf(lines);
  const unit = lines[0]?.unit ?? '万元';
  const announced = besides.find(({ listed }) => listed);
  const conflicts: Conflict[] = [];
  if (total !== null && lines.length > 1 && !sameSum(total, sum)) {
    conflicts.push({
      kind: 'totals',
      tasks: [],
      says,
      question: `写明的合计是 ${total} ${unit}，各项相加是 ${sum} ${unit}，相差 ${difference(total, sum)} ${unit}，以哪个为准？`,
      choices: [`以合计 ${total} ${unit}为准，核对各项`, `以各项相加 ${sum} ${unit}为准，更正合计`],
    });
  }
  if (announced && total !== null && announced.unit === unit && !sameSum(announced.amount, total)) {
    conflicts.push({
      kind: 'totals',
      tasks: [],
      says: says.filter(({ text }) => text.startsWith('合计') || text === announced.saying.text),
      question: `正文写 ${announced.amount} ${unit}，附表合计 ${total} ${unit}，以哪个为准？`,
      choices: [`以附表合计 ${total} ${unit}为准`, `以正文 ${announced.amount} ${unit}为准`],
    });
  }
  return conflicts;
}

function difference(one: number, other: number): number {
  return Number(Math.abs(one - other).toFixed(4));
}

/** Money that the text calls one budget's here and another's there. */
function sourceConflicts({ besides, total }: Budget, relations: FundsRelation[]): Conflict[] {
  const whole = besides.find(({ amount, source }) => source !== null && amount === total);
  if (!whole) return [];
  return besides
    .filter(({ source }) => source !== null && source !== whole.source)
    .filter(({ saying }) => relations.some(({ says }) => says.includes(saying)))
    .map(({ saying, source, amount, unit }) => ({
      kind: 'funds-source' as const,
      tasks: [],
      says: [whole.saying, saying],
      question: `${amount} ${unit}是 ${total} ${unit}中的一部分，一处写${whole.source ?? ''}资金，一处写${source ?? ''}资金，出自哪里？`,
      choices: [
        `都是${whole.source ?? ''}资金`,
        `这 ${amount} ${unit}是${source ?? ''}资金，另行核对总额`,
      ],
    }));
}
