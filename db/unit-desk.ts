import { and, asc, eq, inArray, isNull, ne, notInArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { addDays, type PlainDate } from '../plan/date.ts';
import { NotFoundError } from '../plan/errors.ts';
import type { Verification } from '../plan/occurrence.ts';
import { LINK_CHOICES, type LinkChoice } from '../plan/plan-state.ts';
import type { DeskRole } from '../plan/unit-acts.ts';
import { answeringThrough } from './audience.ts';
import { unitsActingAs } from './authority.ts';
import type { Database } from './connect.ts';
import { assignedTasks } from './digest-lines.ts';
import { NOT_ENDED } from './ledger-page.ts';
import { link, occurrence, party, plan, planUnit, side, task, unit } from './schema.ts';

/** The units for which a unit's link acts: itself, and those that answer through it in the end. */
export async function deskUnits(db: Database, unitId: number): Promise<number[]> {
  const found: number[] = [];
  for (const id of await unitsActingAs(db, unitId)) {
    if (id === unitId || (await answeringThrough(db, id)) === unitId) found.push(id);
  }
  return found;
}

/**
 * A plan on a unit's list; `toAcknowledge` counts its tasks while the unit has not acknowledged it.
 * Of a plan that `isOver` nothing is open for the unit, and its period ended a while ago.
 */
export type DeskPlan = {
  id: number;
  title: string;
  office: string | null;
  superviseFrom: PlainDate | null;
  toAcknowledge: number;
  isOver: boolean;
};

/** For so many days after its period a plan of which nothing is open is still current. */
const KEPT_DAYS = 60;

/** The plans in which the units have a part, the oldest first. */
export async function deskPlans(
  db: Database,
  unitIds: number[],
  today: PlainDate,
): Promise<DeskPlan[]> {
  const parts = partsOf(db, unitIds);
  const lately = addDays(today, -KEPT_DAYS);
  const [rows, silent] = await Promise.all([
    db
      .with(parts)
      .select({
        id: plan.id,
        title: plan.title,
        office: unit.name,
        superviseFrom: plan.superviseFrom,
        isOver: sql<boolean>`not bool_or(${parts.open}) and ${plan.periodTo} < ${lately}::date`,
      })
      .from(parts)
      .innerJoin(plan, eq(plan.id, parts.planId))
      .leftJoin(unit, eq(unit.id, plan.coordinatorUnitId))
      .groupBy(plan.id, unit.id)
      .orderBy(asc(plan.id)),
    unacknowledged(db, unitIds),
  ]);
  return rows.map((row) => ({ ...row, toAcknowledge: silent.get(row.id) ?? 0 }));
}

/** In which plans each of some units has a part, and whether any of it is open; read from indexes where it can be. */
function partsOf(db: Database, unitIds: number[]) {
  const open = sql<boolean>`bool_or(${NOT_ENDED})`.as('open');
  return db.$with('parts').as(
    db
      .select({ planId: occurrence.planId, unitId: occurrence.answeringUnitId, open })
      .from(occurrence)
      .where(inArray(occurrence.answeringUnitId, unitIds))
      .groupBy(occurrence.planId, occurrence.answeringUnitId)
      .unionAll(
        db
          .select({ planId: occurrence.planId, unitId: party.unitId, open })
          .from(party)
          .innerJoin(occurrence, eq(occurrence.id, party.occurrenceId))
          .where(and(inArray(party.unitId, unitIds), ne(party.role, 'answering')))
          .groupBy(occurrence.planId, party.unitId),
      ),
  );
}

/** As many tasks by plan as the assignment notices of the units listed that are not acknowledged. */
async function unacknowledged(db: Database, unitIds: number[]): Promise<Map<number, number>> {
  const silent = await db
    .select({ planId: planUnit.planId, unitId: planUnit.unitId })
    .from(planUnit)
    .where(and(inArray(planUnit.unitId, unitIds), isNull(planUnit.acknowledgedAt)));
  const counts = new Map<number, number>();
  for (const { planId, unitId } of silent) {
    const { length } = await assignedTasks(db, planId, unitId);
    counts.set(planId, (counts.get(planId) ?? 0) + length);
  }
  return counts;
}

/**
 * The occurrences in which the units take part, or stand on the other side, without answering for
 * them; of some plans only where these are given.
 */
export async function takingPartIds(
  db: Database,
  unitIds: number[],
  planIds?: number[],
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: party.occurrenceId })
    .from(party)
    .innerJoin(occurrence, eq(occurrence.id, party.occurrenceId))
    .where(
      and(
        inArray(party.role, ['participant', 'counterpart']),
        inArray(party.unitId, unitIds),
        sql`not ${inArray(occurrence.answeringUnitId, unitIds)}`,
        planIds === undefined ? undefined : inArray(occurrence.planId, planIds),
      ),
    );
  return rows.map(({ id }) => id);
}

