import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Feed } from '../channels/calendar.ts';
import type { LinkSigner } from '../channels/links.ts';
import type { HookTarget } from '../channels/webhooks.ts';
import type { Commander } from '../client/command.ts';
import type { Changes } from '../db/ledger-changes.ts';
import type { FileStore } from '../db/files.ts';
import type { HookAttempt } from '../db/webhooks.ts';
import type { Calendar } from '../plan/calendar.ts';
import { rootCause } from '../plan/errors.ts';
import type { OidcSettings } from '../plan/identity.ts';
import type { HookMessage } from '../plan/webhooks.ts';
import type { Reach } from '../plan/link-choice.ts';
import { type AdminParts, adminRoutes } from './admin.ts';
import { answerError, statusOf } from './errors.ts';
import { type HealthChecks, healthRoutes } from './health.ts';
import type { Rehearse } from './rehearsing.ts';
import { type SmsCallbackParts, smsRoutes } from './sms.ts';
import { loginRoutes } from './login.ts';
import { oidcRoutes } from './oidc.ts';
import { sitePath } from './desk.ts';
import { unitRoutes } from './unit.ts';
import { deskApi } from './v1/index.ts';
import { deskRoutes } from './web.ts';

export type AppParts = {
  commander: Commander;
  signer: LinkSigner;
  files: FileStore;
  calendar: () => Promise<Calendar>;
  /** What messages of the pages need: the domain of Message-IDs, and whether short messages go out. */
  letters: { domain: string; sms: () => Promise<boolean> };
  /** Writes due dates as an iCalendar. */
  feed: (feed: Feed) => string;
  /** By which path the provider of short messages reports; none is set up otherwise. */
  smsCallback?: SmsCallbackParts;
  /** The settings of administrators; there is no page for them otherwise. */
  admin?: AdminParts;
  /** The identity provider by which people may log in beside passwords. */
  oidc?: OidcSettings;
  /** Tells another system at once, to try it. */
  postHook?: (to: HookTarget, message: HookMessage, now: number) => Promise<HookAttempt>;
  /** What changes in the ledger; without it the desk hears of nothing by itself. */
  changes?: Changes;
  /** Rehearses launches; without it that is done in this thread. */
  rehearse?: Rehearse;
  /** Who of those who get mail can open links, as far as it shows. */
  linksOpen?: Reach;
  health: HealthChecks;
  /** Hears why a request failed that should not have; the words are free of people's data. */
  fault: (reason: string) => void;
};

/** The API without a port: pages behind signed links, and the health of all parts. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: false,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      // the defaults would send forms of plain http to https
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
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
  await app.register(multipart, { throwFileSizeLimit: false, limits: { fields: 3000 } });
  app.setErrorHandler(answerError);
  app.addHook('onError', async (_request, _reply, error) => {
    if (statusOf(error) >= 500) parts.fault(rootCause(error).message);
  });
  healthRoutes(app, parts.health);
  app.get('/', async (_request, reply) => reply.redirect(`${sitePath(parts)}/desk/`, 302));
  // browsers ask for it on pages that name none
  app.get('/favicon.ico', async (_request, reply) =>
    reply.redirect(`${sitePath(parts)}/desk/icon.svg`, 302),
  );
  const { smsCallback, admin, oidc } = parts;
  if (admin !== undefined) {
    await app.register(async (scope) => adminRoutes(scope, parts, admin), { prefix: '/admin' });
  }
  if (smsCallback !== undefined) {
    await app.register(async (scope) => smsRoutes(scope, smsCallback), { prefix: '/sms' });
  }
  await app.register(async (scope) => unitRoutes(scope, parts), { prefix: '/u' });
  await app.register(cookie);
  await app.register(async (scope) => loginRoutes(scope, parts), { prefix: '/login' });
  if (oidc !== undefined) {
    await app.register(async (scope) => await oidcRoutes(scope, parts, oidc), {
      prefix: '/login/oidc',
    });
  }
  await app.register(async (scope) => await deskApi(scope, parts), { prefix: '/api' });
  await app.register(async (scope) => await deskRoutes(scope, sitePath(parts)), {
    prefix: '/desk',
  });
  return app;
}
