import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { starterOf } from '../../client/start.ts';
import { derivedId } from '../../db/canonical.ts';
import {
  type ChangeLine,
  changeLines,
  type ChangeProgress,
  changesOf,
  type Ordered,
} from '../../db/changes.ts';
import type { Database } from '../../db/connect.ts';
import { changeDue, enterEvent, openPeriods } from '../../db/due-changes.ts';
import { assertMayOrder } from '../../db/launch-rights.ts';
import { orderOnce, tryOrder } from '../../db/order-once.ts';
import { endPlan, type Order, pausePlan, resumePlan } from '../../db/plan-changes.ts';
import { NotFoundError, RefusedError } from '../../plan/errors.ts';
import { changeWords } from '../../plan/plan-change.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { DAY, INSTANT, instantOf, maybeInstant, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

/** Why something is ordered; it stands in the ledger. */
export const REASON = z.string().trim().min(1, { error: '请写明理由' }).max(2000);
const MAYBE_REASON = z.string().trim().max(2000).optional();

const ORDER = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pause'), reason: REASON }),
    z.strictObject({ kind: z.literal('resume'), reason: MAYBE_REASON }),
    z.strictObject({ kind: z.literal('end'), reason: REASON }),
    z.strictObject({
      kind: z.literal('due'),
      task: z.string().min(1).max(50).describe('任务编号或序号'),
      until: DAY,
      period: z.string().max(50).optional().describe('有几期在办时，是哪一期'),
      reason: REASON,
    }),
    z.strictObject({
      kind: z.literal('event'),
      task: z.string().min(1).max(50),
      on: DAY.describe('事件发生的日期'),
      reason: MAYBE_REASON,
    }),
  ])
  .meta({ id: 'PlanOrder' });

type Asked = z.infer<typeof ORDER>;

/** What became of a change in one occurrence. */
export const CHANGE_LINE = z
  .object({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    unit: z.string(),
    outcome: z.enum(['done', 'edited', 'refused']).nullable().describe('空：还没有送达'),
    reason: WORDS.nullable(),
  })
  .meta({ id: 'ChangeLine' });

/** A change and how far it has come. */
export const CHANGE = z
  .object({
    id: z.int(),
    kind: z.string(),
    words: WORDS,
    reason: z.string().nullable(),
    person: z.string().nullable(),
    at: INSTANT,
    doneAt: INSTANT.nullable(),
    rows: z.int(),
    done: z.int().describe('在办，已记入台账'),
    edited: z.int().describe('未启动，已调整'),
    refused: z.int().describe('不适用'),
  })
  .meta({ id: 'PlanChange' });

const PREVIEW = z
  .object({ words: WORDS, lines: z.array(CHANGE_LINE).describe('会送达哪些事项') })
  .meta({ id: 'ChangePreview' });

/** What the same order given again is known by. */
export const ORDER_KEY = z.object({
  'idempotency-key': z.string().regex(/^[\w.:-]{8,100}$/, {
    error: '应为 8 至 100 个字母、数字或 . _ : -',
  }),
});

