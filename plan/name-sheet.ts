import { type Proposal, foldName } from './names.ts';
import {
  type HeadedRow,
  type Sheet,
  type SheetDraft,
  cellList,
  faultText,
  headedSheet,
} from './sheet.ts';

/** A name of the plan as it is reviewed. */
export type ReviewName = {
  written: string;
  settled: 'exact' | 'alias' | 'person' | 'left-out' | null;
  reason: string | null;
  units: string[];
  proposals: Proposal[];
};

/** What a person decided about a name: units, a reason to leave it out, or neither (open again). */
export type NameChange = { written: string; units: string[]; reason: string | null };

type NameColumn = 'written' | 'state' | 'units' | 'proposals' | 'reason';

export const NAME_SHEET = '单位';

const HEADS = [
  { key: 'written', names: ['原文名称'] },
  { key: 'state', names: ['现状'] },
  { key: 'units', names: ['对应单位'] },
  { key: 'proposals', names: ['建议'] },
  { key: 'reason', names: ['不纳入的理由'] },
] as const;

const STATES = {
  exact: '已对应（名称一致）',
  alias: '已对应（别名）',
  person: '已对应（人工确定）',
  'left-out': '不纳入',
};

/** The sheet 单位: every name of the plan, the units it stands for, and what is proposed. */
export function nameSheet(names: ReviewName[], units: string[]): SheetDraft {
  return {
    name: NAME_SHEET,
    columns: [
      { head: '原文名称', width: 26, readOnly: true },
      { head: '现状', width: 18, readOnly: true },
      { head: '对应单位', width: 34, choices: units, open: true },
      { head: '建议', width: 60, readOnly: true },
      { head: '不纳入的理由', width: 26 },
    ],
    rows: names.map((name) => [
      name.written,
      name.settled === null ? '未对应' : STATES[name.settled],
      name.units.join('、'),
      name.proposals.map(proposalText).join('\n'),
      name.reason ?? '',
    ]),
  };
}

/** @example proposalText({ units: ['青禾县财政局'], reason: '可能是简称' }) // '青禾县财政局（可能是简称）' */
export function proposalText({ units, reason }: Proposal): string {
  return `${units.join('、')}（${reason}）`;
}

type Known = { names: ReviewName[]; units: string[] };
type Result = { found: boolean; changes: NameChange[]; said: string[]; faults: string[] };

/** What a corrected sheet 单位 decides; `mentioned` are names that corrected tasks bring in. */
export function readNameSheet(sheets: Sheet[], known: Known, mentioned: string[]): Result {
  const tables = sheets.map((sheet) => headedSheet<NameColumn>(sheet, HEADS, ['written', 'units']));
  const table = tables.find((each) => each !== null);
  const result: Result = { found: table !== undefined, changes: [], said: [], faults: [] };
  for (const row of table?.rows ?? []) {
    readName(row, table?.name ?? NAME_SHEET, known, mentioned, result);
  }
  return result;
}

function readName(
  { row, cells }: HeadedRow<NameColumn>,
  sheet: string,
  known: Known,
  mentioned: string[],
  result: Result,
): void {
  const { written = '', units: cell = '', reason = '' } = cells;
  const before = nameBefore(written, known, mentioned);
  const units = cellList(cell).map((name) => ({ name, unit: unitNamed(name, known.units) }));
  const refuse = (column: string, found: string, expected: string) =>
    result.faults.push(faultText({ sheet, row, column, found, expected }));
  if (!before) return void refuse('原文名称', written, '本方案中的名称（灰色列不能修改）');
  const unknown = units.filter(({ unit }) => unit === undefined).map(({ name }) => name);
  if (unknown.length > 0)
    refuse('对应单位', unknown.join('、'), '通讯录里的单位名称，多个用、分隔');
  if (cell !== '' && reason !== '') refuse('不纳入的理由', reason, '空白（已填对应单位）');
  const change = {
    written: before.written,
    units: units.flatMap(({ unit }) => unit ?? []),
    reason: reason || null,
  };
  if (isSame(before, change)) return;
  result.changes.push(change);
  result.said.push(changeText(change));
}

function nameBefore(
  written: string,
  { names }: Known,
  mentioned: string[],
): ReviewName | undefined {
  const name = foldName(written);
  const found = names.find((each) => foldName(each.written) === name);
  const isNew = !found && mentioned.some((each) => foldName(each) === name);
  return isNew ? { written: name, settled: null, reason: null, units: [], proposals: [] } : found;
}

function unitNamed(name: string, units: string[]): string | undefined {
  return units.find((unit) => foldName(unit) === foldName(name));
}

function isSame(before: ReviewName, { units, reason }: NameChange): boolean {
  return before.units.join('、') === units.join('、') && before.reason === reason;
}

function changeText({ written, units, reason }: NameChange): string {
  if (reason !== null) return `${written}：不纳入（${reason}）`;
  return `${written}：${units.length > 0 ? `对应 ${units.join('、')}` : '改为未对应'}`;
}
