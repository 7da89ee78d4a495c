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

/** What the office sees first of all, by one look at every row: figures, and each unit's lights by month. */
export async function boardOf(
  db: Database,
  standing: Sight,
  base: LedgerQuery,
  today: PlainDate,
): Promise<{ figures: Figure[]; cells: BoardCell[] }> {
  const queries = boardQueries(base, today, addDays(today, 30));
  const counts = Object.fromEntries(
    BOARD_FIGURES.map((name) => [name, countedAs(name, queried(queries[name], today))]),
  );
  const counted = db
    .select({
      unitId: occurrence.answeringUnitId,
      // connections are set to ISO dates
      month: sql<string | null>`left(${occurrence.dueOn}::text, 7)`.as('month'),
      light: lightOn(today).as('light'),
      count: sql<number>`count(*)::int`.as('count'),
      ...counts,
    })
    .from(occurrence)
    .where(and(queried(base, today), occurrenceScope(standing)))
    .groupBy(occurrence.answeringUnitId, sql`2`, sql`3`)
    .as('counted');
  const groups = await db
    .select({ unit: unit.name, row: sql<Group>`to_json(counted)` })
    .from(counted)
    .innerJoin(unit, eq(unit.id, counted.unitId))
    .orderBy(asc(unit.name), sql`${counted.month} nulls last`, asc(counted.light));
  return {
    figures: BOARD_FIGURES.map((name) => ({
      name,
      count: groups.reduce((sum, { row }) => sum + row[name], 0),
      query: queries[name],
    })),
    cells: groups.map(({ unit: name, row }) => ({
      unitId: row.answering_unit_id,
      unit: name,
      month: row.month,
      light: row.light,
      count: row.count,
    })),
  };
}

type Group = Pick<BoardCell, 'month' | 'light' | 'count'> & {
  answering_unit_id: number;
} & Record<BoardFigure, number>;

function countedAs(name: BoardFigure, which: SQL | undefined) {
  return sql<number>`(count(*) filter (where ${which}))::int`.as(name);
}
