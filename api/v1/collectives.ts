import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { keeperOf } from '../../db/book-keeper.ts';
import { unitsInBook } from '../../db/book.ts';
import {
  collectivesInBook,
  dropCollective,
  keepCollective,
  mayKeep,
} from '../../db/collectives.ts';
import type { Keeper } from '../../plan/book-keeping.ts';
import { isCollective, members } from '../../plan/collectives.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const NAME = z.string().trim().min(1).max(100);

const COLLECTIVE = z.object({
  id: z.int(),
  name: z.string(),
  side: z.string().nullable().describe('哪一方的；空：不分哪一方'),
  aliases: z.array(z.string()).describe('其他写法'),
  units: z.array(z.string()),
  keeps: z.boolean().describe('能不能修改'),
});

const COLLECTIVES = z
  .object({ keeps: z.boolean().describe('能不能登记'), collectives: z.array(COLLECTIVE) })
  .meta({ id: 'Collectives' });

const INPUT = z.strictObject({
  name: NAME,
  side: z.string().trim().min(1).max(50).nullable().optional().describe('不写：各成员共同的所属方'),
  aliases: z.array(NAME).max(20),
  units: z.array(NAME).max(500),
});

const PROPOSED = z
  .object({ units: z.array(z.string()), reason: WORDS.nullable() })
  .meta({ id: 'ProposedMembers' });

const ID = z.object({ id: NUMBER });

/** Names for several units (各乡镇): which units they mean in new plans. */
export function collectiveRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db } = parts.commander;
  const seenBy = async (request: FastifyRequest) => await keeperOf(db, visitorOf(request).standing);
  const shown = async (keeper: Keeper) => ({
    keeps: keeper.keeps,
    collectives: (await collectivesInBook(db, keeper)).map(({ sides, ...each }) => ({
      ...each,
      keeps: mayKeep(keeper, { side: each.side, sides }),
    })),
  });
  api.get(
    '/book/collectives',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'listCollectives',
        summary: '集合称谓（各乡镇、县直各部门）各指哪些单位',
        tags: ['book'],
        response: { 200: COLLECTIVES, ...problems(401, 403) },
      },
    },
    async (request, reply) => await reply.send(await shown(await seenBy(request))),
  );
  api.get(
    '/book/collectives/proposed',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'proposeMembers',
        summary: '按称谓的写法，从通讯录里提出它可能指的单位',
        tags: ['book'],
        querystring: z.object({ name: NAME, side: z.string().trim().min(1).max(50).optional() }),
        response: { 200: PROPOSED, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const { name, side } = request.query;
      const seen = await unitsInBook(db, await seenBy(request));
      // all that are left to choose from are at home
      const units = seen
        .filter((unit) => side === undefined || unit.side === side)
        .map((unit) => ({ ...unit, side: null }));
      const [proposal] = isCollective(name) ? members(name, units, { home: '', sides: [] }) : [];
      return await reply.send(proposal ?? { units: [], reason: null });
    },
  );
  api.post(
    '/book/collectives',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'addCollective',
        summary: '登记一个集合称谓；新导入的方案里有它的，建议按这里的单位对应',
        tags: ['book'],
        body: INPUT,
        response: { 201: COLLECTIVES, ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const keeper = await seenBy(request);
      await keepCollective(db, null, request.body, keeper);
      return await reply.code(201).send(await shown(keeper));
    },
  );
  api.put(
    '/book/collectives/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'editCollective',
        summary: '修改一个集合称谓；已经确定对应关系的方案不变',
        tags: ['book'],
        params: ID,
        body: INPUT,
        response: { 200: COLLECTIVES, ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const keeper = await seenBy(request);
      await keepCollective(db, request.params.id, request.body, keeper);
      return await reply.send(await shown(keeper));
    },
  );
  api.delete(
    '/book/collectives/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'dropCollective',
        summary: '删去一个集合称谓；已经确定对应关系的方案不变',
        tags: ['book'],
        params: ID,
        response: { 200: COLLECTIVES, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const keeper = await seenBy(request);
      await dropCollective(db, request.params.id, keeper);
      return await reply.send(await shown(keeper));
    },
  );
}
