import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Calendar } from '../plan/calendar.ts';
import type { PlainDate } from '../plan/date.ts';
import type { LedgerQuery, Mark, Sort } from '../plan/ledger-query.ts';
import type { Light } from '../plan/light.ts';
import { ENDED } from '../plan/occurrence.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
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

/** What of a query a row must fulfil; needs the table of occurrences alone. */
export function queried(query: LedgerQuery, today: PlainDate): SQL | undefined {
  const { plan, unit: unitId, state, light, dueFrom, dueTo, undated, mark, text, period } = query;
  return and(
    plan === undefined ? undefined : eq(occurrence.planId, plan),
    query.task === undefined ? undefined : eq(occurrence.taskId, query.task),
    unitId === undefined ? undefined : eq(occurrence.answeringUnitId, unitId),
    state === undefined ? undefined : inArray(occurrence.state, [...state]),
    light === undefined ? undefined : lit(light, today),
    dueFrom === undefined ? undefined : gte(occurrence.dueOn, dueFrom),
    dueTo === undefined ? undefined : lte(occurrence.dueOn, dueTo),
    undated === true ? isNull(occurrence.dueOn) : undefined,
    mark === undefined ? undefined : MARKED[mark],
    period === undefined ? undefined : eq(occurrence.reportingPeriod, period),
    text === undefined || text.trim() === '' ? undefined : worded(text.trim()),
  );
}

/** Each word stands somewhere in the row, as it is written; tasks and units are few beside rows. */
function worded(text: string): SQL | undefined {
  const words = text.split(/\s+/).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return and(
    ...words.map((word) =>
      or(
        sql`${occurrence.taskId} in (select ${task.id} from ${task} where ${task.title} ilike ${word}
          or ${task.quote} ilike ${word} or coalesce(${task.number}, ${task.key}) ilike ${word})`,
        sql`${occurrence.answeringUnitId} in (select ${unit.id} from ${unit} where ${unit.name} ilike ${word})`,
      ),
    ),
  );
}

/** The lights, and what follows from them: an index knows days and states, and no lights. */
function lit(lights: readonly Light[], today: PlainDate): SQL | undefined {
  return and(
    inArray(lightOn(today), [...lights]),
    lights.includes('done') ? undefined : notInArray(occurrence.state, [...ENDED]),
    lights.every((light) => light === 'red') ? lte(occurrence.redFrom, today) : undefined,
  );
}

const LATE = sql`${occurrence.redFrom} asc nulls last`;

function orderOf(sort: Sort, { light = [] }: LedgerQuery, today: PlainDate): SQL[] {
  const last = [asc(occurrence.id)];
  const onlyRed = light.length > 0 && light.every((each) => each === 'red');
  switch (sort) {
    case 'due':
      return [sql`${occurrence.dueOn} asc nulls last`, ...last];
    case '-due':
      return [sql`${occurrence.dueOn} desc nulls last`, ...last];
    case 'plan':
      return [desc(occurrence.planId), asc(occurrence.taskId), asc(occurrence.dueOn), ...last];
    case 'unit':
      return [
        sql`(select ${unit.name} from ${unit} where ${unit.id} = ${occurrence.answeringUnitId})`,
        sql`${occurrence.dueOn} asc nulls last`,
        ...last,
      ];
    case 'late':
      return [...(onlyRed ? [] : [sql`(${lightOn(today)} = 'red') desc`]), LATE, ...last];
  }
}

/** A page of the ledger. */
export type LedgerPage = { rows: LedgerRow[]; total: number; more: boolean };

/** The rows that somebody sees of what he asks for, in order, from one to another. */
export async function ledgerPage(
  db: Database,
  standing: Sight,
  query: LedgerQuery,
  { sort, offset, limit }: { sort: Sort; offset: number; limit: number },
  { calendar, today }: { calendar: Calendar; today: PlainDate },
): Promise<LedgerPage> {
  const which = and(queried(query, today), occurrenceScope(standing));
  const found = () => db.select({ id: occurrence.id }).from(occurrence).where(which);
  const ids = await found()
    .orderBy(...orderOf(sort, query, today))
    .limit(limit)
    .offset(offset);
  const counted = found()
    .limit(COUNTED_ROWS + 1)
    .as('counted');
  const [count] = await db.select({ all: sql<number>`count(*)::int` }).from(counted);
  const total = count?.all ?? 0;
  const rows = await rowsInOrder(
    db,
    ids.map(({ id }) => id),
    calendar,
    today,
  );
  return { rows, total: Math.min(total, COUNTED_ROWS), more: total > COUNTED_ROWS };
}

async function rowsInOrder(
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
    })
    .from(event)
    .leftJoin(person, eq(person.id, event.personId))
    .leftJoin(unit, eq(unit.id, event.unitId))
    .where(and(inArray(event.occurrenceId, ids), sql`${event.kind} <> 'moment'`))
    .orderBy(event.occurrenceId, desc(event.seq));
  return new Map(rows.map(({ id, ...act }) => [id, act]));
}
