import { Readable } from 'node:stream';
import { derivedId } from '../../db/canonical.ts';
import type { Database } from '../../db/connect.ts';
import { type FileRow, keepFiles } from '../../db/evidence.ts';
import { takeEvidence } from '../../db/evidence-intake.ts';
import type { FileStore } from '../../db/files.ts';
import { fileOfInbound, type InboundRow } from '../../db/inbound.ts';
import { InputError } from '../../plan/errors.ts';
import { evidenceIn } from '../../plan/inbound/evidence.ts';
import { parseMail, type ParsedInbound } from './parse.ts';

type Place = { db: Database; files: FileStore };

/** Keeps attachments of a mail as evidence; their ids follow from the mail, so that twice is once. */
export async function keepEvidence(
  { db, files }: Place,
  key: string,
  { mail, bytes }: ParsedInbound,
  taken: readonly number[],
  now: number,
): Promise<string[]> {
  const rows: FileRow[] = [];
  for (const index of taken) {
    const file = mail.files[index];
    const content = bytes[index];
    if (file === undefined || content === undefined) continue;
    const { name } = file;
    const id = derivedId('mail', key, `file ${index}`);
    rows.push({
      id,
      ...(await takeEvidence(files, name, Readable.from([content]))),
      name,
      at: now,
    });
  }
  await keepFiles(db, rows);
  return rows.map(({ id }) => id);
}

/**
 * The attachments of a mail that lies with the coordinator, kept as evidence.
 *
 * @throws InputError when one of them cannot be taken
 */
export async function evidenceOfInbound(
  place: Place,
  { id, key }: Pick<InboundRow, 'id' | 'key'>,
  now: number,
): Promise<string[]> {
  const stored = await fileOfInbound(place.db, id);
  if (stored === null || !(await place.files.has(stored.sha256))) return [];
  const raw = Buffer.concat(await (await place.files.get(stored.sha256)).toArray());
  const parsed = await parseMail(raw);
  const { taken, faults } = evidenceIn(parsed.mail.files);
  if (faults.length > 0) throw new InputError('来信附件', faults);
  return await keepEvidence(place, key, parsed, taken, now);
}
