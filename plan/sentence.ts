import { type Assignment, assignmentOf, readAssignment, splitAssignments } from './brackets.ts';
import { parseDeadline } from './deadline/parse.ts';
import type { Paragraph } from './paragraphs.ts';
import { bounded, splitSentences } from './text/sentences.ts';

/** A sentence of a paragraph, without its number, with what brackets, lines and labels say of it. */
export type Sentence = {
  text: string;
  assignment: Assignment;
  paragraph: Paragraph;
  /** It goes on from the sentence before it, whose subject may be its own. */
  continues: boolean;
  /** Units stand in a bracket behind it; a label before it says its time. */
  assigned: boolean;
  labelled: boolean;
  /** The bracket stands behind this sentence alone. */
  alone: boolean;
  /** It is a numbered item's first words, which name what follows them: 一是用好资金。 */
  heads: boolean;
};

/** The sentences of a paragraph; items numbered inside it （1）…；（2）… are sentences of their own. */
export function sentencesOf(paragraph: Paragraph): Sentence[] {
  const below = readAssignment(paragraph.below.join('；'));
  const above = assignmentOf(paragraph.headings);
  const { time: label, text } = splitLabel(paragraph.text);
  return splitAssignments(text)
    .flatMap(({ text: piece, assignment }) => {
      const sentences = splitSentences(piece);
      const said = {
        assigned: assignment.units !== null,
        labelled: label !== null,
        alone: sentences.length === 1,
        assignment: {
          time: assignment.time ?? label ?? below.time ?? above.time,
          units: assignment.units ?? below.units ?? above.units,
        },
      };
      return sentences
        .flatMap((sentence) => bounded(sentence.text))
        .flatMap(splitItems)
        .map((item) => ({ ...item, ...said }));
    })
    .map(({ numbered, ...sentence }, index, all) => ({
      ...sentence,
      paragraph,
      heads: numbered && HEADING.test(sentence.text) && all[index + 1]?.numbered === false,
      // a paragraph that begins with 要 goes on speaking to those addressed before it
      continues: index > 0 || sentence.text.startsWith('要'),
    }));
}

const HEADING = /^[^，,；;\d]{2,24}。$/;
const LABEL = /^[^，,。；;：:]{2,14}[：:]/;

/** The time that a paragraph begins with as its label (9月：, 第一季度：), and what follows it. */
function splitLabel(text: string): { time: string | null; text: string } {
  const label = LABEL.exec(text)?.[0] ?? '';
  const words = label.slice(0, -1);
  const isTime = label !== '' && parseDeadline(words)?.text === words;
  return isTime ? { time: words, text: text.slice(label.length) } : { time: null, text };
}

const ITEM_INSIDE = /(?<=[；;。：:])\s*(?=[（(]\d{1,2}[）)]|[①-⑳])/;

function splitItems(sentence: string): { text: string; numbered: boolean }[] {
  return sentence
    .split(ITEM_INSIDE)
    .map((item) => ({ text: withoutNumber(item), numbered: withoutNumber(item) !== item }))
    .filter(({ text }) => text !== '');
}

const ITEM_NUMBER =
  /^\s*(?:[①-⑳]|[•●■◆▪➢·]|[一二三四五六七八九][是要](?!求)|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]|[.．、](?!\d(?!\d?月|0\d\d年))))\s*/;

/**
 * The text without the number of a list item in front of it.
 * @example withoutNumber('（1）召开会议') // '召开会议'
 */
export function withoutNumber(text: string): string {
  return text.replace(ITEM_NUMBER, '');
}
