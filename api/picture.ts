import type { FastifyReply } from 'fastify';
import type { FileRow } from '../db/evidence.ts';
import type { FileStore } from '../db/files.ts';
import { smallerPicture, type PictureSize } from '../documents/picture.ts';
import { NotFoundError } from '../plan/errors.ts';
import { viewOf } from '../plan/evidence-kinds.ts';

/** A page that shows one file of others' making: it loads nothing and runs nothing. */
export const FRAMED = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * A picture in a size in which it is shown; made when it is first asked for.
 *
 * @throws NotFoundError for what is no picture, or cannot be decoded
 */
export async function pictureOf(
  files: FileStore,
  { sha256, name, mediaType }: Pick<FileRow, 'sha256' | 'name' | 'mediaType'>,
  size: PictureSize,
): Promise<Buffer> {
  const isPicture = viewOf(mediaType) === 'picture' && (await files.has(sha256));
  const bytes = isPicture
    ? await files.derived(sha256, `${size}.webp`, (whole) => smallerPicture(whole, size))
    : null;
  if (bytes === null) throw new NotFoundError('能显示的图片', name);
  return bytes;
}

/** Hands a picture of ours out. */
export function sendPicture(reply: FastifyReply, bytes: Buffer): FastifyReply {
  return reply
    .headers({ ...FRAMED, 'x-content-type-options': 'nosniff' })
    .type('image/webp')
    .send(bytes);
}

/** Names what is sent, which never changes, and says whether whoever asks has it already. */
export function isHeld(reply: FastifyReply, tag: string): boolean {
  reply.headers({ 'cache-control': 'private, no-cache', etag: `"${tag}"` });
  return reply.request.headers['if-none-match'] === `"${tag}"`;
}
