import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const BUILT = join(import.meta.dirname, '../web/unit/dist/unit.js');
const YEAR = 31_536_000; // seconds

/** The script of the unit's pages; null where it was not built, and the pages go without. */
const SCRIPT = existsSync(BUILT) ? readFileSync(BUILT) : null;
const HASH = SCRIPT === null ? '' : createHash('sha256').update(SCRIPT).digest('hex').slice(0, 8);

/** The name of the script, which changes with what is in it; empty where there is none. */
export const SCRIPT_NAME = SCRIPT === null ? '' : `unit.js?v=${HASH}`;

const POLICY = [
  "default-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob:", // photos that are made smaller before they are sent
].join('; ');

/** Serves the script, lets the pages run it and nothing else, and tells it where a form leads. */
export function scriptRoutes(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('content-security-policy', POLICY);
  });
  // the script goes there itself: what a browser follows would be fetched twice
  app.addHook('onSend', async (request, reply, body) => {
    const to = reply.getHeader('location');
    if (request.headers['x-duban-script'] !== '1' || reply.statusCode !== 303) return body;
    void reply.code(204).removeHeader('location').header('x-duban-to', to);
    return '';
  });
  if (SCRIPT === null) return;
  const packed = {
    br: brotliCompressSync(SCRIPT, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    gzip: gzipSync(SCRIPT, { level: 9 }),
  };
  app.get('/unit.js', async ({ headers }, reply) => {
    const taken = headers['accept-encoding'] ?? '';
    const coding = taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : null;
    void reply
      .header('cache-control', `public, max-age=${YEAR}, immutable`)
      .header('vary', 'accept-encoding')
      .type('text/javascript; charset=utf-8');
    if (coding === null) return reply.send(SCRIPT);
    return reply.header('content-encoding', coding).send(packed[coding]);
  });
}
