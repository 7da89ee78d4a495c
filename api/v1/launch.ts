import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { launchPlan, launchProgress, resumeLaunch } from '../../client/launch.ts';
import { checkLaunch, type LaunchOptions } from '../../db/launch-check.ts';
import { launchingOffices } from '../../db/launch-rights.ts';
import { findPlan, type PlanRow } from '../../db/plans.ts';
import { assertSeesPlan } from '../../db/scope.ts';
import { workerSeen } from '../../db/worker-seen.ts';
import { beijingDate } from '../../plan/date.ts';
import { InputError, RefusedError } from '../../plan/errors.ts';
import { linkFaults } from '../../plan/link-choice.ts';
import { LINK_CHOICES } from '../../plan/plan-state.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { rehearseHere } from '../rehearsing.ts';
import {
  budgetFault,
  faultWords,
  LAUNCH_OPTIONS,
  REHEARSAL,
  shownRehearsal,
} from './launch-view.ts';
import { DAY, NUMBER, problems } from './schemas.ts';

const PLACE = z.object({ id: NUMBER });

const PROGRESS = z
  .object({
    state: z.enum(['draft', 'launching', 'running', 'paused', 'ended']),
    rows: z.int().describe('随启动开始的事项有几个'),
    started: z.int().describe('其中已经开始的'),
    working: z.boolean().describe('后台程序（worker）在运行'),
  })
  .meta({ id: 'LaunchProgress' });

const BEFORE = z
  .object({
    title: z.string(),
    issued: DAY.nullable().describe('文件写明的印发日期'),
    superviseFrom: DAY.nullable(),
    openEnded: z.boolean(),
    periodFrom: DAY,
    periodTo: DAY,
    offices: z.array(z.object({ id: z.int(), name: z.string() })).describe('可以由哪些单位负责'),
    links: z.array(
      z.object({
        choice: z.enum(LINK_CHOICES),
        refusal: z.string().nullable().describe('为什么不能这样选'),
      }),
    ),
    progress: PROGRESS,
  })
  .meta({ id: 'LaunchForm' });

const REHEARSED = LAUNCH_OPTIONS.extend({
  units: z.enum(['silent', 'punctual']).default('silent').describe('假定各单位都不回应，或都按时'),
});

const LAUNCH = LAUNCH_OPTIONS.extend({
  overBudget: z.boolean().optional().describe('预演显示有联系人每月超过封数，也启动'),
});

/** A launch: what may be chosen, what it would mean, the launch itself and how far it has come. */
export function launchRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { commander } = parts;
  const { db, now } = commander;
  const rehearse = parts.rehearse ?? rehearseHere(db);

  const progressOf = async (planId: number) => ({
    ...(await launchProgress(db, planId)),
    state: (await findPlan(db, planId)).state,
    working: await workerSeen(db, now() - commander.shift),
  });

  api.get(
    '/plans/:id/launch',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'getLaunch',
        summary: '启动前可以选什么；限牵头办公室的协调员',
        tags: ['plans'],
        params: PLACE,
        response: { 200: BEFORE, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const offices = await launchingOffices(db, visitorOf(request).standing, id);
      const plan = await findPlan(db, id);
      const { title, issued, superviseFrom, openEnded, periodFrom, periodTo } = plan;
      const links = LINK_CHOICES.map((choice) => ({
        choice,
        refusal: linkFaults(choice, parts.linksOpen ?? 'everywhere')[0]?.says ?? null,
      }));
      const facts = { title, issued, superviseFrom, openEnded, periodFrom, periodTo };
      return await reply.send({ ...facts, offices, links, progress: await progressOf(id) });
    },
  );

  api.get(
    '/plans/:id/launch/progress',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'getLaunchProgress',
        summary: '启动进行到哪里',
        tags: ['plans'],
        params: PLACE,
        response: { 200: PROGRESS, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await assertSeesPlan(db, visitorOf(request).standing, id);
      return await reply.send(await progressOf(id));
    },
  );

  api.post(
    '/plans/:id/rehearsal',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'rehearseLaunch',
        summary: '预演：按这些选择启动，谁在什么时候收到什么；不写入，不发送',
        tags: ['plans'],
        params: PLACE,
        body: REHEARSED,
        response: { 200: REHEARSAL, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { units, ...body } = request.body;
      const options = await optionsOf(visitorOf(request).standing, id, body);
      assertToLaunch(await findPlan(db, id));
      return await reply.send(
        shownRehearsal(await rehearsed(id, { ...options, units }, whileWaitedFor(reply))),
      );
    },
  );

  api.post(
    '/plans/:id/launch',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'launchPlan',
        summary: '启动方案，或让中断的启动接着做；再提交一次不会重复',
        tags: ['plans'],
        params: PLACE,
        body: LAUNCH,
        response: { 202: PROGRESS, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { overBudget, ...body } = request.body;
      const options = await optionsOf(visitorOf(request).standing, id, body);
      const plan = await findPlan(db, id);
      if (plan.state === 'launching') await resumeLaunch(commander, id);
      if (plan.state === 'draft') await begin(id, options, overBudget === true);
      return await reply.code(202).send(await progressOf(id));
    },
  );

  /** The options in the words of the launch; the visitor's only office is meant where none is named. */
  async function optionsOf(
    standing: Sight,
    planId: number,
    { officeId, ...given }: z.infer<typeof LAUNCH_OPTIONS>,
  ): Promise<LaunchOptions> {
    const offices = await launchingOffices(db, standing, planId);
    const [only] = offices.length === 1 ? offices : offices.filter(({ id }) => id === officeId);
    const names = offices.map(({ name }) => name).join('、');
    if (officeId !== undefined && only?.id !== officeId) {
      throw new InputError('负责的单位', [`只能由您担任协调员的单位负责：${names}`]);
    }
    const { linksOpen } = parts;
    return {
      ...withoutGaps(given),
      ...(only === undefined ? {} : { coordinator: only.name }),
      ...(linksOpen === undefined ? {} : { linksOpen }),
    };
  }

  async function rehearsed(
    planId: number,
    options: LaunchOptions & { units: 'silent' | 'punctual' },
    signal?: AbortSignal,
  ) {
    const calendar = await parts.calendar();
    const asked = { ...options, sms: await parts.letters.sms() };
    return await rehearse({ planId, options: asked, calendar, now: now() }, signal);
  }

  async function begin(planId: number, options: LaunchOptions, overBudget: boolean): Promise<void> {
    const calendar = await parts.calendar();
    const check = await checkLaunch(db, planId, options, calendar, beijingDate(now()));
    if (check.faults.length > 0) throw new InputError('启动前的检查', faultWords(check));
    if (!overBudget) {
      const over = budgetFault((await rehearsed(planId, { ...options, units: 'silent' })).report);
      if (over !== null) throw new InputError('启动前的预演', [over.says]);
    }
    await launchPlan(commander, planId, options, calendar);
  }
}

function assertToLaunch({ state }: PlanRow): void {
  if (state !== 'draft') throw new RefusedError('方案已经启动，不再预演');
}

type Given = Omit<z.infer<typeof LAUNCH_OPTIONS>, 'officeId'>;
type Filled = { [Key in keyof Given]?: Exclude<Given[Key], undefined> };

function withoutGaps(given: Given): Filled {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Filled; // oxlint-disable-line typescript/no-unsafe-type-assertion
}

/** A signal that says when whoever asked has gone. */
function whileWaitedFor(reply: FastifyReply): AbortSignal {
  const going = new AbortController();
  reply.raw.on('close', () => {
    if (!reply.raw.writableEnded) going.abort();
  });
  return going.signal;
}
