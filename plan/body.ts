import { type Assignment, assignmentOf, isAssignment, splitAssignments } from './brackets.ts';
import { parseDeadline } from './deadline/parse.ts';
import type { Block, SourceDocument } from './document.ts';
import type { Draft, Outcome, PartReading } from './draft.ts';
import type { ExtractedSide } from './extracted.ts';
import { obligationsIn } from './obligations.ts';
import { collectiveOf, subjectOf } from './subject.ts';
import { splitSentences } from './text/sentences.ts';
import { parseUnits } from './units.ts';
import { NO_TASKS_SECTION } from './vocabulary.ts';

type Heading = Extract<Block, { kind: 'heading' }>;

/** A paragraph with the headings above it, outermost first; none for what precedes the first. */
type Paragraph = { text: string; place: Block['place']; headings: Heading[]; preamble: boolean };

/** A sentence of a paragraph with the bracket that speaks of it. */
type Sentence = {
  text: string;
  assignment: Assignment;
  paragraph: Paragraph;
  background: boolean;
  /** It goes on from the sentence before it, whose subject may be its own. */
  continues: boolean;
};

// 一是用好协作资金。 names what follows it
const RUN_IN_HEADING = /^[一二三四五六七八九]是[^，,\d]{2,24}。$/;
const ITEM_NUMBER =
  /^(?:[①-⑳]|[一二三四五六七八九][是要]|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]|[.．、](?!\d)))\s*/;

/** A sentence that sets one end for all work; it is a rule for the tasks, not one of them. */
export const OVERALL_END =
  /(?:各项|全部|所有|上述|以上)[^。，；]{0,16}(?:工作|任务|项目|事项)[^。；]{0,24}(?:完成|办结|结束)/;

/** The obligations that the running text states, with the units and times of its brackets. */
export function readBody(document: SourceDocument, sides: readonly ExtractedSide[]): PartReading {
  const reading: PartReading = { drafts: [], outcomes: [], issues: [] };
  const collective = collectiveOf(document.text);
  let subject: string | null = null;
  for (const sentence of paragraphsOf(document.blocks).flatMap(sentencesOf)) {
    const own = subjectOf(sentence.text);
    subject = own ?? (sentence.continues ? subject : null);
    const drafts = draftsOf(sentence, { subject, collective, sides });
    reading.drafts.push(...drafts);
    reading.outcomes.push(...outcomesOf(sentence, drafts));
  }
  return reading;
}

/** The paragraphs, and the headings that stand for one: list items with nothing below them. */
function paragraphsOf(blocks: Block[]): Paragraph[] {
  const hasHeadings = blocks.some((block) => block.kind === 'heading' && block.level <= 2);
  const paragraphs: Paragraph[] = [];
  let headings: Heading[] = [];
  blocks.forEach((block, index) => {
    if (block.kind === 'title') headings = [];
    if (block.kind === 'heading') {
      headings = [...headings.filter(({ level }) => level < block.level), block];
      if (!isLeaf(block, blocks[index + 1])) return;
    }
    if (block.kind === 'row' || block.kind === 'title') return;
    if (block.kind === 'paragraph' && isAssignment(block.text)) {
      assign(paragraphs, headings, block.text);
      return;
    }
    const above = headings.filter((heading) => heading !== block);
    const preamble = hasHeadings && headings.length === 0;
    paragraphs.push({ text: block.text, place: block.place, headings: above, preamble });
  });
  return paragraphs;
}

/** Puts a line of time or units behind what it speaks of: all under its heading, or that itself. */
function assign(paragraphs: Paragraph[], headings: Heading[], line: string): void {
  const heading = headings.at(-1);
  const below = paragraphs.filter(
    ({ headings: above, place }) => above.at(-1) === heading || place === heading?.place,
  );
  const meant = heading && heading.level > 1 ? below : below.slice(-1);
  for (const paragraph of meant) paragraph.text += `（${line}）`;
  if (meant.length > 0 || !heading) return;
  const text = `${heading.text}（${line}）`;
  const { place } = heading;
  paragraphs.push({ text, place, headings: headings.slice(0, -1), preamble: false });
}

function isLeaf(heading: Heading, next: Block | undefined): boolean {
  if (next === undefined || next.kind === 'title') return true;
  return next.kind === 'heading' && next.level <= heading.level;
}

function isBackground({ headings, preamble }: Paragraph): boolean {
  return preamble || headings.some(({ text }) => NO_TASKS_SECTION.test(text));
}

/** Sentences of a paragraph that is background are kept without their place among tasks. */
function sentencesOf(paragraph: Paragraph): Sentence[] {
  const background = isBackground(paragraph);
  const above = assignmentOf(paragraph.headings);
  return splitAssignments(paragraph.text)
    .flatMap(({ text, assignment }) =>
      splitSentences(text).map((piece) => ({
        text: piece.text,
        assignment: { time: assignment.time ?? above.time, units: assignment.units ?? above.units },
      })),
    )
    .map(({ text, assignment }, index) => ({
      text,
      assignment,
      paragraph,
      background,
      // a paragraph that begins with 要 goes on speaking to those addressed before it
      continues: index > 0 || text.startsWith('要'),
    }));
}

/** Who acts where the sentence does not say: the subject before it, or all whom the plan addresses. */
type Addressees = {
  subject: string | null;
  collective: string | null;
  sides: readonly ExtractedSide[];
};

function draftsOf(sentence: Sentence, addressees: Addressees): Draft[] {
  const { text, assignment, background } = sentence;
  if (background || isRule(text) || RUN_IN_HEADING.test(text)) return [];
  const pieces = obligationsIn(text);
  let rhythm: string | null = null;
  return pieces.map(({ text: quote }) => {
    // 每年 goes on for what the sentence asks after it
    const time = parseDeadline(quote);
    if (time?.rule.loose) rhythm = time.text;
    const subject = subjectOf(quote) ?? addressees.subject;
    const units = assignment.units ?? subject ?? (isReport(quote) ? addressees.collective : null);
    return {
      ...placeOf(sentence),
      quote: quote.replace(ITEM_NUMBER, ''),
      context: text,
      stated: assignment.time ?? stageOf(sentence) ?? rhythm,
      units: parseUnits(units ?? '', addressees.sides),
      remark: '',
      amount: null,
    };
  });
}

function placeOf({ paragraph }: Sentence): Pick<Draft, 'place' | 'section' | 'number'> {
  const section = paragraph.headings.at(-1)?.text.slice(0, 30) ?? null;
  return { place: paragraph.place, section, number: null };
}

/** A heading like 动员部署阶段（2—3月） gives its period to what stands below it. */
function stageOf({ paragraph }: Sentence): string | null {
  const stages = paragraph.headings.filter(({ text }) => /阶段/.test(text));
  return stages.findLast(({ text }) => parseDeadline(text) !== null)?.text ?? null;
}

function isRule(sentence: string): boolean {
  return OVERALL_END.test(sentence) && parseDeadline(sentence) !== null;
}

function isReport(quote: string): boolean {
  return /上报|报送|填报|报[至到给]/.test(quote);
}

function outcomesOf(sentence: Sentence, drafts: Draft[]): Outcome[] {
  const { line } = sentence.paragraph.place;
  if (drafts.length > 0) return drafts.map(({ quote }) => ({ line, text: quote, outcome: 'task' }));
  const rule = !sentence.background && isRule(sentence.text);
  return [{ line, text: sentence.text, outcome: rule ? 'rule' : 'dismissed' }];
}
