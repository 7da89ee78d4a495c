import type { FastifyReply } from 'fastify';
import type { FileRow } from '../db/evidence.ts';
import type { FileStore } from '../db/files.ts';
import { attachment } from './attachment.ts';
import { partAsked } from './range.ts';

/**
 * Hands a stored file out as a download; a part of it where one is asked for, as browsers do that play
 * a film, or go on with a download.
 */
export async function sendStored(
  reply: FastifyReply,
  files: FileStore,
  file: Pick<FileRow, 'sha256' | 'name' | 'mediaType' | 'size'>,
): Promise<FastifyReply> {
  const { sha256, size } = file;
  const tag = `"${sha256}"`;
  void reply.headers({ ...attachment(file), 'accept-ranges': 'bytes', etag: tag });
  const { range, 'if-range': only = tag } = reply.request.headers;
  const part = only === tag ? partAsked(range, size) : null;
  if (part === null) return await reply.send(await files.get(sha256));
  if (part === 'beyond') {
    const headers = { 'content-range': `bytes */${size}`, 'content-length': '0' };
    return await reply.code(416).headers(headers).send();
  }
  const { start, end } = part;
  const length = String(end - start + 1);
  return await reply
    .code(206)
    .headers({ 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': length })
    .send(await files.get(sha256, part));
}
