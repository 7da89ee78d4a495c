import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import {
  answerTo,
  assertUntil,
  type AskedRow,
  divisionRows,
  rowsByUnit,
  touchedOf,
} from '../plan/division.ts';
import type { DivisionTable } from '../plan/division-table.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { Database } from './connect.ts';
import { answersOf, askable, askKey, lastAsks } from './division.ts';
import { type FileRow, keepFiles } from './evidence.ts';
import { REVIEWS } from './ledger-changes.ts';
import { unitName } from './lookup.ts';
import { withdrawWhere } from './notices.ts';
import { lockDraft, type PlanRow, tasksOf } from './plans.ts';
import { divisionAsk, divisionRound, file, notice, plan } from './schema.ts';

/** Makes the papers of a table and stores their bytes. */
export type MakePapers = (table: DivisionTable) => Promise<{ docx: FileRow; xlsx: FileRow }>;

/** Who orders a round, when and as what; `officeId`: whose coordinator it is. */
export type Ordering = {
  personId: number;
  officeId: number | null;
  now: number;
  givenAs: string;
  papers: MakePapers;
};

/** Whom a round asks: everybody, those for whom something changed, or those who have not answered. */
export type RoundTo = 'all' | 'changed' | 'silent';

/**
 * Sends the table for comments: each unit is asked about its rows, once per key.
 *
 * @throws RefusedError when there is nobody to ask
 */
export async function sendForComments(
  db: Database,
  planId: number,
  { to, until }: { to: RoundTo; until: PlainDate },
  order: Ordering,
): Promise<number> {
  return await db.transaction(async (tx) => {
    const row = await lockDraft(tx, planId);
    const known = await roundGivenAs(tx, planId, order.givenAs);
    if (known !== null) return known;
    assertUntil(until, beijingDate(order.now));
    const office = await takeUp(tx, row, order.officeId);
    const rows = divisionRows(await tasksOf(tx, planId));
    const asked = await askedIn(
      tx,
      planId,
      rowsByUnit(rows, (await askable(tx, planId)).names),
      to,
    );
    if (asked.size === 0) throw new RefusedError(NOBODY[to]);
    const as = { kind: 'comments' as const, until };
    const id = await keepRound(tx, { row, office, rows, as, until }, order);
    const unitIds = [...asked.keys()];
    await withdrawAsks(tx, planId, unitIds);
    await tx
      .insert(divisionAsk)
      .values([...asked].map(([unitId, own]) => ({ roundId: id, unitId, rows: own })));
    await tx.insert(notice).values(
      [...asked].map(([unitId, own]) => ({
        key: askKey(id, unitId),
        planId,
        audience: `contact:${unitId}` as const,
        kind: 'division' as const,
        facts: {
          unitId,
          until,
          tasks: own.length,
          leading: own.filter(({ role }) => role === 'lead').length,
        },
        notBefore: order.now,
        state: 'open' as const,
        createdAt: order.now,
      })),
    );
    return id;
  });
}

const NOBODY: Record<RoundTo, string> = {
  all: '表里还没有能征求意见的单位：请先给任务定责任单位，并在“单位名称”里确定各指哪个单位',
  changed: '征求意见以后没有改动涉及任何单位，不需要再发',
  silent: '没有未回复的单位，不需要再发',
};

/**
 * Issues the settled table; `until`: by when the tasks without a unit get one.
 *
 * @throws RefusedError while tasks have no unit and no such day is given
 */
export async function issueDivision(
  db: Database,
  planId: number,
  until: PlainDate | null,
  order: Ordering,
): Promise<number> {
  return await db.transaction(async (tx) => {
    const row = await lockDraft(tx, planId);
    const known = await roundGivenAs(tx, planId, order.givenAs);
    if (known !== null) return known;
    if (until !== null) assertUntil(until, beijingDate(order.now));
    const office = await takeUp(tx, row, order.officeId);
    const rows = divisionRows(await tasksOf(tx, planId));
    const open = rows.filter(({ lead }) => lead.length === 0).length;
    if (open > 0 && until === null) {
      throw new RefusedError(
        `还有 ${open} 项没有责任单位：请先分工，或者写明这些任务什么时候定下来，再印发其余部分`,
      );
    }
    await withdrawAsks(tx, planId);
    const as = { kind: 'settled' as const };
    return await keepRound(tx, { row, office, rows, as, until: open > 0 ? until : null }, order);
  });
}

