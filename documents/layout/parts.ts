import { titlesOut } from '../layout.ts';
import type { PagedPart, TablePart } from '../parts.ts';
import { columnOf } from './columns.ts';
import { type GridTable, tablePartOf } from './grid-table.ts';
import { withoutHeadsAndFeet } from './margins.ts';
import type { PlacedPage } from './page.ts';
import { goesOn, isCentred, type SetLine, textOf } from './paragraphs.ts';
import { ruledTablesOf } from './ruled-tables.ts';
import { taggedTablesOf } from './tagged-tables.ts';
import { type TextLine, textLinesOf } from './text-lines.ts';
import { tornRowMended } from './torn-rows.ts';

/** What stands on a page: its lines, and its tables apart from them. */
type Content = Pick<PlacedPage, 'page' | 'width' | 'height' | 'unread'> & {
  lines: TextLine[];
  tables: { top: number; item: TableItem }[];
};

type TableItem = { kind: 'grid'; grid: GridTable } | { kind: 'table'; table: TablePart };
type Item = { kind: 'line'; line: SetLine } | { kind: 'gap'; page: number } | TableItem;

/** The paragraphs and tables of placed pages in reading order, without page heads and feet. */
export function partsOf(pages: readonly PlacedPage[]): PagedPart[] {
  const items = itemsOf(withoutHeadsAndFeet(pages.map(contentOf)));
  return paragraphsJoined(tornRowsMended(items));
}

function contentOf(page: PlacedPage): Content {
  const ruled = ruledTablesOf(page);
  const tagged = taggedTablesOf(page, ruled.rest);
  return {
    page: page.page,
    width: page.width,
    height: page.height,
    ...(page.unread === undefined ? {} : { unread: page.unread }),
    lines: textLinesOf(tagged.rest),
    tables: [
      ...ruled.tables.map(({ top, grid }) => ({ top, item: { kind: 'grid' as const, grid } })),
      ...tagged.tables.map(({ top, table }) => ({ top, item: { kind: 'table' as const, table } })),
    ],
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
    if (unread !== undefined) return [{ kind: 'gap', page }];
    const column = columns.get(widthOf(content)) ?? columnOf(lines, content.width);
    const middle = content.width / 2;
    const placed = lines.map((line) => ({
      top: line.top,
      item: { kind: 'line' as const, line: { ...line, page, column, middle } },
    }));
    return [...placed, ...tables]
      .toSorted((one, other) => one.top - other.top)
      .map(({ item }) => item);
  });
}

function widthOf({ width }: Pick<PlacedPage, 'width'>): number {
  return Math.round(width);
}

function tornRowsMended(items: Item[]): Item[] {
  const mended: Item[] = [];
  for (const item of items) {
    const before = mended.at(-1);
    const pair =
      before?.kind === 'grid' && item.kind === 'grid'
        ? tornRowMended(before.grid, item.grid)
        : null;
    if (pair === null) mended.push(item);
    else mended.splice(-1, 1, ...pair.filter(({ height }) => height > 0).map(itemOf));
  }
  return mended;
}

function itemOf(grid: GridTable): Item {
  return { kind: 'grid', grid };
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
    if (item.kind !== 'line' || (last && !goesOn(last, item.line))) finish();
    if (item.kind === 'line') paragraph.push(item.line);
    else parts.push(...partsOfItem(item, parts.at(-1)));
  }
  finish();
  return parts;
}

/** A table that goes on from the page before has no title rows: they are sections of it. */
function partsOfItem(item: Exclude<Item, { kind: 'line' }>, before: PagedPart | undefined) {
  if (item.kind === 'gap') return [item];
  const table = item.kind === 'table' ? item.table : tablePartOf(item.grid);
  if (before?.kind === 'table') return [table];
  return titlesOut(table.rows).map((part) => ({
    ...part,
    ...(table.page ? { page: table.page } : {}),
  }));
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
