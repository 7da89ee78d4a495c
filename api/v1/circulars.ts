import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { circularCandidates } from '../../db/circular.ts';
import {
  circularFacts,
  circularOf,
  circularsOf,
  type CircularWhole,
  draftCircular,
  takeCircularStep,
} from '../../db/circular-work.ts';
import { officePlan } from '../../db/checking.ts';
import { officialDocx } from '../../documents/official-docx.ts';
import {
  CIRCULAR_STATES,
  CIRCULAR_STEP_NAMES,
  CIRCULAR_STEPS,
  circularDraft,
  type CircularStep,
} from '../../plan/circular.ts';
import { beijingDate } from '../../plan/date.ts';
import { ForbiddenError, InputError } from '../../plan/errors.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { sendFile } from './check.ts';
import { LETTER_TEXT } from './letter-text.ts';
import { officeRoles } from './offered.ts';
import { DAY, INSTANT, instantOf, maybeInstant, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const STEP = z.enum([
  'draft',
  'edit',
  'ask',
  'answer',
  'submit',
  'return',
  'review',
  'sign',
  'issue',
  'drop',
]);
const SOURCE = z.enum(['telephone', 'wechat', 'paper', 'oa', 'mail', 'sms']);
const REMARK = z.string().trim().max(1000).optional();

const CIRCULAR = z
  .object({
    id: z.int(),
    state: z.enum(['draft', 'submitted', 'reviewed', 'signed', 'issued', 'dropped']),
    stateName: WORDS,
    frozenAt: INSTANT.describe('其中的数字截至这一刻'),
    text: LETTER_TEXT,
    revision: z.int(),
    checkUntil: DAY.nullable(),
    number: z.string().nullable(),
    issuedOn: DAY.nullable(),
    steps: z.array(
      z.object({
        seq: z.int(),
        kind: STEP,
        name: WORDS,
        at: INSTANT,
        person: z.string(),
        words: z.string().nullable(),
      }),
    ),
    checks: z.array(
      z.object({
        unitId: z.int(),
        unit: z.string(),
        askedAt: INSTANT.nullable(),
        answer: z.enum(['agrees', 'corrects']).nullable(),
        words: z.string().nullable(),
      }),
    ),
    may: z.array(STEP).describe('本人现在可以办的'),
  })
  .meta({ id: 'Circular' });

const CANDIDATE = z
  .object({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    unit: z.string(),
    dueOn: DAY.nullable(),
    since: DAY.describe('按规则列入的日期'),
    newDate: DAY.nullable(),
    summons: z.int().describe('约谈过几次'),
  })
  .meta({ id: 'CircularCandidate' });

const ACT = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('edit'), text: LETTER_TEXT, revision: z.int() }),
    z.strictObject({ kind: z.literal('ask') }),
    z.strictObject({
      kind: z.literal('answer'),
      unitId: NUMBER,
      answer: z.enum(['agrees', 'corrects']),
      source: SOURCE,
      words: REMARK,
    }),
    z.strictObject({ kind: z.literal('submit'), words: REMARK }),
    z.strictObject({ kind: z.literal('return'), words: REMARK }),
    z.strictObject({ kind: z.literal('review'), words: REMARK }),
    z.strictObject({ kind: z.literal('sign'), words: REMARK }),
    z.strictObject({
      kind: z.literal('issue'),
      number: z.string().trim().min(1).max(100),
      on: DAY,
    }),
    z.strictObject({ kind: z.literal('drop'), words: REMARK }),
  ])
  .meta({ id: 'CircularAct' });

