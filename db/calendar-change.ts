import { eq } from 'drizzle-orm';
import type { AgendaEntry } from '../plan/agenda.ts';
import type { CalendarYear } from '../plan/calendar.ts';
import { beijingDate, type PlainDate, yearOf } from '../plan/date.ts';
import { enteredYear, keepYear } from './calendar.ts';
import { begun, changesOf, type Ordered } from './changes.ts';
import type { Database } from './connect.ts';
import { type Order, write } from './plan-changes.ts';
import { changeRow, occurrence, task, unit } from './schema.ts';

type Row = Pick<
  typeof occurrence.$inferSelect,
  'id' | 'dueOn' | 'yellowFrom' | 'redFrom' | 'agenda'
>;

/**
 * Takes in the rest days of a year. What runs and touches it with a moment, its due date or its
 * lights is planned anew; null when nothing new was said.
 */
export async function changeCalendar(
  db: Database,
  entered: CalendarYear,
  order: Order,
): Promise<Ordered | null> {
  return await db.transaction(async (tx) => {
    const before = await enteredYear(tx, entered.year);
    if (JSON.stringify(before) === JSON.stringify(entered)) return null;
    await keepYear(tx, entered, order.now);
    const days = [
      ...entered.rest,
      ...entered.work,
      ...(before?.rest ?? []),
      ...(before?.work ?? []),
    ];
    const years = new Set([entered.year, ...days.map(yearOf)]);
    const { id, dueOn, yellowFrom, redFrom, agenda } = occurrence;
    const rows = await tx
      .select({ id, dueOn, yellowFrom, redFrom, agenda })
      .from(occurrence)
      .where(begun)
      .orderBy(id)
      .for('share');
    const touched = rows.filter((row) => touches(row, years));
    const moments = Object.fromEntries(touched.map((row) => [row.id, daysOf(row.agenda)]));
    const data = { year: entered.year, moments };
    return await write(
      tx,
      null,
      'calendar',
      data,
      order,
      touched.map((row) => row.id),
    );
  });
}

function touches({ dueOn, yellowFrom, redFrom, agenda }: Row, years: ReadonlySet<number>): boolean {
  const days = [dueOn, yellowFrom, redFrom, ...daysOf(agenda)];
  return days.some((day) => day !== null && years.has(yearOf(day)));
}

function daysOf(agenda: readonly AgendaEntry[]): PlainDate[] {
  return agenda.map(({ at }) => beijingDate(at));
}

/** An occurrence whose moments a new calendar moved: the days that are gone, and those that came. */
export type Moved = {
  id: string;
  number: string;
  title: string;
  unit: string;
  before: PlainDate[];
  after: PlainDate[];
};

/** The occurrences whose moments have moved by a change of the calendar; past days do not count. */
export async function movedMoments(
  db: Database,
  changeId: number,
  today: PlainDate,
): Promise<Moved[]> {
  const [order] = await changesOf(db, { id: changeId });
  const moments = order?.data.moments ?? {};
  const rows = await db
    .select({
      id: occurrence.id,
      key: task.key,
      number: task.number,
      title: task.title,
      unit: unit.name,
      agenda: occurrence.agenda,
    })
    .from(changeRow)
    .innerJoin(occurrence, eq(occurrence.id, changeRow.occurrenceId))
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(eq(changeRow.changeId, changeId))
    .orderBy(task.id, occurrence.id);
  return rows.flatMap(({ agenda, key, number, ...row }) => {
    const now = daysOf(agenda).filter((day) => day > today);
    const then = (moments[row.id] ?? []).filter((day) => day > today);
    // the list is as long as it needs to be; only its common part tells what moved
    const [until = ''] = [now.at(-1) ?? '', then.at(-1) ?? ''].toSorted();
    const before = then.filter((day) => day <= until && !now.includes(day));
    const after = now.filter((day) => day <= until && !then.includes(day));
    const moved = before.length + after.length > 0;
    return moved ? [{ ...row, number: number ?? key, before, after }] : [];
  });
}
