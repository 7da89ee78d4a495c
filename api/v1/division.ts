import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Division, divisionOf } from '../../db/division.ts';
import { recordAnswers, replyToAnswer } from '../../db/division-answers.ts';
import {
  issueDivision,
  type Ordering,
  roundFile,
  sendForComments,
} from '../../db/division-rounds.ts';
import { allUnitNames } from '../../db/lookup.ts';
import { assertOfOffice, assertReviews, mayReview } from '../../db/scope.ts';
import { readTables } from '../../documents/filled-tables.ts';
import { beijingDate } from '../../plan/date.ts';
import { readDivisionTable, RETURN_DOUBTS } from '../../plan/division-return.ts';
import { ANSWER_SOURCES, answerKind } from '../../plan/division.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { attachment } from '../attachment.ts';
import { visitorOf } from '../auth/guards.ts';
import { divisionFile, PAPER_TYPES, storePapers } from '../division-papers.ts';
import { DIVISION, shownDivision } from './division-view.ts';
import { DAY, NUMBER, problems } from './schemas.ts';
import { sheetsSent } from './sheet-file.ts';

const PLAN_ID = z.object({ id: NUMBER });
const KEY = z.object({ 'idempotency-key': z.string().min(8).max(80).optional() });
const FORMAT = z.enum(['docx', 'xlsx']);
const WORDS = z.string().trim().max(500);

const ROUND = z
  .object({
    to: z.enum(['all', 'changed', 'silent']).describe('全部单位、改动涉及的、还没有回复的'),
    until: DAY.describe('请在哪一天前回复'),
  })
  .meta({ id: 'DivisionRoundOrder' });

