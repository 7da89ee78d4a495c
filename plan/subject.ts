import { parseDeadline } from './deadline/parse.ts';
import type { ExtractedSide } from './extracted.ts';
import { leadingSide } from './sides.ts';
import { splitClauses } from './text/sentences.ts';
import { PERSON_ENDING, UNIT_ENDING } from './unit-names.ts';
import { ACTIONS, actionStart, CALLS } from './vocabulary.ts';

// what a clause's predicate begins with: the subject ends before it
const PREDICATE = new RegExp(
  [
    '(?<!主|重|纪)要|应当?(?!急)|须|需(?!求)|必须|将|负责|牵头|会同|联合|共同|分别|各自|均|根据|按照?|结合|(?<!结)对(?!口|接|象)',
    '结为|结成|以(?=[^，。]{1,14}为)|就(?!业)|为|依托|利用|收到|具体|汇总|审核|研究|审定|互查|互相|引导|发动|动员|协调|指导|督促|推荐|帮助|承担|协助|带队|带头|亲自|从(?=[^，。]{2,12}(?:抽调|选派))',
    '每(?:年|季|月|周|半|逢|旬|日|天|学期|[两二三]年|[两二三2-9]个)|[“"]?[七八五六十]一[”"]?|春节|元旦|中秋|国庆|清明|重阳|端午|于|在(?=\\d|每|[一二三四]季|[^，。]{2,14}(?:设立|开设|举办|开展|建设))|\\d{4}年|\\d{1,2}月|上半年|下半年|年[底内中]|[一二三四]季度',
    '至少|原则上|力争|适时|定期|及时|统一|认真|切实|积极|继续|持续|进一步|主要(?!负责|领导|〇)|不定期|确定|依法|依规|请(?=于|在|按|将)|全面|做好|抓好|加强|强化',
    '向(?=[^，。]{2,20}(?:报|推送|提供|提交))|赴|到(?=[^，。]{2,20}(?:开展|调研|指导|帮助|工作))',
    ACTIONS,
  ].join('|'),
);
const UNIT = new RegExp(`^(?:各|全)?[^，。；：]{0,24}(?:${UNIT_ENDING}|${PERSON_ENDING})$`);

// words that make what follows them something else than the subject
const NO_SUBJECT =
  /^(?:根据|按照?|确保|对(?!口)|与|为|将|把|以|在|由|通过|经|向|从|到|主要(?!负责[人同])|分管(?!负责[人同])|本[^县区市]|其他|每|凡|其中|一旦|力争|紧盯|围绕|是|使|让|并|同|和|及|依法|加快|完善|推进|建立|做好|抓好|实施|拟|现|指导|督促|支持|合理|明确|联合)|[^各].*(?:开展|组织(?!部)|完成|推动|加强|支持)|(?:工程|项目|工作|活动|建设|问题|情况|比例|规模|标准|机制|地区)$|^(?:农村|乡村|社区|城乡|基层|群众|全[县区市乡镇])$/;

/**
 * The units or persons that a sentence names as those who are to act, as written, or null.
 * @example subjectOf('各有关部门、街道（村）要指定专人') // '各有关部门、街道（村）'
 */
export function subjectOf(sentence: string): string | null {
  const named = NAMED.map((form) => form.exec(sentence)?.groups?.['units']).find((units) => units);
  if (named) return named;
  for (const { text, start } of splitClauses(sentence)) {
    // a list of units may have commas between them: the clause is tried with all that follows
    const subject = leadingSubject(sentence.slice(start)) ?? leadingSubject(text);
    if (subject) return subject;
  }
  return BY_UNIT.exec(sentence)?.groups?.['units'] ?? null;
}

// 成立以……为责任单位的工作队; ……牵头、……配合，
const NAMED = [
  /以(?<units>(?:(?!以)[^。；]){1,200}?)为(?:责任|牵头|成员)单位/,
  /(?:^|[，,])(?<units>[^。；，,]{2,24}牵头[、，,][^。；]{2,40}?配合)[，,]/,
];

