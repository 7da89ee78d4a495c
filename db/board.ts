import { and, eq, type SQL, sql } from 'drizzle-orm';
import { addDays, type PlainDate, yearOf } from '../plan/date.ts';
import {
  BOARD_FIGURES,
  type BoardFigure,
  boardQueries,
  type LedgerQuery,
} from '../plan/ledger-query.ts';
import type { Light } from '../plan/light.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { lightOn, NOT_ENDED, queried } from './ledger-page.ts';
import { occurrence, plan, unit } from './schema.ts';
import { occurrenceScope, planScope } from './scope.ts';

/** A figure, and the rows that it counts. */
export type Figure = { name: BoardFigure; count: number; query: LedgerQuery };

/**
 * As many of a unit's rows bear a light: those due in a month of the board's year; of rows that have
 * not ended also those due before it (`earlier`) and those without a date (`undated`).
 */
export type BoardCell = {
  unitId: number;
  span: string;
  light: Light;
  count: number;
};

export type Board = {
  year: number;
  /** The first and the last year of the plans that are seen. */
  years: { from: number; to: number };
  figures: Figure[];
  /** The units that have cells, by name. */
  units: { id: number; name: string }[];
  cells: BoardCell[];
};

/** Of which plan, unit and year a board is asked for. */
export type AskedBoard = {
  plan?: number | undefined;
  unit?: number | undefined;
  year?: number | undefined;
};

/** What the office sees first of all: figures of what has not ended, and each unit's lights by month of a year. */
export async function boardOf(
  db: Database,
  standing: Sight,
  { year: wanted, ...base }: AskedBoard,
  today: PlainDate,
): Promise<Board> {
  const { year, years } = await shownYear(db, standing, { ...base, year: wanted }, today);
  const scope = occurrenceScope(standing);
  const [open, dated, names] = await Promise.all([
    openRows(db, and(queried(base, today), scope), { base, year, today }),
    monthsOf(db, and(queried({ ...base, ...daysOf(year) }, today), scope), today),
    db.select({ id: unit.id, name: unit.name }).from(unit),
  ]);
  const queries = boardQueries(base, today, addDays(today, 30));
  const beside = open.flatMap(({ unitId, span, light, count }) =>
    span === null ? [] : [{ unitId, span, light, count }],
  );
  const cells = [...beside, ...dated];
  const used = new Set(cells.map(({ unitId }) => unitId));
  return {
    year,
    years,
    figures: BOARD_FIGURES.map((name) => ({
      name,
      count: open.reduce((sum, row) => sum + row[name], 0),
      query: queries[name],
    })),
    units: names
      .filter(({ id }) => used.has(id))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'zh')),
    cells,
  };
}

/** The days of a year. */
export function daysOf(year: number): { dueFrom: PlainDate; dueTo: PlainDate } {
  return { dueFrom: `${year}-01-01`, dueTo: `${year}-12-31` };
}

/** The year that is asked for, or the nearest of the plans' years. */
export async function shownYear(
  db: Database,
  standing: Sight,
  { year: wanted, ...base }: AskedBoard,
  today: PlainDate,
): Promise<Pick<Board, 'year' | 'years'>> {
  const years = await yearsOf(db, standing, base, yearOf(today));
  return { years, year: Math.min(Math.max(wanted ?? yearOf(today), years.from), years.to) };
}

/** The years that the plans cover; without any the present one. */
async function yearsOf(
  db: Database,
  standing: Sight,
  { plan: planId }: AskedBoard,
  now: number,
): Promise<Board['years']> {
  const [found] = await db
    .select({
      from: sql<number | null>`extract(year from min(${plan.periodFrom}))::int`,
      to: sql<number | null>`extract(year from max(${plan.periodTo}))::int`,
    })
    .from(plan)
    .where(and(planId === undefined ? undefined : eq(plan.id, planId), planScope(standing)));
  const { from, to } = found ?? { from: null, to: null };
  if (from === null || to === null) return { from: now, to: now };
  return { from, to };
}

type OpenGroup = Omit<BoardCell, 'span'> & { span: 'earlier' | 'undated' | null } & Record<
    BoardFigure,
    number
  >;

/** The rows that have not ended, counted by what the figures ask for; read from their index alone. */
async function openRows(
  db: Database,
  which: SQL | undefined,
  { base, year, today }: { base: LedgerQuery; year: number; today: PlainDate },
): Promise<OpenGroup[]> {
  const { dueFrom } = daysOf(year);
  const { answeringUnitId, dueOn, state, extensionUntil, declinedOn, riskOn } = occurrence;
  const { redFrom, planId, waitsFor, pausedOn } = occurrence;
  const marks = { extensionUntil, declinedOn, riskOn, waitsFor, pausedOn };
  // named as the table, so that the figures' conditions read it; each light is worked out once
  const open = db
    .select({
      answeringUnitId,
      dueOn,
      state,
      redFrom,
      planId,
      ...marks,
      span: sql`case when ${dueOn} is null then 'undated'
        when ${dueOn} < ${dueFrom}::date then 'earlier' end`.as('span'),
      lamp: lightOn(today).as('lamp'),
    })
    .from(occurrence)
    .where(and(NOT_ENDED, which))
    .offset(0)
    .as('occurrence');
  const queries = boardQueries(base, today, addDays(today, 30));
  const lamp = sql`lamp`;
  const counts = Object.fromEntries(
    BOARD_FIGURES.map((name) => [name, countedAs(name, queried(queries[name], today, lamp))]),
  );
  const counted = db
    .select({
      unitId: sql`${open.answeringUnitId}`.as('unitId'),
      span: sql`span`.as('span'),
      light: sql`lamp`.as('light'),
      count: sql<number>`count(*)::int`.as('count'),
      ...counts,
    })
    .from(open)
    .groupBy(sql`1`, sql`2`, sql`3`)
    .as('counted');
  const rows = await db.select({ row: sql<OpenGroup>`to_json(counted)` }).from(counted);
  return rows.map(({ row }) => row);
}

/** The rows of a year by month: by day first, since many share one. */
async function monthsOf(
  db: Database,
  which: SQL | undefined,
  today: PlainDate,
): Promise<BoardCell[]> {
  const daily = db
    .select({
      unitId: sql<number>`${occurrence.answeringUnitId}`.as('unit_id'),
      dueOn: sql<PlainDate>`${occurrence.dueOn}`.as('due_on'),
      light: sql<Light>`${lightOn(today)}`.as('light'),
      rows: sql<number>`count(*)`.as('rows'),
    })
    .from(occurrence)
    .where(which)
    .groupBy(sql`1`, sql`2`, sql`3`)
    .as('daily');
  return await db
    .select({
      unitId: daily.unitId,
      span: sql<string>`to_char(date_trunc('month', ${daily.dueOn}), 'YYYY-MM')`,
      light: daily.light,
      count: sql<number>`sum(${daily.rows})::int`,
    })
    .from(daily)
    .groupBy(daily.unitId, sql`date_trunc('month', ${daily.dueOn})`, daily.light)
    .orderBy(sql`2`, daily.light);
}

function countedAs(name: BoardFigure, which: SQL | undefined) {
  return sql<number>`(count(*) filter (where ${which}))::int`.as(name);
}
