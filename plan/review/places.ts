import type { Clause } from '../extracted.ts';
import type { OutlineBlock } from '../outline.ts';
import { outlineOfText } from '../outline.ts';
import { locatorOf, type Span } from '../text/locate.ts';

/** Where each clause stands in the text of its plan: within the block that begins on its line. */
export function clausePlaces(
  text: string,
  outline: readonly OutlineBlock[],
  clauses: readonly Clause[],
): Span[] {
  const blocks = blocksOf(text, outline);
  const locate = locatorOf(text);
  return clauses.map(({ line, text: words }) => {
    const block = blocks.findLast((each) => each.line <= line) ?? blocks[0];
    return block === undefined ? { start: 0, end: 0 } : locate(block, words);
  });
}

/** The blocks of a plan as they are shown. */
export function blocksOf(text: string, outline: readonly OutlineBlock[]): readonly OutlineBlock[] {
  return outline.length > 0 ? outline : outlineOfText(text);
}
