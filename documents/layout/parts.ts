import type { PagedPart } from '../parts.ts';
import { columnOf } from './columns.ts';
import { withoutHeadsAndFeet } from './margins.ts';
import type { PlacedPage } from './page.ts';
import { goesOn, isCentred, type SetLine, textOf } from './paragraphs.ts';
import { type PlacedTable, ruledTablesOf } from './ruled-tables.ts';
import { taggedTablesOf } from './tagged-tables.ts';
import { type TextLine, textLinesOf } from './text-lines.ts';

/** What stands on a page: its lines, and its tables apart from them. */
type Content = Pick<PlacedPage, 'page' | 'width' | 'height' | 'unread'> & {
  lines: TextLine[];
  tables: PlacedTable[];
};

type Item = { kind: 'line'; line: SetLine } | { kind: 'part'; part: PagedPart };

/** The paragraphs and tables of placed pages in reading order, without page heads and feet. */
export function partsOf(pages: readonly PlacedPage[]): PagedPart[] {
  return paragraphsJoined(itemsOf(withoutHeadsAndFeet(pages.map(contentOf))));
}

function contentOf(page: PlacedPage): Content {
  const { tables, rest } = ruledTablesOf(page);
  const tagged = taggedTablesOf(page, rest);
  return {
    page: page.page,
    width: page.width,
    height: page.height,
    ...(page.unread === undefined ? {} : { unread: page.unread }),
    lines: textLinesOf(tagged.rest),
    tables: [...tables, ...tagged.tables],
  };
}

function itemsOf(pages: Content[]): Item[] {
  const columns = new Map(
    [...Map.groupBy(pages, widthOf)].map(([width, alike]) => [
      width,
      columnOf(
        alike.flatMap(({ lines }) => lines),
        width,
      ),
    ]),
  );
  return pages.flatMap((content): Item[] => {
    const { page, lines, tables, unread } = content;
    if (unread !== undefined) return [{ kind: 'part', part: { kind: 'gap', page } }];
    const column = columns.get(widthOf(content)) ?? columnOf(lines, content.width);
    const middle = content.width / 2;
    return [
      ...lines.map((line) => ({
        top: line.top,
        item: { kind: 'line' as const, line: { ...line, page, column, middle } },
      })),
      ...tables.map(({ top, table }) => ({ top, item: { kind: 'part' as const, part: table } })),
    ]
      .toSorted((one, other) => one.top - other.top)
      .map(({ item }) => item);
  });
}

function widthOf({ width }: Pick<PlacedPage, 'width'>): number {
  return Math.round(width);
}

function paragraphsJoined(items: Item[]): PagedPart[] {
  const parts: PagedPart[] = [];
  let paragraph: SetLine[] = [];
  const finish = () => {
    if (paragraph.length > 0) parts.push(paragraphOf(paragraph));
    paragraph = [];
  };
  for (const item of items) {
    const last = paragraph.at(-1);
    if (item.kind === 'part' || (last && !goesOn(last, item.line))) finish();
    if (item.kind === 'part') parts.push(item.part);
    else paragraph.push(item.line);
  }
  finish();
  return parts;
}

function paragraphOf(lines: SetLine[]): PagedPart {
  const [first] = lines;
  return {
    kind: 'paragraph',
    text: textOf(lines),
    ...(first ? { page: first.page } : {}),
    ...(first && isCentred(first) ? { centred: true } : {}),
  };
}
