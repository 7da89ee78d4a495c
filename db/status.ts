import { alias } from 'drizzle-orm/pg-core';
import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Calendar } from '../plan/calendar.ts';
import { changeWords } from '../plan/plan-change.ts';
import type { PlainDate } from '../plan/date.ts';
import { waitingWords } from '../plan/deadline/event-due.ts';
import type { Force } from '../plan/extracted.ts';
import { type Light, lightOf, workingDaysLate } from '../plan/light.ts';
import type { Standing } from '../plan/occurrence.ts';
import { standingOf } from '../plan/standing.ts';
import type { Database } from './connect.ts';
import { ENTERING_OFFICE } from './entered-by.ts';
import {
  change,
  changeRow,
  device,
  event,
  note,
  occurrence,
  person,
  plan,
  task,
  unit,
} from './schema.ts';

/** A row of the ledger as people read it on a day. */
export type LedgerRow = {
  id: string;
  planId: number;
  planTitle: string;
  taskKey: string;
  number: string;
  title: string;
  quote: string;
  reportingPeriod: string | null;
  unit: string;
  dueOn: PlainDate | null;
  originalDueOn: PlainDate | null;
  state: typeof occurrence.$inferSelect.state;
  light: Light;
  /** Working days past the due date; 0 when it is not late or has ended. */
  daysLate: number;
  beforeStart: boolean;
  liaison: boolean;
  completedOn: PlainDate | null;
  endedOn: PlainDate | null;
  extensionUntil: PlainDate | null;
  provisional: boolean;
  taskId: number;
  unitId: number;
  opensOn: PlainDate;
  force: Force;
  standing: Standing;
  /** Of a counted duty: since when it counts, and what. */
  countFrom: PlainDate | null;
  countUnit: string | null;
  pausedOn: PlainDate | null;
  declinedOn: PlainDate | null;
  promisedOn: PlainDate | null;
  waitsFor: string | null;
  /** What its due date waits for, with the plan's words of time; null: it has a date. */
  waiting: string | null;
};

export type LedgerFilter = {
  planId?: number;
  planIds?: number[];
  unitIds?: number[];
  id?: string;
  ids?: string[];
};

// an agenda is long, and nobody reads it in the ledger
const { agenda: _agenda, ...READ } = getTableColumns(occurrence);

