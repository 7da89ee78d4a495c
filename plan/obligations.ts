import { readCounts } from './counts.ts';
import { type DeadlineReading, parseDeadline } from './deadline/parse.ts';
import { NUMBER } from './text/numerals.ts';
import { type Piece, splitClauses, splitOutside } from './text/sentences.ts';
import { wordingOf } from './vocabulary.ts';

/** A clause as the grouping sees it. */
type Clause = Piece & {
  acts: boolean;
  timed: boolean;
  counted: boolean;
  call: boolean;
  /** 每年3月底前， alone: the time of the clause after it. */
  onlyDate: boolean;
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
    if (!asks(clause)) {
      // a clause that only leads in belongs to what follows it; a call or aim to nothing
      prelude = clause.call || endsSegment(clause) ? [] : [...prelude, clause];
    } else if (group && !beginsAnew(group, clause)) {
      group.push(clause);
      prelude = [];
    } else {
      groups.push([...prelude, clause]);
      prelude = [];
    }
  }
  return groups.flatMap(splitLong).map((group) => span(sentence, group));
}

function clausesOf(sentence: string): Clause[] {
  const clauses = splitClauses(sentence).flatMap(splitAtPause).map(clauseOf);
  let semicolon = false;
  let dated = false;
  return clauses.map((clause) => {
    const marked = { ...clause, timed: clause.timed || dated, afterSemicolon: semicolon };
    dated = clause.onlyDate;
    semicolon = endsSegment(clause) || (semicolon && !asks(clause));
    return marked;
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
  const counted = readCounts(text).length > 0 && wordingOf(text) === 'action';
  return counted || (text.includes('前将') && parseDeadline(text) !== null);
}

// 每季度至少开展1次 after 开展走访, 6月底前拨付到位 after 安排资金: the verb's object stands before
const ELLIPSIS = new RegExp(
  `(?:(?:开展|进行|召开|举办|组织)${NUMBER}[次场期批](?:以上)?|(?:拨付|完成|落实|发放|报送|上报|安排|实施)(?:到位|完毕)?)[，,；;。]?$`,
);

function clauseOf({ text, start }: Piece): Omit<Clause, 'afterSemicolon'> {
  const wording = wordingOf(text);
  const time = parseDeadline(text);
  const forecast = /预计|预期/.test(text);
  // a date alone leads in to what is to be done by then
  const bare = text.replace(time?.text ?? '', '').replace(/[^\p{L}]/gu, '').length < 2;
  return {
    text,
    start,
    acts: wording === 'action' && !ELLIPSIS.test(text),
    call: wording === 'call',
    onlyDate: bare && time !== null && setsTime(time, text),
    counted: !forecast && !bare && readCounts(text).length > 0,
    timed: time !== null && !bare && setsTime(time, text),
  };
}

/** A year alone (2024年新增…) tells nothing new, and 每年 does not oblige who is only encouraged. */
function setsTime({ text, rule }: DeadlineReading, clause: string): boolean {
  if (rule.kind === 'none' || /^\d{4}年[度内]?$/.test(text)) return false;
  return rule.loose !== true || !/引导|鼓励|动员|倡导/.test(clause);
}

// 一要……；二要……
const ITEM = /^(?:[一二三四五六七八九][是要]|[（(]?\d{1,2}[）)]|[①-⑳])/;

function beginsAnew(group: Clause[], clause: Clause): boolean {
  const hasDeliverable = group.some((member) => member.acts || member.timed);
  const hasCount = group.some((member) => member.counted);
  const isItem = clause.afterSemicolon && ITEM.test(clause.text);
  if (hasDeliverable && (isItem || (clause.timed && clause.afterSemicolon))) return true;
  // each of two subjects owes its own number
  if (clause.counted && hasCount && clause.text.startsWith('各')) return true;
  return clause.acts && (hasCount || (clause.timed && hasDeliverable));
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

/** The text without the marks that end it. */
export function trimEnd(text: string): string {
  return text.replace(/[，,；;。：:、！!？?\s]+$/, '');
}
