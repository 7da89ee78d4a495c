import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { accountCalled } from '../../db/accounts.ts';
import {
  listApiTokens,
  type ListedToken,
  makeApiToken,
  revokeApiToken,
} from '../../db/api-tokens.ts';
import { loginOf, TOKEN_SCOPES } from '../../plan/accounts.ts';
import { beijingInstant } from '../../plan/date.ts';
import { InputError } from '../../plan/errors.ts';
import type { AppParts } from '../app.ts';
import { visitorOf, whenceOf } from '../auth/guards.ts';
import { DAY, DONE, INSTANT, instantOf, maybeInstant, NUMBER, problems } from './schemas.ts';

const SCOPE = z.enum(TOKEN_SCOPES);

const TOKEN = z
  .object({
    id: z.int(),
    name: z.string(),
    login: z.string().describe('以哪个账号的身份'),
    person: z.string(),
    scopes: z.array(SCOPE),
    createdAt: INSTANT,
    expiresAt: INSTANT,
    usedAt: INSTANT.nullable(),
  })
  .meta({ id: 'ApiToken' });

const NEW_TOKEN = z.object({
  name: z.string().trim().min(1).max(100).describe('给哪个系统用'),
  login: z.string().optional().describe('以哪个账号的身份；默认本人'),
  scopes: z.array(SCOPE).min(1),
  until: DAY.describe('用到哪一天（含）'),
});

const YEARS = 3;

/** Keys for other programs, kept by administrators. */
export function tokenRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/tokens',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'listTokens',
        summary: '接口密钥，不含密钥本身',
        tags: ['tokens'],
        response: { 200: z.array(TOKEN), ...problems(401, 403) },
      },
    },
    async () => (await listApiTokens(db)).map(shown),
  );
  api.post(
    '/tokens',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'makeToken',
        summary: '新建接口密钥；密钥只在这一次答复里',
        tags: ['tokens'],
        body: NEW_TOKEN,
        response: {
          201: TOKEN.extend({ token: z.string() }),
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const { account } = visitorOf(request);
      const { name, login, scopes, until } = request.body;
      const expiresAt = beijingInstant(until, 24);
      assertTerm(expiresAt, now());
      const owner = login === undefined ? account : await accountCalled(db, loginOf(login));
      const said = { name, scopes, expiresAt, accountId: owner.id, createdBy: account.id };
      const { address } = whenceOf(request);
      const made = await makeApiToken(db, said, { address, now: now() });
      const rows = await listApiTokens(db);
      const row = rows.find(({ id }) => id === made.row.id);
      if (row === undefined) throw new Error('a new key is gone already');
      return await reply.code(201).send({ ...shown(row), token: made.token });
    },
  );
  api.delete(
    '/tokens/:id',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'revokeToken',
        summary: '停用接口密钥',
        tags: ['tokens'],
        params: z.object({ id: NUMBER }),
        response: { 204: DONE, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { account } = visitorOf(request);
      const by = { accountId: account.id, address: whenceOf(request).address };
      await revokeApiToken(db, request.params.id, by, now());
      return await reply.code(204).send();
    },
  );
}

function assertTerm(expiresAt: number, now: number): void {
  const longest = now + YEARS * 366 * 86_400_000;
  if (expiresAt <= now) throw new InputError('接口密钥', ['截止日期已经过去']);
  if (expiresAt > longest) throw new InputError('接口密钥', [`至多用 ${YEARS} 年，到期再换新的`]);
}

function shown(row: ListedToken) {
  const { id, name, login, person, scopes, createdAt, expiresAt, usedAt } = row;
  return {
    id,
    name,
    login,
    person,
    scopes,
    createdAt: instantOf(createdAt),
    expiresAt: instantOf(expiresAt),
    usedAt: maybeInstant(usedAt),
  };
}
