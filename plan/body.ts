import { splitAssignments } from './brackets.ts';
import { parseDeadline } from './deadline/parse.ts';
import type { Block, SourceDocument } from './document.ts';
import type { Draft, Outcome, PartReading } from './draft.ts';
import type { ExtractedSide } from './extracted.ts';
import { obligationsIn } from './obligations.ts';
import { collectiveOf, subjectOf } from './subject.ts';
import { splitSentences } from './text/sentences.ts';
import { parseUnits, type Units } from './units.ts';
import { NO_TASKS_SECTION } from './vocabulary.ts';

type Heading = Extract<Block, { kind: 'heading' }>;

/** A paragraph with the headings above it, outermost first; none for what precedes the first. */
type Paragraph = { text: string; place: Block['place']; headings: Heading[]; preamble: boolean };

/** A sentence that sets one end for all work; it is a rule for the tasks, not one of them. */
export const OVERALL_END =
  /(?:各项|全部|所有|上述|以上)[^。，；]{0,16}(?:工作|任务|项目|事项)[^。；]{0,24}(?:完成|办结|结束)/;

/** The obligations that the running text states, with the units and times of its brackets. */
export function readBody(document: SourceDocument, sides: readonly ExtractedSide[]): PartReading {
  const reading: PartReading = { drafts: [], outcomes: [], issues: [] };
  const collective = collectiveOf(document.text);
  for (const paragraph of paragraphsOf(document.blocks)) {
    const read = isBackground(paragraph)
      ? { drafts: [], outcomes: dismissedSentences(paragraph) }
      : readParagraph(paragraph, sides, collective);
    reading.drafts.push(...read.drafts);
    reading.outcomes.push(...read.outcomes);
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
    const above = headings.filter((heading) => heading !== block);
    const preamble = hasHeadings && headings.length === 0;
    paragraphs.push({ text: block.text, place: block.place, headings: above, preamble });
  });
  return paragraphs;
}

function isLeaf(heading: Heading, next: Block | undefined): boolean {
  if (next === undefined || next.kind === 'title') return true;
  return next.kind === 'heading' && next.level <= heading.level;
}

function isBackground({ headings, preamble }: Paragraph): boolean {
  return preamble || headings.some(({ text }) => NO_TASKS_SECTION.test(text));
}

function dismissedSentences({ text, place }: Paragraph): Outcome[] {
  return splitSentences(text).map((sentence) => ({
    line: place.line,
    text: sentence.text,
    outcome: 'dismissed',
  }));
}

function readParagraph(
  paragraph: Paragraph,
  sides: readonly ExtractedSide[],
  collective: string | null,
): Pick<PartReading, 'drafts' | 'outcomes'> {
  const drafts: Draft[] = [];
  const outcomes: Outcome[] = [];
  let subject: string | null = null;
  for (const { text, assignment } of splitAssignments(paragraph.text)) {
    for (const sentence of splitSentences(text)) {
      const found = obligationsIn(sentence.text).map(({ text: quote }) => {
        subject = subjectOf(quote) ?? subjectOf(sentence.text) ?? subject;
        const units = assignment.units ?? subject ?? (isReport(quote) ? collective : null) ?? '';
        return draftOf(paragraph, quote, sentence.text, parseUnits(units, sides), assignment.time);
      });
      subject = subjectOf(sentence.text) ?? subject;
      const line = paragraph.place.line;
      const isRule = OVERALL_END.test(sentence.text) && parseDeadline(sentence.text) !== null;
      if (isRule || found.length === 0) {
        outcomes.push({ line, text: sentence.text, outcome: isRule ? 'rule' : 'dismissed' });
      } else {
        drafts.push(...found);
        outcomes.push(
          ...found.map(({ quote }): Outcome => ({ line, text: quote, outcome: 'task' })),
        );
      }
    }
  }
  return { drafts, outcomes };
}

function isReport(quote: string): boolean {
  return /上报|报送|填报|报[至到给]/.test(quote);
}

function draftOf(
  { headings, place }: Paragraph,
  quote: string,
  context: string,
  units: Units,
  time: string | null,
): Draft {
  const stage = headings.findLast(({ text }) => /阶段/.test(text) && parseDeadline(text) !== null);
  return {
    quote: quote.replace(
      /^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]|[.．、](?!\d)))\s*/,
      '',
    ),
    context,
    place,
    section: headings.at(-1)?.text.slice(0, 30) ?? null,
    number: null,
    stated: time ?? stage?.text ?? null,
    units,
    remark: '',
    amount: null,
  };
}
