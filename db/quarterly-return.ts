import { inArray } from 'drizzle-orm';
import type { LaunchedOccurrence, LaunchTask } from '../plan/launch.ts';
import type { LaunchParty } from '../plan/parties.ts';
import { quarterlyDays } from '../plan/reporting.ts';
import { obligedParties } from '../plan/returns.ts';
import { daysOf, FIRST_OF_QUARTER, recurring } from '../plan/deadline/rule.ts';
import type { TimeReading } from '../plan/extracted.ts';
import type { Database } from './connect.ts';
import type { LaunchView } from './launching.ts';
import { servedUnits } from './returns.ts';
import { partyName, partyNameUnit, task, unit } from './schema.ts';

const KEY = 'r01';
const TITLE = '每季度报送工作进展';
const QUOTE =
  '文件没有为“随报表”事项规定定期报表，由督办系统增设：每季度结束后次月10日前报送工作进展。';

/** Tasks that are told of in returns, and the units that owe them and have no return to do so. */
export type WithoutReturn = { tasks: string[]; units: { id: number; name: string }[] };

/** What of a plan's tasks no return will tell of, by the occurrences that launch would write. */
export async function withoutReturn(
  db: Database,
  view: LaunchView,
  rows: LaunchedOccurrence[],
): Promise<WithoutReturn> {
  const ends = await endUnits(db);
  const endOf = (unitId: number) => ends.get(unitId) ?? unitId;
  const covered = new Set(
    rows
      .filter(({ reportingPeriod, beforeStart }) => reportingPeriod !== null && !beforeStart)
      .flatMap(({ answeringUnitId }) => [answeringUnitId, endOf(answeringUnitId)]),
  );
  const open = view.tasks
    .filter(({ tracking }) => tracking === 'return')
    .map((each) => ({
      key: each.key,
      unitIds: obligedParties(each)
        .map(({ unit: { id } }) => id)
        .filter((id) => !covered.has(id) && !covered.has(endOf(id)))
        .map(endOf)
        .filter((id) => id !== view.terms.coordinatorUnitId),
    }))
    .filter(({ unitIds }) => unitIds.length > 0);
  const ids = [...new Set(open.flatMap(({ unitIds }) => unitIds))].toSorted((a, b) => a - b);
  return { tasks: open.map(({ key }) => key), units: await unitsNamed(db, ids) };
}

/** For each unit the one that answers for it in the end. */
async function endUnits(db: Database): Promise<Map<number, number>> {
  const serves = await servedUnits(db);
  return new Map(
    [...serves].flatMap(([end, ids]) =>
      ids.filter((id) => id !== end).map((id): [number, number] => [id, end]),
    ),
  );
}

async function unitsNamed(db: Database, ids: number[]): Promise<WithoutReturn['units']> {
  if (ids.length === 0) return [];
  return await db
    .select({ id: unit.id, name: unit.name })
    .from(unit)
    .where(inArray(unit.id, ids))
    .orderBy(unit.id);
}

/** By it an open-ended plan goes on with the return from year to year. */
const READING: TimeReading = {
  text: '每季度结束后次月10日前',
  rule: recurring(daysOf(FIRST_OF_QUARTER, 10)),
  force: 'firm',
  bound: 'by',
  pattern: 'days after every quarter',
  place: null,
};

/** The quarterly return that Duban itself sets for units without one, as launch sees it. */
export function quarterlyReturn(
  { terms, tasks }: LaunchView,
  { units }: WithoutReturn,
): (LaunchTask & { key: string }) | null {
  if (units.length === 0 || tasks.some(({ key }) => key === KEY)) return null;
  return {
    id: 0, // it is written when the launch begins
    key: KEY,
    title: TITLE,
    force: 'firm',
    distribution: 'each',
    tracking: 'deadline',
    deadline: {
      text: null,
      kind: 'recurring',
      due: quarterlyDays(terms.periodFrom, terms.periodTo),
      assumed: true,
    },
    reading: READING,
    delivery: null,
    actor: null,
    count: null,
    lead: units.map(
      ({ id, name }): LaunchParty => ({
        unit: { id, name, side: null },
        written: name,
      }),
    ),
    support: [],
  };
}

/** Writes the quarterly return as a task of its own, marked as ours and not the document's. */
export async function addQuarterlyReturn(
  tx: Database,
  planId: number,
  { lead, deadline, reading, force, distribution, tracking }: LaunchTask,
): Promise<void> {
  const names: string[] = [];
  for (const { unit: of } of lead) names.push(await nameFor(tx, planId, of));
  await tx
    .insert(task)
    .values({
      planId,
      key: KEY,
      quote: QUOTE,
      title: TITLE,
      section: '（督办系统增设，不是文件的要求）',
      line: 0,
      lead: names,
      force,
      distribution,
      tracking,
      deadline,
      reading,
      verification: 'auto',
      otherCounts: [],
      milestones: [],
      issues: [],
      reviewed: true,
    })
    .onConflictDoNothing();
}

/** A name of the plan that means this unit and no other. */
async function nameFor(
  tx: Database,
  planId: number,
  { id, name }: { id: number; name: string },
): Promise<string> {
  const written = `${name}（进展报表）`;
  const [row] = await tx
    .insert(partyName)
    .values({ planId, written, settled: 'person' })
    .onConflictDoNothing()
    .returning({ id: partyName.id });
  if (row !== undefined) {
    await tx.insert(partyNameUnit).values({ partyNameId: row.id, unitId: id, position: 0 });
  }
  return written;
}
