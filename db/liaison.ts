import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { LetterFacts, LetterItem } from '../plan/letter.ts';
import type { Database } from './connect.ts';
import { file, letter, occurrence, party, plan, side, task, unit } from './schema.ts';

export type Letter = typeof letter.$inferSelect;
type FileRow = typeof file.$inferSelect;
type SideRow = typeof side.$inferSelect;

/**
 * The side to which a plan's letters go: the only one in liaison mode, or the one of that name.
 *
 * @throws RefusedError when there is none, or several and none is named
 */
export async function liaisonSide(db: Database, planId: number, name?: string): Promise<SideRow> {
  const all = await db
    .select()
    .from(side)
    .where(and(eq(side.planId, planId), eq(side.mode, 'liaison')))
    .orderBy(asc(side.id));
  const named =
    name === undefined ? all : all.filter((each) => [each.name, each.short].includes(name));
  const [only] = named;
  if (only !== undefined && named.length === 1) return only;
  const names = all.map((each) => each.name).join('、');
  throw new RefusedError(
    all.length === 0 ? '该方案没有需要发函联系的一方' : `请用 --side 写明发给哪一方：${names}`,
  );
}

/** What a letter to a side would ask on a day, with the occurrences that its items are about. */
export async function letterFacts(
  db: Database,
  planId: number,
  to: SideRow,
  on: PlainDate,
): Promise<LetterFacts & { occurrenceIds: string[] }> {
  const [found] = await db
    .select({ title: plan.title, documentNumber: plan.documentNumber, office: unit.name })
    .from(plan)
    .leftJoin(unit, eq(unit.id, plan.coordinatorUnitId))
    .where(eq(plan.id, planId));
  if (found === undefined) throw new NotFoundError('方案', String(planId));
  const before = await askedBefore(db, planId, to.id, on);
  const rows = [...(await theirs(db, planId, to)), ...(await toConfirm(db, planId, to))];
  return {
    planTitle: found.title,
    documentNumber: found.documentNumber,
    office: found.office ?? '',
    other: to.name,
    on,
    items: rows.map(({ id, ...item }) => ({ ...item, again: before.has(id) })),
    occurrenceIds: rows.map(({ id }) => id),
  };
}

type Asked = Omit<LetterItem, 'again'> & { id: string };

/** What lies with the side's own units and has not ended. */
async function theirs(db: Database, planId: number, to: SideRow): Promise<Asked[]> {
  const rows = await db
    .select({
      id: occurrence.id,
      number: task.number,
      title: task.title,
      quote: task.quote,
      unitName: sql<string>`(select string_agg(u.name, '、' order by (p.role = 'answering') desc, u.id)
        from ${party} p join ${unit} u on u.id = p.unit_id
        where p.occurrence_id = ${occurrence.id} and u.side = ${to.name})`,
      dueOn: occurrence.dueOn,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(
      and(
        eq(occurrence.planId, planId),
        eq(occurrence.liaison, true),
        eq(occurrence.beforeStart, false),
        eq(unit.side, to.name),
        inArray(occurrence.state, ['assigned', 'acknowledged', 'returned']),
      ),
    )
    .orderBy(asc(task.id), asc(occurrence.dueOn));
  return rows.map((row) => ({ ...row, asks: 'act', count: null }));
}

/** What our units have claimed, the side takes part in, and nobody has confirmed. */
async function toConfirm(db: Database, planId: number, to: SideRow): Promise<Asked[]> {
  const counterpart = sql`exists (select 1 from ${party} p join ${unit} u on u.id = p.unit_id
    where p.occurrence_id = ${occurrence.id} and p.role = 'counterpart' and u.side = ${to.name})`;
  const names = sql<string>`(select string_agg(u.name, '、' order by u.id) from ${party} p
    join ${unit} u on u.id = p.unit_id
    where p.occurrence_id = ${occurrence.id} and p.role = 'counterpart' and u.side = ${to.name})`;
  const rows = await db
    .select({
      id: occurrence.id,
      number: task.number,
      title: task.title,
      quote: task.quote,
      unitName: names,
      dueOn: occurrence.dueOn,
      target: occurrence.countTarget,
      sum: occurrence.countSum,
      countUnit: occurrence.countUnit,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(
      and(
        eq(occurrence.planId, planId),
        eq(occurrence.state, 'completed'),
        isNull(occurrence.confirmedOn),
        counterpart,
      ),
    )
    .orderBy(asc(task.id), asc(occurrence.dueOn));
  return rows.map(({ target, sum, countUnit, ...row }) => ({
    ...row,
    asks: 'confirm',
    count: target === null ? null : { sum, unit: countUnit ?? '' },
  }));
}

/** The occurrences that stood in letters of earlier months. */
async function askedBefore(
  db: Database,
  planId: number,
  sideId: number,
  on: PlainDate,
): Promise<Set<string>> {
  const rows = await db
    .select({ ids: letter.occurrenceIds })
    .from(letter)
    .where(
      and(
        eq(letter.planId, planId),
        eq(letter.sideId, sideId),
        sql`${letter.month} < ${on.slice(0, 7)}`,
      ),
    );
  return new Set(rows.flatMap(({ ids }) => ids));
}

/** The letter of a month; null when none was made. */
export async function letterOfMonth(
  db: Database,
  planId: number,
  sideId: number,
  month: string,
): Promise<(Letter & { file: FileRow }) | null> {
  const [row] = await db
    .select({ letter, file })
    .from(letter)
    .innerJoin(file, eq(file.id, letter.fileId))
    .where(and(eq(letter.planId, planId), eq(letter.sideId, sideId), eq(letter.month, month)));
  return row === undefined ? null : { ...row.letter, file: row.file };
}

/** Keeps a letter; a month has one, and a new one takes its place. @throws RefusedError once it was sent */
export async function keepLetter(
  db: Database,
  made: Omit<typeof letter.$inferInsert, 'fileId'>,
  bytes: FileRow,
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await letterOfMonth(tx, made.planId, made.sideId, made.month);
    if (before !== null && before.sentOn !== null) {
      throw new RefusedError(`${made.month} 的商请函已经发出，不能重新汇集`);
    }
    await tx.insert(file).values(bytes).onConflictDoNothing();
    const row = { ...made, fileId: bytes.id };
    await tx
      .insert(letter)
      .values(row)
      .onConflictDoUpdate({ target: [letter.planId, letter.sideId, letter.month], set: row });
  });
}
