import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { pdfViewerFiles } from './pdf-viewer.ts';

/** Where the built desk lies. */
const BUILT = join(import.meta.dirname, '../web/dist');

const YEAR = 31_536_000_000;

/**
 * The desk: one page for all its addresses, and its scripts, whose names change with what is in
 * them. The page takes scripts and styles of ours only: what it adds to itself must carry the nonce
 * that this answer was given. `site`: the path under which all pages lie, as "/duban".
 */
export async function deskRoutes(app: FastifyInstance, site: string, built = BUILT): Promise<void> {
  const made = await readFile(join(built, 'index.html'), 'utf8').catch(() => null);
  const page = made?.replaceAll('__SITE__', site).replaceAll('"./', `"${site}/desk/`) ?? null;
  await app.register(files, {
    root: join(built, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: YEAR,
    decorateReply: false,
  });
  await app.register(pdfViewerFiles, { prefix: '/pdf' });
  app.get('/icon.svg', async (_request, reply) =>
    reply.type('image/svg+xml').send(await readFile(join(built, 'icon.svg'))),
  );
  app.get('/', async (_request, reply) => send(reply, page));
  app.get('/*', async (_request, reply) => send(reply, page));
}

function send(reply: FastifyReply, page: string | null): FastifyReply {
  if (page === null) {
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send('工作台还没有生成：请运行 node scripts/web.ts，再重新启动。\n');
  }
  const nonce = randomBytes(16).toString('base64');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', policyOf(nonce))
    .send(page.replaceAll('__NONCE__', nonce));
}

function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "font-src 'self'",
  ].join('; ');
}
