import type { ExtractedSide } from './extracted.ts';
import { leadingSide } from './sides.ts';
import { PERSON_ENDING, UNIT_ENDING } from './unit-names.ts';

/** The units of a task by role, as written, in order. */
export type Units = { lead: string[]; support: string[] };

type Role = keyof Units;

const LEAD_WORDS = '(?:总)?牵头(?:负责)?|负责(?:落实|组织|实施)?|主办|承办|主责|为主';
const SUPPORT_WORDS = '配合|协助|协办|参与|参加|支持';
// 责任单位： before the names sets the role of all after it, 牵头 behind them that of those before
const LABEL = new RegExp(
  '^(?<label>(?:第一)?(?:责任|牵头|主办|承办|主责|实施|配合|协助|协办|参与|参加|成员)(?:责任)?(?:单位|部门|股室|科室|处室|人)?(?:及责任人)?)[：:]',
);
const SUFFIX = new RegExp(
  `(?:共同|按职责分工|分别)*(?:(?<lead>${LEAD_WORDS})|(?<support>${SUPPORT_WORDS}))$`,
);
const LEADING_LABEL = /(?:牵头|主办)(?:责任)?(?:单位|部门)[：:]/;
// 县民政局（牵头）、县财政局
const LEADER_IN_BRACKET = /[（(](?:牵头|主办)(?:单位)?[）)]/;
const BRACKETED_ROLE = /[（(](牵头|主办|配合|协办)(?:单位)?[）)]/g;
const RESPONSIBLE_LABEL = /^责任(?:单位|部门)[：:]/;
const BOTH_SIDES = /^(?:两地|双方|两县区?|两区|两市|结对双方)(?:的|各)?/;
const PARTY_DEPARTMENT = /^(?:组织部|宣传部|统战部|政法委|编办)/;
// collective names that stand for whoever is concerned, not for a unit that each side has
const COLLECTIVE = /^(?:各|全|有关|相关|其他|项目|所有)|(?:有关|相关|实施)(?:部门|单位)$/;
// 等乡镇, 等单位: the list is open; what it is a list of is no unit of its own
const AND_OTHERS = /等(?:相关|有关)?(?:乡镇|镇街|镇乡|街道|部门|单位|企业|村居?|地)?$/;
// what a unit's name ends in: only after it does 和 join two units (not in 文化和旅游局)
const UNIT_END = new RegExp(`(?:${UNIT_ENDING}|${PERSON_ENDING})$`);

/**
 * The units that a text names, in their roles. 两地 and 双方 stand for both sides, and go on standing
 * for them along the list until a name that belongs to one side.
 * @example parseUnits('县教育局牵头，县财政局、县人社局配合', [])
 *   // { lead: ['县教育局'], support: ['县财政局', '县人社局'] }
 * @example parseUnits('两地人社局、县委办', sides)
 *   // lead: 青禾县人社局, 云岭县人社局, 青禾县委办, 云岭县委办
 */
export function parseUnits(text: string, sides: readonly ExtractedSide[]): Units {
  const units: Units = { lead: [], support: [] };
  // the paragraphs of a cell are names of a list
  const list = text.replace(/([^、，,；;：:\s])\s*\n\s*/g, '$1、');
  const hasLeader = LEADING_LABEL.test(list);
  const groups = splitList(withBracketedRoles(list), '；;。');
  for (const group of groups) {
    for (const { name, role } of rolesOf(
      distribute(withPartners(splitList(group, '、，,')), sides),
      hasLeader,
    )) {
      if (!units[role].includes(name)) units[role].push(name);
    }
  }
  return { ...units, support: units.support.filter((name) => !units.lead.includes(name)) };
}

/** 县民政局（牵头）、县财政局: the others take part. */
function withBracketedRoles(list: string): string {
  const plain = list.replace(BRACKETED_ROLE, '$1');
  return LEADER_IN_BRACKET.test(list) && !SUFFIX.test(plain) ? `${plain}配合` : plain;
}

