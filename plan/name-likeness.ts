import { withoutSide } from './names.ts';

/** How two names are alike; the heavier, the likelier that they mean one unit. */
export type NameLikeness = { weight: number; reason: string };

export const UNLIKE: NameLikeness = { weight: 0, reason: '' };

/**
 * How likely two names mean one unit, and why, for people to decide; `prefixes` are the places that
 * may stand in front of either.
 * @example compareNames('财政部门', '县财政局', ['青禾县']).reason // '名称主干相同（财政）'
 */
export function compareNames(written: string, name: string, prefixes: string[]): NameLikeness {
  const [one, other] = [bareName(written, prefixes), bareName(name, prefixes)];
  if (one.length < 2 || other.length < 2) return UNLIKE;
  if (one === other) return { weight: 9, reason: '只差地名或“县”“区”“委”等字样' };
  if (isSlip(one, other)) return { weight: 7, reason: '一字之差，可能是笔误' };
  if (core(one) === core(other)) return { weight: 6, reason: `名称主干相同（${core(one)}）` };
  if (isShortFor(one, other)) return { weight: 5, reason: '可能是简称' };
  const tail = commonTail(core(one), core(other));
  return tail.length >= 3 ? { weight: 2, reason: `名称结尾相同（${tail}）` } : UNLIKE;
}

/** A name without its place, its level (县, 区, 市, 委) and the solemn parts of full names. */
function bareName(name: string, prefixes: string[]): string {
  if (/^(共青团.*|[县区市]?团[县区市]?)(委|委员会)$/.test(name)) return '团委';
  const plain = withoutSide(name.replace(/^中共/, ''), prefixes).replace('人民政府', '政府');
  if (plain === '团委' || plain.length <= 2) return plain;
  return plain.replace(/^(全?[县区市]委?|委)(?!员会)(?=.{2})/, '');
}

/** What is left of a name without the word for the kind of body: 财政部门, 财政局 → 财政. */
function core(name: string): string {
  const kinds = /(街道办事处|办事处|委员会|办公室|管理局|部门|中心|街道|局|办|委|部|院|科)$/;
  const left = name.replace(kinds, '');
  return left.length >= 2 ? left : name;
}

/** The same length and one character differs, one character more or less, or two changed places. */
function isSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 3 || long.length - short.length > 1) return false;
  const head = commonHead(short, long).length;
  const tail = commonTail(short.slice(head), long.slice(head)).length;
  const rest = short.length - head - tail;
  if (short.length < long.length) return rest === 0 && short.length >= 4;
  const swapped = rest === 2 && short[head] === long[head + 1] && short[head + 1] === long[head];
  return swapped || (rest === 1 && short.length >= 4 && !isKindWord(short, head));
}

/** 教育局 and 教育厅 differ in the kind of body, which is no slip of the pen. */
function isKindWord(name: string, place: number): boolean {
  return place === name.length - 1;
}

/** 人社局 for 人力资源和社会保障局: all characters in order, ends included. */
function isShortFor(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 2 || short[0] !== long[0]) return false;
  let place = -1;
  return Array.from(short).every((character) => {
    place = long.indexOf(character, place + 1);
    return place >= 0;
  });
}

function commonHead(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

function commonTail(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length === 0 ? '' : one.slice(-length);
}
