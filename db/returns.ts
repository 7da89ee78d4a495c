import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import {
  type BookOccurrence,
  type BookTask,
  obligedParties,
  type ReturnBook,
  type Saying,
} from '../plan/returns.ts';
import { answeringChain } from '../plan/reach.ts';
import type { Database } from './connect.ts';
import { settledParties } from './launching.ts';
import { event, note, occurrence, party, task, unit } from './schema.ts';

const SAID = ['report', 'enter', 'report-risk', 'complete'] as const;

/** What the returns of a plan are made of; with `unitIds` only what these units say. */
export async function returnBook(
  db: Database,
  planId: number,
  unitIds?: number[],
): Promise<ReturnBook> {
  return {
    occurrences: await bookOccurrences(db, planId, unitIds),
    tasks: await bookTasks(db, planId),
    sayings: await sayings(db, planId, unitIds),
    serves: await servedUnits(db),
  };
}

function ofUnits(planId: number, unitIds: number[] | undefined) {
  const ofPlan = eq(occurrence.planId, planId);
  return unitIds === undefined ? ofPlan : and(ofPlan, inArray(occurrence.answeringUnitId, unitIds));
}

async function bookOccurrences(
  db: Database,
  planId: number,
  unitIds?: number[],
): Promise<BookOccurrence[]> {
  const rows = await db
    .select({ row: occurrence, task, unitName: unit.name, written: party.written })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .leftJoin(
      party,
      and(eq(party.occurrenceId, occurrence.id), eq(party.unitId, occurrence.answeringUnitId)),
    )
    .where(ofUnits(planId, unitIds))
    .orderBy(asc(task.id), asc(occurrence.dueOn), asc(occurrence.answeringUnitId));
  return rows.map(({ row, task: of, unitName, written }) => ({
    ...row,
    number: of.number ?? of.key,
    taskTitle: of.title,
    quote: of.quote,
    count: of.count,
    unitId: row.answeringUnitId,
    unitName,
    written: written ?? unitName,
  }));
}

/** The tasks of a plan that live in returns, with the units that owe them. */
export async function bookTasks(db: Database, planId: number): Promise<BookTask[]> {
  const rows = await db
    .select()
    .from(task)
    .where(and(eq(task.planId, planId), eq(task.tracking, 'return'), isNull(task.dismissed)))
    .orderBy(asc(task.id));
  if (rows.length === 0) return [];
  const named = await settledParties(db, planId);
  const units = await db.select({ id: unit.id, kind: unit.kind }).from(unit);
  const kinds = new Map(units.map(({ id, kind }) => [id, kind]));
  const meant = (names: string[]) => names.flatMap((name) => named.get(name) ?? []);
  return rows.map((row) => ({
    id: row.id,
    number: row.number ?? row.key,
    title: row.title,
    quote: row.quote,
    count: row.count,
    parties: obligedParties({
      distribution: row.distribution,
      lead: meant(row.lead),
      support: meant(row.support),
    }).map(({ unit: { id }, written }) => ({
      unitId: id,
      written,
      kind: kinds.get(id) ?? 'unit',
    })),
  }));
}

/** A task that a unit tells of in its returns; `owed`: a return is owed in which it can. */
export type ReturnedTask = {
  number: string;
  title: string;
  quote: string;
  unitId: number;
  written: string;
  owed: boolean;
};

/** The tasks of a plan that units tell of in their returns, a line per party that owes one. */
export async function returnedTasks(
  db: Database,
  planId: number,
  unitIds: number[],
): Promise<ReturnedTask[]> {
  const tasks = await bookTasks(db, planId);
  if (tasks.length === 0) return [];
  const returns = and(
    ofUnits(planId, unitIds),
    isNotNull(occurrence.reportingPeriod),
    eq(occurrence.beforeStart, false),
  );
  const owed = (await db.$count(occurrence, returns)) > 0;
  return tasks.flatMap(({ number, title, quote, parties }) =>
    parties
      .filter(({ unitId }) => unitIds.includes(unitId))
      .map(({ written, unitId }) => ({ number, title, quote, unitId, written, owed })),
  );
}

async function sayings(db: Database, planId: number, unitIds?: number[]): Promise<Saying[]> {
  const rows = await db
    .select({ event, text: note.text })
    .from(event)
    .innerJoin(occurrence, eq(occurrence.id, event.occurrenceId))
    .leftJoin(note, eq(note.id, event.noteId))
    .where(and(ofUnits(planId, unitIds), inArray(event.kind, SAID)))
    .orderBy(asc(event.at), asc(event.seq));
  return rows.map(({ event: { occurrenceId, seq, at, kind, data }, text }) => ({
    occurrenceId,
    seq,
    at,
    kind: SAID.find((each) => each === kind) ?? 'report',
    amount: numberIn(data['amount']),
    outOf: numberIn(data['outOf']),
    taskId: numberIn(data['taskId']),
    partyId: numberIn(data['toUnitId']),
    text: text ?? '',
  }));
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** For each unit those for which it answers in the end, itself included. */
export async function servedUnits(db: Database): Promise<Map<number, number[]>> {
  const rows = await db.select({ id: unit.id, through: unit.answersThroughId }).from(unit);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const serves = new Map<number, number[]>(rows.map(({ id }) => [id, [id]]));
  for (const row of rows) {
    const end = answeringChain(row, ({ through }) =>
      through === null ? undefined : byId.get(through),
    ).at(-1);
    if (end !== undefined && end.id !== row.id) serves.get(end.id)?.push(row.id);
  }
  return serves;
}
