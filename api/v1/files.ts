import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { keepFiles } from '../../db/evidence.ts';
import { fileInScope } from '../../db/scope.ts';
import { InputError, NotFoundError } from '../../plan/errors.ts';
import { LARGEST_FILE, MOST_FILES } from '../../plan/evidence-files.ts';
import type { AppParts } from '../app.ts';
import { attachment } from '../attachment.ts';
import { visitorOf } from '../auth/guards.ts';
import { readForm } from '../upload.ts';
import { problems } from './schemas.ts';

/** What a page of ours may show in itself: nothing that could run a script. */
const VIEWED = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'];

/** What is shown in a frame of ours loads nothing and runs nothing. */
const FRAMED = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
};

const KEPT = z
  .object({ id: z.string().describe('办理时写进 fileIds'), name: z.string(), size: z.int() })
  .meta({ id: 'KeptFile' });

/** Evidence: handed in before the command that it goes with, seen by those who see the occurrence. */
export function fileRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.post(
    '/files',
    {
      config: { access: 'commands:write', rateLimit: { max: 120, timeWindow: 60_000 } },
      schema: {
        operationId: 'keepFiles',
        summary: `上传佐证材料（multipart，字段名 files，请求头 x-duban: 1）；一次至多 ${MOST_FILES} 个，每个至多 ${LARGEST_FILE / 1024 / 1024} MB`,
        tags: ['occurrences'],
        consumes: ['multipart/form-data'],
        response: { 201: z.array(KEPT), ...problems(401, 403, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      if (!request.isMultipart()) throw new InputError('附件', ['请用 multipart/form-data 上传']);
      const { files, refused } = await readForm(request, parts.files);
      if (refused.length > 0) throw new InputError('附件', refused);
      if (files.length === 0) throw new InputError('附件', ['没有选择文件']);
      const rows = files.map(({ sha256, name, mediaType, size }) => ({
        id: randomUUID(),
        sha256,
        name,
        mediaType,
        size,
        at: now(),
      }));
      await keepFiles(db, rows);
      return await reply.code(201).send(rows.map(({ id, name, size }) => ({ id, name, size })));
    },
  );
  api.get(
    '/files/:id',
    {
      config: { access: 'files:read' },
      schema: {
        operationId: 'getFile',
        summary: '佐证材料；inline=true 在页面里查看（图片、PDF）',
        tags: ['occurrences'],
        params: z.object({ id: z.string().min(1).max(100) }),
        querystring: z.object({ inline: z.enum(['true', 'false']).optional() }),
        response: {
          200: {
            description: '文件',
            content: { 'application/octet-stream': { schema: z.any() } },
          },
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const file = await fileInScope(db, standing, request.params.id);
      if (!(await parts.files.has(file.sha256))) throw new NotFoundError('附件', file.name);
      const inline = request.query.inline === 'true' && VIEWED.includes(file.mediaType);
      const bytes = await parts.files.get(file.sha256);
      return await reply
        .headers(inline ? { ...attachment(file, 'inline'), ...FRAMED } : attachment(file))
        .header('cache-control', 'private, no-cache')
        .header('etag', `"${file.sha256}"`)
        .send(bytes);
    },
  );
}
