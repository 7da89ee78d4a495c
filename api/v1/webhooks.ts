import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  addHook,
  findHook,
  listDeliveries,
  listHooks,
  type ListedHook,
  removeHook,
  retryFailed,
  switchHook,
} from '../../db/webhooks.ts';
import { assertSeesPlan } from '../../db/scope.ts';
import { InputError, RefusedError } from '../../plan/errors.ts';
import { EVENT_NAMES, type EventKind } from '../../plan/occurrence.ts';
import { hookAddressFault } from '../../plan/webhooks.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { DONE, INSTANT, instantOf, maybeInstant, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const KINDS = Object.keys(EVENT_NAMES).filter((name): name is EventKind => name in EVENT_NAMES);
const KIND = z.enum(KINDS).describe('台账里的一种办理，例如 complete 报办结');

const WEBHOOK = z
  .object({
    id: z.int(),
    name: z.string().describe('给哪个系统'),
    url: z.string(),
    kinds: z.array(KIND).describe('推送哪些办理；空为全部'),
    planId: z.int().nullable().describe('只推送这个方案；空为全部'),
    person: z.string().describe('谁设的'),
    createdAt: INSTANT,
    takenAt: INSTANT.nullable().describe('对方上次接收'),
    failingSince: INSTANT.nullable().describe('对方从何时起没有接收'),
    disabledAt: INSTANT.nullable(),
    why: WORDS.nullable().describe('自动停用的原因'),
    waiting: z.int().describe('待推送'),
    failed: z.int().describe('对方拒收，已放弃'),
  })
  .meta({ id: 'Webhook' });

const NEW_WEBHOOK = z.object({
  name: z.string().trim().min(1).max(100),
  url: z.string().trim().max(2000),
  kinds: z.array(KIND).default([]),
  planId: z.int().nullable().default(null),
});

const DELIVERY = z
  .object({
    id: z.string().describe('webhook-id，重发时不变'),
    occurrenceId: z.string(),
    seq: z.int(),
    kind: KIND,
    state: z.enum(['open', 'taken', 'failed']),
    refusals: z.int(),
    doneAt: INSTANT.nullable(),
    status: z.int().nullable().describe('对方的答复'),
    words: WORDS.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

const ID = z.object({ id: NUMBER });

/** What other systems are told, signed as Standard Webhooks says; kept by administrators. */
export function webhookRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const config = { access: 'admin' as const };
  const one = async (id: number) => {
    const row = (await listHooks(db)).find((each) => each.id === id);
    if (row === undefined) throw new Error('a hook that was there is gone');
    return shown(row);
  };
  api.get(
    '/webhooks',
    {
      config,
      schema: {
        operationId: 'listWebhooks',
        summary: '推送给其他系统的设置',
        tags: ['webhooks'],
        response: { 200: z.array(WEBHOOK), ...problems(401, 403) },
      },
    },
    async () => (await listHooks(db)).map(shown),
  );
  api.get(
    '/webhook-kinds',
    {
      config,
      schema: {
        operationId: 'listWebhookKinds',
        summary: '可以推送的各种办理',
        tags: ['webhooks'],
        response: {
          200: z.array(z.object({ kind: KIND, name: WORDS })),
          ...problems(401, 403),
        },
      },
    },
    () => KINDS.map((kind) => ({ kind, name: EVENT_NAMES[kind] })),
  );
  api.post(
    '/webhooks',
    {
      config,
      schema: {
        operationId: 'addWebhook',
        summary: '新设推送；答复里有签名密钥，对方用它核对',
        tags: ['webhooks'],
        body: NEW_WEBHOOK,
        response: { 201: WEBHOOK.extend({ key: z.string() }), ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { account, standing } = visitorOf(request);
      const fault = hookAddressFault(request.body.url);
      if (fault !== null) throw new InputError('推送地址', [fault]);
      const { planId } = request.body;
      if (planId !== null) await assertSeesPlan(db, standing, planId);
      const id = await addHook(db, { ...request.body, createdBy: account.id }, now());
      return await reply.code(201).send({ ...(await one(id)), key: parts.signer.hookKey(id) });
    },
  );
  api.post(
    '/webhooks/:id/:act',
    {
      config,
      schema: {
        operationId: 'changeWebhook',
        summary: 'on 启用，off 停用，retry 把已放弃的重新推送',
        tags: ['webhooks'],
        params: ID.extend({ act: z.enum(['on', 'off', 'retry']) }),
        response: { 200: WEBHOOK, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { id, act } = request.params;
      if (act === 'retry') await retryFailed(db, id, now());
      else await switchHook(db, id, act === 'on', now());
      return await reply.send(await one(id));
    },
  );
  api.post(
    '/webhooks/:id/test',
    {
      config,
      schema: {
        operationId: 'testWebhook',
        summary: '立即推送一条 ping，看对方怎样答复',
        tags: ['webhooks'],
        params: ID,
        response: {
          200: z.object({ taken: z.boolean(), status: z.int().nullable(), words: WORDS }),
          ...problems(401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { id, url } = await findHook(db, request.params.id);
      if (parts.postHook === undefined) throw new RefusedError('这里不能试发');
      const to = { url, key: parts.signer.hookKey(id), id: `${id}-ping-${now()}` };
      const ping = { type: 'ping' as const, timestamp: instantOf(now()), data: { webhookId: id } };
      const { outcome, status, words } = await parts.postHook(to, ping, now());
      const said = { taken: outcome === 'taken', status, words: words ?? '对方已接收' };
      return await reply.send(said);
    },
  );
  api.get(
    '/webhooks/:id/deliveries',
    {
      config,
      schema: {
        operationId: 'listWebhookDeliveries',
        summary: '最近 50 条推送，新的在前',
        tags: ['webhooks'],
        params: ID,
        response: { 200: z.array(DELIVERY), ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const rows = await listDeliveries(db, request.params.id);
      const list = rows.map(({ id, webhookId, dueAt: _due, doneAt, ...row }) => ({
        ...row,
        id: `${webhookId}-${id}`,
        doneAt: maybeInstant(doneAt),
      }));
      return await reply.send(list);
    },
  );
  api.delete(
    '/webhooks/:id',
    {
      config,
      schema: {
        operationId: 'removeWebhook',
        summary: '删除推送，连同没有推送的',
        tags: ['webhooks'],
        params: ID,
        response: { 204: DONE, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      await removeHook(db, request.params.id);
      return await reply.code(204).send();
    },
  );
}

function shown(row: ListedHook) {
  const { id, name, url, kinds, planId, person, why, waiting, failed } = row;
  return {
    id,
    name,
    url,
    kinds,
    planId,
    person,
    why,
    waiting,
    failed,
    createdAt: instantOf(row.createdAt),
    takenAt: maybeInstant(row.takenAt),
    failingSince: maybeInstant(row.failingSince),
    disabledAt: maybeInstant(row.disabledAt),
  };
}
