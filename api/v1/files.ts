import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { fileInScope } from '../../db/scope.ts';
import { NotFoundError } from '../../plan/errors.ts';
import type { AppParts } from '../app.ts';
import { attachment } from '../attachment.ts';
import { visitorOf } from '../auth/guards.ts';
import { problems } from './schemas.ts';

/** What a page of ours may show in itself: nothing that could run a script. */
const VIEWED = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'];

/** What is shown in a frame of ours loads nothing and runs nothing. */
const FRAMED = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
};

/** Evidence, for those who see the occurrence that it belongs to. */
export function fileRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
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
      const file = await fileInScope(parts.commander.db, standing, request.params.id);
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
