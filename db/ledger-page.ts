import {
  and,
  asc,
  desc,
  eq,
  gte,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import type { Calendar } from '../plan/calendar.ts';
import type { PlainDate } from '../plan/date.ts';
import type { LedgerQuery, Mark, Sort } from '../plan/ledger-query.ts';
import type { Light } from '../plan/light.ts';
import { isEnded } from '../plan/occurrence.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { ENTERING_OFFICE } from './entered-by.ts';
import { turnedOut } from './outcome.ts';
import { event, occurrence, person, task, unit } from './schema.ts';
import { occurrenceScope } from './scope.ts';
import { type LedgerRow, ledgerRows } from './status.ts';

/** As many rows are counted exactly; beyond, there are more. */
export const COUNTED_ROWS = 10_000;

/** The light of an occurrence on a day; needs the table of occurrences alone. */
export function lightOn(today: PlainDate): SQL<string> {
  const waiting = sql`(${occurrence.pausedOn} is not null or (${occurrence.waitsFor} is not null and ${occurrence.dueOn} is null))`;
  return sql<string>`light(${occurrence.state}, ${occurrence.liaison}, ${occurrence.beforeStart}, ${waiting},
    ${occurrence.papersDue}, ${occurrence.yellowFrom}, ${occurrence.redFrom}, ${today}::date)`;
}

const MARKED: Record<Mark, SQL> = {
  extension: isNotNull(occurrence.extensionUntil),
  declined: isNotNull(occurrence.declinedOn),
  paused: isNotNull(occurrence.pausedOn),
  risk: isNotNull(occurrence.riskOn),
  waiting: sql`(${occurrence.waitsFor} is not null and ${occurrence.dueOn} is null)`,
};

/** Not ended; in these words, without parameters, an index of such rows is found under any plan. */
export const NOT_ENDED = sql`${occurrence.state} not in ('closed','waived','cancelled')`;

/**
 * What of a query a row must fulfil, its words aside; needs the table of occurrences alone. `lamp` is
 * its light on that day, where that is known already.
 */
export function queried(
  query: LedgerQuery,
  today: PlainDate,
  lamp: SQL = lightOn(today),
): SQL | undefined {
  const {
    plan,
    unit: unitId,
    state,
    light,
    dueFrom,
    dueTo,
    undated,
    mark,
    outcome,
    period,
  } = query;
  return and(
    plan === undefined ? undefined : eq(occurrence.planId, plan),
    query.task === undefined ? undefined : eq(occurrence.taskId, query.task),
    unitId === undefined ? undefined : eq(occurrence.answeringUnitId, unitId),
    state === undefined ? undefined : inArray(occurrence.state, [...state]),
    state?.some(isEnded) === false ? NOT_ENDED : undefined,
    light === undefined ? undefined : lit(light, today, lamp),
    dueFrom === undefined ? undefined : gte(occurrence.dueOn, dueFrom),
    dueTo === undefined ? undefined : lte(occurrence.dueOn, dueTo),
    undated === true ? isNull(occurrence.dueOn) : undefined,
    mark === undefined ? undefined : MARKED[mark],
    outcome === undefined ? undefined : turnedOut(outcome, lamp),
    outcome === 'overdue' ? lit(['red'], today, lamp) : undefined,
    outcome === 'open' ? NOT_ENDED : undefined,
    period === undefined ? undefined : eq(occurrence.reportingPeriod, period),
  );
}

/**
 * The rows in which each word stands somewhere, as it is written. Tasks and units are few beside
 * rows: they are looked up first, so that the rows are found by their index.
 */
async function worded(db: Database, text: string): Promise<SQL | undefined> {
  const words = text.split(/\s+/).filter(Boolean);
  const found = await Promise.all(words.map((word) => bearing(db, word)));
  const byTaskAlone = found.filter(({ units }) => units.length === 0).map(({ tasks }) => tasks);
  const inAll = byTaskAlone.reduce<Set<number> | null>(
    (all, tasks) => (all === null ? new Set(tasks) : new Set(tasks.filter((id) => all.has(id)))),
    null,
  );
  return and(
    inAll === null ? undefined : isOneOf(occurrence.taskId, [...inAll]),
    ...found
      .filter(({ units }) => units.length > 0)
      .map(({ tasks, units }) =>
        or(isOneOf(occurrence.taskId, tasks), isOneOf(occurrence.answeringUnitId, units)),
      ),
  );
}

/** The tasks and the units that bear a word. */
async function bearing(db: Database, word: string): Promise<{ tasks: number[]; units: number[] }> {
  const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const [tasks, units] = await Promise.all([
    db
      .select({ id: task.id })
      .from(task)
      .where(
        or(
          ilike(task.title, like),
          ilike(task.quote, like),
          sql`coalesce(${task.number}, ${task.key}) ilike ${like}`,
        ),
      ),
    db.select({ id: unit.id }).from(unit).where(ilike(unit.name, like)),
  ]);
  return { tasks: tasks.map(({ id }) => id), units: units.map(({ id }) => id) };
}

/** One parameter, however many ids there are. */
function isOneOf(column: SQLWrapper, ids: readonly number[]): SQL {
  return sql`${column} = any(${`{${ids.join(',')}}`}::int[])`;
}

/** The lights of what has not ended. */
const BURNING: readonly Light[] = ['red', 'yellow', 'green', 'grey'];

/** The lights, and what follows from them: an index knows days and states, and no lights. */
function lit(lights: readonly Light[], today: PlainDate, lamp: SQL): SQL | undefined {
  if (!lights.includes('done') && BURNING.every((light) => lights.includes(light)))
    return NOT_ENDED;
  return and(
    inArray(lamp, [...lights]),
    lights.includes('done') ? undefined : NOT_ENDED,
    lights.every((light) => light === 'red') ? lte(occurrence.redFrom, today) : undefined,
  );
}

const LATE = sql`${occurrence.redFrom} asc nulls last`;

type Ordering = {
  query: LedgerQuery;
  today: PlainDate;
  /** Few rows are asked for: they are found by what they are, not by walking along their due dates. */
  few: boolean;
};

function orderOf(sort: Sort, { query: { light = [] }, today, few }: Ordering): SQL[] {
  const last = [asc(occurrence.id)];
  const dueOn = few ? sql`(${occurrence.dueOn} + 0)` : sql`${occurrence.dueOn}`;
  const onlyRed = light.length > 0 && light.every((each) => each === 'red');
  switch (sort) {
    case 'due':
      return [sql`${dueOn} asc nulls last`, ...last];
    case '-due':
      return [sql`${dueOn} desc nulls last`, ...last];
    case 'plan':
      return [desc(occurrence.planId), asc(occurrence.taskId), asc(dueOn), ...last];
    case 'unit':
      return [asc(unit.name), sql`${dueOn} asc nulls last`, ...last];
    case 'late':
      return [...(onlyRed ? [] : [sql`(${lightOn(today)} = 'red') desc`]), LATE, ...last];
  }
}

/** Which rows stand on a page of the ledger, in order; `total` counts to a limit, `more` says there are more. */
export type LedgerIds = { ids: string[]; total: number; more: boolean };

/** From which row on, how many, and in which order. */
export type Section = { sort: Sort; offset: number; limit: number };

/** The rows that somebody sees of what he asks for, in order, from one to another. */
export async function ledgerIds(
  db: Database,
  standing: Sight,
  query: LedgerQuery,
  { sort, offset, limit }: Section,
  today: PlainDate,
): Promise<LedgerIds> {
  const text = query.text?.trim() ?? '';
  const words = text === '' ? undefined : await worded(db, text);
  const which = and(queried(query, today), words, occurrenceScope(standing));
  const ordering = { query, today, few: isNarrow(query, standing) };
  const counted = db
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(which)
    .limit(COUNTED_ROWS + 1)
    .as('counted');
  const all = db.select({ id: occurrence.id }).from(occurrence).$dynamic();
  const named =
    sort === 'unit' ? all.innerJoin(unit, eq(unit.id, occurrence.answeringUnitId)) : all;
  const [found, [count]] = await Promise.all([
    named
      .where(which)
      .orderBy(...orderOf(sort, ordering))
      .limit(limit)
      .offset(offset),
    db.select({ all: sql<number>`count(*)::int` }).from(counted),
  ]);
  const total = count?.all ?? 0;
  return {
    ids: found.map(({ id }) => id),
    total: Math.min(total, COUNTED_ROWS),
    more: total > COUNTED_ROWS,
  };
}

/** A page of the ledger with its rows. */
export async function ledgerPage(
  db: Database,
  standing: Sight,
  query: LedgerQuery,
  section: Section,
  { calendar, today }: { calendar: Calendar; today: PlainDate },
): Promise<Omit<LedgerIds, 'ids'> & { rows: LedgerRow[] }> {
  const { ids, ...counted } = await ledgerIds(db, standing, query, section, today);
  return { ...counted, rows: await rowsInOrder(db, ids, calendar, today) };
}

/** Whether what is asked for is little beside all that there is. */
function isNarrow(
  { unit: unitId, mark, text, period }: LedgerQuery,
  { admin, plans, sides }: Sight,
): boolean {
  const named = [unitId, mark, text, period].some((each) => each !== undefined);
  return named || (!admin && plans.length + sides.length === 0);
}

/** The rows of some ids, in their order. */
export async function rowsInOrder(
  db: Database,
  ids: string[],
  calendar: Calendar,
  today: PlainDate,
): Promise<LedgerRow[]> {
  if (ids.length === 0) return [];
  const rows = await ledgerRows(db, { ids }, calendar, today);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The last that people did to an occurrence. */
export type LastAct = Pick<typeof event.$inferSelect, 'kind' | 'at' | 'door' | 'data'> & {
  person: string | null;
  unit: string | null;
  /** The office that entered it on behalf of the unit; null: nobody did. */
  office: string | null;
};

/** The last acts of occurrences, by their ids. */
export async function lastActs(db: Database, ids: string[]): Promise<Map<string, LastAct>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([event.occurrenceId], {
      id: event.occurrenceId,
      kind: event.kind,
      at: event.at,
      door: event.door,
      data: event.data,
      person: person.name,
      unit: unit.name,
      office: ENTERING_OFFICE,
    })
    .from(event)
    .leftJoin(person, eq(person.id, event.personId))
    .leftJoin(unit, eq(unit.id, event.unitId))
    .where(and(inArray(event.occurrenceId, ids), sql`${event.kind} <> 'moment'`))
    .orderBy(event.occurrenceId, desc(event.seq));
  return new Map(rows.map(({ id, ...act }) => [id, act]));
}
