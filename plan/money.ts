import type { SourceDocument } from './document.ts';
import type { Saying } from './findings.ts';
import { paragraphsOf } from './paragraphs.ts';
import { readNumber } from './text/numerals.ts';
import { splitSentences } from './text/sentences.ts';

/** An amount of money with what it is for. */
export type Amount = { item: string; amount: number; unit: string };

/**
 * Money that running text speaks of. `allots`: the sentence sets it aside, rather than telling what
 * a part of it is spent on; `parts`: what it says the sum consists of; `source`: whose money it is;
 * `listed`: it refers to a list that it is the sum of (见附件, 具体如下).
 */
export type Money = Amount & {
  allots: boolean;
  parts: Amount[];
  source: string | null;
  listed: boolean;
  saying: Saying;
};

/** The money that the running text of a document speaks of, in order, without that of past years. */
export function moneyIn(
  { blocks }: Pick<SourceDocument, 'blocks'>,
  periods: readonly number[],
): Money[] {
  return paragraphsOf(blocks).flatMap(({ text, place }) =>
    splitSentences(text.replace(/\s/g, ''))
      .filter((sentence) => !isPast(sentence.text, periods))
      .flatMap((sentence) => moneyOf(sentence.text).map((money) => withPlace(money, place))),
  );
}

function withPlace(money: Omit<Money, 'saying'> & { text: string }, place: Saying['place']): Money {
  const { text, ...rest } = money;
  return { ...rest, saying: { text, place } };
}

/** True for a sentence that tells of what was spent before the plan's years. */
function isPast(sentence: string, periods: readonly number[]): boolean {
  if (/以来|累计|去年|上年|已(?:投入|安排|拨付|落实|到位)/.test(sentence)) return true;
  const years = [...sentence.matchAll(/20\d{2}(?=年)/g)].map(([year]) => Number(year));
  return years.length > 0 && periods.length > 0 && !years.some((year) => periods.includes(year));
}

const FIGURE = '(?<amount>\\d+(?:\\.\\d+)?)(?<unit>[万亿]元)';
const FUND = '(?:资金|经费|专款|总投资|投资)';
// 帮扶资金100万元; 安排100万元帮扶资金
const BEHIND = new RegExp(
  `(?<item>[\\u4E00-\\u9FA5“”]{0,24}${FUND})(?:共计|合计|总计|共|安排|为|约)?${FIGURE}(?!以上)`,
  'g',
);
const BEFORE = new RegExp(
  `(?<verb>安排|投入|拨付|筹集|筹措|预算)(?:共计|合计|共)?${FIGURE}(?!以上)的?(?<item>[\\u4E00-\\u9FA5“”]{0,16}?${FUND})`,
  'g',
);
const ALLOTTING =
  /^.*?(?:共安排|统筹安排|安排|统筹|投入|落实|拨付|下达|筹集|筹措|设立|列支|预算|共|利用|使用)+/;
const SPENDING = /利用|使用|总?投资$/;

/**
 * The money that one sentence speaks of, with its words.
 * @example moneyOf('安排资金600万元，其中：奖补资金400万元、宣传经费200万元')[0]?.parts // two
 */
export function moneyOf(sentence: string): (Omit<Money, 'saying'> & { text: string })[] {
  const found = [...sentence.matchAll(BEHIND), ...sentence.matchAll(BEFORE)].toSorted(
    (one, other) => one.index - other.index,
  );
  let covered = 0;
  return found.flatMap((match) => {
    const { item = '', amount = '', unit = '', verb = '' } = match.groups ?? {};
    const value = readNumber(amount);
    const end = match.index + match[0].length;
    if (value === null || match.index < covered) return [];
    const parts = partsIn(sentence.slice(end), unit);
    covered = parts.length > 0 ? sentence.length : end;
    const name = item.replace(ALLOTTING, '') || item;
    const named = parts.map((part) => ({ ...part, item: part.item.replace(/年$/, `年${name}`) }));
    const clause = clauseAround(sentence, match.index, end);
    return [
      {
        item: name,
        amount: value,
        unit,
        allots: verb !== '' || !SPENDING.test(item),
        parts: named,
        source: SOURCE.exec(clause)?.groups?.['source'] ?? null,
        listed: /见附[件表]|详见|具体如下|如下表/.test(sentence.slice(end)),
        text: clause,
      },
    ];
  });
}

const SOURCE =
  /(?<source>中央|省级|(?:[\u4E00-\u9FA5]{2,4}?)?[市县区](?:本)?级)(?=财政|安排|预算|资金|专项|投入)/;

function clauseAround(sentence: string, from: number, to: number): string {
  const marks = ['，', ',', '；', ';', '。', '：', ':'].map((mark) =>
    sentence.lastIndexOf(mark, from - 1),
  );
  return sentence.slice(Math.max(...marks) + 1, to);
}

const PART = new RegExp(
  `(?<item>(?:20\\d{2}年)?[\\u4E00-\\u9FA5“”（）()]*?)(?:安排|为|约)?${FIGURE}`,
  'g',
);

/** The parts that follow 其中 or 分别为, up to the end of their list. */
function partsIn(rest: string, unit: string): Amount[] {
  const list = /^[，,；;]?(?:其中|分别为|包括|含)[：:，,]?(?<parts>[^。]*)/.exec(rest)?.groups?.[
    'parts'
  ];
  return [...(list ?? '').matchAll(PART)].flatMap(({ groups }) => {
    const { item = '', amount = '', unit: own = '' } = groups ?? {};
    const value = readNumber(amount);
    return value === null || own !== unit ? [] : [{ item, amount: value, unit }];
  });
}
