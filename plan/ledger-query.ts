import type { PlainDate } from './date.ts';
import type { Light } from './light.ts';
import { OPEN, type OccurrenceState } from './occurrence.ts';

/** What stands out in a row and waits for somebody: 延期申请, 退回任务, 暂停, 困难, 等待事件. */
export const MARKS = ['extension', 'declined', 'paused', 'risk', 'waiting'] as const;

export type Mark = (typeof MARKS)[number];

/** How something turned out so far: 按时办结, 逾期后办结, 逾期未办结, 在办. */
export const OUTCOMES = ['onTime', 'late', 'overdue', 'open'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** In which order the ledger is read. */
export const SORTS = ['due', '-due', 'plan', 'unit', 'late'] as const;

export type Sort = (typeof SORTS)[number];

/** Which rows of the ledger are asked for; what is not named is not asked. */
export type LedgerQuery = {
  plan?: number | undefined;
  unit?: number | undefined;
  /** A task of a plan, by its number in the database. */
  task?: number | undefined;
  state?: readonly OccurrenceState[] | undefined;
  light?: readonly Light[] | undefined;
  dueFrom?: PlainDate | undefined;
  dueTo?: PlainDate | undefined;
  /** Without a date yet, or at all. */
  undated?: boolean | undefined;
  mark?: Mark | undefined;
  /** Of what is counted in comparisons. */
  outcome?: Outcome | undefined;
  /** Words of the title, the quote, the number or the unit. */
  text?: string | undefined;
  /** The period of a recurring report: 3月份. */
  period?: string | undefined;
};

/**
 * The query string that asks for the same rows again.
 *
 * @example queryString({ plan: 1, light: ['red'] }) // 'plan=1&light=red'
 */
export function queryString(query: LedgerQuery): string {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${NAMES[name] ?? name}=${encoded(String(value))}`)
    .join('&');
}

const NAMES: Record<string, string> = { dueFrom: 'due_from', dueTo: 'due_to' };

function encoded(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',');
}

/** The figures of a board, each with the rows that it counts. */
export function boardQueries(
  base: LedgerQuery,
  today: PlainDate,
  inThirtyDays: PlainDate,
): Record<BoardFigure, LedgerQuery> {
  return {
    dueSoon: { ...base, state: OPEN, light: COUNTED, dueFrom: today, dueTo: inThirtyDays },
    overdue: { ...base, light: ['red'] },
    toVerify: { ...base, state: ['completed'] },
    extensions: { ...base, state: OPEN, mark: 'extension' },
    declined: { ...base, state: OPEN, mark: 'declined' },
    atRisk: { ...base, state: OPEN, mark: 'risk' },
    untimed: { ...base, light: ['grey'] },
  };
}

/** Lights of what is supervised by the clock. */
const COUNTED: readonly Light[] = ['red', 'yellow', 'green'];

/** The figures of a board, in their order. */
export const BOARD_FIGURES = [
  'dueSoon',
  'overdue',
  'toVerify',
  'extensions',
  'declined',
  'atRisk',
  'untimed',
] as const;

export type BoardFigure = (typeof BOARD_FIGURES)[number];
