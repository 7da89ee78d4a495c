import {
  BOOK_HEADS,
  type BookColumn,
  KIND_NAMES,
  type PostRole,
  ROLE_NAMES,
  type UnitKind,
  postRoleOf,
  unitKindOf,
} from './address-book-heads.ts';
import { checkUnits } from './address-book-checks.ts';
import type { ExtractedSide } from './extracted.ts';
import { foldName } from './names.ts';
import {
  type HeadedRow,
  type Sheet,
  type SheetFault,
  cellList,
  faultText,
  headedSheet,
} from './sheet.ts';

/** A unit as the address book gives it; null: not stated, so what is known of it stays. */
export type BookUnit = {
  name: string;
  kind: UnitKind | null;
  side: string | null;
  aliases: string[];
  through: string | null;
  /** The office's own telephone and mailbox, which stay when people change. */
  phone: string | null;
  mailbox: string | null;
  at: Place;
};

export type BookPost = {
  unit: string;
  role: PostRole;
  person: string;
  phone: string | null;
  email: string | null;
  room?: string | null;
};

/** What is wrong prevents taking the book in; what is doubtful is only told. */
export type AddressBook = {
  units: BookUnit[];
  posts: BookPost[];
  faults: string[];
  warnings: string[];
  /** The faults and warnings that lie in a cell, as a table shows them. */
  cells: { faults: SheetFault[]; warnings: SheetFault[] };
};

/** What is in the address book already, and the sides that plans name. */
export type KnownBook = {
  units: {
    name: string;
    kind: UnitKind;
    side: string | null;
    aliases: string[];
    through: string | null;
  }[];
  sides: ExtractedSide[];
};

type Place = { sheet: string; row: number };
type Row = HeadedRow<BookColumn> & { sheet: string };
type Draft = { units: Map<string, BookUnit>; posts: Map<string, BookPost>; cells: SheetFault[] };

/** Reads all sheets that have a column 单位: every unit, every post, and all faults at once. */
export function readAddressBook(sheets: Sheet[], known: KnownBook): AddressBook {
  const tables = sheets
    .map((sheet) => headedSheet(sheet, BOOK_HEADS, ['unit']))
    .filter((table) => table !== null);
  if (tables.length === 0)
    return emptyBook(`没有找到表头：应有“单位”一列，可用的列有 ${headNames()}`);
  const rows = tables.flatMap(({ name, rows: each }) =>
    each.map((row) => ({ ...row, sheet: name })),
  );
  if (rows.length === 0) return emptyBook('表头之下没有内容：应为每行一个岗位');
  const draft: Draft = { units: new Map(), posts: new Map(), cells: [] };
  for (const row of rows) takeRow(row, draft);
  const units = [...draft.units.values()].map((unit) => ({ ...unit, side: fullSide(unit, known) }));
  const posts = [...draft.posts.values()];
  const checked = checkUnits(units, posts, known);
  const cells = { faults: [...draft.cells, ...checked.faults], warnings: checked.warnings };
  const [faults, warnings] = [cells.faults.map(faultText), cells.warnings.map(faultText)];
  return { units, posts, faults, warnings, cells };
}

/** The table that a coordinator fills in: heads and a few rows to show how. */
export function addressBookTemplate(): string[][] {
  return [
    BOOK_HEADS.map(({ names }) => names[0] ?? ''),
    ['青禾县教育局', '单位', '青禾县', '县教育局、教育局', '', '', '', '联系人', '', '', '', ''],
    ['青禾县教育局', '', '', '', '', '', '', '单位分管领导', '', '', '', ''],
    [
      '青禾县人民政府办公室',
      '领导机关',
      '青禾县',
      '县政府办',
      '',
      '',
      '',
      '督办领导',
      '',
      '',
      '',
      '',
    ],
    ['柳溪镇', '单位', '青禾县', '', '', '', '', '联系人', '', '', '', ''],
    ['柳溪村', '村', '青禾县', '', '柳溪镇', '', '', '', '', '', '', ''],
    ['驻村第一书记', '人员群体', '青禾县', '', '柳溪镇', '', '', '', '', '', '', ''],
  ];
}

/** The side in full where its short form is given. */
function fullSide({ side }: BookUnit, { sides }: KnownBook): string | null {
  return sides.find(({ short }) => short === side)?.name ?? side;
}

function emptyBook(why: string): AddressBook {
  const cells = { faults: [], warnings: [] };
  return { units: [], posts: [], faults: [why], warnings: [], cells };
}

function headNames(): string {
  return BOOK_HEADS.map(({ names }) => names[0]).join('、');
}

function takeRow(row: Row, draft: Draft): void {
  const written = (row.cells.unit ?? '').replace(/\s/g, '');
  const name = foldName(written);
  if (name === '') {
    draft.cells.push(fault(row, 'unit', '单位名称'));
    return;
  }
  const unit = draft.units.get(name) ?? newUnit(written, row);
  draft.units.set(name, unit);
  takeAttributes(row, unit, draft);
  takePost(row, unit, draft);
}

function newUnit(name: string, { sheet, row }: Row): BookUnit {
  const stated = { kind: null, side: null, through: null, phone: null, mailbox: null };
  return { name, aliases: [], ...stated, at: { sheet, row } };
}

