import type { ExtractedSide } from './extracted.ts';
import { actionStart } from './vocabulary.ts';
import { leadingSide } from './sides.ts';
import { splitClauses } from './text/sentences.ts';

// what stands between a clause's subject and its verb
const BEFORE_VERB =
  /(?:要|应当?|须|需|必须|负责(?=[^、，。]{2})|分别|各自|均|联合|共同|每年|每季度?|每月|每半年|于?\d{4}年|于?\d{1,2}月|上半年|下半年|年底前|至少|原则上|向(?=[^，。]{2,20}(?:报|推送|提供|提交)))/;
const UNIT =
  /^(?:各|全)?.{0,24}(?:[局委办部厅院校所队会社团联府组村镇乡县市区]|单位|部门|机构|中心|公司|集团|街道|领导|同志|书记|干部|队员|企业|医院|学校|县区|乡镇)$/;

// words that make what follows them something else than the subject
const NO_SUBJECT =
  /^(?:根据|按照?|确保|对(?!口)|与|为|将|把|以|在|由|通过|经|向|从|主要|分管|本|其他)|[^各].*(?:开展|组织|完成|推动)/;

/**
 * The units or persons that a sentence names as those who are to act, as written, or null.
 * @example subjectOf('各有关部门、街道（村）要指定专人') // '各有关部门、街道（村）'
 */
export function subjectOf(sentence: string): string | null {
  const members = MEMBERS.exec(sentence)?.groups?.['units'];
  if (members) return members;
  for (const { text, start } of splitClauses(sentence)) {
    // a list of units may have commas between them: the clause is tried with all that follows
    const subject = subjectOfClause(sentence.slice(start)) ?? subjectOfClause(text);
    if (subject) return subject;
  }
  return BY_UNIT.exec(sentence)?.groups?.['units'] ?? null;
}

// 成立以……为责任单位的工作队
const MEMBERS = /以(?<units>(?:(?!以)[^。；])*?)为(?:责任|牵头|成员)单位/;

// 由县教育局牵头; a person who leads within the unit is none
const BY_UNIT =
  /由(?!本)(?<units>[^，。；]{2,40}?(?:[局委办部院会社府镇乡]|部门|中心|街道))(?:牵头|负责)/;

function subjectOfClause(words: string): string | null {
  const clause = words.replace(
    /^(?:原则上|同时|其中|(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]+))/,
    '',
  );
  const colon = /^[^，。；]{2,40}?(?=[：:])/.exec(clause)?.[0].length;
  const stop = colon ?? clause.search(BEFORE_VERB);
  if (stop < 2 || stop > 60) return null;
  const subject = clause.slice(0, stop).replace(/[，,]$/, '');
  const names = subject.replace(/[（(][^（()）]*[）)]/g, '').split(/[、，,]/);
  return names.every((name) => UNIT.test(name) && !NO_SUBJECT.test(name)) ? subject : null;
}

/**
 * Who acts in the clause, where it begins with a side of the plan or a unit of one.
 * @example actorOf('青禾县上半年选派3名老师', sides) // '青禾县'
 */
export function actorOf(quote: string, sides: readonly ExtractedSide[]): string | null {
  if (!leadingSide(quote, sides)) return null;
  const stops = [quote.search(BEFORE_VERB), actionStart(quote)].filter((at) => at > 0);
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
