import { fastifySSE } from '@fastify/sse';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Changed } from '../../db/ledger-changes.ts';
import { plansSeenOf, seenOf } from '../../db/scope.ts';
import { accountOfSession } from '../../db/sessions.ts';
import { deskStanding } from '../../db/standing.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { problems } from './schemas.ts';

/** How often an idle connection is kept alive, and how soon a browser comes back, in milliseconds. */
const HEARTBEAT = 20_000;
const RETRY = 3_000;

/** What changes, told to open desks while it happens. */
export async function eventRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const open = new Set<FastifyReply>();
  // called as it is: registered, it would keep what it adds to itself
  await fastifySSE(app, { heartbeatInterval: HEARTBEAT });
  app.addHook('preClose', async () => {
    for (const reply of open) reply.sse.close();
  });
  api.get(
    '/events',
    {
      sse: 'only',
      exposeHeadRoute: false, // nothing would end it
      config: { access: 'session' },
      schema: {
        operationId: 'followChanges',
        summary:
          '实时变化（SSE）：changed 的 data 是 {"occurrenceIds": […]}，或 {"all": true}（全部重读）；review 的 data 是 {"planIds": […]}（正在审核的方案有改动）；只含本人看得到的',
        tags: ['ledger'],
        response: {
          200: {
            description: '事件流',
            content: { 'text/event-stream': { schema: z.any() } },
          },
          ...problems(401, 403),
        },
      },
    },
    async (request, reply) => {
      const { session } = visitorOf(request);
      reply.sse.keepAlive();
      open.add(reply);
      const stop = parts.changes?.follow((changed) => {
        void tell(parts, reply, session?.id ?? 0, changed).catch((error: Error) => {
          parts.fault(`live update: ${error.message}`);
          reply.sse.close();
        });
      });
      reply.sse.onClose(() => {
        open.delete(reply);
        stop?.();
      });
      await reply.sse.send({ event: 'open', data: {}, retry: RETRY });
    },
  );
}

/** Tells what changed to a desk whose session still stands, as far as it may see it now. */
async function tell(
  { commander: { db, now } }: AppParts,
  reply: FastifyReply,
  sessionId: number,
  changed: Changed,
): Promise<void> {
  if (!reply.sse.isConnected) return;
  const account = await accountOfSession(db, sessionId, now());
  if (account === null) return reply.sse.close();
  if (changed === 'all') return await reply.sse.send({ event: 'changed', data: { all: true } });
  const standing = await deskStanding(db, account);
  const planIds = await plansSeenOf(db, standing, changed.plans);
  if (planIds.length > 0) await reply.sse.send({ event: 'review', data: { planIds } });
  const occurrenceIds = await seenOf(db, standing, changed.ids);
  if (occurrenceIds.length === 0) return;
  await reply.sse.send({ event: 'changed', data: { occurrenceIds } });
}