const ANSWERS = z
  .object({
    unitId: z.int().positive(),
    source: z.enum(ANSWER_SOURCES).describe('从哪里得知'),
    informant: z.string().trim().min(1).max(40).describe('谁说的'),
    answers: z
      .array(
        z.object({
          task: z.string().max(20),
          agree: z.boolean(),
          words: WORDS.default(''),
          unit: z.string().trim().max(60).default(''),
          time: z.string().trim().max(100).default(''),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'DivisionAnswers' });

const UNITS = z.object({ lead: z.array(z.string()), support: z.array(z.string()) });

const RETURNED = z
  .array(
    z.object({
      key: z.string(),
      revision: z.int(),
      number: z.string(),
      title: z.string(),
      from: UNITS,
      to: UNITS,
      doubts: z
        .array(z.enum(RETURN_DOUBTS))
        .describe('采用前要看一眼的：下载以后这里也改过、看不出改没改过、会变成没有单位、文字不同'),
    }),
  )
  .meta({ id: 'ReturnedDivision' });

const FILES = {
  200: {
    description: '任务分解表',
    content: {
      [PAPER_TYPES.docx]: { schema: z.any() },
      [PAPER_TYPES.xlsx]: { schema: z.any() },
    },
  },
  ...problems(401, 403, 404),
};

/** 任务分解: the division of a draft's work, what units say to it, what is sent and issued. */
export function divisionRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const shown = async (standing: Sight, id: number) => {
    const found = await divisionOf(db, id);
    return shownDivision(found, {
      mayEdit: mayReview(standing, found.plan.coordinatorUnitId),
      today: beijingDate(now()),
      names: namesOf(found, await allUnitNames(db)),
    });
  };
  const ordering = (standing: Sight, key: string | undefined): Ordering => {
    const at = now();
    const [only, ...others] = standing.coordinates;
    return {
      personId: standing.personId,
      officeId: only === undefined || others.length > 0 ? null : only,
      now: at,
      givenAs: key ?? randomUUID(),
      papers: (table) => storePapers(parts.files, table, at),
    };
  };
  api.get(
    '/plans/:id/division',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'getDivision',
        summary: '任务分解：各项任务的责任单位、各单位的意见、发出和印发的表',
        tags: ['review'],
        params: PLAN_ID,
        response: { 200: DIVISION, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      await assertOfOffice(db, standing, request.params.id);
      return await reply.send(await shown(standing, request.params.id));
    },
  );
  api.get(
    '/plans/:id/division/table',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'getDivisionTable',
        summary: '现在的任务分解表（征求意见稿），Word 或 Excel',
        tags: ['review'],
        params: PLAN_ID,
        querystring: z.object({ format: FORMAT, by: z.enum(['task', 'unit']).default('task') }),
        response: FILES,
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertOfOffice(db, standing, id);
      const { plan, office, rows } = await divisionOf(db, id);
      const { format, by } = request.query;
      const { title: planTitle, documentNumber } = plan;
      const as = { kind: 'comments' as const, until: null };
      const on = beijingDate(now());
      const table = { planId: id, planTitle, documentNumber, office, on, rows, by, as };
      const { name, bytes } = await divisionFile(table, format);
      const mediaType = PAPER_TYPES[format];
      return await reply
        .headers(attachment({ name, mediaType, size: bytes.length }))
        .send(Buffer.from(bytes));
    },
  );
  api.get(
    '/plans/:id/division/rounds/:round/file',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'getDivisionFile',
        summary: '发出或印发过的任务分解表，原样取出',
        tags: ['review'],
        params: PLAN_ID.extend({ round: NUMBER }),
        querystring: z.object({ format: FORMAT }),
        response: FILES,
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id, round } = request.params;
      await assertOfOffice(db, standing, id);
      const file = await roundFile(db, id, round, request.query.format);
      return await reply.headers(attachment(file)).send(await parts.files.get(file.sha256));
    },
  );
  api.post(
    '/plans/:id/division/rounds',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'sendDivision',
        summary: '向各单位征求意见，每个单位只发涉及它的行；同一 Idempotency-Key 只发一次',
        tags: ['review'],
        params: PLAN_ID,
        headers: KEY,
        body: ROUND,
        response: { 200: DIVISION, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertReviews(db, standing, id);
      const order = ordering(standing, request.headers['idempotency-key']);
      await sendForComments(db, id, request.body, order);
      return await reply.send(await shown(standing, id));
    },
  );
  api.post(
    '/plans/:id/division/returned',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'readReturnedDivision',
        summary:
          '读填好的任务分解表（xlsx、csv、docx；multipart，请求头 x-duban: 1）：哪些任务的单位与现在不同；不写入',
        tags: ['review'],
        params: PLAN_ID,
        consumes: ['multipart/form-data'],
        response: { 200: RETURNED, ...problems(401, 403, 404, 409, 415, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertReviews(db, standing, id);
      const found = await divisionOf(db, id);
      const names = namesOf(found, await allUnitNames(db));
      const plan = { id, rows: found.rows, names };
      const returned = readDivisionTable(await sheetsSent(request, readTables), plan);
      const revisions = new Map(found.rows.map(({ key, revision }) => [key, revision]));
      return await reply.send(
        returned.map((row) => ({ ...row, revision: revisions.get(row.key) ?? 0 })),
      );
    },
  );
  api.post(
    '/plans/:id/division/settled',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'issueDivision',
        summary: '印发定稿的任务分解表，留存文件和日期；还有任务没有单位的，写明什么时候定下来',
        tags: ['review'],
        params: PLAN_ID,
        headers: KEY,
        body: z
          .object({ until: DAY.nullable().describe('没有单位的任务什么时候定下来') })
          .meta({ id: 'DivisionIssue' }),
        response: { 200: DIVISION, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertReviews(db, standing, id);
      const order = ordering(standing, request.headers['idempotency-key']);
      await issueDivision(db, id, request.body.until, order);
      return await reply.send(await shown(standing, id));
    },
  );
  api.post(
    '/plans/:id/division/answers',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'answerDivision',
        summary: '代单位填写意见（电话、微信、纸质等），写明来源和告知人',
        tags: ['review'],
        params: PLAN_ID,
        headers: KEY,
        body: ANSWERS,
        response: { 200: DIVISION, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertReviews(db, standing, id);
      const { unitId, source, informant, answers } = request.body;
      const said = answers.map(({ agree, ...each }) => ({
        ...each,
        unitId,
        kind: agree ? ('agree' as const) : answerKind(each),
      }));
      await recordAnswers(db, id, said, {
        door: 'office',
        personId: standing.personId,
        deviceId: null,
        source,
        informant,
        givenAs: request.headers['idempotency-key'] ?? randomUUID(),
        now: now(),
      });
      return await reply.send(await shown(standing, id));
    },
  );
  api.post(
    '/plans/:id/division/answers/:answer/reply',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'replyToDivisionAnswer',
        summary: '采纳单位的建议（改任务，可在审核里撤销），或者答复不采纳',
        tags: ['review'],
        params: PLAN_ID.extend({ answer: NUMBER }),
        body: z
          .object({ outcome: z.enum(['taken', 'kept']), words: WORDS.default('') })
          .meta({ id: 'DivisionReply' }),
        response: { 200: DIVISION, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id, answer } = request.params;
      await assertReviews(db, standing, id);
      const { personId } = standing;
      await replyToAnswer(db, id, answer, request.body, { personId, now: now() });
      return await reply.send(await shown(standing, id));
    },
  );
}

/** The names that may be chosen: of the address book, and those that the plan itself uses. */
function namesOf({ rows }: Division, book: string[]): string[] {
  const used = rows.flatMap(({ lead, support, candidates }) => [
    ...lead,
    ...support,
    ...candidates.map(({ unit }) => unit),
  ]);
  return [...new Set([...book, ...used])];
}