// 由县教育局牵头; a person who leads within the unit is none
const BY_UNIT = new RegExp(
  `由(?!本)(?<units>[^，。；]{2,40}?(?:${UNIT_ENDING})(?:会同[^，。；]{2,30}?(?:${UNIT_ENDING}))?)` +
    '(?=牵头|负责|组织(?!部)|对|统一|具体|按|在|于|每|给予)',
);
const WITH = /^(?<first>[^，。；]{2,24}?)会同/;

const BEGINS_WITH_VERB = new RegExp(`^(?:${ACTIONS}|${CALLS})`);
const LONGEST_SUBJECT = 60;

const LEADS_IN =
  /^(?:[^，。；]{2,6}期(?:内|间)|原则上|同时|其中|另外|此外|并|(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]+|[①-⑳]|[一二三四五六七八九]是))\s*/;

/** The clause without the time that it begins with: 6月30日前各学校提交总结. */
function withoutTime(clause: string): string {
  const time = /^[于在自从至到每年本今当\d]/.test(clause) ? parseDeadline(clause) : null;
  const begins = time !== null && time.start <= 1;
  return begins ? clause.slice(time.start + time.text.length).replace(/^[，,]/, '') : clause;
}

/**
 * What a clause says of its subject, without the time that stands before it.
 * @example predicateOf('各学校于6月底前互查') // '互查'
 */
export function predicateOf(clause: string): string {
  const bare = withoutTime(clause.replace(LEADS_IN, ''));
  const subject = leadingSubject(bare);
  return subject === null ? bare : withoutTime(bare.slice(subject.length));
}

/** The units or persons that a clause begins with as those who are to act, or null. */
export function leadingSubject(words: string): string | null {
  const clause = withoutTime(words.replace(LEADS_IN, ''));
  const colon = /^[^，。；]{2,40}?(?=[：:])/.exec(clause)?.[0];
  if (colon !== undefined && areUnits(colon)) return colon;
  const first = WITH.exec(clause)?.groups?.['first'];
  if (first !== undefined && areUnits(first)) {
    const others = beforePredicate(clause.slice(first.length + '会同'.length));
    return areUnits(others) ? `${first}会同${others}` : first;
  }
  const subject = beforePredicate(clause);
  return areUnits(subject) ? subject : null;
}

/** What stands before the predicate of a clause. */
function beforePredicate(clause: string): string {
  const stop = masked(clause.slice(0, LONGEST_SUBJECT)).search(PREDICATE);
  return clause.slice(0, Math.max(0, stop)).replace(/[，,]$/, '');
}

// 牵头单位, 派出医院: verbs inside names
const VERB_IN_NAME =
  /(?:牵头|派出|选派|接收|承办|主办|协办|组织|实施|落实|负责|参与|建设|引进|邀请|配合|分管)(?=单位|部门|医院|学校|机构|企业|主体|责任|同志|领导|人)/g;

function masked(clause: string): string {
  return clause.replace(VERB_IN_NAME, (verb) => '〇'.repeat(verb.length));
}

function areUnits(subject: string): boolean {
  if (subject.length < 2 || BEGINS_WITH_VERB.test(subject)) return false;
  const names = subject.replace(/[（(][^（()）]*[）)]/g, '').split(/[、，,]/);
  if (names.join() === '各地') return true;
  return names.every((name) => UNIT.test(name) && !NO_SUBJECT.test(name));
}

/**
 * Who acts in the clause, where it begins with a side of the plan or a unit of one.
 * @example actorOf('青禾县上半年选派3名老师', sides) // '青禾县'
 */
export function actorOf(quote: string, sides: readonly ExtractedSide[]): string | null {
  if (!leadingSide(quote, sides)) return null;
  const stops = [quote.search(PREDICATE), actionStart(quote)].filter((at) => at > 0);
  const actor = quote.slice(0, Math.min(...stops));
  return stops.length > 0 && actor.length <= 24 && UNIT.test(actor) && !/[与和、，,-]/.test(actor)
    ? actor
    : null;
}

/** The collective that the document speaks to most (各帮扶单位), or null. */
export function collectiveOf(text: string): string | null {
  const names = [...text.matchAll(/各(?![项类种])[^，。、；：（()）\s各]{0,8}?(?:单位|部门)/g)].map(
    ([name]) => name,
  );
  const counts = [...Map.groupBy(names, (name) => name)];
  return counts.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? null;
}
