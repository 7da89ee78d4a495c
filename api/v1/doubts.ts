import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decideDoubt, type ShownDoubt, shownDoubts } from '../../db/doubts.ts';
import { findPlan } from '../../db/plans.ts';
import { assertOfOffice, assertReviews, mayReview } from '../../db/scope.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { DAY, INSTANT, instantOf, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const PLAN_ID = z.object({ id: NUMBER });
const REMARK = z.string().trim().max(300);

const DOUBTS = z
  .object({
    title: z.string(),
    mayEdit: z.boolean(),
    open: z.int(),
    text: z.string().describe('全文；各处位置是其中的字符序号'),
    doubts: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        question: WORDS,
        tasks: z.array(z.object({ key: z.string(), title: z.string(), dismissed: z.boolean() })),
        says: z.array(z.object({ text: z.string(), start: z.int(), end: z.int() })),
        choices: z.array(
          z.object({
            text: WORDS,
            changes: z.array(WORDS).describe('选它会改什么；空：只记录'),
            fault: WORDS.nullable().describe('现在为什么不能选'),
            day: DAY.nullable().describe('会定成哪一天，可以另选'),
          }),
        ),
        open: z.boolean(),
        seen: z.int().nullable().describe('最近一次处理；处理时带上'),
        decisions: z.array(
          z.object({
            act: z.enum(['choose', 'keep', 'reopen']),
            choice: z.string().nullable(),
            words: z.string().nullable(),
            by: z.string(),
            at: INSTANT,
            changed: z.boolean().describe('改了任务'),
            undone: z.boolean().describe('所作修改后来被撤销'),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'PlanDoubts' });

const ORDER = z
  .discriminatedUnion('act', [
    z.object({
      act: z.literal('choose'),
      choice: z.int().min(0),
      day: DAY.optional(),
      words: REMARK.optional(),
      seen: z.int().nullable(),
    }),
    z.object({ act: z.literal('keep'), words: REMARK.min(1), seen: z.int().nullable() }),
    z.object({
      act: z.literal('reopen'),
      words: REMARK.optional(),
      leave: z.boolean().optional().describe('不撤回当时所作的修改'),
      seen: z.int().nullable(),
    }),
  ])
  .meta({ id: 'DoubtOrder' });

/** Conflicts and doubts of a document: both places, the question, the choices, what was decided. */
export function doubtRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const shown = async (standing: Sight, id: number): Promise<z.infer<typeof DOUBTS>> => {
    const { title, state, coordinatorUnitId, sourceText } = await findPlan(db, id);
    const doubts = await shownDoubts(db, id);
    return {
      title,
      mayEdit: state === 'draft' && mayReview(standing, coordinatorUnitId),
      open: doubts.filter(({ open }) => open).length,
      text: sourceText,
      doubts: doubts.map(shownDoubt),
    };
  };
  api.get(
    '/plans/:id/doubts',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'listDoubts',
        summary: '冲突与疑点：没有确定的在前，附两处原文、选项、选了会改什么',
        tags: ['review'],
        params: PLAN_ID,
        response: { 200: DOUBTS, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      await assertOfOffice(db, standing, request.params.id);
      return await reply.send(await shown(standing, request.params.id));
    },
  );
  api.post(
    '/plans/:id/doubts/:doubt',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'decideDoubt',
        summary: '确定一处疑点（按选项修改任务）、说明理由保持原样，或重新打开',
        tags: ['review'],
        params: PLAN_ID.extend({ doubt: z.string().max(60) }),
        body: ORDER,
        response: { 200: DOUBTS, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id, doubt } = request.params;
      await assertReviews(db, standing, id);
      const { seen, ...order } = request.body;
      await decideDoubt(db, id, doubt, order, { personId: standing.personId, now: now(), seen });
      return await reply.send(await shown(standing, id));
    },
  );
}

function shownDoubt(doubt: ShownDoubt) {
  const { id, kind, question, titles, says, choices, open, decisions } = doubt;
  return {
    id,
    kind,
    question,
    says,
    choices,
    open,
    tasks: titles,
    seen: decisions.at(-1)?.id ?? null,
    decisions: decisions.map(({ act, choice, words, by, at, editId, undone }) => ({
      act,
      choice,
      words,
      by,
      undone,
      at: instantOf(at),
      changed: editId !== null,
    })),
  };
}
