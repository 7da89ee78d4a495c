import { isAssignment } from './brackets.ts';
import type { Block } from './document.ts';

export type Heading = Extract<Block, { kind: 'heading' }>;

/**
 * A paragraph with the headings above it, outermost first. `below`: the lines of labels (责任单位：…)
 * that follow it. `preamble`: it stands before the first heading, list item or table of its part, where
 * plans tell of background and covering notices of what they bring.
 */
export type Paragraph = {
  text: string;
  place: Block['place'];
  headings: Heading[];
  preamble: boolean;
  below: string[];
};

/** The paragraphs, and the headings that stand for one: list items with nothing below them. */
export function paragraphsOf(blocks: Block[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let headings: Heading[] = [];
  let preamble = false;
  blocks.forEach((block, index) => {
    if (block.kind === 'title') headings = [];
    if (block.kind === 'title' || index === 0) preamble = beginsLater(blocks, index);
    if (begins(block)) preamble = false;
    if (block.kind === 'heading') {
      headings = [...headings.filter(({ level }) => level < block.level), block];
      if (!isLeaf(block, blocks[index + 1])) return;
    }
    if (block.kind === 'row' || block.kind === 'title') return;
    if (block.kind === 'paragraph' && isAssignment(block.text)) {
      assign(paragraphs, headings, block.text);
      return;
    }
    const { text, place } = block;
    const above = headings.filter((heading) => heading !== block);
    paragraphs.push({ text, place, headings: above, preamble, below: [] });
  });
  return paragraphs;
}

/** True for what plans divide their tasks by: a heading, a list item or a table. */
function begins({ kind }: Block): boolean {
  return kind === 'heading' || kind === 'item' || kind === 'row';
}

/** True when such a division follows in this part of the document; a plan of plain prose has none. */
function beginsLater(blocks: Block[], from: number): boolean {
  const next = blocks.findIndex(({ kind }, index) => index > from && kind === 'title');
  return blocks.slice(from, next < 0 ? undefined : next).some(begins) || next >= 0;
}

/** Puts a line of time or units behind what it speaks of: all under its heading, or that itself. */
function assign(paragraphs: Paragraph[], headings: Heading[], line: string): void {
  const heading = headings.at(-1);
  const below = paragraphs.filter(
    ({ headings: above, place }) => above.at(-1) === heading || place === heading?.place,
  );
  const meant = heading && heading.level > 1 ? below : below.slice(-1);
  for (const paragraph of [...meant, ...unassignedBefore(paragraphs, heading, headings.at(-2))]) {
    paragraph.below.push(line);
  }
  if (meant.length > 0 || !heading) return;
  const { text, place } = heading;
  const above = headings.slice(0, -1);
  paragraphs.push({ text, place, headings: above, preamble: false, below: [line] });
}

/**
 * The earlier items under the same heading, where none of them has a line of its own: one line below
 * the last speaks of all.
 */
function unassignedBefore(
  paragraphs: Paragraph[],
  heading: Heading | undefined,
  parent: Heading | undefined,
): Paragraph[] {
  if (!heading || !parent || heading.level < 3) return [];
  const others = paragraphs.filter(
    ({ headings }) => headings.includes(parent) && !headings.includes(heading),
  );
  const told = others.some(
    ({ below, text }) => below.length > 0 || /[（(【〔].{0,6}单位[：:]/.test(text),
  );
  return told || paragraphs.some(({ place, below }) => place === heading.place && below.length > 0)
    ? []
    : others;
}

function isLeaf(heading: Heading, next: Block | undefined): boolean {
  // 二、考核指标 heads what its table says, 动员阶段（3月） what its paragraphs do
  if (heading.level === 1 && !/[\d（(]/.test(heading.text)) return false;
  if (/阶段[（(][^（()）]*[）)]。?$/.test(heading.text)) return false;
  if (next === undefined || next.kind === 'title') return true;
  return 'level' in next && next.level <= heading.level;
}
