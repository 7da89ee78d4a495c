import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { AgendaEntry } from '../plan/agenda.ts';
import { type Calendar } from '../plan/calendar.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { NotFoundError } from '../plan/errors.ts';
import {
  type LaunchedOccurrence,
  type LaunchedTask,
  type LaunchTask,
  type LaunchTerms,
  occurrencesOf,
} from '../plan/launch.ts';
import type { LaunchParty, LaunchSide } from '../plan/parties.ts';
import { policyOf } from '../plan/policy.ts';
import type { Standing } from '../plan/occurrence.ts';
import { standingOf } from '../plan/standing.ts';
import type { Database } from './connect.ts';
import { occurrence, party, partyName, partyNameUnit, plan, side, task, unit } from './schema.ts';

/** A plan as launch sees it: its tasks with the units their names were settled to. */
export type LaunchView = { terms: LaunchTerms; tasks: (LaunchTask & { key: string })[] };

/** Reads what launch needs; `superviseFrom` is taken from the plan unless given. */
export async function launchView(
  db: Database,
  planId: number,
  calendar: Calendar,
  today: PlainDate,
  superviseFrom?: PlainDate,
): Promise<LaunchView> {
  const [found] = await db.select().from(plan).where(eq(plan.id, planId));
  if (found === undefined) throw new NotFoundError('方案', String(planId));
  const parties = await settledParties(db, planId);
  const rows = await db
    .select()
    .from(task)
    .where(and(eq(task.planId, planId), isNull(task.dismissed)))
    .orderBy(asc(task.id));
  const named = (names: string[]) => names.flatMap((name) => parties.get(name) ?? []);
  const terms: LaunchTerms = {
    planId,
    today,
    superviseFrom: superviseFrom ?? found.superviseFrom ?? today,
    periodFrom: found.periodFrom,
    periodTo: found.periodTo,
    openEnded: found.openEnded,
    sides: await launchSides(db, planId),
    coordinatorUnitId: found.coordinatorUnitId,
    policy: policyOf(found.policy),
    calendar,
  };
  const tasks = rows.map((row) => ({ ...row, lead: named(row.lead), support: named(row.support) }));
  return { terms, tasks };
}

/** The sides of a plan; the other's units are supervised here when it has an office of its own. */
async function launchSides(db: Database, planId: number): Promise<LaunchSide[]> {
  const rows = await db.select().from(side).where(eq(side.planId, planId)).orderBy(asc(side.id));
  return rows.map(({ name, short, home, mode }) => {
    return { name, short, home, supervised: home || mode === 'supervised' };
  });
}

/** The units that each name of a plan was settled to. */
export async function settledParties(
  db: Database,
  planId: number,
): Promise<Map<string, LaunchParty[]>> {
  const rows = await db
    .select({
      written: partyName.written,
      id: unit.id,
      name: unit.name,
      other: side.name,
    })
    .from(partyName)
    .innerJoin(partyNameUnit, eq(partyNameUnit.partyNameId, partyName.id))
    .innerJoin(unit, eq(unit.id, partyNameUnit.unitId))
    .leftJoin(
      side,
      and(eq(side.planId, partyName.planId), eq(side.name, unit.side), eq(side.home, false)),
    )
    .where(and(eq(partyName.planId, planId), sql`${partyName.settled} is distinct from 'left-out'`))
    .orderBy(asc(partyName.id), asc(partyNameUnit.position));
  const found = new Map<string, LaunchParty[]>();
  for (const { written, id, name, other } of rows) {
    const entry = { written, unit: { id, name, side: other } };
    found.set(written, [...(found.get(written) ?? []), entry]);
  }
  return found;
}

/** What launch would do with every task of a plan. */
export function launchedTasks(view: LaunchView): LaunchedTask[] {
  return view.tasks.map((entry) => occurrencesOf(entry, view.terms));
}

/** Writes all occurrences of a plan as rows, all or none; rows that are there already stay. */
export async function writeOccurrences(
  db: Database,
  calendar: Calendar,
  planId: number,
  now: number,
): Promise<number> {
  return await db.transaction(async (tx) => {
    const view = await launchView(tx, planId, calendar, beijingDate(now));
    const rows = launchedTasks(view).flatMap((entry) => entry.occurrences);
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      await writeRows(tx, planId, rows.slice(from, from + AT_ONCE));
    }
    return rows.length;
  });
}

const AT_ONCE = 500;

/** Writes one row with its parties, unless it is there already. */
export async function writeOccurrence(
  tx: Database,
  planId: number,
  row: LaunchedOccurrence,
): Promise<void> {
  await writeRows(tx, planId, [row]);
}

async function writeRows(tx: Database, planId: number, rows: LaunchedOccurrence[]): Promise<void> {
  const values = rows.map(({ parties: _parties, ...row }) => ({
    ...row,
    planId,
    originalDueOn: row.dueOn,
    state: 'scheduled' as const,
    run: 0,
    seq: 0,
    headHash: '',
    agenda: [],
    provisional: false,
  }));
  const written = await tx
    .insert(occurrence)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: occurrence.id });
  const ids = new Set(written.map(({ id }) => id));
  const parties = rows
    .filter(({ id }) => ids.has(id))
    .flatMap((row) => row.parties.map((entry) => ({ ...entry, occurrenceId: row.id })));
  for (let from = 0; from < parties.length; from += AT_ONCE) {
    await tx.insert(party).values(parties.slice(from, from + AT_ONCE));
  }
}

