import { isCollective, members } from './collectives.ts';
import {
  type NameContext,
  type NamedUnit,
  type Proposal,
  type ProposalContext,
  foldName,
  isHome,
  namesOfUnit,
  withoutSide,
} from './names.ts';

const MOST = 3;

/** Up to three proposals for a name that no unit bears, the likeliest first; never a decision. */
export function proposals(
  written: string,
  units: readonly NamedUnit[],
  context: ProposalContext,
): Proposal[] {
  if (isCollective(written)) return members(written, units, context);
  const likely = units
    .map((unit) => ({ unit, ...likeness(foldName(written), unit, context) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => rank(b, context) - rank(a, context));
  return likely.slice(0, MOST).map(({ unit, reason }) => ({ units: [unit.name], reason }));
}

type Likeness = { weight: number; reason: string };
const UNLIKE: Likeness = { weight: 0, reason: '' };

function rank({ unit, weight }: { unit: NamedUnit; weight: number }, context: NameContext) {
  return weight + (isHome(unit, context) ? 0.5 : 0);
}

function likeness(written: string, unit: NamedUnit, context: NameContext): Likeness {
  if (namesAnotherSide(written, unit, context)) return UNLIKE;
  const prefixes = sidePrefixes(context, unit);
  return [...namesOfUnit(unit, context)]
    .map((name) => compare(written, name, prefixes))
    .reduce((best, next) => (next.weight > best.weight ? next : best), UNLIKE);
}

function compare(written: string, name: string, prefixes: string[]): Likeness {
  const [one, other] = [bareName(written, prefixes), bareName(name, prefixes)];
  if (one.length < 2 || other.length < 2) return UNLIKE;
  if (one === other) return { weight: 9, reason: '只差地名或“县”“区”“委”等字样' };
  if (isSlip(one, other)) return { weight: 7, reason: '一字之差，可能是笔误' };
  if (core(one) === core(other)) return { weight: 6, reason: `名称主干相同（${core(one)}）` };
  if (isShortFor(one, other)) return { weight: 5, reason: '可能是简称' };
  const tail = commonTail(core(one), core(other));
  return tail.length >= 3 ? { weight: 2, reason: `名称结尾相同（${tail}）` } : UNLIKE;
}

/** 云岭县教育局 is not proposed to be a unit of 青禾县. */
function namesAnotherSide(written: string, unit: NamedUnit, { sides }: NameContext): boolean {
  const named = sides.find(({ name, short }) =>
    [name, short].some((each) => written.startsWith(each)),
  );
  return named !== undefined && unit.side !== null && unit.side !== named.name;
}

function sidePrefixes({ home, sides }: NameContext, unit: NamedUnit): string[] {
  return [home, unit.side ?? home, ...sides.flatMap(({ name, short }) => [name, short])];
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