/** The file of a round. @throws NotFoundError when there is none */
export async function roundFile(
  db: Database,
  planId: number,
  roundId: number,
  format: 'docx' | 'xlsx',
): Promise<FileRow> {
  const id = format === 'docx' ? divisionRound.docxId : divisionRound.xlsxId;
  const [found] = await db
    .select({ file })
    .from(divisionRound)
    .innerJoin(file, eq(file.id, id))
    .where(and(eq(divisionRound.planId, planId), eq(divisionRound.id, roundId)));
  if (found === undefined) throw new NotFoundError('任务分解表', String(roundId));
  return found.file;
}

/** The last table that was issued; null: none was. */
export async function lastIssued(
  db: Database,
  planId: number,
): Promise<Pick<typeof divisionRound.$inferSelect, 'id' | 'at' | 'until'> | null> {
  const [row] = await db
    .select({ id: divisionRound.id, at: divisionRound.at, until: divisionRound.until })
    .from(divisionRound)
    .where(and(eq(divisionRound.planId, planId), eq(divisionRound.kind, 'settled')))
    .orderBy(desc(divisionRound.id))
    .limit(1);
  return row ?? null;
}

/** Nobody is asked any more: what has not left does not leave. */
export async function withdrawAsks(
  tx: Database,
  planId: number,
  unitIds?: number[],
): Promise<void> {
  const audiences = unitIds?.map((unitId) => `contact:${unitId}` as const);
  await withdrawWhere(
    tx,
    and(
      eq(notice.planId, planId),
      eq(notice.kind, 'division'),
      audiences === undefined ? undefined : inArray(notice.audience, audiences),
    ),
  );
}

/** The units that a round asks, each with its rows; one that has none any more is told so. */
async function askedIn(
  tx: Database,
  planId: number,
  byUnit: Map<number, AskedRow[]>,
  to: RoundTo,
): Promise<Map<number, AskedRow[]>> {
  if (to === 'all') return byUnit;
  const asks = await lastAsks(tx, planId);
  if (to === 'changed') {
    const ids = [...new Set([...byUnit.keys(), ...asks.keys()])];
    return new Map(
      ids
        .map((id): [number, AskedRow[]] => [id, byUnit.get(id) ?? []])
        .filter(([id, own]) => touchedOf(own, asks.get(id)?.rows ?? []) !== null),
    );
  }
  const answers = await answersOf(tx, planId);
  return new Map(
    [...byUnit].filter(([id, own]) => {
      const said = answers.filter(({ unitId }) => unitId === id);
      return asks.has(id) && own.some((row) => answerTo(row, said) === null);
    }),
  );
}

/** The office that writes; a draft that is nobody's yet becomes its. */
async function takeUp(tx: Database, row: PlanRow, officeId: number | null): Promise<string> {
  const unitId = row.coordinatorUnitId ?? officeId;
  if (unitId === null) {
    throw new RefusedError('方案还没有牵头办公室：请在启动页选定由哪个单位负责，再发文');
  }
  if (row.coordinatorUnitId === null) {
    await tx.update(plan).set({ coordinatorUnitId: unitId }).where(eq(plan.id, row.id));
  }
  return await unitName(tx, unitId);
}

async function roundGivenAs(tx: Database, planId: number, givenAs: string): Promise<number | null> {
  const [row] = await tx
    .select({ id: divisionRound.id })
    .from(divisionRound)
    .where(and(eq(divisionRound.planId, planId), eq(divisionRound.givenAs, givenAs)));
  return row?.id ?? null;
}

type Round = {
  row: PlanRow;
  office: string;
  rows: DivisionTable['rows'];
  as: DivisionTable['as'];
  until: PlainDate | null;
};

async function keepRound(
  tx: Database,
  { row, office, rows, as, until }: Round,
  { personId, now, givenAs, papers }: Ordering,
): Promise<number> {
  const { docx, xlsx } = await papers({
    planId: row.id,
    planTitle: row.title,
    documentNumber: row.documentNumber,
    office,
    on: beijingDate(now),
    rows,
    by: 'task',
    as,
  });
  await keepFiles(tx, [docx, xlsx]);
  const papersOf = { docxId: docx.id, xlsxId: xlsx.id };
  const [kept] = await tx
    .insert(divisionRound)
    .values({ planId: row.id, kind: as.kind, givenAs, until, ...papersOf, personId, at: now })
    .returning({ id: divisionRound.id });
  await tx.execute(sql`select pg_notify(${REVIEWS}, ${String(row.id)})`);
  return kept?.id ?? 0;
}
