import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { coursesOf } from '../../db/gantt.ts';
import { findPlan } from '../../db/plans.ts';
import { assertSeesPlan } from '../../db/scope.ts';
import { beijingDate } from '../../plan/date.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { DAY, NUMBER, problems } from './schemas.ts';

const BAR = z.object({
  opensOn: DAY,
  dueOn: DAY,
  lights: z.object({
    red: z.int().optional(),
    yellow: z.int().optional(),
    green: z.int().optional(),
    grey: z.int().optional(),
    done: z.int().optional(),
  }),
});

const GANTT = z
  .object({
    title: z.string(),
    today: DAY,
    from: DAY,
    to: DAY,
    tasks: z.array(
      z.object({
        id: z.int(),
        number: z.string(),
        title: z.string(),
        section: z.string().nullable(),
        lead: z.array(z.string()),
        bars: z.array(BAR).describe('每个时限一条：从可以办理到时限，各种灯几项'),
        milestones: z.array(z.object({ date: DAY, text: z.string() })),
      }),
    ),
  })
  .meta({ id: 'Gantt' });

/** A plan's tasks over its time. */
export function ganttRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/plans/:id/gantt',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'getGantt',
        summary: '进度图：方案各项任务的时限和节点，只含本人看得到的',
        tags: ['plans'],
        params: z.object({ id: NUMBER }),
        response: { 200: GANTT, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertSeesPlan(db, standing, id);
      const today = beijingDate(now());
      const { title, periodFrom, periodTo, superviseFrom } = await findPlan(db, id);
      const tasks = await coursesOf(db, standing, id, today);
      const days = tasks.flatMap(({ bars, milestones }) => [
        ...bars.flatMap(({ opensOn, dueOn }) => [opensOn, dueOn]),
        ...milestones.map(({ date }) => date),
      ]);
      const all = [superviseFrom ?? periodFrom, ...days].toSorted();
      const shown = tasks.map(({ milestones, ...rest }) => ({
        ...rest,
        milestones: milestones.map(({ date, text }) => ({ date, text })),
      }));
      const span = { from: all[0] ?? periodFrom, to: all.at(-1) ?? periodTo };
      return await reply.send({ title, today, ...span, tasks: shown });
    },
  );
}
