import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { policyShifts } from '../../db/agenda-shifts.ts';
import { canonical } from '../../db/canonical.ts';
import { officePolicy, setOfficePolicy } from '../../db/office-policy.ts';
import { assertOrdersAll, ordersAll, ordersPlan } from '../../db/ordering.ts';
import { setPolicy } from '../../db/plan-changes.ts';
import { findPlan } from '../../db/plans.ts';
import { assertSeesPlan } from '../../db/scope.ts';
import { sampleAgenda, SAMPLE_KINDS } from '../../plan/agenda-sample.ts';
import { beijingDate } from '../../plan/date.ts';
import { FieldsError, ForbiddenError } from '../../plan/errors.ts';
import { type Policy, policyOf } from '../../plan/policy.ts';
import { OFFICE_KEYS, withFile } from '../../plan/policy-settings.ts';
import { fieldFault } from '../../plan/policy-faults.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { bring } from './bring.ts';
import { DAY, NUMBER, problems } from './schemas.ts';
import { SHIFTS } from './shifts.ts';
import { WORDS } from './words.ts';

const DAYS = z.array(z.int());

const POLICY = z
  .object({
    moment: z.object({ hour: z.int(), minute: z.int() }),
    remind: z.object({ monthly: DAYS, quarterly: DAYS, long: DAYS }),
    milestoneDays: z.int(),
    ladder: z.array(
      z.object({
        afterDays: z.int(),
        to: z.enum(['answering', 'leader', 'supervising-leader', 'circular']),
      }),
    ),
    repeatDays: z.int(),
    verifyDays: DAYS,
    officeDelayDays: z.int(),
    declineDays: DAYS,
    paperDays: z.int(),
    extension: z.enum(['office', 'two-level']),
    release: z.enum(['automatic', 'required']),
    upward: z.enum(['all', 'weighty']),
    samplePercent: z.int(),
    rectifyDays: z.int(),
    opensDays: z.object({ monthly: z.int(), other: z.int() }),
    toldWaits: z.int(),
    acknowledge: z.object({ chase: z.int(), callList: z.int() }),
    mailsPerMonth: z.int(),
    smsPerMonth: z.int(),
    spreadMinutes: z.int(),
    bringForwardDays: z.int(),
    urgentInQuiet: z.boolean(),
    listItems: z.int(),
  })
  .meta({ id: 'Policy' });

const RULES = z
  .object({
    policy: POLICY,
    keys: z.array(z.string()).describe('在这里设置的项目'),
    mayEdit: z.boolean(),
    title: z.string(),
  })
  .meta({ id: 'Rules' });

/** What was typed is judged by the rules of the policy itself, not by its form. */
const TYPED = z.record(z.string().max(50), z.unknown());

