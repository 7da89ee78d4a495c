import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { keepFiles } from '../../db/evidence.ts';
import { fileInScope } from '../../db/scope.ts';
import { InputError, NotFoundError } from '../../plan/errors.ts';
import { LARGEST_FILE, MOST_FILES } from '../../plan/evidence-files.ts';
import type { AppParts } from '../app.ts';
import { isHeld, pictureOf, sendPicture } from '../picture.ts';
import { visitorOf } from '../auth/guards.ts';
import { sendStored } from '../stored.ts';
import { readForm } from '../upload.ts';
import { shownFile } from './evidence-file.ts';
import { problems } from './schemas.ts';

const KEPT = z
  .object({
    id: z.string().describe('办理时写进 fileIds'),
    name: z.string(),
    kind: z.string().describe('按内容认定的类型'),
    misnamed: z.boolean(),
    size: z.int(),
  })
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
      const kept = rows.map(shownFile).map(({ id, name, kind, misnamed, size }) => {
        return { id, name, kind, misnamed, size };
      });
      return await reply.code(201).send(kept);
    },
  );
  api.get(
    '/files/:id',
    {
      config: { access: 'files:read' },
      schema: {
        operationId: 'getFile',
        summary:
          '佐证材料；size 给缩小、转正、去掉拍摄信息的图片（thumbnail 长边 320，screen 长边 2000）；不写给原件，供下载',
        tags: ['occurrences'],
        params: z.object({ id: z.string().min(1).max(100) }),
        querystring: z.object({
          size: z.enum(['thumbnail', 'screen']).optional(),
        }),
        response: {
          200: {
            description: '文件',
            content: { 'application/octet-stream': { schema: z.any() } },
          },
          206: {
            description: '请求头 Range 要的一段（视频、录音边放边取，断点续传）',
            content: { 'application/octet-stream': { schema: z.any() } },
          },
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const file = await fileInScope(db, standing, request.params.id);
      const { size } = request.query;
      if (size !== undefined) {
        const picture = await pictureOf(parts.files, file, size);
        if (isHeld(reply, `${file.sha256}.${size}`)) return await reply.code(304).send();
        return await sendPicture(reply, picture);
      }
      if (!(await parts.files.has(file.sha256))) throw new NotFoundError('附件', file.name);
      if (isHeld(reply, file.sha256)) return await reply.code(304).send();
      return await sendStored(reply, parts.files, file);
    },
  );
}
