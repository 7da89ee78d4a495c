import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { beginAttempt, logAccess, setPassword } from '../../db/accounts.ts';
import { personNames } from '../../db/lookup.ts';
import { endSession, openSessions } from '../../db/sessions.ts';
import { heldPosts } from '../../db/standing.ts';
import { passwordFault } from '../../plan/accounts.ts';
import { ROLE_NAMES } from '../../plan/address-book-heads.ts';
import { beijingDate } from '../../plan/date.ts';
import { ForbiddenError, InputError, NotFoundError } from '../../plan/errors.ts';
import { deskRoles } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { isPasswordDue, type Visitor, visitorOf, whenceOf } from '../auth/guards.ts';
import { hashPassword, isPassword } from '../auth/passwords.ts';
import { DAY, DONE, INSTANT, instantOf, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const ME = z
  .object({
    person: z.object({ id: z.int(), name: z.string() }),
    login: z.string(),
    admin: z.boolean(),
    roles: z
      .array(z.enum(['coordinator', 'supervisor', 'verifier', 'unit', 'admin']))
      .describe('有哪几种工作台，第一个先打开；由岗位得出'),
    posts: z.array(
      z.object({ unitId: z.int(), unit: z.string(), role: z.string(), roleName: WORDS }),
    ),
    mustChange: z.boolean().describe('须先设置自己的密码'),
    hasPassword: z.boolean(),
    asksOldPassword: z.boolean().describe('改密码时要不要原密码；由登录链接进来的不要'),
    byIdentity: z.boolean().describe('由统一身份认证登录；退出时也可退出那里'),
    today: DAY,
    timeZone: z.literal('Asia/Shanghai'),
  })
  .meta({ id: 'Me' });

const SESSION = z
  .object({
    id: z.int(),
    current: z.boolean(),
    agent: z.string().describe('浏览器自称'),
    byLink: z.boolean(),
    createdAt: INSTANT,
    seenAt: INSTANT,
    expiresAt: INSTANT,
  })
  .meta({ id: 'Session' });

const PASSWORD = z.object({
  old: z.string().max(200).optional().describe('原密码；由登录链接进来的不用填'),
  new: z.string().max(1000).describe('新密码，至少 10 个字符'),
});

/** Who one is, one's password, and where one is logged in. */
export function meRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/me',
    {
      config: { access: 'self' },
      schema: {
        operationId: 'getMe',
        summary: '本人：姓名、岗位、有哪几种工作台',
        tags: ['me'],
        response: { 200: ME, ...problems(401) },
      },
    },
    (request) => meOf(parts, visitorOf(request)),
  );
  api.post(
    '/me/password',
    {
      config: { access: 'self', rateLimit: { max: 10, timeWindow: 60_000 } },
      schema: {
        operationId: 'setPassword',
        summary: '设置或更改密码；其他地方的登录随之退出',
        tags: ['me'],
        body: PASSWORD,
        response: { 204: DONE, ...problems(401, 403, 422, 429) },
      },
    },
    async (request, reply) => {
      const { account, session } = visitorOf(request);
      const { old, new: chosen } = request.body;
      if (session === null) throw new ForbiddenError('接口密钥不能改密码');
      if (asksOld({ account, session })) await assertOld(parts, account.login, old ?? '');
      const fault = passwordFault(chosen, account.login);
      if (fault !== null) throw new InputError('密码', [fault]);
      const of = { accountId: account.id, sessionId: session.id };
      await setPassword(db, of, await hashPassword(chosen), now());
      const { address } = whenceOf(request);
      await logAccess(db, { accountId: account.id, outcome: 'password', address, at: now() });
      return await reply.code(204).send();
    },
  );
  api.get(
    '/me/sessions',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'listSessions',
        summary: '本人现在登录着的浏览器',
        tags: ['me'],
        response: { 200: z.array(SESSION), ...problems(401, 403) },
      },
    },
    (request) => sessionsOf(parts, visitorOf(request)),
  );
  api.delete(
    '/me/sessions/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'endSession',
        summary: '让一个浏览器退出登录',
        tags: ['me'],
        params: z.object({ id: NUMBER }),
        response: { 204: DONE, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { account } = visitorOf(request);
      const { id } = request.params;
      const ended = await endSession(db, account.id, id, now());
      if (!ended) throw new NotFoundError('登录', String(id));
      const { address } = whenceOf(request);
      await logAccess(db, { accountId: account.id, outcome: 'revoked', address, at: now() });
      return await reply.code(204).send();
    },
  );
}

async function meOf({ commander: { db, now } }: AppParts, visitor: Visitor) {
  const { account, standing, session } = visitor;
  const names = await personNames(db, [account.personId]);
  const posts = await heldPosts(db, account.personId);
  return {
    person: { id: account.personId, name: names.get(account.personId) ?? '' },
    login: account.login,
    admin: account.admin,
    roles: deskRoles(standing),
    posts: posts.map((post) => ({ ...post, roleName: ROLE_NAMES[post.role] })),
    mustChange: isPasswordDue(account, session),
    hasPassword: account.passwordHash !== null,
    asksOldPassword: asksOld(visitor),
    byIdentity: session?.byIdentity === true,
    today: beijingDate(now()),
    timeZone: 'Asia/Shanghai' as const,
  };
}

async function sessionsOf({ commander: { db, now } }: AppParts, { account, session }: Visitor) {
  const open = await openSessions(db, account.id, now());
  return open.map(({ id, agent, byLink, createdAt, seenAt, expiresAt }) => ({
    id,
    current: id === session?.id,
    agent,
    byLink,
    createdAt: instantOf(createdAt),
    seenAt: instantOf(seenAt),
    expiresAt: instantOf(expiresAt),
  }));
}

/** Whoever came by a link may have forgotten the password. */
function asksOld({ account, session }: Pick<Visitor, 'account' | 'session'>): boolean {
  return account.passwordHash !== null && session?.byLink !== true;
}

/** Wrong ones count as they do at the door, so that an open browser is no way to guess. */
async function assertOld(
  { commander: { db, now } }: AppParts,
  login: string,
  old: string,
): Promise<void> {
  const { account, refused } = await beginAttempt(db, login, now());
  const right = await isPassword(old, account?.passwordHash ?? null);
  if (refused === null && right) return;
  throw new InputError('密码', [
    refused === null ? '原密码不对' : '原密码连续输错，账号暂时锁定，请稍后再试',
  ]);
}