const PREVIEW = z
  .object({
    faults: z.array(z.object({ at: z.string(), says: WORDS })),
    sample: z
      .object({
        dueOn: DAY,
        practicalOn: DAY.nullable(),
        provisional: z.boolean(),
        moments: z.array(
          z.object({
            day: DAY,
            weekday: WORDS,
            time: z.string(),
            words: WORDS,
            late: z.boolean(),
            why: WORDS,
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'PolicyPreview' });

const SAVED = z
  .object({ reached: z.int(), brought: z.boolean(), changed: z.array(WORDS) })
  .meta({ id: 'PolicySaved' });

const ID = z.object({ id: NUMBER });

/** The rules by which plans are supervised: those of the office, and each plan's own. */
export function policyRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { commander } = parts;
  const { db, now } = commander;
  const planPolicy = async (id: number) => policyOf((await findPlan(db, id)).policy);
  api.get(
    '/policy/office',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'getOfficePolicy',
        summary: '全机构的规则：发送时间、邮件和短信数量',
        tags: ['policy'],
        response: { 200: RULES, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const mayEdit = ordersAll(visitorOf(request).standing);
      const policy = await officePolicy(db);
      return await reply.send({ policy, keys: [...OFFICE_KEYS], mayEdit, title: '全机构' });
    },
  );
  api.put(
    '/policy/office',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'setOfficePolicy',
        summary: '设置全机构的规则，从下一条消息起执行',
        tags: ['policy'],
        body: TYPED,
        response: { 200: SAVED, ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { standing, account } = visitorOf(request);
      assertOrdersAll(standing, '全机构的规则');
      const before = await officePolicy(db);
      const policy = wanted(
        before,
        onlyOf(request.body, (key) => OFFICE_KEYS.some((each) => each === key)),
      );
      await setOfficePolicy(db, policy, account.personId, now());
      return await reply.send({ reached: 0, brought: true, changed: changedKeys(before, policy) });
    },
  );
  api.get(
    '/policy/plans/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'getPlanPolicy',
        summary: '一个方案的督办规则',
        tags: ['policy'],
        params: ID,
        response: { 200: RULES, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertSeesPlan(db, standing, id);
      const { title } = await findPlan(db, id);
      const policy = await planPolicy(id);
      const keys = Object.keys(policy).filter((key) => OFFICE_KEYS.every((each) => each !== key));
      const mayEdit = await ordersPlan(db, standing, id);
      return await reply.send({ policy, keys, mayEdit, title });
    },
  );
  api.put(
    '/policy/plans/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'setPlanPolicy',
        summary: '设置一个方案的督办规则，在办事项随之重排，记入台账',
        tags: ['policy'],
        params: ID,
        body: z.object({ policy: TYPED, reason: z.string().trim().max(500).optional() }),
        response: { 200: SAVED, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing, account } = visitorOf(request);
      const { id } = request.params;
      await assertSeesPlan(db, standing, id);
      if (!(await ordersPlan(db, standing, id))) {
        throw new ForbiddenError('方案的规则由其协调员或督办领导调整');
      }
      const before = await planPolicy(id);
      const { policy: typed, reason } = request.body;
      const policy = wanted(before, onlyOf(typed, isPlans));
      const changed = changedKeys(before, policy);
      // pressing twice is one act
      if (changed.length === 0) return await reply.send({ reached: 0, brought: true, changed });
      const why = reason === undefined ? {} : { reason };
      const ordered = await setPolicy(db, id, policy, {
        personId: account.personId,
        now: now(),
        ...why,
      });
      const brought = await bring(commander, ordered);
      return await reply.send({ reached: ordered.reached, brought, changed });
    },
  );
  api.post(
    '/policy/preview',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'previewPolicy',
        summary: '按改动中的规则，一个样例事项会在哪几天提醒、催办',
        tags: ['policy'],
        body: z.object({
          planId: z.int().positive().nullable(),
          policy: TYPED,
          sample: z.enum(SAMPLE_KINDS),
        }),
        response: { 200: PREVIEW, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { planId, policy: typed, sample } = request.body;
      const before = await policyBefore(planId);
      if (planId !== null) await assertSeesPlan(db, visitorOf(request).standing, planId);
      const { policy, faults } = withFile(before, typed);
      if (faults.length > 0) {
        return await reply.send({ faults: faults.map(fieldFault), sample: null });
      }
      const calendar = await parts.calendar();
      const seen = sampleAgenda(sample, policy, calendar, beijingDate(now()));
      return await reply.send({ faults: [], sample: seen });
    },
  );
  api.post(
    '/policy/plans/:id/shifts',
    {
      config: { access: 'session', rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        operationId: 'lookAtPolicyShifts',
        summary: '保存这些规则会使哪些在办事项的提醒日期变化；不作改动',
        tags: ['policy'],
        params: ID,
        body: TYPED,
        response: { 200: SHIFTS, ...problems(401, 403, 404, 422, 429) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await assertSeesPlan(db, visitorOf(request).standing, id);
      const { standing } = visitorOf(request);
      if (!(await ordersPlan(db, standing, id))) {
        throw new ForbiddenError('方案的规则由其协调员或督办领导调整');
      }
      const policy = wanted(await planPolicy(id), onlyOf(request.body, isPlans));
      const calendar = await parts.calendar();
      return await reply.send(await policyShifts(db, id, { policy, calendar, now: now() }));
    },
  );

  async function policyBefore(planId: number | null): Promise<Policy> {
    if (planId === null) return await officePolicy(db);
    return await planPolicy(planId);
  }
}

function isPlans(key: string): boolean {
  return OFFICE_KEYS.every((each) => each !== key);
}

/** What a form sends beside its own keys is left out. */
function onlyOf(typed: Record<string, unknown>, isOwn: (key: string) => boolean) {
  return Object.fromEntries(Object.entries(typed).filter(([key]) => isOwn(key)));
}

function wanted(before: Policy, typed: Record<string, unknown>): Policy {
  const { policy, faults } = withFile(before, typed);
  if (faults.length > 0) throw new FieldsError('督办规则', faults.map(fieldFault));
  return policy;
}

function changedKeys(before: Policy, after: Policy): string[] {
  const was = new Map(Object.entries(before));
  return Object.entries(after)
    .filter(([key, value]) => canonical(value) !== canonical(was.get(key)))
    .map(([key]) => key);
}
