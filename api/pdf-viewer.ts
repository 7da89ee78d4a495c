import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** What the thread that reads PDF in a browser may do: decode pictures, fetch fonts of ours. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

const WEEK = 7 * 24 * 3_600_000;

/** What shows PDF in pages of the desk: the reading thread, its decoders, and fonts that files leave out. */
export async function pdfViewerFiles(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', POLICY);
    });
    for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
      await scope.register(files, {
        root: join(packageFolder, folder),
        prefix: `/${folder}/`,
        maxAge: WEEK,
        decorateReply: false,
      });
    }
    scope.get('/worker.mjs', async (_request, reply) => {
      const path = join(packageFolder, 'build/pdf.worker.min.mjs');
      return await reply
        .type('text/javascript; charset=utf-8')
        .header('cache-control', `public, max-age=${WEEK / 1000}`)
        .send(createReadStream(path));
    });
  });
}
