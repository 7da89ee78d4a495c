import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findPlan, type PlanRow } from '../../db/plans.ts';
import { editsOfTask, giveEdit, turnEdit } from '../../db/review-edits.ts';
import { reviewPatch } from '../../db/review-view.ts';
import { assertReviews, assertSeesPlan, mayReview } from '../../db/scope.ts';
import { readingCard } from '../../plan/deadline/card.ts';
import { type Field, fieldName, fieldsIn } from '../../plan/review/content.ts';
import { cardContext, readWords } from '../../plan/review/deadline.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { MEANING, PATCH, REVIEW, shownPatch, shownReview } from './review-view.ts';
import { INSTANT, instantOf, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const TEXT = z.string().max(2000);
const UNITS = z.array(z.string().trim().min(1).max(60)).max(60);
const LINES = z.array(z.string().trim().min(1).max(200)).max(60);
const REASON = z.string().trim().min(1).max(200);
const OF_TASK = { task: z.string().max(20), revision: z.int().min(0) };

const DEADLINE = z.union([
  z.object({ words: z.string().trim().min(1).max(200), choice: z.int().min(0).optional() }),
  z.object({
    dates: z.array(z.string().max(20)).max(400),
    kind: z.enum(['once', 'recurring', 'window']),
  }),
  z.object({ none: z.literal(true) }),
]);

const CHANGES = z.object({
  title: z.string().max(80).optional(),
  lead: UNITS.optional(),
  support: UNITS.optional(),
  deadline: DEADLINE.optional().describe('按时限的文字（choice 选第几种读法）、按日期，或没有'),
  counts: LINES.optional().describe('形如 不少于2次/年'),
  milestones: LINES.optional().describe('形如 2024-07-15 完成选址（建议）'),
  evidence: LINES.optional(),
  force: z.enum(['firm', 'soft', 'advice']).optional(),
  distribution: z.enum(['joint', 'each']).optional(),
  tracking: z.enum(['deadline', 'return', 'record']).optional(),
  verification: z.enum(['auto', 'office', 'leader']).optional(),
  weighty: z.boolean().optional(),
});

const COMMAND = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('change'),
    ...OF_TASK,
    changes: CHANGES,
    review: z.boolean().optional().describe('同时标为已审'),
  }),
  z
    .object({
      kind: z.literal('change-many'),
      tasks: z
        .array(z.object({ ...OF_TASK, changes: CHANGES }))
        .min(1)
        .max(500),
    })
    .describe('几项一起改，算一次修改'),
  z.object({ kind: z.literal('review'), ...OF_TASK }),
  z.object({ kind: z.literal('unreview'), ...OF_TASK }),
  z.object({ kind: z.literal('restore'), ...OF_TASK }),
  z.object({ kind: z.literal('dismiss'), ...OF_TASK, reason: REASON }),
  z.object({ kind: z.literal('split'), ...OF_TASK, at: z.int().min(1) }),
  z.object({ kind: z.literal('merge'), ...OF_TASK, others: z.array(z.object(OF_TASK)).max(20) }),
  z.object({ kind: z.literal('make-task'), clause: z.int().min(0) }),
  z.object({ kind: z.literal('dismiss-clause'), clause: z.int().min(0), reason: REASON }),
  z.object({ kind: z.literal('see-clauses'), clauses: z.array(z.int().min(0)).min(1).max(5000) }),
]);

const EDIT = z
  .object({
    seen: z.int().min(0).describe('看到的 version；答复含此后的全部变化'),
    command: COMMAND,
  })
  .meta({ id: 'ReviewEditInput' });

const PLAN_ID = z.object({ id: NUMBER });

const READ = z
  .object({
    card: MEANING.extend({
      text: z.string().describe('读出的文字'),
      unread: z.string().describe('没有读到的文字'),
      others: z.array(MEANING),
    }).nullable(),
    fault: WORDS.nullable().describe('读不出时，哪里不对、应当怎样写'),
  })
  .meta({ id: 'ReadingPreview' });

const HISTORY = z.array(
  z.object({
    id: z.int(),
    at: INSTANT,
    by: z.string(),
    kind: z.string(),
    fields: z.array(WORDS),
    undone: z.boolean(),
  }),
);

