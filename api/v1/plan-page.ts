import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { lastIssued } from '../../db/division-rounds.ts';
import { openDoubts } from '../../db/doubts.ts';
import { checkLaunch } from '../../db/launch-check.ts';
import { launchingOffices, mayOrder } from '../../db/launch-rights.ts';
import { planTasks } from '../../db/plan-tasks.ts';
import { findPlan } from '../../db/plans.ts';
import { assertSeesPlan } from '../../db/scope.ts';
import { beijingDate } from '../../plan/date.ts';
import { ForbiddenError } from '../../plan/errors.ts';
import { LAUNCH_TOPICS } from '../../plan/launch-faults.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { DAY, INSTANT, instantOf, NUMBER, problems } from './schemas.ts';

const TASK = z
  .object({
    id: z.int(),
    key: z.string(),
    number: z.string(),
    title: z.string(),
    section: z.string().nullable().describe('所在的章节'),
    lead: z.array(z.string()),
    support: z.array(z.string()),
    tracking: z.enum(['deadline', 'return', 'record']).describe('按时限、随报表、只在册'),
    distribution: z.enum(['joint', 'each']),
    force: z.enum(['firm', 'soft', 'advice']),
    reviewed: z.boolean(),
    due: z.string().nullable().describe('文件里的时限'),
    nextDue: DAY.nullable().describe('下一个时限'),
    lights: z.object({
      red: z.int().optional(),
      yellow: z.int().optional(),
      green: z.int().optional(),
      grey: z.int().optional(),
      done: z.int().optional(),
    }),
  })
  .meta({ id: 'PlanTask' });

const WHOLE = z
  .object({
    tasks: z.array(TASK),
    may: z.object({
      launch: z.boolean().describe('本人可以预演和启动'),
      order: z.boolean().describe('本人可以暂停、恢复、结束、调整时限'),
      office: z.boolean().describe('本人看得到任务分解、冲突与疑点'),
    }),
    open: z
      .array(
        z.object({
          about: z.enum(LAUNCH_TOPICS),
          says: z.string(),
          items: z.array(z.string()),
        }),
      )
      .describe('启动前还要办的；只有可以启动的人看得到'),
    doubts: z.int().nullable().describe('没有确定的冲突与疑点；看不到的为空'),
    issued: z
      .object({ at: INSTANT, until: DAY.nullable().describe('没有单位的任务什么时候定下来') })
      .nullable()
      .describe('印发的任务分解表'),
  })
  .meta({ id: 'PlanTasks' });

/** A plan's tasks with their lights, what is open before its launch, and what one may do with it. */
export function planPageRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/plans/:id/tasks',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'listPlanTasks',
        summary: '方案的任务，本人看得到的事项各种灯有几项；启动前还要办什么',
        tags: ['plans'],
        params: z.object({ id: NUMBER }),
        response: { 200: WHOLE, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertSeesPlan(db, standing, id);
      const { state, coordinatorUnitId } = await findPlan(db, id);
      const today = beijingDate(now());
      const whole = standing.admin || standing.plans.includes(id) || state === 'draft';
      const tasks = await planTasks(db, standing, { planId: id, whole }, today);
      const begins = state === 'draft' || state === 'launching';
      const launch = begins && (await mayLaunch(standing, id));
      const order = coordinatorUnitId !== null && (await mayOrder(db, standing, id));
      const open = launch && state === 'draft' ? await openBefore(standing, id) : [];
      const doubts = whole ? (await openDoubts(db, id)).length : null;
      const last = whole ? await lastIssued(db, id) : null;
      const issued = last && { at: instantOf(last.at), until: last.until };
      return await reply.send({
        tasks,
        may: { launch, order, office: whole },
        open,
        doubts,
        issued,
      });
    },
  );

  async function mayLaunch(standing: Sight, id: number): Promise<boolean> {
    try {
      return (await launchingOffices(db, standing, id)).length > 0;
    } catch (error) {
      if (error instanceof ForbiddenError) return false;
      throw error;
    }
  }

  /** What a launch with nothing chosen would be refused for. */
  async function openBefore(standing: Sight, id: number) {
    const offices = await launchingOffices(db, standing, id);
    const [only] = offices;
    const options = only !== undefined && offices.length === 1 ? { coordinator: only.name } : {};
    const check = await checkLaunch(db, id, options, await parts.calendar(), beijingDate(now()));
    return check.faults.map(({ about, says, items }) => ({ about, says, items }));
  }
}
