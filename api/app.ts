import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import type { LinkSigner } from '../channels/links.ts';
import type { Commander } from '../client/command.ts';
import type { FileStore } from '../db/files.ts';
import type { Calendar } from '../plan/calendar.ts';
import { answerError } from './errors.ts';
import { type HealthChecks, healthRoutes } from './health.ts';
import { unitRoutes } from './unit.ts';

export type AppParts = {
  commander: Commander;
  signer: LinkSigner;
  files: FileStore;
  calendar: () => Promise<Calendar>;
  health: HealthChecks;
};

/** The largest piece of evidence that a form takes, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** The API without a port: pages behind signed links, and the health of all parts. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({ logger: false, trustProxy: false, bodyLimit: 1024 * 1024 });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
      },
    },
    // pages are opened over plain http inside office networks
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(formbody);
  await app.register(multipart, { limits: { fileSize: LARGEST_FILE, files: 9, fields: 50 } });
  app.setErrorHandler(answerError);
  healthRoutes(app, parts.health);
  unitRoutes(app, parts);
  return app;
}
