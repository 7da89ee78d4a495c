import { members, isCollective } from './collectives.ts';
import { COMPETENCES, type Competence } from './competences.ts';
import type { ExtractedPlan, ExtractedSide, ExtractedTask } from './extracted.ts';
import type { Alias, Collective } from './findings.ts';
import { compareNames } from './name-likeness.ts';
import { type NamedUnit, type ProposalContext, foldName } from './names.ts';
import { isRole, placeOf, unitsNamed } from './named-units.ts';

// Names of the plan's own units that may mean one; a person settles them (docs/office-rules.md, 24).

/** An alias, and whether it looks like a slip of the pen. */
export type LikelyAlias = Alias & { slip: boolean };

/** The aliases among the units that tasks name; units listed side by side in one task are two. */
export function aliasesOf(
  tasks: readonly Pick<ExtractedTask, 'lead' | 'support'>[],
  sides: readonly ExtractedSide[],
): LikelyAlias[] {
  const lists = tasks.map(({ lead, support }) => [...lead, ...support]);
  const together = ({ names }: Alias) =>
    lists.some((list) => names.every((name) => list.includes(name)));
  return aliasesAmong(unitsNamed(tasks), sides).filter((alias) => !together(alias));
}

/**
 * Pairs of names that look like one unit written in two ways, and units of a place whose name is one
 * character off a side's; proposals, never merged.
 * @example aliasesAmong(['县乡村振兴局', '乡村振兴局'], []) // one pair: 只差地名或“县”“区”“委”等字样
 */
export function aliasesAmong(
  names: readonly string[],
  sides: readonly ExtractedSide[],
): LikelyAlias[] {
  const places = sides.flatMap((side) => [side.name, side.short]);
  const bearers = names.map((name) => bearerOf(name, sides));
  const pairs = bearers.flatMap((one, index) =>
    bearers.slice(index + 1).flatMap((other) => pairOf(one, other, places) ?? []),
  );
  const bare = pairs.filter((pair) => !isOneOfSeveral(pair, pairs, sides));
  return [...bare, ...names.flatMap((name) => misplaced(name, sides) ?? [])];
}

// of the weights of compareNames, those that speak of one unit
const LIKELY = 5;

// 城东街道 and 城西街道, 一中 and 二中 are two
const TELLING_APART = /[东南西北中上下前后左右大小新老一二三四五六七八九十\dA-Z]/;

/** A name with what it is compared by: folded, its place, and the works whose bureau it may be. */
type Bearer = {
  name: string;
  folded: string;
  place: string | null;
  bare: string;
  works: readonly Competence[];
};

function bearerOf(name: string, sides: readonly ExtractedSide[]): Bearer {
  const folded = foldName(name);
  const place = placeOf(folded, sides);
  const short = sides.find((side) => side.name === place)?.short ?? '';
  const plain = folded.slice(folded.startsWith(place ?? '') ? (place ?? '').length : short.length);
  const bare = plain.replace(/^[县区市州旗省]?委?(?=..)/, '');
  const works = /[局委]$/.test(bare)
    ? COMPETENCES.filter(({ named }) => named.exec(bare)?.index === 0)
    : [];
  return { name, folded, place, bare, works };
}

function pairOf(one: Bearer, other: Bearer, places: string[]): LikelyAlias | null {
  if (!mayShareAPlace(one, other) || !haveTwoSignsInCommon(one, other)) return null;
  const [left, right] = [one.folded, other.folded];
  if (isPartOf(left, right) || isPartOf(right, left)) return null;
  const { weight, reason } = compareNames(left, right, places);
  const slip = reason.startsWith('一字之差');
  if (slip && (isShort(one) || TELLING_APART.test(difference(left, right)))) return null;
  const names = [one.name, other.name];
  if (weight >= LIKELY) return { names, why: reason, slip };
  return one.works.some((work) => other.works.includes(work))
    ? { names, why: '职责相同，可能是机构的新旧名称', slip: false }
    : null;
}

/** 县委办 is a part of 县委, not its other name, as 石桥街道办事处 is of 石桥街道. */
function isPartOf(long: string, short: string): boolean {
  const tail = long.startsWith(short) ? long.slice(short.length) : '';
  const township = /(?:街道|镇|乡)$/.test(short) && /^(?:办|办事处|政府|人民政府)$/.test(tail);
  return tail !== '' && tail !== '公室' && !township;
}

/** In names as short as 人民医院 one character makes another: 人民法院. */
function isShort({ bare }: Bearer): boolean {
  return bare.length < 5;
}

