import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { fileTypeFromBuffer } from 'file-type';
import { InputError } from '../plan/errors.ts';
import { oleTypes, textType, zipType } from '../plan/evidence-bytes.ts';
import { LARGEST_FILE } from '../plan/evidence-files.ts';
import { isMisnamed, whyRefused } from '../plan/evidence-kinds.ts';
import { isActivePage, isPageName } from '../plan/evidence-pages.ts';
import type { FileStore, StoredFile } from './files.ts';

/** What a file is by its bytes, whatever its name or its sender says; why it is not taken. */
export type Judged = { mediaType: string; refused: string | null };

/** Stored bytes, and what they are. */
export type TakenFile = StoredFile & { mediaType: string };

/**
 * Stores a piece of evidence with the kind that its bytes tell; nothing of what is refused is kept.
 *
 * @throws InputError for a program, or a page that runs one
 */
export async function takeEvidence(
  store: Pick<FileStore, 'put'>,
  name: string,
  bytes: Readable,
): Promise<TakenFile> {
  let mediaType = '';
  const stored = await store.put(bytes, async (whole) => {
    const judged = await judgeFile(name, whole);
    if (judged.refused !== null) throw new InputError('附件', [judged.refused]);
    mediaType = judged.mediaType;
  });
  return { ...stored, mediaType };
}

/** What a file is by its bytes, and whether it is evidence. */
export async function judgeFile(name: string, bytes: Uint8Array): Promise<Judged> {
  const mediaType = await typeOf(name, bytes);
  const isActive = await isActiveWithin({ name, mediaType }, bytes);
  return { mediaType, refused: whyRefused({ name, mediaType }, isActive) };
}

/** Also of a page that is packed (.svgz): what cannot be looked into might run anything. */
async function isActiveWithin(
  file: { name: string; mediaType: string },
  bytes: Uint8Array,
): Promise<boolean> {
  if (file.mediaType !== 'application/gzip' || !isPageName(file.name)) {
    return isActivePage(file, bytes);
  }
  const page = await unpack(bytes, { maxOutputLength: LARGEST_FILE }).catch(() => null);
  return page === null || isActivePage(file, page);
}

const unpack = promisify(gunzip);

async function typeOf(name: string, bytes: Uint8Array): Promise<string> {
  const marked = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime;
  if (marked === undefined || marked === 'application/xml') return textType(bytes);
  if (marked === 'application/zip') return zipType(bytes) ?? marked;
  if (marked !== 'application/x-cfb') return marked;
  const types = oleTypes(bytes);
  return types.find((mediaType) => !isMisnamed({ name, mediaType })) ?? types[0] ?? marked;
}
