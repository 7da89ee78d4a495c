import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, MemoryLocker, Server, Upload as Piecewise } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { UnfinishedFiles } from '../db/unfinished-files.ts';
import { ForbiddenError, InputError } from '../plan/errors.ts';
import {
  FILES_WAIT,
  LARGEST_FILE,
  MOST_FILES,
  MOST_WAITING,
  tidyName,
} from '../plan/evidence-files.ts';
import type { AppParts } from './app.ts';
import { type Desk, openDesk } from './desk.ts';
import type { Form, Upload } from './upload.ts';

// Files sent ahead of their form, in pieces, by the tus protocol: what arrived before a line
// dropped need not be sent again. Nothing is recorded before the form that brings them.

type Sent = { Params: { token: string; id?: string } };

const HOUR = 3_600_000;

/** Where the pages' script sends files, under the link whose form will bring them. */
export function uploadRoutes(app: FastifyInstance, parts: AppParts): void {
  const { unfinished } = parts.files;
  const locker = new MemoryLocker();
  // the bytes go to the protocol's own reader
  app.addContentTypeParser('application/offset+octet-stream', (_request, _bytes, done) =>
    done(null),
  );
  const serve = async (request: FastifyRequest<Sent>, reply: FastifyReply) => {
    const desk = await openDesk(parts, request);
    if (desk.revoked) throw new ForbiddenError('这台设备已停用');
    reply.hijack();
    reply.raw.setHeader('cache-control', 'no-store');
    await serverOf(unfinished, desk, locker).handle(request.raw, reply.raw);
  };
  app.post<Sent>('/:token/uploads', serve);
  app.route<Sent>({
    method: ['HEAD', 'PATCH', 'DELETE'],
    url: '/:token/uploads/:id',
    handler: serve,
  });
  const sweep = () =>
    void unfinished
      .sweep(parts.commander.now() - FILES_WAIT)
      .catch((error: Error) => parts.fault(error.message));
  const timer = setInterval(sweep, HOUR).unref();
  app.addHook('onReady', async () => sweep());
  app.addHook('onClose', async () => clearInterval(timer));
}

/** The files that a form names by the ids under which they were sent; why others are not taken. */
export async function broughtBy(
  unfinished: UnfinishedFiles,
  { link }: Desk,
  form: Form,
  most = MOST_FILES,
): Promise<{ files: Upload[]; refused: string[] }> {
  const files: Upload[] = [];
  const refused: string[] = [];
  for (const [name, value] of form.entries) {
    const [field = '', id = ''] = value.split('/');
    if (!/^upload-\d+$/.test(name) || id === '') continue;
    const sent = await unfinished.find(link.id, id);
    const settled = sent === null ? null : await settle(unfinished, link.id, id);
    if (typeof settled === 'string') refused.push(settled);
    else if (sent === null) refused.push('有附件放得太久，请重新选择');
    else if (settled === null) refused.push(`“${sent.name}”没有传完，请重新选择`);
    else if (sent.size === 0) refused.push(`“${sent.name}”是空文件，请重新选择`);
    else if (form.files.length + files.length >= most)
      refused.push(`一次最多附 ${most} 个文件，“${sent.name}”没有收下`);
    else {
      const { name: fileName, mediaType } = settled;
      files.push({ ...settled.stored, name: fileName, mediaType, field, ahead: true });
    }
  }
  return { files, refused };
}

/** What was sent, stored once it is whole; the reason when it is no evidence. */
async function settle(unfinished: UnfinishedFiles, owner: string, id: string) {
  try {
    return await unfinished.settle(owner, id);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.faults.join('；');
  }
}

/** The protocol's server for the files of one link. */
function serverOf(unfinished: UnfinishedFiles, desk: Desk, locker: MemoryLocker): Server {
  return new Server({
    path: '/uploads',
    datastore: new LinkFiles(unfinished, desk.link.id, desk.now),
    locker,
    maxSize: LARGEST_FILE,
    allowedOrigins: () => false, // pages of ours only
    namingFunction: () => randomUUID(),
    generateUrl: (_request, { id }) => `${desk.base}/uploads/${id}`,
    onUploadCreate: async (_request, { size = 0 }) => {
      await assertRoom(unfinished, desk.link.id, size);
      return {};
    },
  });
}

async function assertRoom(
  unfinished: UnfinishedFiles,
  linkId: string,
  size: number,
): Promise<void> {
  const held = await unfinished.heldBy(linkId);
  if (held.files < MOST_WAITING.files && held.bytes + size <= MOST_WAITING.bytes) return;
  throw Object.assign(new Error('too much'), { status_code: 429, body: '今天传的文件太多\n' });
}

/** What the protocol's server keeps of a link's files. */
class LinkFiles extends DataStore {
  readonly #files: UnfinishedFiles;
  readonly #owner: string;
  readonly #now: number;

  constructor(files: UnfinishedFiles, owner: string, now: number) {
    super();
    this.#files = files;
    this.#owner = owner;
    this.#now = now;
    this.extensions = ['creation', 'termination'];
  }

  override async create(upload: Piecewise): Promise<Piecewise> {
    const { id, size = 0, metadata } = upload;
    const name = tidyName(metadata?.['filename'] ?? '') || '附件';
    const mediaType = mediaTypeOf(metadata?.['filetype'] ?? '');
    await this.#files.begin({ id, owner: this.#owner, name, mediaType, size, at: this.#now });
    return upload;
  }

  override async getUpload(id: string): Promise<Piecewise> {
    const file = await this.#files.find(this.#owner, id);
    if (file === null) throw ERRORS.FILE_NOT_FOUND;
    return new Piecewise({ id, size: file.size, offset: file.received });
  }

  override write(bytes: Readable, id: string, offset: number): Promise<number> {
    return this.#files.write(this.#owner, id, offset, bytes);
  }

  override async remove(id: string): Promise<void> {
    const file = await this.#files.find(this.#owner, id);
    if (file === null) throw ERRORS.FILE_NOT_FOUND;
    // what a form brought counts until the day is over
    if (file.stored === null) await this.#files.remove(this.#owner, id);
  }
}

function mediaTypeOf(given: string): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(given) ? given : 'application/octet-stream';
}
