import { datesInEnglish } from './dates.ts';
import { PHRASES } from './phrases.ts';

const HAN = /\p{Script=Han}/u;

/**
 * A sentence of ours in English; what is not ours in it (names, titles, quotes) stays as it was written.
 * @example inEnglish('没有找到方案：7') // 'There is no plan 7'
 */
export function inEnglish(text: string): string {
  if (!HAN.test(text)) return text;
  const known = said.get(text);
  if (known !== undefined) return known;
  const told = translated(text) ?? text;
  if (said.size >= MOST_KEPT) said.clear();
  said.set(text, told);
  return told;
}

/** What was told lately: a list says the same few things in all of its rows. */
const said = new Map<string, string>();
const MOST_KEPT = 5000;

/** Null where nothing of a text is ours. */
function translated(text: string): string | null {
  return PHRASES[text] ?? datesInEnglish(text) ?? byPattern(text) ?? inParts(text);
}

type Pattern = { literals: string[]; english: string; weight: number; takesMany: boolean[] };

/** Phrases with values in them, those that say the most first. */
const PATTERNS: Pattern[] = Object.entries(PHRASES)
  .filter(([chinese]) => chinese.includes('{}'))
  .map(([chinese, english]) => {
    const literals = chinese.split('{}');
    return {
      literals,
      english,
      weight: literals.join('').length,
      takesMany: literals.slice(0, -1).map((literal) => /：\n?$/.test(literal)),
    };
  })
  .toSorted((one, other) => other.weight - one.weight);

function byPattern(text: string): string | null {
  for (const { literals, english, weight, takesMany } of PATTERNS) {
    const values = valuesBetween(literals, text);
    if (values === null) continue;
    const fits = values.every((value, at) => mayStand(value, weight, takesMany[at] === true));
    if (!fits) continue;
    return counted(
      english.replace(/\{(\d)\}/g, (_, place) => inEnglish(values[Number(place) - 1] ?? '')),
    );
  }
  return null;
}

const ONE_OF = new RegExp(
  '(?<![\\d.,-])1 ((?:working )?)(day|week|month|year|minute|hour|time|item|task|unit|name|mail|message|paper|row|page|dutie|due date|occurrence|contact|character|column)s\\b',
  'g',
);

/** "1 working day", "2 working days". */
function counted(english: string): string {
  return english.replace(
    ONE_OF,
    (_, working: string, noun: string) => `1 ${working}${noun === 'dutie' ? 'duty' : noun}`,
  );
}

/**
 * What stands between words that a text must have in this order, each as short as can be. An
 * expression would try every way where a stranger's words repeat ours; the first place always does.
 */
function valuesBetween(literals: string[], text: string): string[] | null {
  const [first = '', ...rest] = literals;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return null;
  const values: string[] = [];
  let from = first.length;
  for (const literal of rest) {
    const at = text.indexOf(literal, from);
    if (at < 0) return null;
    values.push(text.slice(from, at));
    from = at + literal.length;
  }
  const end = text.length - last.length;
  return end < from ? null : [...values, text.slice(from, end)];
}

/**
 * Whole sentences are a value only behind a colon, else a pattern would reach from one sentence into
 * another; what says little itself (“{}或{}”) is believed only of values that are short or ours.
 */
function mayStand(value: string, weight: number, mayBeMany: boolean): boolean {
  if (!isWhole(value)) return false;
  if (mayBeMany) return true;
  if (/[；。\n]/.test(value) || (weight < TELLING && /[，：]/.test(value))) return false;
  return weight >= TELLING || !/[、（]/.test(value) || !HAN.test(inEnglish(value));
}

const TELLING = 4;

const PAIRS = ['《》', '（）', '“”', '「」', '【】', '〔〕'];

/** True where every bracket and quote that is opened is closed again, in order. */
function isWhole(text: string): boolean {
  return depths(text) !== null;
}

