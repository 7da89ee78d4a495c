import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { AppParts } from '../app.ts';
import { addressOf, guard } from '../auth/guards.ts';
import { type Problem, problemInEnglish, problemOfStatus } from '../errors.ts';
import { languageOf, tellInReadersLanguage } from '../language.ts';
import { accountRoutes } from './accounts.ts';
import { bulkRoutes } from './bulk.ts';
import { calendarRoutes } from './calendar.ts';
import { bookRoutes } from './book.ts';
import { bookImportRoutes } from './book-import.ts';
import { bookPeopleRoutes } from './book-people.ts';
import { collectiveRoutes } from './collectives.ts';
import { calendarYearRoutes } from './calendar-years.ts';
import { callRoutes } from './calls.ts';
import { channelRoutes } from './channels.ts';
import { checkRoutes } from './check.ts';
import { circularRoutes } from './circulars.ts';
import { compareRoutes } from './compare.ts';
import { courseRoutes } from './course.ts';
import { decisionRoutes } from './decisions.ts';
import { divisionRoutes } from './division.ts';
import { docs } from './docs.ts';
import { doubtRoutes } from './doubts.ts';
import { eventRoutes } from './events.ts';
import { fileRoutes } from './files.ts';
import { importRoutes } from './imports.ts';
import { problemOfRequest, readInput } from './input.ts';
import { ganttRoutes } from './gantt.ts';
import { launchRoutes } from './launch.ts';
import { ledgerRoutes } from './ledger.ts';
import { liaisonRoutes } from './liaison.ts';
import { meRoutes } from './me.ts';
import { nameRoutes } from './names.ts';
import { occurrenceRoutes } from './occurrences.ts';
import { planChangeRoutes } from './plan-changes.ts';
import { planPageRoutes } from './plan-page.ts';
import { planRoutes } from './plans.ts';
import { policyRoutes } from './policy.ts';
import { reviewRoutes } from './review.ts';
import { sessionRoutes } from './session.ts';
import { tokenRoutes } from './tokens.ts';
import { unitMergeRoutes } from './unit-merges.ts';
import { webhookRoutes } from './webhooks.ts';
import { weeklyRoutes } from './weekly.ts';

const ROUTES = [
  sessionRoutes,
  meRoutes,
  planRoutes,
  planPageRoutes,
  launchRoutes,
  ganttRoutes,
  planChangeRoutes,
  unitMergeRoutes,
  importRoutes,
  reviewRoutes,
  doubtRoutes,
  divisionRoutes,
  nameRoutes,
  ledgerRoutes,
  courseRoutes,
  calendarRoutes,
  bulkRoutes,
  occurrenceRoutes,
  fileRoutes,
  tokenRoutes,
  webhookRoutes,
  bookRoutes,
  bookImportRoutes,
  bookPeopleRoutes,
  collectiveRoutes,
  policyRoutes,
  calendarYearRoutes,
  channelRoutes,
  accountRoutes,
  weeklyRoutes,
  callRoutes,
  decisionRoutes,
  checkRoutes,
  liaisonRoutes,
  circularRoutes,
  compareRoutes,
];

/** The API of the desk and of other programs: `/api/v1/…`, described at `/api/docs`. */
export async function deskApi(app: FastifyInstance, parts: AppParts): Promise<void> {
  await docs(app);
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, problemOfStatus(404)));
  await app.register(async (scope) => await versionOne(scope, parts), { prefix: '/v1' });
}

async function versionOne(app: FastifyInstance, parts: AppParts): Promise<void> {
  await app.register(rateLimit, { global: false, keyGenerator: addressOf });
  app.removeContentTypeParser('application/x-www-form-urlencoded');
  app.setValidatorCompiler(readInput);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, request, reply) =>
    sendProblem(request, reply, problemOfRequest(error)),
  );
  tellInReadersLanguage(app);
  guard(app, parts);
  for (const routes of ROUTES) {
    await app.register(async (scope) => routes(scope, parts));
  }
  await app.register(async (scope) => await eventRoutes(scope, parts));
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const told = languageOf(request) === 'en' ? problemInEnglish(problem) : problem;
  return reply
    .code(problem.status)
    .header('vary', 'Accept-Language')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(told));
}