/** Circulars of a plan: who may be named, drafts, what units say of them, and who signed what. */
export function circularRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const ofPlan = z.object({ id: NUMBER });
  const place = z.object({ id: NUMBER, circular: NUMBER });
  api.get(
    '/plans/:id/circulars',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'listCirculars',
        summary: '可列入通报的事项（由人决定是否通报），和已有的通报稿；系统不会自动通报',
        tags: ['circulars'],
        params: ofPlan,
        response: {
          200: z.object({
            candidates: z.array(CANDIDATE),
            circulars: z.array(CIRCULAR),
            mayDraft: z.boolean(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      const roles = await rolesIn(standing, id);
      const found = await circularCandidates(db, id);
      const wholes = await circularsOf(db, id);
      return await reply.send({
        candidates: found.map(({ unitName: unit, ...rest }) => ({ ...rest, unit })),
        circulars: wholes.map((each) => shown(each, roles)),
        mayDraft: roles.includes('coordinator'),
      });
    },
  );
  api.post(
    '/plans/:id/circulars',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'draftCircular',
        summary: '拟一份通报稿：数字截至现在，点名哪些逾期事项由协调员选',
        tags: ['circulars'],
        params: ofPlan,
        body: z
          .strictObject({ ids: z.array(z.string().min(1).max(250)).max(100) })
          .meta({ id: 'CircularNamed' }),
        response: { 201: CIRCULAR, ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id: planId } = request.params;
      const roles = await rolesIn(standing, planId);
      assertMay(roles, 'draft');
      const { ids } = request.body;
      const known = new Set((await circularCandidates(db, planId)).map(({ id }) => id));
      if (ids.some((each) => !known.has(each))) {
        throw new InputError('ids', ['所选事项里有的不在可列入通报的范围']);
      }
      const at = now();
      const day = { calendar: await parts.calendar(), today: beijingDate(at) };
      const text = circularDraft(await circularFacts(db, planId, ids, day));
      const made = { planId, text, occurrenceIds: ids, personId: standing.personId, at };
      const id = await draftCircular(db, made);
      return await reply.code(201).send(shown(await circularOf(db, planId, id), roles));
    },
  );
  api.post(
    '/plans/:id/circulars/:circular',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'actOnCircular',
        summary: '修改、送核对、登记核对意见、送审、审核、签发、登记印发、退回、作废',
        tags: ['circulars'],
        params: place,
        body: ACT,
        response: { 200: CIRCULAR, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id: planId, circular: id } = request.params;
      const roles = await rolesIn(standing, planId);
      assertMay(roles, request.body.kind);
      const of = { planId, id, personId: standing.personId, now: now() };
      await takeCircularStep(db, of, request.body, await parts.calendar());
      return await reply.send(shown(await circularOf(db, planId, id), roles));
    },
  );
  api.get(
    '/plans/:id/circulars/:circular/text.docx',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'getCircularDocx',
        summary: '通报稿（Word）；文号未定的留空',
        tags: ['circulars'],
        params: place,
        response: {
          200: { description: '文件', content: { [DOCX]: { schema: z.any() } } },
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { id: planId, circular: id } = request.params;
      await rolesIn(visitorOf(request).standing, planId);
      const { row } = await circularOf(db, planId, id);
      const text = row.number === null ? row.text : { ...row.text, number: row.number };
      return sendFile(reply, await officialDocx(text), `通报${row.id}.docx`);
    },
  );

  async function rolesIn(standing: Sight, planId: number) {
    const { coordinatorUnitId } = await officePlan(db, standing, planId);
    return officeRoles(standing, coordinatorUnitId ?? 0);
  }
}

type Roles = ReturnType<typeof officeRoles>;

function assertMay(roles: Roles, kind: CircularStep): void {
  if (roles.some((role) => CIRCULAR_STEPS[kind].by.includes(role))) return;
  const whose = CIRCULAR_STEPS[kind].by.includes('coordinator') ? '协调员' : '督办领导';
  throw new ForbiddenError(`${CIRCULAR_STEP_NAMES[kind]}须由${whose}办理`);
}

function shown({ row, steps, checks }: CircularWhole, roles: Roles): z.infer<typeof CIRCULAR> {
  const { id, state, frozenAt, text, revision, checkUntil, number, issuedOn } = row;
  const may = STEP.options.filter(
    (kind) =>
      CIRCULAR_STEPS[kind].from.includes(state) &&
      roles.some((role) => CIRCULAR_STEPS[kind].by.includes(role)),
  );
  return {
    id,
    state,
    stateName: CIRCULAR_STATES[state],
    frozenAt: instantOf(frozenAt),
    text,
    revision,
    checkUntil,
    number,
    issuedOn,
    steps: steps.map(({ seq, kind, at, person, words }) => ({
      seq,
      kind,
      name: CIRCULAR_STEP_NAMES[kind],
      at: instantOf(at),
      person,
      words,
    })),
    checks: checks.map(({ unitId, unit, askedAt, answer, words }) => ({
      unitId,
      unit,
      askedAt: maybeInstant(askedAt),
      answer,
      words,
    })),
    may,
  };
}
