import { dismissalOf, kindOfWords } from './background.ts';
import { assignmentOf } from './brackets.ts';
import { parseDeadline } from './deadline/parse.ts';
import type { Block, SourceDocument } from './document.ts';
import type { Draft, Outcome, PartReading } from './draft.ts';
import type { Dismissal } from './extracted.ts';
import type { Header } from './header.ts';
import { obligationsIn, trimEnd } from './obligations.ts';
import { paragraphsOf } from './paragraphs.ts';
import { type Sentence, sentencesOf } from './sentence.ts';
import { collectiveOf, subjectOf } from './subject.ts';
import type { Piece } from './text/sentences.ts';
import { parseUnits } from './units.ts';

const OVERALL_END =
  /(?:各项|全部|所有|上述|以上)[^。，；]{0,16}(?:工作|任务|项目|事项)[^。；]{0,24}(?:完成|办结|结束)/;

/**
 * True for a sentence that sets one end for all work: a rule for the tasks, not one of them.
 * @example setsOverallEnd('各项工作原则上要在11月底前完成。') // true
 * @example setsOverallEnd('以上工作完成情况于9月底前报县政府。') // false: a report is a task
 */
export function setsOverallEnd(sentence: string): boolean {
  return OVERALL_END.test(sentence) && !/完成情况|报告|报送|上报/.test(sentence);
}

/** The obligations that the running text states, with the units and times of its brackets. */
export function readBody(document: SourceDocument, header: Header): PartReading {
  const reading: PartReading = { drafts: [], outcomes: [], issues: [] };
  const collective = collectiveOf(document.text);
  let subject: string | null = null;
  for (const sentence of paragraphsOf(document.blocks).flatMap(sentencesOf)) {
    const own = subjectOf(sentence.text);
    const reason = reasonAgainst(sentence, own, header);
    const pieces = reason === null ? piecesOf(sentence) : [];
    const subjects = subjectsOf(sentence.text, pieces, sentence.continues ? subject : null);
    reading.drafts.push(...draftsOf(sentence, pieces, { subjects, collective, header }));
    reading.outcomes.push(...outcomesOf(sentence, pieces, reason));
    subject = subjects.at(-1) ?? own ?? (sentence.continues ? subject : null);
  }
  reading.outcomes.push(...headingOutcomes(document.blocks, reading.outcomes));
  return reading;
}

/** Headings that stand for no task of their own: some say when or who for all below them. */
function headingOutcomes(blocks: readonly Block[], told: readonly Outcome[]): Outcome[] {
  const lines = new Set(told.map(({ line }) => line));
  return blocks.flatMap((block): Outcome[] => {
    if (block.kind !== 'heading' || lines.has(block.place.line)) return [];
    const { text, place } = block;
    const { time, units } = assignmentOf([block]);
    const tells = time !== null || units !== null || parseDeadline(text) !== null;
    return tells
      ? [{ line: place.line, text, outcome: 'rule' }]
      : [{ line: place.line, text, outcome: 'dismissed', reason: 'heading' }];
  });
}

/**
 * The obligations of a sentence. One that has its units behind it is one whatever its words, if its
 * time stands before it (三月：中考体育测试。（招考中心）) or the bracket speaks of it alone.
 */
function piecesOf(sentence: Sentence): Piece[] {
  const { assigned, labelled, alone, text } = sentence;
  const pieces = obligationsIn(text);
  if (pieces.length > 0) return pieces;
  const told = labelled || stageOf(sentence) !== null;
  const entered = assigned && (told || (alone && kindOfWords(text) !== 'call'));
  return entered ? [{ text: trimEnd(text), start: 0 }] : [];
}

/** Who acts in each obligation: whoever it names itself, else the one named before it, else after it. */
function subjectsOf(text: string, pieces: Piece[], before: string | null): (string | null)[] {
  let end = 0;
  let subject: string | null = null;
  const named = pieces.map((piece) => {
    const words = text.slice(end, piece.start + piece.text.length);
    end = piece.start + piece.text.length;
    subject = subjectOf(words) ?? subject;
    return subject;
  });
  const anywhere = named.some((name) => name !== null) ? null : subjectOf(text);
  return named.map((name) => name ?? anywhere ?? before);
}

/** Why a sentence is no task before its words are looked at; 'rule' for one that speaks of all. */
function reasonAgainst(
  { text, paragraph, heads }: Sentence,
  subject: string | null,
  { periods }: Header,
): Dismissal | 'rule' | null {
  const reason = dismissalOf(text, paragraph, periods);
  if (reason === 'background' && paragraph.preamble && demands(text, subject)) return null;
  if (reason !== null) return reason;
  if (setsOverallEnd(text) && parseDeadline(text) !== null) return 'rule';
  return heads ? 'heading' : null;
}

// what a covering notice asks for besides: a plan, a report, a list by a date
const DEMANDS =
  /(?:要|须|应|请|务必|于)[^。]{0,40}(?:报|制定|提交|确定|明确|反馈)|每(?:月|季|周|半年)[^。]{0,30}(?:报|通报)/;

