import { type CountReading, readCounts } from './counts.ts';
import { type DeadlineReading, parseDeadline } from './deadline/parse.ts';
import { NUMBER } from './text/numerals.ts';
import { leadingSubject, predicateOf } from './subject.ts';
import { type Piece, splitClauses, splitOutside } from './text/sentences.ts';
import { DETAILS, opensWithAction, wordingOf } from './vocabulary.ts';

/** A clause as the grouping sees it. */
type Clause = Piece & {
  acts: boolean;
  timed: boolean;
  /** Its time comes back: every month, quarter … */
  recurs: boolean;
  counted: boolean;
  call: boolean;
  /** Who is to act, where the clause begins with it. */
  subject: string | null;
  /** 每年3月底前， alone: the time of the clause after it. */
  onlyDate: boolean;
  /** It has a date, no rhythm or whole year. */
  dated: boolean;
  /** It says nothing but by when what stands before it is done: 6月底前拨付到位. */
  doneByThen: boolean;
  /** It says more of what stands before it: 其中…3个, 每次不少于10节, 名单报县局. */
  furthers: boolean;
  /** A semicolon stands between this clause and the last one before it that asks for something. */
  afterSemicolon: boolean;
};

/**
 * The obligations of one sentence, each as the contiguous text that holds it; [] for a sentence that
 * asks for nothing that can be checked. Clauses go together until one brings a time or a count of its
 * own where the group already has its deliverable.
 * @example obligationsIn('青禾县上半年选派3名老师、秋季选派1名教师，促进交流。') // two pieces
 */
export function obligationsIn(sentence: string): Piece[] {
  const groups: Clause[][] = [];
  let prelude: Clause[] = [];
  for (const clause of clausesOf(sentence)) {
    const group = groups.at(-1);
    if (group && prelude.length === 0 && goesOn(group, clause)) {
      group.push(clause);
    } else if (!asks(clause)) {
      // a clause that only leads in belongs to what follows it; a call or aim to nothing
      prelude = clause.call || endsSegment(clause) ? [] : [...prelude, clause];
    } else if (group && !beginsAnew(group, clause)) {
      group.push(clause);
      prelude = [];
    } else {
      groups.push([...prelude, { ...clause, furthers: false }]);
      prelude = [];
    }
  }
  return groups.flatMap(splitLong).map((group) => span(sentence, group));
}

const OWN_YEAR = /^(?:其中)?(?:[^，。；\d]{0,8})?(20\d{2})年/;

function clausesOf(sentence: string): Clause[] {
  const clauses = splitClauses(sentence).flatMap(splitAtPause).map(clauseOf);
  const years = new Set(clauses.flatMap(({ text }) => OWN_YEAR.exec(text)?.[1] ?? []));
  const state = { afterSemicolon: false, dated: false, inParts: false };
  return clauses.map((clause) => {
    // 2023年建设甲，2024年建设乙: the years divide, one alone tells nothing new
    const byYear = years.size > 1 && !clause.onlyDate && OWN_YEAR.test(clause.text);
    const timed = clause.timed || state.dated || byYear;
    // 其中：甲资金40万元、乙资金20万元
    const isPart = state.inParts && !clause.acts && !timed;
    const { afterSemicolon } = state;
    state.dated = clause.onlyDate;
    state.afterSemicolon = endsSegment(clause) || (afterSemicolon && !asks(clause));
    state.inParts = !endsSegment(clause) && (clause.text.startsWith('其中') || isPart);
    // 每个工作室开展活动8次 after a semicolon is another figure
    const apart = byYear || (afterSemicolon && clause.counted);
    return { ...clause, timed, furthers: (clause.furthers && !apart) || isPart, afterSemicolon };
  });
}

function endsSegment({ text }: Piece): boolean {
  return /[；;]$/.test(text);
}

function asks({ acts, timed, counted }: Omit<Clause, 'afterSemicolon'>): boolean {
  return acts || timed || counted;
}

/** 选派3名老师、选派1名教师 are two clauses, though only a 、 stands between them. */
function splitAtPause(clause: Piece): Piece[] {
  const parts = splitOutside(clause.text, '、');
  if (parts.length < 2 || !parts.every(({ text }) => asksAlone(text))) return [clause];
  return parts.map(({ text, start }) => ({ text, start: clause.start + start }));
}

