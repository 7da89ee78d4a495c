import { Readable } from 'node:stream';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { takeEvidence, type TakenFile } from '../db/evidence-intake.ts';
import type { FileStore } from '../db/files.ts';
import { InputError } from '../plan/errors.ts';
import { LARGEST_FILE, MOST_FILES, tidyName } from '../plan/evidence-files.ts';

// Read to the end, so that the answer reaches a phone that is still sending; a return has a field
// for files on each of its rows, and browsers send empty ones too.
const READ_FILES = 600;

/** A file whose bytes are stored and which has no row yet, and the field that it came in. */
export type Upload = TakenFile & {
  name: string;
  field: string;
  /** It was sent ahead of its form, and a page that shows the form again need not ask for it. */
  ahead?: true;
};

/** A form as it came in; `refused` says which of its files are not taken, and why. */
export type Form = {
  /** The id that the form got when its page was made: a second tap sends the same one. */
  id: string;
  /** What was typed into a field; empty when there is none. */
  field: (name: string) => string;
  files: Upload[];
  refused: string[];
  /** All that came in but files, as it was typed. */
  entries: [name: string, value: string][];
};

/** Whether files came with a form that must be chosen again when it is shown again. */
export function lostFiles({ files, refused }: Form): boolean {
  return refused.length > 0 || files.some(({ ahead }) => ahead !== true);
}

/** Reads a form of either kind; the bytes of its files go to the store as they come. */
export async function readForm(
  request: FastifyRequest,
  store: FileStore,
  most = MOST_FILES,
): Promise<Form> {
  if (!request.isMultipart()) return formOf(fieldsOf(request.body), [], []);
  const fields = new Map<string, string>();
  const files: Upload[] = [];
  const refused: string[] = [];
  for await (const part of partsOf(request)) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields.set(part.fieldname, part.value);
      continue;
    }
    const taken = await take(part, store, files.length < most ? null : most);
    if (typeof taken === 'string') refused.push(taken);
    else if (taken !== null) files.push(taken);
  }
  return formOf(fields, files, refused);
}

async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts({ limits: { fileSize: LARGEST_FILE, files: READ_FILES } });
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw new InputError('表单', ['表单没有传完整，请返回上一页刷新后再报'], { cause: error });
  }
}

function fieldsOf(body: unknown): Map<string, string> {
  if (typeof body !== 'object' || body === null) return new Map();
  const texts = Object.entries(body).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return new Map(texts);
}

function formOf(fields: Map<string, string>, files: Upload[], refused: string[]): Form {
  const field = (name: string) => (fields.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  return { id: field('form'), field, files, refused, entries: [...fields] };
}

/** The stored file; null for an empty field; the reason when it is not taken, as past the `limit`. */
async function take(
  part: MultipartFile,
  store: FileStore,
  limit: number | null,
): Promise<Upload | string | null> {
  const name = tidyName(part.filename);
  if (name === '' || limit !== null) {
    part.file.resume();
    return name === '' ? null : `一次最多附 ${limit} 个文件，“${name}”没有收下`;
  }
  try {
    const taken = await takeEvidence(store, name, Readable.from(whole(part)));
    return taken.size === 0
      ? `“${name}”是空文件，请重新选择`
      : { ...taken, name, field: part.fieldname };
  } catch (error) {
    if (error instanceof InputError) return error.faults.join('；');
    if (!part.file.truncated) throw error;
    return `“${name}”超过 ${LARGEST_FILE / 1024 / 1024} MB，请压缩后再传`;
  }
}

/** The bytes of a part; fails at the end of one that was cut off, so that no half file is stored. */
async function* whole({ file }: MultipartFile): AsyncGenerator {
  yield* file;
  if (file.truncated) throw new Error('the file is too large');
}
