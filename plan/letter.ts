import { chineseDate, monthOf, type PlainDate, yearOf } from './date.ts';

/** A matter that lies with the other side, or that it is asked to confirm. */
export type LetterItem = {
  /** In the plan's own table; null: it has none. */
  number: string | null;
  title: string;
  quote: string;
  /** The unit of the other side that the plan names. */
  unitName: string;
  dueOn: PlainDate | null;
  /** `act`: theirs to do; `confirm`: done by us, to be confirmed by them. */
  asks: 'act' | 'confirm';
  /** What we count, where they are to confirm a figure. */
  count: { sum: number; unit: string } | null;
  /** It stood in an earlier letter. */
  again: boolean;
};

export type LetterFacts = {
  planTitle: string;
  documentNumber: string | null;
  /** Our office as it signs, and the other side in full. */
  office: string;
  other: string;
  on: PlainDate;
  items: LetterItem[];
};

/** An official letter before it is laid out; number and stamp are left to be filled in by hand. */
export type OfficialLetter = {
  title: string;
  /** 发文字号, blank for the number. */
  number: string;
  addressee: string;
  paragraphs: string[];
  sections: { heading: string; items: { head: string; text: string }[] }[];
  /** `widths`: of its columns, in hundredths of the whole. */
  table?: { heads: string[]; rows: string[][]; widths?: number[] };
  closing: string[];
  signature: string;
  date: string;
};

/**
 * 商请函: what the office asks of the other side's office in a month (docs/office-rules.md, 13). One
 * office asks another; nothing is urged and nothing is said to be late.
 */
export function liaisonLetter(facts: LetterFacts): OfficialLetter {
  const { other, office, on, items } = facts;
  const name = `《${facts.planTitle}》${facts.documentNumber === null ? '' : `（${facts.documentNumber}）`}`;
  const section = (heading: string, asks: LetterItem['asks']) => ({
    heading,
    items: items.filter((item) => item.asks === asks).map((item) => itemOf(item, on)),
  });
  return {
    title: `${office}关于商请支持${shortTitle(facts.planTitle)}有关事项的函`,
    number: `〔${yearOf(on)}〕　　号`,
    addressee: `${other}有关工作办公室：`,
    paragraphs: [
      `在贵方大力支持下，${name}各项工作正有序推进，谨致谢忱。现将${yearOf(on)}年${monthOf(on)}月需贵方支持协调的事项函商如下。`,
    ],
    sections: [
      section('商请协调推进的事项', 'act'),
      section('商请协助确认的事项', 'confirm'),
    ].filter((each) => each.items.length > 0),
    closing: [
      '以上事项，恳请协调有关单位予以支持，并将进展情况于方便时函告或电告我办，我办将做好对接配合。',
      '专此函商，盼复。',
      '（联系人：　　　　　联系电话：　　　　　　　）',
    ],
    signature: office,
    date: `${yearOf(on)}年${monthOf(on)}月${Number(on.slice(8))}日`,
  };
}

function itemOf(item: LetterItem, on: PlainDate): { head: string; text: string } {
  const units = item.unitName === '' ? '' : `方案所列单位为${item.unitName}。`;
  return {
    head: item.number === null ? item.title : `${item.title}（方案第 ${item.number} 项）`,
    text: [
      `方案提出：“${item.quote}”。`,
      units,
      item.asks === 'act' ? timeWords(item.dueOn, on) : confirmWords(item),
      item.again ? '此事前函已商，谨再奉告。' : '',
    ].join(''),
  };
}

function timeWords(dueOn: PlainDate | null, on: PlainDate): string {
  if (dueOn === null) return '恳请适时协调推进。';
  const day = chineseDate(dueOn).replace(/（.*）/, '');
  return dueOn >= on
    ? `方案所列时间为${day}，恳请协调推进。`
    : `方案所列时间为${day}，恳请告知目前情况及后续安排。`;
}

function confirmWords({ count }: LetterItem): string {
  const said = count === null ? '' : `，我方统计为 ${count.sum} ${count.unit}`;
  return `此项工作我方已开展${said}，恳请贵方核对确认。`;
}

/** The plan's name without the kind of document: 方案, 计划 … */
function shortTitle(title: string): string {
  const bare = title
    .replace(/^.*关于/, '')
    .replace(/(?:工作)?(?:实施)?(?:方案|计划|要点|意见)$/, '');
  return bare === '' ? '方案' : bare;
}