/** 选派3名老师, or 3月底前将方案 … 报送. */
function asksAlone(text: string): boolean {
  const counted = readCounts(text).length > 0;
  if (counted && OWN_YEAR.test(text)) return true;
  const time = parseDeadline(text);
  const end = time ? time.start + time.text.length : 0;
  const rest = text.slice(end).replace(/[^\p{L}]/gu, '');
  if (time?.rule.kind === 'once' && time.bound === 'by' && rest.length > 2) return true;
  if (time?.rule.kind === 'once' && /(?<!分别)于[^，]{0,10}前、?$/.test(text)) return true;
  return (counted && wordingOf(text) === 'action') || (text.includes('前将') && time !== null);
}

// 每季度至少开展1次 after 开展走访: the verb's object stands before
const COUNT_WITHOUT_OBJECT = new RegExp(
  `(?:开展|进行|召开|举办|组织)${NUMBER}[次场期批](?:以上)?[，,；;。]?$`,
);
// 6月底前拨付到位 after 安排资金
const DONE_BY_THEN =
  /^[^\p{L}]*(?:全部|全面)?(?:于|于当年)?(?:(?:拨付|完成|落实|发放|报送|上报|安排|实施)?(?:到位|完毕|完成|落实|拨付|发放)?|(?:建成|挂牌)?(?:投用|投产|投入使用|投入运营|运行|开业|完工|竣工|交付使用)|完成[\u4E00-\u9FA5]{2}|(?:拨付|下达|汇入|发放)(?:至|到|给)[^，。；]{2,16})[，,；;。]?$/u;

/** True for a clause that says by when what stands before it is to be done, and nothing else. */
function isDoneByThen(text: string, time: DeadlineReading | null): boolean {
  return time !== null && DONE_BY_THEN.test(text.replace(time.text, '').replace(/^于/, ''));
}

// figures and details of what stands before: they begin nothing new
const FURTHERS = new RegExp(`^(?:${DETAILS.map(([, form]) => form).join('|')})`);
const RHYTHM_ALONE = new RegExp(
  `^(?:全年|每年|年内|其中|每季度?|每半年|每月|至少|不少于|不低于|原则上|一般|各|均|共|以上|为|的|开展|进行|召开|举办|组织|[\\d〇一二两三四五六七八九十百])*$`,
);

function clauseOf({ text, start }: Piece): Omit<Clause, 'afterSemicolon'> {
  const wording = wordingOf(text);
  const time = parseDeadline(text);
  const counts = readCounts(text);
  const forecast = /预计|预期/.test(text);
  const timed = time !== null && setsTime(time, text);
  // a date alone leads in to what is to be done by then, a figure alone adds to what was said
  const words = text.replace(time?.text ?? '', '').replace(/[^\p{L}]/gu, '');
  const bare = words.length < 2 || NAMES_DAY.test(text);
  const figures = counts.reduce((rest, count) => rest.replace(count.text, ''), text);
  const onlyFigure = counts.length > 0 && figures.replace(/[^\p{L}]/gu, '').length < 2;
  const doneByThen = !bare && isDoneByThen(text, time);
  const elliptic = doneByThen || COUNT_WITHOUT_OBJECT.test(text);
  const rhythm = timed && counts.length > 0 && rhythmAlone(text, time.text, counts);
  return {
    text,
    start,
    acts: (wording === 'action' || opensWithAction(predicateOf(text))) && !elliptic,
    call: wording === 'call',
    subject: leadingSubject(text),
    onlyDate: bare && timed,
    furthers: rhythm || onlyFigure || elliptic || saysMore(text, time),
    counted: !forecast && !bare && counts.length > 0,
    timed: timed && !bare,
    dated: timed && time.rule.kind === 'once',
    doneByThen,
    recurs: time !== null && /^(?:每|逐|按|各)/.test(time.text),
  };
}

