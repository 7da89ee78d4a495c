import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  accessEntries,
  type Account,
  accountById,
  addAccount,
  type Doer,
  listAccounts,
  type ListedAccount,
  makeLoginLink,
  resetAccount,
  setAdmin,
  setDisabled,
} from '../../db/accounts.ts';
import { personNames } from '../../db/lookup.ts';
import { heldPosts, type HeldPost } from '../../db/standing.ts';
import { ACCESS_NAMES, LOGIN_LINK_VALID, loginFault, loginOf } from '../../plan/accounts.ts';
import { ROLE_NAMES } from '../../plan/address-book-heads.ts';
import { FieldsError, NotFoundError, RefusedError } from '../../plan/errors.ts';
import { deskRoles, standingOfPosts } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf, whenceOf } from '../auth/guards.ts';
import { sitePath } from '../desk.ts';
import { DONE, INSTANT, instantOf, maybeInstant, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const ACCOUNT = z
  .object({
    id: z.int(),
    personId: z.int(),
    person: z.string(),
    login: z.string(),
    admin: z.boolean(),
    state: z.enum(['ready', 'no-password', 'locked', 'disabled']),
    lockedUntil: INSTANT.nullable(),
    lastSeenAt: INSTANT.nullable(),
    roles: z.array(z.enum(['coordinator', 'supervisor', 'verifier', 'unit', 'admin'])),
    posts: z
      .array(z.object({ unit: z.string(), role: z.string(), roleName: WORDS }))
      .describe('由哪些岗位得出'),
  })
  .meta({ id: 'Account' });

const LINK = z
  .object({
    link: z.string().describe('只在这一次答复里；请只交给本人'),
    expiresAt: INSTANT,
  })
  .meta({ id: 'LoginLink' });

const ENTRY = z
  .object({
    id: z.int(),
    at: INSTANT,
    login: z.string().nullable(),
    outcome: z.string(),
    outcomeName: WORDS,
    detail: WORDS.describe('岗位变动：哪个单位的哪个岗位'),
    address: z.string().describe('网络地址'),
    by: z.string().nullable().describe('谁办的；空：本人，或在命令行办的'),
  })
  .meta({ id: 'AccessEntry' });

const ID = z.object({ id: NUMBER });
const MOST = 200;

/** Who logs in to the desk; kept by administrators. What somebody may do follows from posts. */
export function accountRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const linkOf = async ({ id, disabledAt }: Pick<Account, 'id' | 'disabledAt'>) => {
    if (disabledAt !== null) throw new RefusedError('这个账号已停用，请先恢复');
    const at = now();
    const token = await makeLoginLink(db, id, at);
    const { origin } = new URL(parts.signer.address('x'));
    const link = `${origin}${sitePath(parts)}/login/${token}`;
    return { link, expiresAt: instantOf(at + LOGIN_LINK_VALID) };
  };
  api.get(
    '/accounts',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'listAccounts',
        summary: '工作台的账号，以及由岗位得出的权限',
        tags: ['accounts'],
        response: { 200: z.array(ACCOUNT), ...problems(401, 403) },
      },
    },
    async (_request, reply) => {
      const rows: z.infer<typeof ACCOUNT>[] = [];
      for (const row of await listAccounts(db)) {
        rows.push(shown(row, await heldPosts(db, row.personId), now()));
      }
      return await reply.send(rows);
    },
  );
  api.post(
    '/accounts',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'addAccount',
        summary: '登记账号；答复里的链接由本人打开，设置密码',
        tags: ['accounts'],
        body: z.object({
          personId: z.int().positive().describe('通讯录里的人'),
          login: z.string().min(1).max(100),
          admin: z.boolean().default(false),
        }),
        response: { 201: LINK, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { personId, login, admin } = request.body;
      const name = loginOf(login);
      const fault = loginFault(name);
      if (fault !== null) throw new FieldsError('账号', [{ at: 'login', says: fault }]);
      const known = await personNames(db, [personId]);
      if (!known.has(personId)) throw new NotFoundError('人员', String(personId));
      const made = { personId, login: name, admin, mustChange: true };
      const id = await addAccount(db, made, now(), doerOf(request));
      return await reply.code(201).send(await linkOf({ id, disabledAt: null }));
    },
  );
  api.post(
    '/accounts/:id/link',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'makeLoginLink',
        summary: '一次性登录链接',
        tags: ['accounts'],
        params: ID,
        response: { 201: LINK, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const found = await accountById(db, request.params.id);
      return await reply.code(201).send(await linkOf(found));
    },
  );
  api.post(
    '/accounts/:id/reset',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'resetAccount',
        summary: '重置：密码作废，登录都退出，锁定解除；由本人用链接设新密码',
        tags: ['accounts'],
        params: ID,
        response: { 201: LINK, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const found = await accountById(db, request.params.id);
      if (found.disabledAt !== null) throw new RefusedError('这个账号已停用，请先恢复');
      await resetAccount(db, found.id, now(), doerOf(request));
      return await reply.code(201).send(await linkOf(found));
    },
  );
  api.put(
    '/accounts/:id',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'changeAccount',
        summary: '停用、恢复，设为或取消管理员；最后一位管理员不能停用、取消',
        tags: ['accounts'],
        params: ID,
        body: z.object({ disabled: z.boolean().optional(), admin: z.boolean().optional() }),
        response: { 204: DONE, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { id } = await accountById(db, request.params.id);
      const { disabled, admin } = request.body;
      const by = doerOf(request);
      if (disabled !== undefined) await setDisabled(db, id, disabled, now(), by);
      if (admin !== undefined) await setAdmin(db, id, admin, now(), by);
      return await reply.code(204).send();
    },
  );
  api.get(
    '/access-log',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'listAccess',
        summary: `登录和权限变动的记录，新的在前，至多 ${MOST} 条`,
        tags: ['accounts'],
        querystring: z.object({ account: NUMBER.optional() }),
        response: { 200: z.array(ENTRY), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const entries = await accessEntries(db, request.query.account ?? null, MOST);
      return await reply.send(
        entries.map(({ at, ...entry }) => ({
          ...entry,
          at: instantOf(at),
          outcomeName: ACCESS_NAMES[entry.outcome],
        })),
      );
    },
  );
}

function doerOf(request: FastifyRequest): Doer {
  const { address } = whenceOf(request);
  return { personId: visitorOf(request).account.personId, address };
}

function shown(row: ListedAccount, posts: HeldPost[], now: number): z.infer<typeof ACCOUNT> {
  const { id, personId, person, login, admin, lockedUntil, disabledAt, hasPassword } = row;
  const locked = lockedUntil !== null && lockedUntil > now;
  const open = hasPassword ? 'ready' : 'no-password';
  const state = disabledAt !== null ? 'disabled' : locked ? 'locked' : open;
  return {
    id,
    personId,
    person,
    login,
    admin,
    state,
    lockedUntil: locked ? instantOf(lockedUntil) : null,
    lastSeenAt: maybeInstant(row.lastSeenAt),
    roles: deskRoles(standingOfPosts({ personId, admin }, posts)),
    posts: posts.map(({ unit, role }) => ({ unit, role, roleName: ROLE_NAMES[role] })),
  };
}
