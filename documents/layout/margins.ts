import { isPageNumber } from '../../plan/text/repair.ts';
import type { TextLine } from './text-lines.ts';

/** The lines of a page, from the top down. */
export type LinedPage = { height: number; lines: TextLine[] };

const MARGIN = 0.13;
const FEWEST_PAGES = 3;
const PAGE_NUMBER =
  /^(?:[-—–－·.\s]*\d{1,4}[-—–－·.\s]*|第\s*\d+\s*页.{0,12}|共\s*\d+\s*页.{0,12}|\d+\s*[/／]\s*\d+|page\s*\d+.{0,10})$/i;

/** The pages without page numbers and without the lines that most pages have at the same height. */
export function withoutHeadsAndFeet<Page extends LinedPage>(pages: readonly Page[]): Page[] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(marginLines(page).map((line) => keyOf(line, page)))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const most = Math.max(FEWEST_PAGES, pages.length * 0.4); // left and right pages may differ
  return pages.map((page) => {
    const margin = new Set(marginLines(page));
    const outer = new Set([page.lines[0], page.lines.at(-1)]);
    const isDropped = (line: TextLine) =>
      margin.has(line) &&
      ((counts.get(keyOf(line, page)) ?? 0) >= most || (outer.has(line) && isPageFoot(line.text)));
    return { ...page, lines: page.lines.filter((line) => !isDropped(line)) };
  });
}

/** True for words that are nothing but the number of a page, of how many pages too. */
export function isPageFoot(text: string): boolean {
  const plain = text.normalize('NFKC').trim(); // figures may be as wide as Chinese
  return isPageNumber(plain) || PAGE_NUMBER.test(plain);
}

function marginLines({ height, lines }: LinedPage): TextLine[] {
  return lines.filter(({ top, bottom }) => bottom < height * MARGIN || top > height * (1 - MARGIN));
}

/** What the line says, its figures left open, and where: pages of one size have it at one height. */
function keyOf({ text, top }: TextLine, { height }: LinedPage): string {
  return `${text.replace(/[\d０-９]+/g, '#')}@${Math.round(top / 4)}/${Math.round(height)}`;
}
