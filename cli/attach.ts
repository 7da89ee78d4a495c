import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import type { FileRow } from '../db/evidence.ts';
import { takeEvidence } from '../db/evidence-intake.ts';
import { folderStore } from '../db/files.ts';
import type { CliContext } from './context.ts';
import { readInput } from './files.ts';

/**
 * Stores the bytes of a file as evidence; its row is the caller's to keep.
 *
 * @throws InputError for a program, or a page that runs one
 */
export async function attach(context: CliContext, path: string): Promise<FileRow> {
  const name = basename(path);
  const bytes = await readInput(path);
  const store = folderStore(join(context.config.dataDir, 'files'));
  const taken = await takeEvidence(store, name, Readable.from([bytes]));
  return { id: randomUUID(), ...taken, name, at: context.clock.now() };
}