/** The review of a draft: what was read, and what people make of it. */
export function reviewRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const patchAfter = async (planId: number, personId: number, after: number) => {
    const patch = await reviewPatch(db, planId, { personId, now: now(), after });
    return shownPatch(patch, await findPlan(db, planId));
  };
  api.get(
    '/plans/:id/review',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'getReview',
        summary: '审核：原文、任务、每句话的去向、疑点',
        tags: ['review'],
        params: PLAN_ID,
        response: { 200: REVIEW, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertSeesPlan(db, standing, id);
      const { personId } = standing;
      const patch = await reviewPatch(db, id, { personId, now: now(), after: null });
      const plan = await findPlan(db, id);
      return await reply.send(
        shownReview(patch, plan, mayReview(standing, plan.coordinatorUnitId)),
      );
    },
  );
  api.get(
    '/plans/:id/review/since/:version',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'getReviewSince',
        summary: '审核：某个 version 以后的变化',
        tags: ['review'],
        params: PLAN_ID.extend({ version: z.coerce.number<string>().int().min(0) }),
        response: { 200: PATCH, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id, version } = request.params;
      await assertSeesPlan(db, standing, id);
      return await reply.send(await patchAfter(id, standing.personId, version));
    },
  );
  api.post(
    '/plans/:id/review/edits',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'editReview',
        summary: '改正、确认、不作任务、拆分、合并、由句子生成任务；同一 Idempotency-Key 只办一次',
        tags: ['review'],
        params: PLAN_ID,
        headers: z.object({ 'idempotency-key': z.string().min(8).max(80).optional() }),
        body: EDIT,
        response: { 200: PATCH, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertReviews(db, standing, id);
      const { seen, command } = request.body;
      const givenAs = request.headers['idempotency-key'];
      const { personId } = standing;
      await giveEdit(db, id, command, { personId, now: now(), givenAs });
      return await reply.send(await patchAfter(id, personId, seen));
    },
  );
  api.post(
    '/plans/:id/review/edits/:edit/:turn',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'turnReviewEdit',
        summary: '撤销本人的一个修改，或重做',
        tags: ['review'],
        params: PLAN_ID.extend({ edit: NUMBER, turn: z.enum(['undo', 'redo']) }),
        body: EDIT.pick({ seen: true }),
        response: { 200: PATCH, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id, edit, turn } = request.params;
      await assertReviews(db, standing, id);
      const { personId } = standing;
      await turnEdit(db, id, edit, turn, { personId, now: now() });
      return await reply.send(await patchAfter(id, personId, request.body.seen));
    },
  );
  api.post(
    '/plans/:id/review/reading',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'readDeadline',
        summary: '时限的文字怎样读：读法、其他读法、方案期间的前六个日期',
        tags: ['review'],
        params: PLAN_ID,
        body: z.object({ words: TEXT }),
        response: { 200: READ, ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertSeesPlan(db, standing, id);
      return await reply.send(previewOf(request.body.words, await findPlan(db, id)));
    },
  );
  api.get(
    '/plans/:id/review/tasks/:task/edits',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'listTaskEdits',
        summary: '谁在什么时候改过一项任务的什么',
        tags: ['review'],
        params: PLAN_ID.extend({ task: z.string().max(20) }),
        response: { 200: HISTORY, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id, task } = request.params;
      await assertSeesPlan(db, standing, id);
      const edits = await editsOfTask(db, id, task);
      return await reply.send(
        edits.map(({ id: editId, at, by, kind, edit, undone }) => ({
          id: editId,
          at: instantOf(at),
          by,
          kind,
          fields: fieldsOf(edit.tasks.find(({ key }) => key === task)?.after ?? {}),
          undone,
        })),
      );
    },
  );
}

function previewOf(words: string, plan: PlanRow): z.infer<typeof READ> {
  const context = cardContext(plan);
  const read = readWords(words, context);
  if (typeof read === 'string') return { card: null, fault: read };
  return { card: { ...readingCard(read.reading, context), unread: read.unread }, fault: null };
}

function fieldsOf(change: Parameters<typeof fieldsIn>[0]): string[] {
  return fieldsIn(change).map((field: Field) => fieldName(field));
}
