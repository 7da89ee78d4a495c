import { randomUUID } from 'node:crypto';
import { basename, extname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { FileRow } from '../db/evidence.ts';
import { folderStore } from '../db/files.ts';
import { InputError } from '../plan/errors.ts';
import type { CliContext } from './context.ts';
import { readInput } from './files.ts';

const MEDIA: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.ofd': 'application/ofd',
};

/**
 * Stores the bytes of a file as evidence; its row is the caller's to keep.
 *
 * @throws InputError for a kind of file that is no evidence
 */
export async function attach(context: CliContext, path: string): Promise<FileRow> {
  const mediaType = MEDIA[extname(path).toLowerCase()];
  if (mediaType === undefined) {
    const kinds = Object.keys(MEDIA).join('、');
    throw new InputError(basename(path), [`不能作为附件；可用的文件类型：${kinds}`]);
  }
  const bytes = await readInput(path);
  const store = folderStore(join(context.config.dataDir, 'files'));
  const { sha256, size } = await store.put(Readable.from([bytes]));
  return {
    id: randomUUID(),
    sha256,
    size,
    name: basename(path),
    mediaType,
    at: context.clock.now(),
  };
}
