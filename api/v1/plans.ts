import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { assertSeesPlan } from '../../db/scope.ts';
import { type ListedPlan, plansInScope } from '../../db/plan-list.ts';
import { planOverview } from '../../db/plans.ts';
import { sideEntries } from '../../db/sides.ts';
import { beijingDate } from '../../plan/date.ts';
import { NotFoundError } from '../../plan/errors.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { DAY, INSTANT, instantOf, maybeInstant, NUMBER, problems } from './schemas.ts';

const LIGHTS = z.object({
  red: z.int(),
  yellow: z.int(),
  green: z.int(),
  grey: z.int(),
  done: z.int(),
});

const PLAN = z
  .object({
    id: z.int(),
    title: z.string(),
    documentNumber: z.string().nullable(),
    home: z.string().describe('本方'),
    state: z.enum(['draft', 'launching', 'running', 'paused', 'ended']),
    periodFrom: DAY,
    periodTo: DAY,
    superviseFrom: DAY.nullable(),
    openEnded: z.boolean().describe('逐年执行'),
    pausedOn: DAY.nullable(),
    endedOn: DAY.nullable(),
    importedAt: INSTANT,
    launchedAt: INSTANT.nullable(),
    officeId: z.int().nullable().describe('协调员所在的单位'),
    office: z.string().nullable(),
    tasks: z.int().describe('任务数，不含不作任务的'),
    lights: LIGHTS.describe('本人看得到的事项，各种灯有几项'),
  })
  .meta({ id: 'Plan' });

const DETAILS = PLAN.extend({
  fileName: z.string(),
  sides: z.array(
    z.object({
      name: z.string(),
      home: z.boolean(),
      mode: z.enum(['supervised', 'liaison']),
      office: z.string().nullable(),
    }),
  ),
  review: z.object({
    tasks: z.int(),
    reviewed: z.int(),
    dismissed: z.int(),
    undated: z.int(),
  }),
}).meta({ id: 'PlanDetails' });

/** The plans that somebody sees. */
export function planRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/plans',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'listPlans',
        summary: '本人看得到的方案，新的在前',
        tags: ['plans'],
        response: { 200: z.array(PLAN), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const plans = await plansInScope(db, standing, beijingDate(now()));
      return await reply.send(plans.map(shown));
    },
  );
  api.get(
    '/plans/:id',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'getPlan',
        summary: '一个方案',
        tags: ['plans'],
        params: z.object({ id: NUMBER }),
        response: { 200: DETAILS, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertSeesPlan(db, standing, id);
      const [found] = await plansInScope(db, standing, beijingDate(now()), id);
      if (found === undefined) throw new NotFoundError('方案', String(id));
      const { fileName, tasks } = await planOverview(db, id);
      return await reply.send({
        ...shown(found),
        fileName,
        sides: await sideEntries(db, id),
        review: {
          tasks: tasks.total,
          reviewed: tasks.reviewed,
          dismissed: tasks.dismissed,
          undated: tasks.undated,
        },
      });
    },
  );
}

function shown({ coordinatorUnitId, importedAt, launchedAt, ...rest }: ListedPlan) {
  return {
    ...rest,
    officeId: coordinatorUnitId,
    importedAt: instantOf(importedAt),
    launchedAt: maybeInstant(launchedAt),
  };
}
