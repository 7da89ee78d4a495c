import { and, eq, inArray, lt } from 'drizzle-orm';
import { type FoundPlan, type ImportStage, READER_GONE } from '../plan/import.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { Database } from './connect.ts';
import { type SavedDraft, saveDraft } from './plans.ts';
import { documentImport, plan, unit } from './schema.ts';

export type ImportRow = typeof documentImport.$inferSelect;

/** What is kept of files that never became a draft, in milliseconds. */
const KEPT = 7 * 24 * 3_600_000;

type Begun = Pick<ImportRow, 'id' | 'personId' | 'unitId' | 'fileName' | 'fileHash'>;

/**
 * Begins an import, or begins anew what its process left undone when the same file comes again under
 * its id; false: it is under way, or at rest.
 */
export async function beginImport(db: Database, begun: Begun, now: number): Promise<boolean> {
  await db.delete(documentImport).where(lt(documentImport.at, now - KEPT));
  const rows = await db
    .insert(documentImport)
    .values({ ...begun, stage: 'reading', at: now, seenAt: now })
    .onConflictDoNothing()
    .returning({ id: documentImport.id });
  return rows.length > 0 || (await beginAnew(db, begun, now));
}

async function beginAnew(db: Database, begun: Begun, now: number): Promise<boolean> {
  const { id, personId, fileHash } = begun;
  const rows = await db
    .update(documentImport)
    .set({ stage: 'reading', seenAt: now })
    .where(
      and(
        eq(documentImport.id, id),
        eq(documentImport.personId, personId),
        eq(documentImport.fileHash, fileHash),
        inArray(documentImport.stage, WORKING),
        lt(documentImport.seenAt, now - READER_GONE),
      ),
    )
    .returning({ id: documentImport.id });
  return rows.length > 0;
}

/** Says of imports that nobody reads them any more, at once: their process is about to end. */
export async function breakOff(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const left = and(inArray(documentImport.id, [...ids]), inArray(documentImport.stage, WORKING));
  await db.update(documentImport).set({ seenAt: 0 }).where(left);
}

/** An import of somebody's own. @throws NotFoundError when he began none under this id */
export async function findImport(db: Database, personId: number, id: string): Promise<ImportRow> {
  const own = and(eq(documentImport.id, id), eq(documentImport.personId, personId));
  const [row] = await db.select().from(documentImport).where(own);
  if (row === undefined) throw new NotFoundError('导入', id);
  return row;
}

/** Says how far an import is. */
export async function moveImport(
  db: Database,
  id: string,
  moved: Partial<Pick<ImportRow, 'stage' | 'why' | 'found' | 'planId' | 'existed'>>,
  now: number,
): Promise<void> {
  await db
    .update(documentImport)
    .set({ ...moved, seenAt: now })
    .where(eq(documentImport.id, id));
}

const WORKING: ImportStage[] = ['reading', 'finding'];

/** True of an import whose process has died over it: the file must be sent again. */
export function isLost({ stage, seenAt }: Pick<ImportRow, 'stage' | 'seenAt'>, now: number) {
  return WORKING.includes(stage) && now - seenAt > READER_GONE;
}

/** A plan that was made of a file, and whose it is. */
export type FilePlan = {
  planId: number;
  home: string;
  officeId: number | null;
  office: string | null;
};

/** The plans that were made of a file already: one for each side that took it in. */
export async function plansOfFile(db: Database, fileHash: string): Promise<FilePlan[]> {
  return await db
    .select({
      planId: plan.id,
      home: plan.home,
      officeId: plan.coordinatorUnitId,
      office: unit.name,
    })
    .from(plan)
    .leftJoin(unit, eq(unit.id, plan.coordinatorUnitId))
    .where(eq(plan.fileHash, fileHash))
    .orderBy(plan.id);
}

/** Makes the draft of what was found, for the side that is ours; what was kept until then goes. */
export async function finishImport(
  db: Database,
  row: ImportRow,
  home: string,
  now: number,
): Promise<SavedDraft> {
  return await db.transaction(async (tx) => {
    const [held] = await tx
      .select()
      .from(documentImport)
      .where(eq(documentImport.id, row.id))
      .for('update');
    if (held?.planId) {
      return { planId: held.planId, existed: held.existed, state: 'draft' };
    }
    const found: FoundPlan | null = held?.found ?? null;
    if (found === null) throw new RefusedError('这份文件还没有读完，或者已经失效，请重新拖入');
    const saved = await saveDraft(tx, {
      ...found,
      bytesHash: row.fileHash,
      fileName: row.fileName,
      home,
      coordinatorUnitId: row.unitId,
      now,
    });
    const { planId, existed } = saved;
    await moveImport(tx, row.id, { stage: 'ready', found: null, planId, existed }, now);
    return saved;
  });
}
