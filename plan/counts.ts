import type { Count } from './extracted.ts';
import { foldWidth, NUMBER, readNumber } from './text/numerals.ts';

/** A number that a clause demands, with the place where it stands. */
export type CountReading = { count: Count; start: number; text: string };

// the longer first: 人次 before 人, 万元 before 元
const UNITS = [
  '平方公里|平方米|立方米|千瓦时?|亿美元|万美元|万元|亿元|斤',
  '人次|场次|批次|户次|例次|家次|篇次|期次|课时|学时|公里|公顷|公斤',
  '次|期|场|批|名|人|个|所|家|户|项|件|篇|条|份|台|套|间|亩|元|周|天|支|辆|吨|对|门|册|座|处|顶|箱|株|头|只',
  '遍|轮|孔|眼|盏|块|例|节|栋|幢|艘|羽|部(?![门队分署委])|口(?=[井塘]|水井)|米|%',
].join('|');
const AT_LEAST =
  '不少于|不低于|不得少于|不得低于|至少|最少|超过|突破|达到|提高到|提升到|扩大到|增加到|≥|>=|(?:不少|不低)';
const FIGURE = new RegExp(
  `(?<atLeast>${AT_LEAST})?(?<about>约|大约)?(?<value>${NUMBER})(?<more>余|多)?` +
    `(?<upTo>(?:-|至|到)${NUMBER})?(?<unit>[万亿]?(?:${UNITS}))(?<after>(?:及|或)?以上|左右|上下)?`,
  'g',
);

const RHYTHMS: [words: RegExp, per: Count['per']][] = [
  [/每个?季度?|各季度|按季/, 'quarter'],
  [/每个?月|按月|逐月/, 'month'],
  [/每个?半年|上下半年/, 'half-year'],
  [/每年|年度|全年|年内|逐年|\d{4}年/, 'year'],
];

/**
 * The numbers that a clause demands, in order.
 * @example readCounts('每年组织2-3批专家').map(({ count }) => count)
 *   // [{ op: '>=', value: 2, unit: '批', per: 'year' }]
 */
export function readCounts(clause: string): CountReading[] {
  const text = foldWidth(clause).replace(/《[^》]*》|“[^”]*”/g, (words) =>
    ' '.repeat(words.length),
  );
  return [...text.matchAll(FIGURE)].flatMap((match) => countOf(match, text) ?? []);
}

function countOf(match: RegExpMatchArray, text: string): CountReading | null {
  const parts = match.groups ?? {};
  const value = readNumber(parts['value'] ?? '');
  const before = text.slice(0, match.index);
  if (value === null || isNoDemand(match, before, text)) return null;
  return {
    count: { op: operatorOf(parts, before), value, unit: parts['unit'] ?? '', per: rhythmOf(text) },
    start: match.index ?? 0,
    text: match[0],
  };
}

// figures that are bound to nothing need not be held to in Chinese numerals: 一个, 四个
const COUNTABLE = ['次', '期', '场', '遍', '万元', '人次', '场次'];
// 产业园二期 is a part of something, 举办二期培训 are two courses
const BEFORE_COURSES = /(?:[办展行织少于至每各]|组织|共)$/;

/** Ordinals, spans of time, places and 一个, 四个 in running text: figures that nobody is held to. */
function isNoDemand(match: RegExpMatchArray, before: string, text: string): boolean {
  const { value = '', unit = '', atLeast, after } = match.groups ?? {};
  const behind = text.slice((match.index ?? 0) + match[0].length);
  if (
    /(?:第|每|连续|[.])$/.test(before) ||
    (before.endsWith('是') && !/\d/.test(value)) ||
    FOLLOWS_NO_FIGURE.test(behind)
  )
    return true;
  if (unit === '对' && /^(?:一|口|接|点)/.test(behind)) return true;
  // 在3个安置点各举办1场: where, and what is to be held there
  if (/在(?:全[县区市])?$/.test(before) && /^[^,，。；;]{0,20}各/.test(behind)) return true;
  const digits = /\d/.test(value);
  // 两期 are two, 二期 is the second
  if (value === '两' && unit !== '个') return false;
  if (SEVERAL.test(value) && /^[，。；,;]|^$/.test(behind) && MANY.includes(unit)) return false;
  if (unit === '期' && !digits && !BEFORE_COURSES.test(before)) return true;
  const bound = atLeast !== undefined || after !== undefined;
  // 改造冷库一座: a figure that ends the clause
  if (
    ENDING.includes(unit) &&
    /^(?:[，。；,;]|$)/.test(behind) &&
    !/[完验移]/.test(before.slice(-3))
  )
    return false;
  return !bound && !digits && !COUNTABLE.includes(unit);
}

// 选派干部三名: so many at the end of a clause are asked for
const SEVERAL = /^[两三四五六七八九十]+$/;
const MANY = ['名', '人', '条', '家', '所', '户', '支', '批', '套', '个', '处'];
const ENDING = ['座', '份', '篇'];
const FOLLOWS_NO_FIGURE = /^(?:工作日|小?时|月|学期|百分点|性|多?年(?![轻级度长龄]))/;

function operatorOf(parts: Record<string, string | undefined>, before: string): Count['op'] {
  if (parts['about'] || parts['after'] === '左右' || parts['after'] === '上下') return '~';
  // all of something is all of it
  if (parts['value'] === '100' && parts['unit'] === '%') return '=';
  const isFloor = parts['atLeast'] || parts['after'] || parts['more'] || parts['upTo'];
  // 至少 may stand before the verb: 每年至少组织1次
  return isFloor || new RegExp(`(?:${AT_LEAST})[^，,；;。]*$`).test(before) ? '>=' : '=';
}

function rhythmOf(text: string): Count['per'] {
  return RHYTHMS.find(([words]) => words.test(text))?.[1] ?? 'plan';
}
