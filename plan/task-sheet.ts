import { InputError } from './errors.ts';
import { type NameChange, type ReviewName, nameSheet, readNameSheet } from './name-sheet.ts';
import {
  type HeadedRow,
  type HeadedSheet,
  type Sheet,
  type SheetDraft,
  faultText,
  headedSheet,
} from './sheet.ts';
import { KIND_WORDS } from './task-cells.ts';
import { type Period, type ReviewTask, TASK_COLUMNS, type TaskColumn } from './task-columns.ts';

export type { ReviewTask } from './task-columns.ts';

/** What a reviewed sheet is compared with. */
export type ReviewState = {
  tasks: ReviewTask[];
  names: ReviewName[];
  units: string[];
  period: Period;
};

/** What a reviewed sheet changes; `said` tells it in words, one line per changed cell. */
export type Review = { tasks: ReviewTask[]; names: NameChange[]; said: string[] };

export const TASK_SHEET = '任务';

/** The sheets 任务 and 单位 of a plan, to be corrected and taken back. */
export function taskSheets({ tasks, names, units }: Omit<ReviewState, 'period'>): SheetDraft[] {
  const rows = tasks.map((task) => TASK_COLUMNS.map((column) => column.write(task)));
  return [{ name: TASK_SHEET, columns: [...TASK_COLUMNS], rows }, nameSheet(names, units)];
}

/**
 * What corrected sheets change. Rows and columns that are missing stay as they are.
 * @throws InputError that names every cell which cannot be taken
 */
export function readTaskSheets(sheets: Sheet[], state: ReviewState): Review {
  const found = findSheet(sheets);
  const rows = found?.rows.map((row) => readRow(row, found, state)) ?? [];
  const tasks = rows.flatMap(({ task }) => (task ? [task] : []));
  const mentioned = tasks.flatMap(({ lead, support }) => [...lead, ...support]);
  const names = readNameSheet(sheets, state, mentioned);
  const faults = [
    ...(found || names.found ? [] : [`没有找到工作表“${TASK_SHEET}”或“单位”，请用 --out 重新导出`]),
    ...(found ? repeated(found) : []),
    ...rows.flatMap((row) => row.faults),
    ...names.faults,
  ];
  if (faults.length > 0) throw new InputError('任务表', faults);
  return { tasks, names: names.changes, said: [...rows.flatMap((row) => row.said), ...names.said] };
}

type RowResult = { task: ReviewTask | null; said: string[]; faults: string[] };

function findSheet(sheets: Sheet[]): HeadedSheet<string> | null {
  const heads = TASK_COLUMNS.map(({ head }) => ({ key: head, names: [head] }));
  const tables = sheets.map((sheet) => headedSheet(sheet, heads, ['编号', '标题']));
  return tables.find((table) => table !== null) ?? null;
}

function readRow(
  row: HeadedRow<string>,
  { name }: HeadedSheet<string>,
  state: ReviewState,
): RowResult {
  const key = row.cells['编号'] ?? '';
  const before = state.tasks.find((task) => task.key === key);
  const at = { sheet: name, row: row.row };
  if (!before) {
    const expected = '本方案中已有的任务编号（不能新增任务）';
    return {
      task: null,
      said: [],
      faults: [faultText({ ...at, column: '编号', found: key, expected })],
    };
  }
  const result: RowResult = { task: before, said: [], faults: [] };
  for (const column of TASK_COLUMNS) readCell(column, row, at, state.period, result);
  result.faults.push(...deadlineFaults(result, before, at));
  return result.said.length > 0 ? result : { ...result, task: null };
}

function readCell(
  column: TaskColumn,
  { cells }: HeadedRow<string>,
  at: { sheet: string; row: number },
  period: Period,
  result: RowResult,
): void {
  const cell = cells[column.head];
  if (cell === undefined || result.task === null) return;
  const before = column.write(result.task);
  if (fold(cell) === fold(before) || (!column.read && !column.fixed)) return;
  const task = column.read?.(cell, result.task, period) ?? null;
  if (task === null) {
    result.faults.push(
      faultText({ ...at, column: column.head, found: cell, expected: column.expected }),
    );
    return;
  }
  const after = column.write(task);
  if (after === before) return;
  result.task = task;
  result.said.push(`${task.key} ${column.head}：${quoted(before)} → ${quoted(after)}`);
}

/** Dates and kind of a deadline belong together; a row that changed neither is not asked about. */
function deadlineFaults(
  { task }: RowResult,
  before: ReviewTask,
  at: { sheet: string; row: number },
): string[] {
  if (!task || task.deadline === before.deadline) return [];
  const { kind, due } = task.deadline;
  if ((kind === 'none') === (due.length === 0)) return [];
  const expected =
    kind === 'none' ? '一次、定期或时段（已填截止日期）' : '无期限（未填截止日期），或补填日期';
  return [faultText({ ...at, column: '类型', found: KIND_WORDS[kind], expected })];
}

function repeated({ name, rows }: HeadedSheet<string>): string[] {
  const groups = Map.groupBy(rows, ({ cells }) => cells['编号'] ?? '');
  return [...groups].flatMap(([found, [, ...again]]) =>
    again.map(({ row }) =>
      faultText({ sheet: name, row, column: '编号', found, expected: '只出现一次的编号' }),
    ),
  );
}

/** Programs break lines and drop blanks as they like; that is no change. */
function fold(cell: string): string {
  return cell.replace(/\s/g, '');
}

function quoted(text: string): string {
  return text === '' ? '空白' : `“${text.replaceAll('\n', '；')}”`;
}