/** Changes of a plan that runs: what one would reach, the order itself, and what became of it. */
export function planChangeRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now, client, shift } = parts.commander;
  api.post(
    '/plans/:id/changes/preview',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'previewChange',
        summary: '这样调整会送达哪些事项；不写入',
        tags: ['plans'],
        params: z.object({ id: NUMBER }),
        body: ORDER,
        response: { 200: PREVIEW, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertMayOrder(db, standing, id);
      const order = orderOf(request.body, standing.personId, now());
      const seen = await tryOrder(
        db,
        (tx) => act(tx, id, request.body, order),
        async (tx, { changeId }) => ({
          words: wordsOf((await changesOf(tx, { id: changeId }))[0]),
          lines: await changeLines(tx, changeId),
        }),
      );
      return await reply.send(seen);
    },
  );
  api.post(
    '/plans/:id/changes',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'orderChange',
        summary: '暂停、恢复、提前结束方案，调整一项任务的时限，填报事件日期',
        tags: ['plans'],
        params: z.object({ id: NUMBER }),
        headers: ORDER_KEY,
        body: ORDER,
        response: { 202: CHANGE, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { account, standing } = visitorOf(request);
      const { id } = request.params;
      await assertMayOrder(db, standing, id);
      const key = derivedId('order', account.id, String(id), request.headers['idempotency-key']);
      const order = orderOf(request.body, standing.personId, now());
      const { changeId, reached } = await orderOnce(db, key, (tx) =>
        act(tx, id, request.body, order),
      );
      if (reached > 0) await starterOf(client).change(changeId, shift);
      return await reply.code(202).send(await changeOf(db, changeId));
    },
  );
  api.get(
    '/plans/:id/periods',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'listOpenPeriods',
        summary: '一项任务在办的各期；调整时限时选其中一期',
        tags: ['plans'],
        params: z.object({ id: NUMBER }),
        querystring: z.object({ task: z.string().min(1).max(50).describe('任务编号或序号') }),
        response: {
          200: z.array(z.object({ period: z.string(), name: z.string() })),
          ...problems(401, 403, 404, 409, 422),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await assertMayOrder(db, visitorOf(request).standing, id);
      return await reply.send(await openPeriods(db, id, request.query.task));
    },
  );
  api.get(
    '/plans/:id/changes',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'listChanges',
        summary: '方案的变更，新的在前',
        tags: ['plans'],
        params: z.object({ id: NUMBER }),
        response: { 200: z.array(CHANGE), ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await assertMayOrder(db, visitorOf(request).standing, id);
      return await reply.send((await changesOf(db, { planId: id })).map(shown));
    },
  );
  api.get(
    '/plans/:id/changes/:change',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'getChange',
        summary: '一次变更送达了多少，逐项结果',
        tags: ['plans'],
        params: z.object({ id: NUMBER, change: NUMBER }),
        response: {
          200: CHANGE.extend({ lines: z.array(CHANGE_LINE) }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { id, change } = request.params;
      await assertMayOrder(db, visitorOf(request).standing, id);
      const found = await changeOf(db, change, id);
      const lines = await changeLines(db, change);
      return await reply.send({ ...found, lines: lines.filter((line) => isOf(line, id)) });
    },
  );
}

/** A change, one of a plan's where that is given, as an answer says it. @throws NotFoundError */
export async function changeOf(
  db: Database,
  changeId: number,
  planId?: number,
): Promise<z.infer<typeof CHANGE>> {
  const which = planId === undefined ? { id: changeId } : { planId };
  const found = (await changesOf(db, which)).find(({ id }) => id === changeId);
  if (found === undefined) throw new NotFoundError('变更', String(changeId));
  return shown(found);
}

function orderOf({ reason }: Asked, personId: number, now: number): Order {
  return { personId, now, ...(reason === undefined ? {} : { reason }) };
}

async function act(tx: Database, planId: number, asked: Asked, order: Order): Promise<Ordered> {
  switch (asked.kind) {
    case 'pause':
      return await pausePlan(tx, planId, order);
    case 'resume':
      return await resumePlan(tx, planId, order);
    case 'end':
      return await endPlan(tx, planId, order);
    case 'due': {
      const { task, until, period } = asked;
      const of = { planId, task, until, ...(period === undefined ? {} : { period }) };
      return await inWords(changeDue(tx, of, order));
    }
    case 'event':
      return await enterEvent(tx, { planId, task: asked.task, on: asked.on }, order);
  }
}

/** The same refusal without what is typed on the command line. */
async function inWords(ordered: Promise<Ordered>): Promise<Ordered> {
  try {
    return await ordered;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new RefusedError(error.message.replace('请用 --period 写明', '请写明'), { cause: error });
  }
}

/** A change that concerns all plans shows here what it reached of this one. */
function isOf({ id }: ChangeLine, planId: number): boolean {
  return id.startsWith(`plan/${planId}/`);
}

function wordsOf(found: ChangeProgress | undefined): string {
  return found === undefined ? '' : changeWords(found.kind, found.data);
}

function shown(found: ChangeProgress): z.infer<typeof CHANGE> {
  const { id, kind, reason, person, at, doneAt, rows, done, edited, refused } = found;
  const numbers = { rows, done, edited, refused };
  const times = { at: instantOf(at), doneAt: maybeInstant(doneAt) };
  return { id, kind, words: wordsOf(found), reason, person, ...times, ...numbers };
}
