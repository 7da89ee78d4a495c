import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { identityRefusalText, type OidcSettings } from '../plan/identity.ts';
import type { AppParts } from './app.ts';
import { addressOf, keepSession, whenceOf } from './auth/guards.ts';
import { enterByIdentity } from './auth/login.ts';
import { IdentityRefusedError, ProviderAwayError, providerOf, type Visit } from './auth/oidc.ts';
import { linksPath, sitePath } from './desk.ts';
import { errorPages } from './error-pages.ts';
import { messagePage } from './pages.ts';

/** What the browser keeps while its owner is with the provider, and for how many seconds. */
const VISIT_COOKIE = 'duban-oidc';
const VISIT_SECONDS = 600;

const ATTEMPTS = { max: 60, timeWindow: 60_000 };

/** Logging in by an identity provider: there, back, and out again. */
export async function oidcRoutes(
  app: FastifyInstance,
  parts: AppParts,
  settings: OidcSettings,
): Promise<void> {
  await app.register(rateLimit, { keyGenerator: addressOf, ...ATTEMPTS });
  errorPages(app, parts);
  const provider = providerOf(settings);
  const root = sitePath(parts);
  const site = new URL(parts.signer.address('x')).origin;
  const back = `${root}/login/oidc/back`;
  const cookie = {
    path: `${root}/login/oidc`,
    httpOnly: true,
    sameSite: 'lax',
    secure: site.startsWith('https:'),
  } as const;
  const refuse = (reply: FastifyReply, status: number, line: string) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(
        messagePage(linksPath(parts), '没有登录', {
          lines: [`${line}。`],
          way: { to: `${root}/desk/login`, says: '回到登录页' },
        }),
      );
  const away = (reply: FastifyReply, error: unknown) => {
    if (!(error instanceof ProviderAwayError)) throw error;
    parts.fault('the identity provider does not answer');
    const says = `${settings.label}现在没有应答。请稍后再试，或者用登录名和密码登录`;
    return refuse(reply, 502, says);
  };
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
  });
  app.get<{ Querystring: { after?: string } }>('/', async ({ query }, reply) => {
    try {
      const { address, visit } = await provider.begin(`${site}${back}`, ownPath(query.after));
      void reply.setCookie(VISIT_COOKIE, packed(visit), { ...cookie, maxAge: VISIT_SECONDS });
      return await reply.redirect(address, 302);
    } catch (error) {
      return await away(reply, error);
    }
  });
  app.get('/back', async (request, reply) => {
    const visit = unpacked(request.cookies[VISIT_COOKIE]);
    void reply.clearCookie(VISIT_COOKIE, cookie);
    if (visit === null) {
      const says = `登录已经过期，或者不是从这个浏览器开始的。请从 ${site}${root}/desk/ 打开督办系统，再登录一次`;
      return await refuse(reply, 400, says);
    }
    const { db, now } = parts.commander;
    try {
      const cameTo = new URL(request.url.replace(/^[^?]*/, back), site);
      const identity = await provider.finish(cameTo, visit);
      const entered = await enterByIdentity(db, identity, whenceOf(request), now());
      if ('refused' in entered) {
        return await refuse(reply, 403, identityRefusalText(entered.refused, entered.login));
      }
      keepSession(reply, parts, entered.token);
      return await reply.redirect(`${root}/desk${visit.after}`, 303);
    } catch (error) {
      if (!(error instanceof IdentityRefusedError)) return await away(reply, error);
      return await refuse(reply, 403, `${settings.label}没有确认您的身份，没有登录。请再登录一次`);
    }
  });
  app.get('/leave', async (_request, reply) => {
    const door = `${root}/desk/login`;
    const address = await provider.leave(`${site}${door}`).catch(() => null);
    return await reply.redirect(address ?? door, 302);
  });
}

/** Only a page of ours: an address that was put there by others leads nowhere else. */
function ownPath(after: string | undefined): string {
  return after !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(after) ? after : '/';
}

function packed(visit: Visit): string {
  return Buffer.from(JSON.stringify(visit)).toString('base64url');
}

function unpacked(kept: string | undefined): Visit | null {
  try {
    const found: Partial<Visit> = JSON.parse(Buffer.from(kept ?? '', 'base64url').toString());
    const { state, nonce, verifier, after } = found;
    if (!state || !nonce || !verifier) return null;
    return { state, nonce, verifier, after: ownPath(after) };
  } catch {
    return null;
  }
}