function demands(text: string, subject: string | null): boolean {
  const time = parseDeadline(text);
  const dated = time !== null && time.rule.kind !== 'none' && time.rule.loose !== true;
  return subject !== null && dated && DEMANDS.test(text);
}

/** Who acts where the sentence does not say: the subject before it, or all whom the plan addresses. */
type Addressees = { subjects: (string | null)[]; collective: string | null; header: Header };

function draftsOf(sentence: Sentence, pieces: Piece[], addressees: Addressees): Draft[] {
  const { text, assignment } = sentence;
  const { subjects, collective, header } = addressees;
  let carried: Carried = NOTHING_CARRIED;
  return pieces.map(({ text: quote, start }, index) => {
    const subject = subjects[index] ?? null;
    const before = carriesOn(text, start, subject, carried) ? carried : NOTHING_CARRIED;
    carried = carriedTo(quote, subject, before);
    const units = assignment.units ?? subject ?? (isReport(quote) ? collective : null);
    return {
      ...placeOf(sentence),
      quote,
      words: quote,
      context: text,
      stated: assignment.time ?? carried.date ?? stageOf(sentence) ?? carried.rhythm,
      units: parseUnits(units ?? '', header.sides),
      remark: '',
      amount: null,
    };
  });
}

/** What an obligation leaves to the next one of its sentence: 每年, 3月底前, and who they were said of. */
type Carried = { rhythm: string | null; date: string | null; subject: string | null };

const NOTHING_CARRIED: Carried = { rhythm: null, date: null, subject: null };

/** 3月底前 goes on for what follows it, unless a semicolon or another subject stands between. */
function carriesOn(text: string, start: number, subject: string | null, carried: Carried): boolean {
  if (carried.date === null) return true;
  return !/[；;]\s*$/.test(text.slice(0, start)) && subject === carried.subject;
}

/** How far into an obligation its time may begin and still lead it: behind its subject and 于. */
function leadingLength(quote: string, subject: string | null): number {
  return (subject !== null && quote.startsWith(subject) ? subject.length : 0) + 2;
}

function carriedTo(quote: string, subject: string | null, before: Carried): Carried {
  const { rhythm, date } = before;
  const time = parseDeadline(quote);
  if (time === null) return { rhythm, date, subject };
  if (time.rule.loose) return { rhythm: time.text, date: null, subject };
  const inBracket = /[（(][^）)]*$/.test(quote.slice(0, time.start));
  const leads = leadingLength(quote, subject) >= time.start;
  const goesOn = time.rule.kind === 'once' && leads && !inBracket && !quote.startsWith('其中');
  return { rhythm, date: goesOn ? time.text : null, subject };
}

function placeOf({ paragraph }: Sentence): Pick<Draft, 'place' | 'block' | 'section' | 'number'> {
  const section = paragraph.headings.at(-1)?.text.slice(0, 30) ?? null;
  return { place: paragraph.place, block: paragraph.place, section, number: null };
}

/** A heading like 动员部署阶段（2—3月） or 九月 gives its period to what stands below it. */
function stageOf({ paragraph }: Sentence): string | null {
  const stages = paragraph.headings.filter(({ text }) => /阶段/.test(text) || isOnlyTime(text));
  return stages.findLast(({ text }) => parseDeadline(text) !== null)?.text ?? null;
}

function isOnlyTime(heading: string): boolean {
  const words = heading.replace(/[：:\s]/g, '');
  return parseDeadline(words)?.text === words;
}

function isReport(quote: string): boolean {
  return /上报|报送|填报|报[至到给]/.test(quote);
}

function outcomesOf(
  { text, paragraph }: Sentence,
  pieces: Piece[],
  reason: Dismissal | 'rule' | null,
): Outcome[] {
  const { line } = paragraph.place;
  if (reason === 'rule') return [{ line, text, outcome: 'rule' }];
  if (pieces.length === 0) {
    return [{ line, text, outcome: 'dismissed', reason: reason ?? kindOfWords(text) }];
  }
  return [
    ...pieces.map((piece): Outcome => ({ line, text: piece.text, outcome: 'task' })),
    ...besides(text, pieces).map(
      (rest): Outcome =>
        kindOfWords(rest) === 'call'
          ? { line, text: rest, outcome: 'dismissed', reason: 'call' }
          : { line, text: rest, outcome: 'part' },
    ),
  ];
}

/** What a sentence says beside its obligations. */
function besides(text: string, pieces: Piece[]): string[] {
  const ends = [...pieces.map(({ start }) => start), text.length];
  const begins = [0, ...pieces.map((piece) => piece.start + piece.text.length)];
  return begins
    .map((begin, index) => trimEnd(text.slice(begin, ends[index])).replace(/^[，,；;。]+/, ''))
    .filter((rest) => /[\p{L}\p{N}]{2}/u.test(rest));
}
