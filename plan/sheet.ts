/** A table as people keep it: `rows[0]` is row 1 of the sheet; dates are YYYY-MM-DD, numbers text. */
export type Sheet = { name: string; rows: string[][] };

/** A column to be written: `choices` makes a drop-down list, `open` admits other values as well. */
export type SheetColumn = {
  head: string;
  width: number;
  readOnly?: boolean;
  hidden?: boolean;
  choices?: readonly string[];
  open?: boolean;
};

/**
 * A sheet to be written; every cell is text, so that no program turns a date into its own form.
 * `spareRows` below the filled ones have the drop-down lists too.
 */
export type SheetDraft = {
  name: string;
  columns: SheetColumn[];
  rows: string[][];
  spareRows?: number;
};

/** A cell that cannot be taken, for the person who filled it in. */
export type SheetFault = {
  sheet: string;
  row: number;
  column: string;
  found: string;
  expected: string;
};

/** The rows under a head, each with its row number in the sheet and its cells by column key. */
export type HeadedRow<Key extends string> = { row: number; cells: Partial<Record<Key, string>> };
export type HeadedSheet<Key extends string> = {
  name: string;
  columns: Map<Key, string>; // key → head as written
  rows: HeadedRow<Key>[];
};

const HEAD_ROWS = 10; // a title and a note may stand above the head

/** The columns that a sheet may have, each with the names by which it is known. */
export type ColumnHeads<Key extends string> = readonly { key: Key; names: readonly string[] }[];

/**
 * The rows of a sheet under the first row in which all `required` columns are found; null when
 * there is none.
 * @example headedSheet(sheet, [{ key: 'unit', names: ['单位', 'unit'] }], ['unit'])
 */
export function headedSheet<Key extends string>(
  sheet: Sheet,
  heads: ColumnHeads<Key>,
  required: readonly Key[],
): HeadedSheet<Key> | null {
  for (const [index, row] of sheet.rows.slice(0, HEAD_ROWS).entries()) {
    const places = placesOf(row, heads);
    if (!required.every((key) => places.has(key))) continue;
    const columns = new Map([...places].map(([key, place]) => [key, row[place]?.trim() ?? '']));
    return { name: sheet.name, columns, rows: rowsBelow(sheet, index, places) };
  }
  return null;
}

/** The fault in one line: sheet, row, column, what stands there and what was expected. */
export function faultText({ sheet, row, column, found, expected }: SheetFault): string {
  const stands = found === '' ? '空白' : `“${found.slice(0, 60)}”`;
  return `“${sheet}”第 ${row} 行“${column}”：现为${stands}，应为${expected}`;
}

/** The parts of a cell that holds several values, separated by 、，；or line ends; empty ones left out. */
export function cellList(cell: string): string[] {
  const parts = cell.split(/[、，,;；\n]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

function placesOf<Key extends string>(row: string[], heads: ColumnHeads<Key>): Map<Key, number> {
  const written = row.map(foldHead);
  const places = new Map<Key, number>();
  for (const { key, names } of heads) {
    const place = written.findIndex((head) => names.some((name) => foldHead(name) === head));
    if (place >= 0) places.set(key, place);
  }
  return places;
}

function rowsBelow<Key extends string>(
  sheet: Sheet,
  head: number,
  places: Map<Key, number>,
): HeadedRow<Key>[] {
  return sheet.rows
    .map((cells, index) => ({ row: index + 1, cells: pick(cells, places), empty: isEmpty(cells) }))
    .filter(({ row, empty }) => row > head + 1 && !empty)
    .map(({ row, cells }) => ({ row, cells }));
}

function pick<Key extends string>(cells: string[], places: Map<Key, number>) {
  const picked: Partial<Record<Key, string>> = {};
  for (const [key, place] of places) picked[key] = (cells[place] ?? '').trim();
  return picked;
}

function isEmpty(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Heads are compared without white space, case and what stands in brackets: 所属方（可空） = 所属方. */
function foldHead(text: string): string {
  return text
    .replace(/[（(].*?[）)]/g, '')
    .replace(/[\s*＊:：]/g, '')
    .toLowerCase();
}
