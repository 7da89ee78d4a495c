import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import { InputError, NotFoundError } from '../plan/errors.ts';
import type { Database } from './connect.ts';
import { eventFile, file, occurrence, party } from './schema.ts';

export type FileRow = typeof file.$inferSelect;

/** Writes the rows of files whose bytes are stored; the same ids a second time change nothing. */
export async function keepFiles(db: Database, files: FileRow[]): Promise<void> {
  if (files.length > 0) await db.insert(file).values(files).onConflictDoNothing();
}

/** The files of an occurrence by the number of the event that brought them. */
export async function filesByEvent(
  db: Database,
  occurrenceId: string,
): Promise<Map<number, FileRow[]>> {
  const rows = await db
    .select({ seq: eventFile.seq, file })
    .from(eventFile)
    .innerJoin(file, eq(file.id, eventFile.fileId))
    .where(eq(eventFile.occurrenceId, occurrenceId))
    .orderBy(asc(eventFile.seq), asc(file.name));
  const found = new Map<number, FileRow[]>();
  for (const row of rows) found.set(row.seq, [...(found.get(row.seq) ?? []), row.file]);
  return found;
}

/**
 * A file that belongs to an occurrence in which one of the units has a part.
 *
 * @throws NotFoundError otherwise, so that nobody learns which files exist
 */
export async function fileForUnits(db: Database, unitIds: number[], id: string): Promise<FileRow> {
  const [row] = await db
    .select({ file })
    .from(file)
    .innerJoin(eventFile, eq(eventFile.fileId, file.id))
    .innerJoin(party, eq(party.occurrenceId, eventFile.occurrenceId))
    .where(
      and(
        eq(file.id, id),
        inArray(party.unitId, unitIds),
        inArray(party.role, ['answering', 'participant']),
      ),
    )
    .limit(1);
  if (row === undefined) throw new NotFoundError('附件', id);
  return row.file;
}

/**
 * Makes sure that files were handed in and belong to no event yet: what others have handed in before
 * is not to be seen by naming it.
 *
 * @throws InputError otherwise
 */
export async function assertUnused(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await db
    .select({ id: file.id, used: eventFile.fileId })
    .from(file)
    .leftJoin(eventFile, eq(eventFile.fileId, file.id))
    .where(inArray(file.id, [...ids]));
  const free = new Set(rows.filter(({ used }) => used === null).map(({ id }) => id));
  const faults = ids.filter((id) => !free.has(id)).map((id) => `附件 ${id} 没有上传，或已经用过`);
  if (faults.length > 0) throw new InputError('附件', faults);
}

/** A file that was handed in and belongs to no event yet. @throws InputError otherwise */
export async function unusedFile(db: Database, id: string): Promise<FileRow> {
  await assertUnused(db, [id]);
  const [row] = await db.select().from(file).where(eq(file.id, id));
  if (row === undefined) throw new NotFoundError('附件', id);
  return row;
}

/** The files of occurrences, in the order in which they came; those of the last claim or report last. */
export async function filesOf(
  db: Database,
  ids: readonly string[],
  which?: SQL,
): Promise<Map<string, FileRow[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([eventFile.occurrenceId, eventFile.fileId], {
      id: eventFile.occurrenceId,
      seq: eventFile.seq,
      file,
    })
    .from(eventFile)
    .innerJoin(file, eq(file.id, eventFile.fileId))
    .innerJoin(occurrence, eq(occurrence.id, eventFile.occurrenceId))
    .where(and(inArray(eventFile.occurrenceId, [...ids]), which))
    .orderBy(eventFile.occurrenceId, eventFile.fileId, asc(eventFile.seq));
  const found = new Map<string, FileRow[]>();
  for (const row of rows.toSorted((a, b) => a.seq - b.seq)) {
    found.set(row.id, [...(found.get(row.id) ?? []), row.file]);
  }
  return found;
}