/** The ledger on a day, in the order of the plan. */
export async function ledgerRows(
  db: Database,
  filter: LedgerFilter,
  calendar: Calendar,
  today: PlainDate,
): Promise<LedgerRow[]> {
  const rows = await db
    .select({
      row: READ,
      key: task.key,
      number: task.number,
      title: task.title,
      quote: task.quote,
      reading: task.reading,
      qualities: { verification: task.verification, force: task.force, count: task.count },
      unit: unit.name,
      planTitle: plan.title,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(
      and(
        filter.planId === undefined ? sql`true` : eq(occurrence.planId, filter.planId),
        filter.planIds === undefined ? sql`true` : inArray(occurrence.planId, filter.planIds),
        filter.id === undefined ? sql`true` : eq(occurrence.id, filter.id),
        filter.ids === undefined ? sql`true` : inArray(occurrence.id, filter.ids),
        filter.unitIds === undefined
          ? sql`true`
          : inArray(occurrence.answeringUnitId, filter.unitIds),
      ),
    )
    .orderBy(asc(task.id), asc(occurrence.dueOn), asc(occurrence.answeringUnitId));
  return rows.map(
    ({ row, key, number, title, quote, qualities, reading, unit: unitName, planTitle }) => {
      const waiting = row.pausedOn !== null || (row.waitsFor !== null && row.dueOn === null);
      const light = lightOf({ ...row, waiting }, today);
      return {
        id: row.id,
        planId: row.planId,
        planTitle,
        taskKey: key,
        number: number ?? key,
        title,
        quote,
        reportingPeriod: row.reportingPeriod,
        unit: unitName,
        dueOn: row.dueOn,
        originalDueOn: row.originalDueOn,
        state: row.state,
        light,
        daysLate: light === 'red' ? workingDaysLate(row.redFrom, calendar, today) : 0,
        beforeStart: row.beforeStart,
        liaison: row.liaison,
        completedOn: row.completedOn,
        endedOn: row.endedOn,
        extensionUntil: row.extensionUntil,
        provisional: row.provisional,
        taskId: row.taskId,
        unitId: row.answeringUnitId,
        opensOn: row.opensOn,
        force: qualities.force,
        standing: standingOf(row, qualities),
        countFrom: row.countFrom,
        countUnit: row.countUnit,
        pausedOn: row.pausedOn,
        declinedOn: row.declinedOn,
        promisedOn: row.promisedOn,
        waitsFor: row.waitsFor,
        waiting:
          row.waitsFor === null || row.dueOn !== null ? null : waitingWords(row.waitsFor, reading),
      };
    },
  );
}

/** One event of an occurrence as people read it. */
export type HistoryLine = {
  seq: number;
  at: number;
  kind: typeof event.$inferSelect.kind;
  state: typeof event.$inferSelect.state;
  door: typeof event.$inferSelect.door;
  person: string | null;
  /** Who sat before the device from which it came, in their own words. */
  user: string | null;
  unit: string | null;
  /** The office that entered it on behalf of the unit; null: nobody did. */
  office: string | null;
  data: Record<string, unknown>;
  text: string | null;
};

const newUnit = alias(unit, 'new_unit');

/** Everything that happened to an occurrence, in order: changes before it began, then its ledger. */
export async function historyOf(db: Database, occurrenceId: string): Promise<HistoryLine[]> {
  const rows = await db
    .select({
      event,
      change,
      person: person.name,
      user: device.name,
      unit: unit.name,
      office: ENTERING_OFFICE,
      toUnit: newUnit.name,
      text: note.text,
    })
    .from(event)
    .leftJoin(
      newUnit,
      sql`${event.kind} = 'reassign' and ${newUnit.id} = (${event.data} ->> 'toUnitId')::int`,
    )
    .leftJoin(device, sql`${device.id} = (${event.data} ->> 'deviceId')::int`)
    .leftJoin(change, sql`${change.id} = (${event.data} ->> 'changeId')::int`)
    .leftJoin(person, eq(person.id, event.personId))
    .leftJoin(unit, eq(unit.id, event.unitId))
    .leftJoin(note, eq(note.id, event.noteId))
    .where(eq(event.occurrenceId, occurrenceId))
    .orderBy(asc(event.seq));
  const events = rows.map(
    ({ event: { seq, at, kind, state, door, data }, change: by, toUnit, ...names }) => ({
      seq,
      at,
      kind,
      state,
      door,
      data: {
        ...data,
        ...(by === null ? {} : { change: changeWords(by.kind, by.data) }),
        ...(toUnit === null ? {} : { toUnit }),
      },
      ...names,
    }),
  );
  return [...(await editsOf(db, occurrenceId)), ...events];
}

/** Changes that were made before it began: it had no ledger yet, so they have no number in it. */
async function editsOf(db: Database, occurrenceId: string): Promise<HistoryLine[]> {
  const rows = await db
    .select({
      id: change.id,
      at: changeRow.at,
      kind: change.kind,
      data: change.data,
      person: person.name,
      text: note.text,
    })
    .from(changeRow)
    .innerJoin(change, eq(change.id, changeRow.changeId))
    .leftJoin(person, eq(person.id, change.personId))
    .leftJoin(note, eq(note.id, change.noteId))
    .where(and(eq(changeRow.occurrenceId, occurrenceId), eq(changeRow.outcome, 'edited')))
    .orderBy(asc(change.id));
  return rows.map(({ id, at, kind, data, person: name, text }) => ({
    seq: 0,
    at: at ?? 0,
    kind: 'amend',
    state: 'scheduled',
    door: 'system',
    person: name,
    user: null,
    unit: null,
    office: null,
    data: { changeId: id, change: changeWords(kind, data) },
    text,
  }));
}

export type LaunchedPlan = Pick<
  typeof plan.$inferSelect,
  'id' | 'title' | 'state' | 'pausedOn' | 'endedOn' | 'openEnded'
>;

/** Plans that were launched, the newest first. */
export async function launchedPlans(db: Database): Promise<LaunchedPlan[]> {
  const { id, title, state, pausedOn, endedOn, openEnded } = plan;
  return await db
    .select({ id, title, state, pausedOn, endedOn, openEnded })
    .from(plan)
    .where(inArray(plan.state, ['launching', 'running', 'paused', 'ended']))
    .orderBy(asc(plan.id));
}
