import { asc, eq, inArray } from 'drizzle-orm';
import { findRecipient } from '../plan/audience.ts';
import type { PlainDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { openDirectory } from './audience.ts';
import type { Database } from './connect.ts';
import { personNames } from './lookup.ts';
import { occurrence, side, unit } from './schema.ts';
import { standingsOfUnits } from './terms.ts';

/**
 * The unit by name to which an occurrence may go over: one of the same side that does not answer it yet.
 *
 * @throws NotFoundError when there is none of that name, RefusedError when it cannot take it
 */
export async function takingUnit(
  db: Database,
  occurrenceId: string,
  name: string,
): Promise<number> {
  const { rows, units, faultOf } = await loadMoving(db, [occurrenceId]);
  const taking = units.find((each) => each.name === name);
  if (taking === undefined) throw new NotFoundError('单位', name);
  const [row] = rows;
  if (row === undefined) throw new NotFoundError('事项', occurrenceId);
  const fault = faultOf(taking, row);
  if (fault !== null) throw new RefusedError(fault);
  return taking.id;
}

/** The units to which an occurrence may be handed over: all of its side but the one that answers. */
export async function takingUnits(db: Database, occurrenceId: string): Promise<Unit[]> {
  const moving = await loadMoving(db, [occurrenceId]);
  if (moving.rows.length === 0) throw new NotFoundError('事项', occurrenceId);
  return unitsFor(moving);
}

type Unit = { id: number; name: string };

/** What handing many duties over to one unit would do. */
export type Reassigning = {
  /** To which units at least one of them could go. */
  units: Unit[];
  /** Why some cannot go to the unit that was chosen, by occurrence. */
  faults: Map<string, string>;
  /** Who is told of how many; `reader` null: nobody of the unit can be reached for these. */
  hears: { unit: string; takes: boolean; count: number; reader: string | null }[];
};

/** Looks at handing duties over, by the rules by which each is handed over. */
export async function lookAtReassigning(
  db: Database,
  ids: string[],
  toUnitId: number | undefined,
  { today, sms }: { today: PlainDate; sms: boolean },
): Promise<Reassigning> {
  if (ids.length === 0) return { units: [], faults: new Map(), hears: [] };
  const moving = await loadMoving(db, ids);
  const { rows, units, faultOf } = moving;
  const to = units.find(({ id }) => id === toUnitId);
  if (to === undefined) return { units: unitsFor(moving), faults: new Map(), hears: [] };
  const faults = new Map(
    rows.flatMap((row) => {
      const fault = faultOf(to, row);
      return fault === null ? [] : [[row.id, fault]];
    }),
  );
  const going = rows.filter(({ id }) => !faults.has(id));
  const hears = await hearersOf(db, going, to, { today, sms });
  return { units: unitsFor(moving), faults, hears };
}

type Row = {
  id: string;
  planId: number;
  taskId: number;
  unitId: number;
  unit: string;
  side: number | undefined;
};

type Moving = {
  rows: Row[];
  units: (typeof unit.$inferSelect)[];
  /** Why a duty cannot go to a unit; null: it can. */
  faultOf: (to: typeof unit.$inferSelect, row: Row) => string | null;
};

async function loadMoving(db: Database, ids: string[]): Promise<Moving> {
  const units = await db.select().from(unit).orderBy(asc(unit.name));
  const sides = await db.select().from(side);
  // a unit of no side that the plan knows is of the home side
  const sideIn = (planId: number, written: string | null) => {
    const own = sides.filter((each) => each.planId === planId);
    return (own.find(({ name }) => name === written) ?? own.find(({ home }) => home))?.id;
  };
  const found = await db
    .select({
      id: occurrence.id,
      planId: occurrence.planId,
      taskId: occurrence.taskId,
      unitId: unit.id,
      unit: unit.name,
      written: unit.side,
    })
    .from(occurrence)
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(inArray(occurrence.id, ids));
  return {
    units,
    rows: found.map(({ written, ...row }) => ({ ...row, side: sideIn(row.planId, written) })),
    faultOf: (to, row) => {
      if (to.id === row.unitId) return `该事项本来就由${to.name}办理`;
      if (sideIn(row.planId, to.side) === row.side) return null;
      return `${to.name}属于另一方，不能由本方改交`;
    },
  };
}

function unitsFor({ rows, units, faultOf }: Moving): Unit[] {
  return units
    .filter((each) => rows.some((row) => faultOf(each, row) === null))
    .map(({ id, name }) => ({ id, name }));
}

type Hearing = { unitId: number; unit: string; takes: boolean; personId: number | null };

/**
 * Who is told, looked up for each duty by itself: one unit may have given its tasks to several hands.
 * The office itself is not written to.
 */
async function hearersOf(
  db: Database,
  going: Row[],
  to: Unit,
  { today, sms }: { today: PlainDate; sms: boolean },
): Promise<Reassigning['hears']> {
  const directory = await openDirectory(db, today, { sms });
  const told = [
    ...going.map((row) => ({ ...row, unitId: to.id, unit: to.name, takes: true })),
    ...going.map((row) => ({ ...row, takes: false })),
  ];
  const standingIn = await standingsOfUnits(db, told);
  const heard = told
    .filter((each) => !standingIn(each).ownOffice)
    .map(({ planId, taskId, unitId, unit: called, takes }): Hearing => {
      const audience = `contact:${unitId}` as const;
      const found = findRecipient(directory, { planId, taskId, audience, obligedId: unitId });
      const personId = found === null || found === 'liaison' ? null : found.personId;
      return { unitId, unit: called, takes, personId };
    });
  const names = await personNames(
    db,
    heard.map(({ personId }) => personId),
  );
  const groups = Map.groupBy(
    heard,
    ({ takes, unitId, personId }) => `${takes}/${unitId}/${personId}`,
  );
  return [...groups.values()].flatMap((rows) =>
    rows.slice(0, 1).map(({ unit: called, takes, personId }) => ({
      unit: called,
      takes,
      count: rows.length,
      reader: names.get(personId ?? 0) ?? null,
    })),
  );
}