/** 青禾县教育局 is not 云岭县教育局, 市教育局 not 县教育局; a bare name may be of any place. */
function mayShareAPlace({ place: one }: Bearer, { place: other }: Bearer): boolean {
  return one === null || other === null || one.endsWith(other) || other.endsWith(one);
}

/** True where a comparison may be worth its time, in plans that name hundreds of units. */
function haveTwoSignsInCommon({ bare: one }: Bearer, { bare: other }: Bearer): boolean {
  let common = 0;
  for (const sign of one) {
    if (other.includes(sign)) common++;
    if (common === 2) return true;
  }
  return false;
}

/** The characters that only one of two names has. */
function difference(one: string, other: string): string {
  return signsOnlyIn(one, other) + signsOnlyIn(other, one);
}

function signsOnlyIn(name: string, other: string): string {
  return Array.from(name)
    .filter((sign) => !other.includes(sign))
    .join('');
}

/** 财政局 beside 青禾县财政局 and 云岭县财政局 may be either: one question, asked of all at once. */
function isOneOfSeveral(
  { names: [one, other] }: Alias,
  pairs: readonly Alias[],
  sides: readonly ExtractedSide[],
): boolean {
  const bare = [one, other].find((name) => name !== undefined && placeOf(name, sides) === null);
  const bearers = pairs.filter(({ names }) => bare !== undefined && names.includes(bare));
  return bearers.length > 1 && sides.length > 1 && bearers[0]?.names.join() !== [one, other].join();
}

/** A unit of a place that is written nearly like a side of the plan. */
function misplaced(name: string, sides: readonly ExtractedSide[]): LikelyAlias | null {
  for (const side of sides) {
    const place = name.slice(0, side.name.length);
    const isSide = sides.some((each) => name.startsWith(each.short));
    const changed = Array.from(place).filter((sign, at) => sign !== side.name[at]);
    if (isSide || side.name.length < 3 || name.length <= side.name.length) continue;
    if (changed.length === 1 && place.at(-1) === side.name.at(-1)) {
      const names = [name, side.name + name.slice(place.length)];
      return { names, why: `地名与“${side.name}”一字之差，可能是笔误`, slip: true };
    }
  }
  return null;
}

/** The collectives that tasks name, with those that they may stand for: named units of the home side. */
export function collectivesOf(
  tasks: readonly ExtractedTask[],
  { sides, recipientOffice }: Pick<ExtractedPlan, 'sides' | 'recipientOffice'>,
  text: string,
): Collective[] {
  const home = homeOf(sides, text);
  const units = unitsNamed(tasks)
    .filter((name) => home === null || sides.every((side) => isNotOf(name, side, home)))
    .map(asUnit);
  const context: ProposalContext = { home: '', sides: [], recipientOffice };
  const names = new Set(tasks.flatMap(({ lead, support }) => [...lead, ...support]));
  return [...names].filter(isAddressed).flatMap((name) =>
    members(name, units, context).map((proposal) => ({
      name,
      members: proposal.units,
      why: proposal.reason,
    })),
  );
}

/** True for 各帮扶单位, all of some kind, but not for 相关单位, of which nobody knows how many. */
function isAddressed(name: string): boolean {
  return isCollective(name) && /^(?:各|每个|所有|全)/.test(name);
}

function isNotOf(name: string, side: ExtractedSide, home: ExtractedSide): boolean {
  return side === home || !name.startsWith(side.short);
}

/** The side whose office the document comes from: it stands alone on a line, as head or signature. */
function homeOf(sides: readonly ExtractedSide[], text: string): ExtractedSide | null {
  const office = /^(?<name>[\u4E00-\u9FA5]{4,30}(?:办公室|[局委]|政府|领导小组))(?:文件)?$/gm;
  const names = [...text.matchAll(office)].map(({ groups }) => groups?.['name'] ?? '');
  return sides.find(({ short }) => names.some((name) => name.startsWith(short))) ?? null;
}

function asUnit(name: string): NamedUnit {
  return { name, aliases: [], side: null, kind: kindOf(name) };
}

function kindOf(name: string): NamedUnit['kind'] {
  if (/(?:村|社区|合作社|联合社)$/.test(name)) return 'village';
  if (isRole(name)) return 'role';
  return /(?:(?<!团)[县区市]委|党委|[县区市](?:人民)?政府|人大|政协)(?:办|办公室)?$/.test(name)
    ? 'leading-body'
    : 'unit';
}