// 每月最后一个周五为“清洁家园日”
const NAMES_DAY =
  /^[^，。；]{2,16}[为是](?:全[县区市])?[“"][^”"]{2,12}[”"][^，。；]{0,4}[，,；;。]?$/;

/** True for a detail of what stands before, but not for one that has a date of its own. */
function saysMore(text: string, time: DeadlineReading | null): boolean {
  const dated = time !== null && setsTime(time, text) && time.rule.loose !== true;
  const part = text.startsWith('其中') && readCounts(text).length > 0;
  return (!dated || part) && FURTHERS.test(time?.start === 0 ? text.slice(time.text.length) : text);
}

/** 每季度至少1次: how often what stands before is to be done. */
function rhythmAlone(text: string, time: string, counts: CountReading[]): boolean {
  const rest = counts.reduce((left, count) => left.replace(count.text, ''), text.replace(time, ''));
  return RHYTHM_ALONE.test(rest.replace(/[^\p{L}]/gu, ''));
}

/** A year alone (2024年新增…) tells nothing new, and 每年 does not oblige who is only encouraged. */
function setsTime({ text, rule }: DeadlineReading, clause: string): boolean {
  if (rule.undated?.waitsFor === 'event') return rule.undated.within !== undefined;
  if (rule.kind === 'none' || /^\d{4}年[度内]?$/.test(text)) return false;
  return rule.loose !== true || !/引导|鼓励|动员|倡导/.test(clause);
}

// 一要……；二要……
const ITEM = /^(?:[一二三四五六七八九][是要]|[（(]?\d{1,2}[）)]|[①-⑳])/;

/** 12月底前投入运营 ends what stands before it, unless that has a date of its own. */
function goesOn(group: Clause[], { furthers, doneByThen }: Clause): boolean {
  return furthers && !(doneByThen && group.some((member) => member.dated));
}

function beginsAnew(group: Clause[], clause: Clause): boolean {
  const timed = group.some((member) => member.timed);
  const counted = group.some((member) => member.counted && !member.furthers);
  const hasDeliverable = timed || group.some((member) => member.acts);
  if (goesOn(group, clause) || !(hasDeliverable || counted)) return false;
  if (clause.afterSemicolon && ITEM.test(clause.text)) return true;
  // each of two subjects owes its own; each of two dates or figures is a deliverable of its own
  if (clause.subject !== null && clause.subject !== subjectIn(group)) return true;
  if (clause.timed && (timed || clause.afterSemicolon)) return true;
  if (clause.counted && (counted || clause.afterSemicolon)) return true;
  if (clause.timed && !clause.counted && clause.text.startsWith('其中')) return true;
  if (clause.recurs && clause.timed && hasDeliverable) return true;
  if (clause.counted && timed) return true;
  // 开展自查，11月18日前将报告报县局 is one, 并于11月18日前… another
  const apart = clause.timed && (ANOTHER.test(clause.text) || isOther(clause));
  return clause.acts && (counted || (apart && hasDeliverable));
}

const ANOTHER = /^(?:并|同时)/;

/** 年底前走访2次 is not the end of what stands before it, as 年底前建成3公里 may be. */
function isOther({ counted, text }: Clause): boolean {
  return counted && !/完成|建成|通过|竣工/.test(text);
}

function subjectIn(group: Clause[]): string | null {
  return group.map(({ subject }) => subject).find((subject) => subject !== null) ?? null;
}

const LONGEST_QUOTE = 120;

/** A group too long to be one obligation falls apart at its semicolons. */
function splitLong(group: Clause[]): Clause[][] {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last || last.start + last.text.length - first.start <= LONGEST_QUOTE)
    return [group];
  const parts: Clause[][] = [];
  for (const clause of group) {
    const part = parts.at(-1);
    if (part && !clause.afterSemicolon) part.push(clause);
    else parts.push([clause]);
  }
  return parts.filter((part) => part.some(asks));
}

function span(sentence: string, group: Clause[]): Piece {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return { text: sentence, start: 0 };
  const text = sentence.slice(first.start, last.start + last.text.length);
  const and = /^(?:并|且|同时[，,]?)/.exec(text)?.[0].length ?? 0;
  return { text: trimEnd(text.slice(and)), start: first.start + and };
}

const END_MARKS = '，,；;。：:、！!？? \t\n';

/** The text without the marks that end it. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && END_MARKS.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
