import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../../db/accounts.ts';
import { tokenVisitor } from '../../db/api-tokens.ts';
import { type Session, sessionOf } from '../../db/sessions.ts';
import { deskStanding } from '../../db/standing.ts';
import { SCOPE_NAMES, SESSION_LONGEST, type TokenScope } from '../../plan/accounts.ts';
import { ForbiddenError, LoginError, PasswordDueError } from '../../plan/errors.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import type { Whence } from './login.ts';

/**
 * Who may use a route: anybody; whoever is logged in, even before a password is chosen (`self`);
 * whoever is logged in and has; administrators; or these and programs that hold a key of a scope.
 */
export type Access = 'anybody' | 'self' | 'session' | 'admin' | TokenScope;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}

/** The cookie in which a browser keeps its session. */
export const SESSION_COOKIE = 'duban-session';

/** Who asks: an account, what its person stands for and sees, and by what it came. */
export type Visitor = {
  account: Account;
  standing: Sight;
  /** Null: a program with a key. */
  session: Session | null;
};

const DECORATOR = 'visitor';

/** Guards every route of a scope; one that does not say who may use it is a fault of ours. */
export function guard(app: FastifyInstance, parts: AppParts): void {
  app.decorateRequest(DECORATOR);
  app.addHook('onRoute', ({ url, config, schema }) => {
    if (config?.access === undefined && schema?.hide !== true) {
      throw new Error(`the route ${url} does not say who may use it`);
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const access = request.routeOptions.config.access;
    if (access === undefined) return;
    const bearer = bearerOf(request);
    if (bearer === null && !READING.includes(request.method)) assertOwnPage(request, parts);
    if (access === 'anybody') return;
    const visitor =
      bearer === null
        ? await visitorBySession(parts, request, access)
        : await visitorByToken(parts, bearer, access);
    request.setDecorator(DECORATOR, visitor);
  });
}

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Who asks, on a route that is not open to anybody. */
export function visitorOf(request: FastifyRequest): Visitor {
  return request.getDecorator<Visitor>(DECORATOR);
}

/** The session that a request carries; null when it carries none that is fresh. */
export async function sessionIn(parts: AppParts, { cookies }: FastifyRequest) {
  const token = cookies[SESSION_COOKIE];
  const { db, now } = parts.commander;
  return token === undefined ? null : await sessionOf(db, token, now());
}

async function visitorBySession(
  parts: AppParts,
  request: FastifyRequest,
  access: Access,
): Promise<Visitor> {
  const found = await sessionIn(parts, request);
  if (found === null) throw new LoginError('还没有登录，或者登录已经过期，请重新登录');
  const { account, session } = found;
  if (isPasswordDue(account, session) && access !== 'self') throw new PasswordDueError();
  if (access === 'admin' && !account.admin) {
    throw new ForbiddenError('只有系统管理员能这样做');
  }
  return { ...found, standing: await deskStanding(parts.commander.db, account) };
}

/** Whoever comes by the identity provider needs no password of ours. */
export function isPasswordDue(account: Account, session: Session | null): boolean {
  return account.mustChange && session?.byIdentity !== true;
}

async function visitorByToken(parts: AppParts, token: string, access: Access): Promise<Visitor> {
  const { db, now } = parts.commander;
  const found = await tokenVisitor(db, token, now());
  if (found === null) throw new LoginError('接口密钥不对、已过期或已停用，请管理员重新发一个');
  const { account, scopes } = found;
  if (!scopes.some((scope) => scope === access)) {
    const needed = Object.entries(SCOPE_NAMES).find(([scope]) => scope === access)?.[1];
    throw new ForbiddenError(
      needed === undefined ? '这里只能登录后使用，不能用接口密钥' : `接口密钥没有“${needed}”的权限`,
    );
  }
  return { account, session: null, standing: await deskStanding(db, account) };
}

function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

/**
 * Makes sure that what changes something comes from a page of ours: another site can send a
 * browser's cookie, but it cannot send its own pages' origin as ours, nor JSON without asking first.
 *
 * @throws ForbiddenError otherwise
 */
export function assertOwnPage(request: FastifyRequest, parts: AppParts): void {
  const { headers } = request;
  const ours = ownOrigin(parts);
  const { origin } = headers;
  const named = origin !== undefined && (origin === ours || hostOf(origin) === headers.host);
  const own = named || headers['sec-fetch-site'] === 'same-origin';
  if (!own) throw new ForbiddenError('这个请求不是从督办系统的页面发出的，没有办理');
  const type = headers['content-type'] ?? '';
  if (/^multipart\/form-data/i.test(type) && headers['x-duban'] !== '1') {
    throw new ForbiddenError('上传文件的请求应带有 x-duban: 1，没有办理');
  }
}

/** The origin at which people reach the desk. */
function ownOrigin(parts: AppParts): string {
  return new URL(parts.signer.address('x')).origin;
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}

/** Gives the browser its session to keep. */
export function keepSession(reply: FastifyReply, parts: AppParts, token: string): void {
  void reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: ownOrigin(parts).startsWith('https:'),
    maxAge: SESSION_LONGEST / 1000,
  });
}

/** From where a request comes. */
export function whenceOf(request: FastifyRequest): Whence {
  return { address: addressOf(request), agent: request.headers['user-agent'] ?? '' };
}

/** The network address of a request; behind a proxy on this machine, the one that the proxy names. */
export function addressOf({ ip, headers }: FastifyRequest): string {
  const named = String(headers['x-forwarded-for'] ?? '').split(',');
  const last = named.at(-1)?.trim() ?? '';
  return LOOPBACK.includes(ip) && last !== '' ? last.slice(0, 64) : ip;
}

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