/** Names between marks; what stands in brackets belongs to its name. */
function splitList(text: string, marks: string): string[] {
  const names = [''];
  let depth = 0;
  for (const sign of text.replace(/\s/g, '')) {
    if ('（('.includes(sign)) depth++;
    if ('）)'.includes(sign)) depth--;
    if (depth <= 0 && marks.includes(sign)) names.push('');
    else names[names.length - 1] += sign;
  }
  return names.flatMap(splitAtAnd).filter((name) => name !== '');
}

function splitAtAnd(name: string): string[] {
  for (const { index, 0: and } of name.matchAll(/以及|[和及与]/g)) {
    const [left, right] = [name.slice(0, index), name.slice(index + and.length)];
    if (UNIT_END.test(left) && right.length > 1) return [left, ...splitAtAnd(right)];
  }
  return [name];
}

const SUPPORTING = /配合|协助|协办|参与|参加|成员/;

/** 责任单位 beside 牵头单位 are those who take part. */
function isBeside(label: string, hasLeader: boolean): boolean {
  return hasLeader && RESPONSIBLE_LABEL.test(label);
}

/** 县教育局会同县财政局、县人社局: the first leads, those after it support. */
function withPartners(names: string[]): string[] {
  const at = names.findIndex((name) => /.会同./.test(name));
  const [first, partner] = names[at]?.split('会同') ?? [];
  if (first === undefined || partner === undefined) return names;
  const partners = [partner, ...names.slice(at + 1)].map((name) => `${withoutRole(name)}配合`);
  return [...names.slice(0, at), `${first}牵头`, ...partners];
}

/** Each name for both sides where 两地 says so. */
function distribute(names: string[], sides: readonly ExtractedSide[]): string[] {
  let forBoth = false;
  return names.flatMap((name) => {
    const label = LABEL.exec(name)?.[0] ?? '';
    const bare = name.slice(label.length);
    if (BOTH_SIDES.test(bare)) forBoth = true;
    else if (leadingSide(bare, sides)) forBoth = false;
    if (!forBoth || sides.length < 2 || COLLECTIVE.test(withoutRole(bare))) return [name];
    const core = bare.replace(BOTH_SIDES, '');
    // the role word stays behind the last name, the label before the first
    return sides.map((side, index) =>
      index === 0 ? label + unitOf(side, withoutRole(core)) : unitOf(side, core),
    );
  });
}

/** A side's unit by its bare name: 县委办 → 青禾县委办, 组织部 → 青禾县委组织部. */
function unitOf(side: ExtractedSide, name: string): string {
  const bare = name.replace(
    /^(?:[县区市][（(][县区市][）)]|县区|[县区市])(?=委|政府|直|人大|政协|纪)/,
    '',
  );
  return side.name + (PARTY_DEPARTMENT.test(bare) ? '委' : '') + bare;
}

function withoutRole(name: string): string {
  return name.replace(SUFFIX, '');
}

/** Each name with its role: its label's, else that of the first role word behind it, else lead. */
function rolesOf(names: string[], hasLeader: boolean): { name: string; role: Role }[] {
  let labelled: Role = 'lead';
  const read = names.map((name) => {
    const label = LABEL.exec(name);
    if (label)
      labelled = SUPPORTING.test(label[0]) || isBeside(label[0], hasLeader) ? 'support' : 'lead';
    const bare = name.slice(label?.[0].length ?? 0);
    const { lead, support } = SUFFIX.exec(bare)?.groups ?? {};
    const said: Role | null = lead ? 'lead' : support ? 'support' : null;
    return { name: cleanName(withoutRole(bare)), said, labelled };
  });
  return read
    .map(({ name, labelled: role }, index) => ({
      name,
      role: read.slice(index).find(({ said }) => said !== null)?.said ?? role,
    }))
    .filter(({ name }) => name !== '');
}

function cleanName(name: string): string {
  return name.replace(AND_OTHERS, '').replace(/^(?:由|其中)/, '');
}