/** What starting one occurrence's workflow takes. */
export type Startable = {
  id: string;
  planId: number;
  taskId: number;
  answeringUnitId: number;
  dueOn: PlainDate | null;
  run: number;
  seq: number;
  agenda: AgendaEntry[];
  /** As its row has it. */
  standing: Standing;
  /** Its unit has acknowledged the plan. */
  acknowledged: boolean;
};

const unbegun = and(eq(occurrence.run, 0), eq(occurrence.state, 'scheduled'));
/** What the clock may begin; what was due before supervision began only a person's act does. */
const toBegin = and(unbegun, eq(occurrence.beforeStart, false));

/** The columns of what starting takes, for a query over occurrences and their tasks. */
export const startable = {
  row: occurrence,
  task: { verification: task.verification, force: task.force, count: task.count },
  acknowledged: sql<boolean>`exists (select 1 from plan_unit p where p.plan_id = ${occurrence.planId}
    and p.unit_id = ${occurrence.answeringUnitId} and p.acknowledged_at is not null)`,
};

/** Occurrences with one due date that launch has not started yet, at most `limit`. */
export async function unstartedOccurrences(
  db: Database,
  planId: number,
  limit: number,
): Promise<Startable[]> {
  return await startables(
    db,
    sql`${occurrence.planId} = ${planId} and not ${occurrence.series}`,
    limit,
  );
}

/** Occurrences of a series whose window is open on a day and that are not started yet. */
export async function openableOccurrences(
  db: Database,
  taskId: number,
  today: PlainDate,
): Promise<Startable[]> {
  const open = sql`${occurrence.taskId} = ${taskId} and ${occurrence.series} and ${occurrence.opensOn} <= ${today}`;
  return await startables(db, open, 1000);
}

async function startables(
  db: Database,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<Startable[]> {
  const rows = await db
    .select(startable)
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(and(which, toBegin, inArray(plan.state, ['launching', 'running'])))
    .orderBy(asc(occurrence.id))
    .limit(limit);
  return rows.map(toStartable);
}

type StartableRow = {
  row: typeof occurrence.$inferSelect;
  task: Parameters<typeof standingOf>[1];
  acknowledged: boolean;
};

/** What starting takes, from a row of such a query. */
export function toStartable({ row, task: of, acknowledged }: StartableRow): Startable {
  const { id, planId, taskId, answeringUnitId, dueOn, run, seq, agenda } = row;
  const names = { id, planId, taskId, answeringUnitId, dueOn };
  return { ...names, run, seq, agenda, standing: standingOf(row, of), acknowledged };
}

/** What starting this occurrence takes. */
export async function startableOf(db: Database, id: string): Promise<Startable> {
  const [found] = await db
    .select(startable)
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(eq(occurrence.id, id));
  if (found === undefined) throw new NotFoundError('事项', id);
  return toStartable(found);
}

/** Whether a start may be made: by the clock only while the plan runs, by a person's act also in a pause. */
type Started = { by: 'clock' | 'person'; start: (row: Startable) => Promise<void> };

/**
 * Starts an occurrence that has not begun, under a lock on its row and its plan's: a change of the
 * plan reaches it either before, in its row, or after, as a command. PostgreSQL, not Temporal's
 * retention, remembers that it was started. In a paused plan it begins paused.
 */
export async function startOnce(db: Database, id: string, { by, start }: Started): Promise<void> {
  await db.transaction(async (tx) => {
    const { state, pausedOn } = await planOf(tx, id);
    if (by === 'clock' && state !== 'launching' && state !== 'running') return;
    const [found] = await tx
      .select(startable)
      .from(occurrence)
      .innerJoin(task, eq(task.id, occurrence.taskId))
      .where(and(eq(occurrence.id, id), unbegun))
      .for('update', { of: occurrence });
    if (found === undefined) return;
    const since = found.row.pausedOn ?? pausedOn;
    await start(toStartable({ ...found, row: { ...found.row, pausedOn: since } }));
    await tx.update(occurrence).set({ run: 1, pausedOn: since }).where(eq(occurrence.id, id));
  });
}

/** Marks an occurrence whose workflow was found running. */
export async function markStarted(db: Database, id: string): Promise<void> {
  const unmarked = and(eq(occurrence.id, id), eq(occurrence.run, 0));
  await db.update(occurrence).set({ run: 1 }).where(unmarked);
}

/** The plan of an occurrence, which no change alters until the transaction ends. */
async function planOf(tx: Database, id: string) {
  const [found] = await tx
    .select({ state: plan.state, pausedOn: plan.pausedOn })
    .from(plan)
    .where(sql`${plan.id} = (select o.plan_id from occurrence o where o.id = ${id})`)
    .for('share');
  if (found === undefined) throw new NotFoundError('事项', id);
  return found;
}

/** The tasks of a plan that need a series. */
export async function seriesTasks(db: Database, planId: number): Promise<number[]> {
  const rows = await db
    .selectDistinct({ taskId: occurrence.taskId })
    .from(occurrence)
    .where(
      and(eq(occurrence.planId, planId), occurrence.series, eq(occurrence.beforeStart, false)),
    );
  return rows.map(({ taskId }) => taskId);
}

/** The day on which the next unstarted occurrence of a task opens; null when none is left. */
export async function nextOpeningDay(db: Database, taskId: number): Promise<PlainDate | null> {
  const [row] = await db
    .select({ opensOn: occurrence.opensOn })
    .from(occurrence)
    .where(and(eq(occurrence.taskId, taskId), occurrence.series, toBegin))
    .orderBy(asc(occurrence.opensOn))
    .limit(1);
  return row?.opensOn ?? null;
}
