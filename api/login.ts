import type { FastifyInstance, FastifyReply } from 'fastify';
import { RefusedError } from '../plan/errors.ts';
import type { AppParts } from './app.ts';
import { assertOwnPage, keepSession, whenceOf } from './auth/guards.ts';
import { enterByLink } from './auth/login.ts';
import { linksPath, sitePath } from './desk.ts';
import { errorPages } from './error-pages.ts';
import { barePage, messagePage, render } from './pages.ts';

type Asked = { Params: { token: string } };

/** The page behind a link that logs in once: a look does not use it up, its button does. */
export function loginRoutes(app: FastifyInstance, parts: AppParts): void {
  errorPages(app, parts);
  const root = sitePath(parts);
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      // under no-referrer a browser does not say from which page its form comes
      'referrer-policy': 'same-origin',
    });
  });
  app.get<Asked>('/:token', async ({ params }, reply) => {
    const base = `${root}/login/${encodeURIComponent(params.token)}`;
    return html(
      reply,
      render('./login-door', { ...barePage(linksPath(parts), '登录督办系统'), base }),
    );
  });
  app.post<Asked>('/:token', async (request, reply) => {
    assertOwnPage(request, parts);
    const { db, now } = parts.commander;
    try {
      const entered = await enterByLink(db, request.params.token, whenceOf(request), now());
      keepSession(reply, parts, entered.token);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const lines = [`${error.message}。`];
      return html(reply.code(410), messagePage(linksPath(parts), '链接已失效', { lines }));
    }
    return reply.redirect(`${root}/desk/`, 303);
  });
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
