import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { logAccess } from '../../db/accounts.ts';
import { endSession } from '../../db/sessions.ts';
import type { AppParts } from '../app.ts';
import { keepSession, SESSION_COOKIE, sessionIn, whenceOf } from '../auth/guards.ts';
import { type Entered, enterByLink, logIn } from '../auth/login.ts';
import { DONE, problems } from './schemas.ts';

const LOGIN = z.object({
  login: z.string().min(1).max(100).describe('登录名，不分大小写'),
  password: z.string().min(1).max(200),
});

const ENTERED = z.object({
  mustChange: z.boolean().describe('须先设置自己的密码'),
});

const WAYS = z.object({
  identity: z
    .object({ label: z.string() })
    .nullable()
    .describe('统一身份认证：从 /login/oidc 进；null 为没有设置'),
});

/** As many attempts a minute from one network address. */
const ATTEMPTS = { max: 30, timeWindow: 60_000 };

/** Logging in and out. */
export function sessionRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/login-ways',
    {
      config: { access: 'anybody' },
      schema: {
        operationId: 'listLoginWays',
        summary: '密码以外还能怎样登录',
        tags: ['session'],
        response: { 200: WAYS, ...problems(403) },
      },
    },
    () => ({ identity: parts.oidc === undefined ? null : { label: parts.oidc.label } }),
  );
  api.post(
    '/session',
    {
      config: { access: 'anybody', rateLimit: ATTEMPTS },
      schema: {
        operationId: 'logIn',
        summary: '登录；浏览器得到 Cookie',
        tags: ['session'],
        body: LOGIN,
        response: { 201: ENTERED, ...problems(401, 403, 422, 429) },
      },
    },
    async (request, reply) => {
      const entered = await logIn(db, request.body, whenceOf(request), now());
      keepSession(reply, parts, entered.token);
      return await reply.code(201).send(said(entered));
    },
  );
  api.post(
    '/login-links/:token',
    {
      config: { access: 'anybody', rateLimit: ATTEMPTS },
      schema: {
        operationId: 'enterByLink',
        summary: '用一次性登录链接登录；链接用过即失效',
        tags: ['session'],
        params: z.object({ token: z.string().min(20).max(100) }),
        response: { 201: ENTERED, ...problems(403, 409, 429) },
      },
    },
    async (request, reply) => {
      const entered = await enterByLink(db, request.params.token, whenceOf(request), now());
      keepSession(reply, parts, entered.token);
      return await reply.code(201).send(said(entered));
    },
  );
  api.delete(
    '/session',
    {
      config: { access: 'anybody' },
      schema: {
        operationId: 'logOut',
        summary: '退出登录；没有登录时也是成功',
        tags: ['session'],
        response: { 204: DONE, ...problems(403) },
      },
    },
    async (request, reply) => {
      const found = await sessionIn(parts, request);
      if (found !== null) {
        const { session, account } = found;
        await endSession(db, account.id, session.id, now());
        const { address } = whenceOf(request);
        await logAccess(db, { accountId: account.id, outcome: 'logout', address, at: now() });
      }
      void reply.clearCookie(SESSION_COOKIE, { path: '/' });
      return await reply.code(204).send();
    },
  );
}

function said({ account }: Entered) {
  return { mustChange: account.mustChange };
}