/** How deep in brackets and quotes each character stands; null where they do not match. */
function depths(text: string): number[] | null {
  const open: string[] = [];
  const found: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const pair = PAIRS.find((each) => each.includes(character));
    if (pair?.startsWith(character)) open.push(pair);
    found.push(open.length);
    if (pair?.endsWith(character) && open.pop() !== pair) return null;
  }
  return open.length === 0 ? found : null;
}

/** What parts a text, the strongest first, and what stands there in English. */
const SEPARATORS: [chinese: string, english: string][] = [
  ['\n', '\n'],
  ['。', '. '],
  ['；', '; '],
  ['：', ': '],
  ['，', ', '],
  ['、', ', '],
  [' → ', ' → '],
  [' / ', ' / '],
  ['　', '  '],
];

/** A text put together of phrases, each by itself; null where none of them is ours. */
function inParts(text: string): string | null {
  const deep = depths(text);
  if (deep === null) return null;
  if (text.startsWith('- ') && !text.includes('\n')) return listed(text);
  const headed = withHead(text, deep);
  if (headed !== null) return headed;
  const bracketed = withBracket(text, deep);
  if (bracketed !== null) return bracketed;
  for (const [chinese, english] of SEPARATORS) {
    const parts = splitAt(text, chinese, deep);
    if (parts.length > 1) return joined(parts, english);
  }
  return withDay(text) ?? inSpaces(text, deep);
}

/** A line of a list. */
function listed(text: string): string | null {
  const told = translated(text.slice(2));
  return told === null ? null : `- ${told}`;
}

/** "方案.docx：这是压缩包。请…": a whole sentence of ours behind the name of what it tells of. */
function withHead(text: string, deep: number[]): string | null {
  const [head = '', ...rest] = splitAt(text, '：', deep);
  if (rest.length === 0) return null;
  const sentence = rest.join('：');
  const told = PHRASES[sentence] ?? byPattern(sentence);
  return told === null || told === undefined ? null : `${inEnglish(head)}: ${told}`;
}

function splitAt(text: string, separator: string, deep: number[]): string[] {
  const parts: string[] = [];
  let from = 0;
  let at = text.indexOf(separator);
  while (at >= 0) {
    if (deep[at] === 0) {
      parts.push(text.slice(from, at));
      from = at + separator.length;
    }
    at = text.indexOf(separator, at + 1);
  }
  return [...parts, text.slice(from)];
}

function joined(parts: string[], separator: string): string | null {
  const told = parts.map((part) => (HAN.test(part) ? translated(part.trim()) : part));
  if (told.every((part, index) => part === null || part === parts[index])) return null;
  return told
    .map((part, index) => part ?? parts[index] ?? '')
    .join(separator)
    .trim();
}

/** "填报数量 3（代填，电话）": a phrase, and what stands in brackets behind it. */
function withBracket(text: string, deep: number[]): string | null {
  if (!text.endsWith('）') || text.includes('\n')) return null;
  const open = deep.findLastIndex((depth, at) => depth === 1 && text.charAt(at) === '（');
  const before = text.slice(0, open);
  const inside = text.slice(open + 1, -1);
  const told = [before, inside].map((part) => (HAN.test(part) ? translated(part) : part));
  if (told.every((part, index) => part === null || part === [before, inside][index])) return null;
  const [head = null, note = null] = told;
  return `${head ?? before} (${note ?? inside})`.trim();
}

/** "2024年4月10日（周三）报办结": a day, and what was done on it. */
function withDay(text: string): string | null {
  const [, day = '', rest = ''] =
    /^(\d{4}年\d{1,2}月\d{1,2}日（周.）)(?! ?\d)(.+)$/s.exec(text) ?? [];
  const told = rest === '' ? null : translated(rest.trim());
  return told === null ? null : `${inEnglish(day)} ${told}`;
}

/** "1 条 建议", "2024-01-18 签收": words with spaces between them. */
function inSpaces(text: string, deep: number[]): string | null {
  const parts = splitAt(text, ' ', deep);
  return parts.length > 1 ? joined(parts, ' ') : null;
}