function takeAttributes(row: Row, unit: BookUnit, draft: Draft): void {
  const { kind = '', side = '', aliases = '', through = '' } = row.cells;
  const read = unitKindOf(kind);
  if (kind !== '' && read === null) {
    draft.cells.push(fault(row, 'kind', `${Object.values(KIND_NAMES).join('、')} 之一`));
  }
  unit.kind = settle(row, 'kind', unit.kind, read, draft, (value) => KIND_NAMES[value]);
  unit.side = settle(row, 'side', unit.side, foldName(side) || null, draft);
  unit.through = settle(row, 'through', unit.through, foldName(through) || null, draft);
  const phone = phoneIn(row.cells['office-phone'] ?? '');
  const mailbox = emailIn(row.cells.mailbox ?? '');
  if (phone === undefined) draft.cells.push(fault(row, 'office-phone', PHONE_EXPECTED));
  if (mailbox === undefined) draft.cells.push(fault(row, 'mailbox', EMAIL_EXPECTED));
  unit.phone = settle(row, 'office-phone', unit.phone, phone ?? null, draft);
  unit.mailbox = settle(row, 'mailbox', unit.mailbox, mailbox ?? null, draft);
  unit.aliases = [...new Set([...unit.aliases, ...cellList(aliases).map(foldName)])];
}

/** Further rows of a unit may repeat what the first one says or leave it out, not contradict it. */
function settle<Value extends string>(
  row: Row,
  column: BookColumn,
  before: Value | null,
  now: Value | null,
  { cells }: Draft,
  shown: (value: Value) => string = (value) => value,
): Value | null {
  if (before !== null && now !== null && before !== now) {
    cells.push(fault(row, column, `与同一单位前面所填一致（“${shown(before)}”）`));
  }
  return before ?? now;
}

function takePost(row: Row, unit: BookUnit, draft: Draft): void {
  const { role = '', person = '' } = row.cells;
  const details = readDetails(row, draft);
  if (role === '' && person === '') {
    if (details.phone !== null || details.email !== null) {
      draft.cells.push(fault(row, 'person', '这个电话或邮箱的使用人，并填写岗位'));
    }
    return;
  }
  const read = postRoleOf(role);
  const roles = Object.values(ROLE_NAMES).join('、');
  if (read === null) draft.cells.push(fault(row, 'role', `${roles} 之一`));
  if (person === '') draft.cells.push(fault(row, 'person', '姓名；只登记单位时岗位也留空'));
  if (read === null || person === '') return;
  addPost({ unit: unit.name, role: read, person: foldName(person), ...details }, row, draft);
}

/** One person of a unit has one telephone and one address, in however many posts. */
function addPost(post: BookPost, row: Row, draft: Draft): void {
  const same = [...draft.posts.values()].find(
    ({ unit, person }) => unit === post.unit && person === post.person,
  );
  const phone = settle(row, 'phone', same?.phone ?? null, post.phone, draft);
  const email = settle(row, 'email', same?.email ?? null, post.email, draft);
  const room = settle(row, 'room', same?.room ?? null, post.room ?? null, draft);
  draft.posts.set(`${post.unit}/${post.role}/${post.person}`, { ...post, phone, email, room });
  if (same) Object.assign(same, { phone, email, room });
}

function readDetails(row: Row, { cells }: Draft): Pick<BookPost, 'phone' | 'email' | 'room'> {
  const phone = phoneIn(row.cells.phone ?? '');
  const email = emailIn(row.cells.email ?? '');
  if (phone === undefined) cells.push(fault(row, 'phone', PHONE_EXPECTED));
  if (email === undefined) cells.push(fault(row, 'email', EMAIL_EXPECTED));
  const room = (row.cells.room ?? '').trim();
  return { phone: phone ?? null, email: email ?? null, room: room === '' ? null : room };
}

export const PHONE_EXPECTED = '手机号（11 位）或座机（如 0771-1234567）';
export const EMAIL_EXPECTED = '一个邮箱地址（如 name@example.com）';

/** A telephone number as it is kept; null: none is given, undefined: it is none. */
export function phoneIn(cell: string): string | null | undefined {
  const phone = foldName(cell).replace(/[-—–－]/g, '-');
  if (phone === '') return null;
  return /^(\+?86-?)?(1\d{10}|\(?0\d{2,3}\)?-?\d{7,8}|\d{7,8})([-转]\d{1,6})?$/.test(phone)
    ? phone
    : undefined;
}

/** An e-mail address as it is kept; null: none is given, undefined: it is none. */
export function emailIn(cell: string): string | null | undefined {
  const email = foldName(cell).toLowerCase();
  if (email === '') return null;
  return /^[^\s@<>,;，；、]+@[a-z\d-]+(\.[a-z\d-]+)+$/.test(email) ? email : undefined;
}

function fault({ sheet, row, cells }: Row, column: BookColumn, expected: string): SheetFault {
  const head = BOOK_HEADS.find(({ key }) => key === column)?.names[0] ?? column;
  return { sheet, row, column: head, found: cells[column] ?? '', expected };
}
