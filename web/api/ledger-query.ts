import type { listLedger } from './client.ts';

export type LedgerQuery = NonNullable<Parameters<typeof listLedger>[0]>;

export const LIGHTS = ['red', 'yellow', 'green', 'grey', 'done'] as const;
export const MARKS = ['extension', 'declined', 'paused', 'risk', 'waiting'] as const;
export const OUTCOMES = ['onTime', 'late', 'overdue', 'open'] as const;
export const SORTS = ['due', '-due', 'late', 'unit', 'plan'] as const;
const STATES = [
  'scheduled',
  'assigned',
  'acknowledged',
  'completed',
  'returned',
  'closed',
  'waived',
  'cancelled',
] as const;

/**
 * Which rows of the ledger an address asks for; what it does not understand it leaves out, so that an
 * address of an older version still opens.
 *
 * @example ledgerQuery(new URLSearchParams('light=red,yellow&page=2')) // { light: ['red', 'yellow'], page: 2 }
 */
export function ledgerQuery(search: URLSearchParams): LedgerQuery {
  return withoutUndefined({
    plan: count(search.get('plan')),
    unit: count(search.get('unit')),
    task: count(search.get('task')),
    state: several(STATES, search.get('state')),
    light: several(LIGHTS, search.get('light')),
    dueFrom: day(search.get('due_from')),
    dueTo: day(search.get('due_to')),
    undated: search.get('undated') === 'true' ? ('true' as const) : undefined,
    mark: one(MARKS, search.get('mark')),
    outcome: one(OUTCOMES, search.get('outcome')),
    text: search.get('text')?.trim().slice(0, 100) || undefined,
    period: search.get('period')?.slice(0, 50) || undefined,
    sort: one(SORTS, search.get('sort')),
    page: count(search.get('page')),
  });
}

function one<Value extends string>(values: readonly Value[], given: string | null) {
  return values.find((value) => value === given);
}

function several<Value extends string>(values: readonly Value[], given: string | null) {
  const named = given?.split(',') ?? [];
  const found = values.filter((value) => named.includes(value));
  return found.length === 0 ? undefined : found;
}

function count(given: string | null): number | undefined {
  return given !== null && /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined;
}

function day(given: string | null): string | undefined {
  return given !== null && /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : undefined;
}

type Defined<Row> = { [Key in keyof Row]?: Exclude<Row[Key], undefined> };

function withoutUndefined<Row extends object>(row: Row): Defined<Row> {
  const entries = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<Row>; // oxlint-disable-line typescript/no-unsafe-type-assertion
}
