import { and, eq, inArray } from 'drizzle-orm';
import { practicalDay, type Terms } from '../plan/agenda.ts';
import type { Calendar } from '../plan/calendar.ts';
import { yearOf } from '../plan/date.ts';
import { NotFoundError } from '../plan/errors.ts';
import type { Told } from '../plan/moments.ts';
import { type Policy, policyOf } from '../plan/policy.ts';
import { answeringEnds } from './audience.ts';
import type { Database } from './connect.ts';
import { occurrence, party, plan, side, task, unit } from './schema.ts';

export type OccurrenceRow = typeof occurrence.$inferSelect;
type TaskRow = typeof task.$inferSelect;

/** An occurrence with all that its agenda and notices depend on, its row locked. */
export type Loaded = {
  row: OccurrenceRow;
  task: TaskRow;
  policy: Policy;
  launchedAt: number | null;
  /** Where a soft date becomes firm. */
  periodTo: string;
  leadingBody: boolean;
  ownOffice: boolean;
  participants: number[];
};

/** Reads an occurrence and locks its row: writes to one occurrence wait for each other. */
export async function load(tx: Database, id: string): Promise<Loaded> {
  return await whole(tx, id, await rowsOf(tx, id).for('update', { of: occurrence }));
}

/** Reads an occurrence without a lock, for those who only look. */
export async function look(db: Database, id: string): Promise<Loaded> {
  return await whole(db, id, await rowsOf(db, id));
}

function rowsOf(tx: Database, id: string) {
  return tx
    .select({ row: occurrence, task, plan })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(eq(occurrence.id, id));
}

type Found = { row: OccurrenceRow; task: TaskRow; plan: typeof plan.$inferSelect };

async function whole(tx: Database, id: string, [found]: Found[]): Promise<Loaded> {
  if (found === undefined) throw new NotFoundError('事项', id);
  const { row, task: its, plan: of } = found;
  const due = row.originalDueOn ?? row.dueOn;
  return {
    row,
    task: its,
    policy: policyOf(of.policy),
    launchedAt: of.launchedAt,
    // in an open-ended plan the period is the year of the due date
    periodTo: of.openEnded && due !== null ? `${yearOf(due)}-12-31` : of.periodTo,
    participants: await participantsOf(tx, id),
    ...(await standingOfUnit(tx, of.id, row.answeringUnitId)),
  };
}

/** The terms by which an occurrence's agenda is made, as its row has them after `changes`. */
export function termsOf(loaded: Loaded, changes: Partial<OccurrenceRow> = {}): Terms {
  const { task: its, policy } = loaded;
  const row = { ...loaded.row, ...changes };
  return {
    ...row,
    force: its.force,
    firmLimit: row.promisedOn ?? loaded.periodTo,
    milestones: its.milestones,
    leadingBody: loaded.leadingBody,
    ownOffice: loaded.ownOffice,
    upward: policy.upward === 'all' || its.weighty,
    count:
      row.countTarget === null || row.countFrom === null
        ? null
        : { from: row.countFrom, target: row.countTarget, sum: row.countSum },
  };
}

/** What a moment or a command needs to know of an occurrence to tell people. */
export function toldOf(loaded: Loaded, terms: Terms, calendar: Calendar): Told {
  const { dueOn } = terms;
  return {
    dueOn,
    practicalOn: dueOn === null ? null : practicalDay(calendar, dueOn),
    leadingBody: terms.leadingBody,
    ownOffice: terms.ownOffice,
    milestones: terms.milestones.filter((entry) => dueOn !== null && entry.date <= dueOn),
    participants: loaded.participants,
    waitsFor: terms.pausedOn === null ? terms.waitsFor : null,
    count: terms.count,
    countUnit: loaded.row.countUnit,
    rectifyBy: terms.rectifyBy,
    extensionUntil: loaded.row.extensionUntil,
    answeringUnitId: loaded.row.answeringUnitId,
    officeDelayDays: loaded.policy.officeDelayDays,
  };
}

/** How a unit is supervised. */
export type UnitStanding = { leadingBody: boolean; ownOffice: boolean };

type UnitOfPlan = { planId: number; unitId: number };

/** How a unit is supervised, as `standingsOfUnits` has it. */
export async function standingOfUnit(
  tx: Database,
  planId: number,
  unitId: number,
): Promise<UnitStanding> {
  const of = { planId, unitId };
  return (await standingsOfUnits(tx, [of]))(of);
}

/**
 * How units are supervised: leading bodies and leaders, and whoever answers through one, are never
 * escalated (rule 12); the office that supervises is not written to (rule 24).
 */
export async function standingsOfUnits(
  tx: Database,
  asked: readonly UnitOfPlan[],
): Promise<(of: UnitOfPlan) => UnitStanding> {
  const ends = await answeringEnds(
    tx,
    asked.map(({ unitId }) => unitId),
  );
  const known = await tx
    .select({ id: unit.id, kind: unit.kind, side: unit.side })
    .from(unit)
    .where(inArray(unit.id, [...ends.keys(), ...ends.values()]));
  const units = new Map(known.map((each) => [each.id, each]));
  const planIds = [...new Set(asked.map(({ planId }) => planId))];
  const offices = await tx
    .select({
      planId: plan.id,
      own: plan.coordinatorUnitId,
      side: side.name,
      ofSide: side.coordinatorUnitId,
    })
    .from(plan)
    .leftJoin(side, eq(side.planId, plan.id))
    .where(inArray(plan.id, planIds));
  return ({ planId, unitId }) => {
    const through = ends.get(unitId) ?? unitId;
    const both = [units.get(unitId), units.get(through)];
    const here = offices.filter((each) => each.planId === planId);
    const onSide = here.find((each) => each.side !== null && each.side === both[0]?.side);
    const office = onSide?.ofSide ?? here[0]?.own ?? null;
    return {
      leadingBody: both.some((each) => each?.kind === 'leading-body' || each?.kind === 'role'),
      ownOffice: office !== null && (unitId === office || through === office),
    };
  };
}

async function participantsOf(tx: Database, id: string): Promise<number[]> {
  const found = await tx
    .select({ unitId: party.unitId })
    .from(party)
    .where(and(eq(party.occurrenceId, id), eq(party.role, 'participant')));
  return found.map(({ unitId }) => unitId);
}
