import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decideName } from '../../db/name-decisions.ts';
import { namesOf } from '../../db/names.ts';
import { findPlan } from '../../db/plans.ts';
import { allUnitNames } from '../../db/lookup.ts';
import { assertReviews, assertSeesPlan, mayReview } from '../../db/scope.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const NAMES = z
  .object({
    title: z.string(),
    mayEdit: z.boolean(),
    names: z.array(
      z.object({
        written: z.string().describe('方案里的写法'),
        settled: z.enum(['exact', 'alias', 'person', 'left-out']).nullable(),
        reason: z.string().nullable().describe('不纳入的理由'),
        units: z.array(z.string()),
        tasks: z.int().describe('几项任务里有它'),
        proposals: z
          .array(z.object({ units: z.array(z.string()), reason: WORDS }))
          .describe('未对应的：可能指谁；已对应的集合称谓：通讯录里现在的登记与它不同'),
        collective: z
          .enum(['known', 'unknown'])
          .nullable()
          .describe('集合称谓：通讯录里有没有登记；空：单个单位的名称'),
      }),
    ),
    units: z.array(z.string()).describe('通讯录里的单位'),
  })
  .meta({ id: 'PlanNames' });

const UNIT = z.string().trim().min(1).max(100);
const SAID = {
  written: UNIT,
  seen: z
    .object({ units: z.array(UNIT), reason: z.string().nullable() })
    .describe('作决定时看到的；别人已改的不会被覆盖'),
};

const DECISION = z
  .union([
    z.object({ ...SAID, units: z.array(UNIT).max(300) }),
    z.object({ ...SAID, leaveOut: z.string().trim().min(1).max(200) }),
  ])
  .meta({ id: 'NameDecision' });

const PLAN_ID = z.object({ id: NUMBER });

/** The names of units in a plan, and what they stand for. */
export function nameRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db } = parts.commander;
  const shown = async (standing: Sight, id: number) => {
    const { title, state, coordinatorUnitId } = await findPlan(db, id);
    const mayEdit = state === 'draft' && mayReview(standing, coordinatorUnitId);
    return { title, mayEdit, names: await namesOf(db, id), units: await allUnitNames(db) };
  };
  api.get(
    '/plans/:id/names',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'listNames',
        summary: '方案里的单位名称，没有对应的在前，附建议',
        tags: ['review'],
        params: PLAN_ID,
        response: { 200: NAMES, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      await assertSeesPlan(db, standing, request.params.id);
      return await reply.send(await shown(standing, request.params.id));
    },
  );
  api.post(
    '/plans/:id/names',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'decideName',
        summary: '确定一个名称指哪些单位（空：改为未对应），或不纳入',
        tags: ['review'],
        params: PLAN_ID,
        body: DECISION,
        response: { 200: NAMES, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertReviews(db, standing, id);
      await decideName(db, id, request.body);
      return await reply.send(await shown(standing, id));
    },
  );
}
