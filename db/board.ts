import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { addDays, type PlainDate } from '../plan/date.ts';
import {
  BOARD_FIGURES,
  type BoardFigure,
  boardQueries,
  type LedgerQuery,
} from '../plan/ledger-query.ts';
import type { Light } from '../plan/light.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { lightOn, queried } from './ledger-page.ts';
import { occurrence, unit } from './schema.ts';
import { occurrenceScope } from './scope.ts';

/** A figure, and the rows that it counts. */
export type Figure = { name: BoardFigure; count: number; query: LedgerQuery };

/** As many of a unit's rows of a month bear a light; no month: no date. */
export type BoardCell = {
  unitId: number;
  unit: string;
  month: string | null;
  light: Light;
  count: number;
};

/** What the office sees first of all: figures, and the lights of each unit by month. */
export async function boardOf(
  db: Database,
  standing: Sight,
  base: LedgerQuery,
  today: PlainDate,
): Promise<{ figures: Figure[]; cells: BoardCell[] }> {
  const scope = and(queried(base, today), occurrenceScope(standing));
  return {
    figures: await figuresOf(db, scope, boardQueries(base, today, addDays(today, 30)), today),
    cells: await cellsOf(db, scope, today),
  };
}

async function figuresOf(
  db: Database,
  scope: SQL | undefined,
  queries: Record<BoardFigure, LedgerQuery>,
  today: PlainDate,
): Promise<Figure[]> {
  const counts = Object.fromEntries(
    BOARD_FIGURES.map((name) => [
      name,
      sql<number>`(count(*) filter (where ${queried(queries[name], today)}))::int`,
    ]),
  );
  const [row] = await db.select(counts).from(occurrence).where(scope);
  return BOARD_FIGURES.map((name) => ({ name, count: row?.[name] ?? 0, query: queries[name] }));
}

async function cellsOf(
  db: Database,
  scope: SQL | undefined,
  today: PlainDate,
): Promise<BoardCell[]> {
  const light = lightOn(today);
  const month = sql<string | null>`to_char(${occurrence.dueOn}, 'YYYY-MM')`;
  const counted = db
    .select({
      unitId: occurrence.answeringUnitId,
      month: month.as('month'),
      light: light.as('light'),
      count: sql<number>`count(*)::int`.as('count'),
    })
    .from(occurrence)
    .where(scope)
    .groupBy(occurrence.answeringUnitId, sql`2`, sql`3`)
    .as('counted');
  const rows = await db
    .select({
      unitId: counted.unitId,
      unit: unit.name,
      month: counted.month,
      light: sql<Light>`${counted.light}`,
      count: counted.count,
    })
    .from(counted)
    .innerJoin(unit, eq(unit.id, counted.unitId))
    .orderBy(asc(unit.name), sql`${counted.month} nulls last`, asc(counted.light));
  return rows;
}