/** The occurrences of a plan that the units have been assigned and not acknowledged. */
export async function assignedIds(
  db: Database,
  planId: number,
  unitIds: number[],
): Promise<string[]> {
  const rows = await db
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(
      and(
        eq(occurrence.planId, planId),
        inArray(occurrence.answeringUnitId, unitIds),
        eq(occurrence.state, 'assigned'),
        eq(occurrence.beforeStart, false),
      ),
    )
    .orderBy(asc(occurrence.id));
  return rows.map(({ id }) => id);
}

/** The parts that the units have in an occurrence; none when it is not their business. */
export async function rolesIn(
  db: Database,
  unitIds: number[],
  occurrenceId: string,
): Promise<DeskRole[]> {
  const rows = await db
    .selectDistinct({ role: party.role })
    .from(party)
    .where(and(eq(party.occurrenceId, occurrenceId), inArray(party.unitId, unitIds)));
  const roles = rows.map(({ role }) => role);
  return (['answering', 'participant', 'counterpart'] as const).filter((role) =>
    roles.includes(role),
  );
}

export type OccurrenceFacts = {
  planTitle: string;
  office: string | null;
  section: string | null;
  evidence: string[];
  verification: Verification;
  partners: Partner[];
  /** Since when the plan is supervised. */
  superviseFrom: PlainDate | null;
};

/** A unit that takes part in an occurrence. */
export type Partner = { id: number; name: string };

/** What an occurrence's page says beside its row in the ledger. */
export async function occurrenceFacts(db: Database, id: string): Promise<OccurrenceFacts> {
  const [row] = await db
    .select({
      planTitle: plan.title,
      office: unit.name,
      section: task.section,
      evidence: task.evidence,
      verification: task.verification,
      superviseFrom: plan.superviseFrom,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .leftJoin(unit, eq(unit.id, plan.coordinatorUnitId))
    .where(eq(occurrence.id, id));
  if (row === undefined) throw new NotFoundError('事项', id);
  return { ...row, partners: await partnersOf(db, id) };
}

/** The units that take part in an occurrence, all of the home side. */
export async function partnersOf(db: Database, id: string): Promise<Partner[]> {
  return await db
    .select({ id: unit.id, name: unit.name })
    .from(party)
    .innerJoin(unit, eq(unit.id, party.unitId))
    .where(and(eq(party.occurrenceId, id), eq(party.role, 'participant')))
    .orderBy(asc(unit.id));
}

/** An office to ask, and its telephone. */
export type Office = { name: string; phone: string | null };

/** The offices of the plans in which units have a part; nobody is told to ask themselves. */
export async function officesOf(db: Database, unitIds: number[]): Promise<Office[]> {
  const parts = partsOf(db, unitIds);
  const mine = alias(unit, 'mine');
  // the office of the unit's own side where it has one
  const office = sql`coalesce(${side.coordinatorUnitId}, ${plan.coordinatorUnitId})`;
  return await db
    .with(parts)
    .selectDistinct({ name: unit.name, phone: unit.phone })
    .from(parts)
    .innerJoin(mine, eq(mine.id, parts.unitId))
    .innerJoin(plan, eq(plan.id, parts.planId))
    .leftJoin(side, and(eq(side.planId, plan.id), eq(side.name, mine.side)))
    .innerJoin(unit, eq(unit.id, office))
    .where(notInArray(unit.id, unitIds))
    .orderBy(asc(unit.name));
}

/** Whether messages to a unit carry links: as the most open of its running plans chose. */
export async function linkChoiceOf(db: Database, unitId: number | null): Promise<LinkChoice> {
  if (unitId === null) return 'open';
  const rows = await db
    .selectDistinct({ links: plan.links })
    .from(party)
    .innerJoin(occurrence, eq(occurrence.id, party.occurrenceId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(inArray(party.unitId, await deskUnits(db, unitId)));
  const chosen = new Set(rows.map(({ links }) => links));
  return LINK_CHOICES.find((choice) => chosen.has(choice)) ?? 'open';
}

/** The offices to ask about a link that opens nothing any more. */
export async function officesOfLink(db: Database, linkId: string): Promise<Office[]> {
  const [row] = await db.select({ unitId: link.unitId }).from(link).where(eq(link.id, linkId));
  return row === undefined ? [] : await officesOf(db, await deskUnits(db, row.unitId));
}
