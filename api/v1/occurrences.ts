import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { takingUnits } from '../../db/reassigning.ts';
import { assertSees } from '../../db/scope.ts';
import { ledgerRows } from '../../db/status.ts';
import { partnersOf } from '../../db/unit-desk.ts';
import { beijingDate } from '../../plan/date.ts';
import { ForbiddenError, NotFoundError } from '../../plan/errors.ts';
import { COMMAND_NAMES, type Source, stateWords } from '../../plan/occurrence.ts';
import { LONGEST_TEXT } from '../../plan/unit-acts.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { giveFromDesk } from './giving.ts';
import { COMMAND_KINDS, offeredCommands } from './offered.ts';
import { OCCURRENCE, viewOf } from './occurrence-view.ts';
import { STATE } from './rows.ts';
import { DAY, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const PLACE = z.object({
  id: z.string().min(1).max(250).describe('事项编号，编码后放在地址里'),
});

const SOURCES = [
  'telephone',
  'wechat',
  'paper',
  'oa',
  'mail',
  'sms',
] as const satisfies readonly Source[];

const COMMAND = z
  .strictObject({
    kind: z.enum(COMMAND_KINDS),
    text: z.string().max(LONGEST_TEXT).optional().describe('理由或内容，记入台账'),
    approve: z.boolean().optional().describe('decide-extension：同意或不同意'),
    until: DAY.optional().describe('延至、限期整改、预计完成的日期'),
    on: DAY.optional().describe('事件、填报数量、收件是哪一天'),
    amount: z.number().optional(),
    outOf: z.number().optional(),
    toUnitId: z.int().positive().optional().describe('改交哪个单位；请哪个单位配合'),
    colleague: z
      .object({ name: z.string(), phone: z.string().default(''), email: z.string().default('') })
      .optional()
      .describe('hand-on：转交给谁'),
    source: z.enum(SOURCES).optional().describe('怎样告知的'),
    behalf: z
      .object({ unitId: NUMBER.optional(), informant: z.string().max(50).optional() })
      .optional()
      .describe('代单位填报：是哪个单位（有几个时）、谁告知的'),
    fileIds: z.array(z.string()).max(20).optional().describe('先上传的佐证材料'),
    sampled: z.boolean().optional().describe('close：抽查过的'),
  })
  .meta({ id: 'Command' });

const TAKEN = z
  .object({ seq: z.int().describe('台账里的次序'), state: STATE, stateName: WORDS })
  .meta({ id: 'CommandTaken' });

/** One occurrence: all of it, and what is done to it. */
export function occurrenceRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/occurrences/:id',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'getOccurrence',
        summary: '一个事项：原文、各方、提醒和回执、经过、现在可以办理什么',
        tags: ['occurrences'],
        params: PLACE,
        response: { 200: OCCURRENCE, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      await assertSees(db, standing, id);
      const day = { calendar: await parts.calendar(), today: beijingDate(now()), now: now() };
      const [row] = await ledgerRows(db, { id }, day.calendar, day.today);
      if (row === undefined) throw new NotFoundError('事项', id);
      return await reply.send(await viewOf(db, standing, row, day));
    },
  );
  api.get(
    '/occurrences/:id/units',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'listUnitsFor',
        summary: '可以改交哪些单位（reassign）、可以请哪些单位报送（ask-contribution）',
        tags: ['occurrences'],
        params: PLACE,
        querystring: z.object({ act: z.enum(['reassign', 'ask-contribution']) }),
        response: {
          200: z.array(z.object({ id: z.int(), name: z.string() })),
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      const { act } = request.query;
      await assertSees(db, standing, id);
      const today = beijingDate(now());
      const [row] = await ledgerRows(db, { id }, await parts.calendar(), today);
      if (row === undefined) throw new NotFoundError('事项', id);
      const offered = await offeredCommands(db, standing, row, today);
      if (!offered.some(({ kind }) => kind === act)) {
        throw new ForbiddenError(`现在不能由您${COMMAND_NAMES[act]}`);
      }
      return await reply.send(
        act === 'reassign' ? await takingUnits(db, id) : await partnersOf(db, id),
      );
    },
  );
  api.post(
    '/occurrences/:id/commands',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'giveCommand',
        summary: '办理：销号、退回、答复延期、批示、代填……；权限和规则与命令行、单位页面相同',
        tags: ['occurrences'],
        params: PLACE,
        headers: z.object({
          'idempotency-key': z
            .string()
            .regex(/^[\w.:-]{8,100}$/, { error: '应为 8 至 100 个字母、数字或 . _ : -' })
            .optional()
            .describe('同一个键再次提交，答复第一次的结果，不会重复办理'),
        }),
        body: COMMAND,
        response: { 200: TAKEN, ...problems(401, 403, 404, 409, 415, 422, 503) },
      },
    },
    async (request, reply) => {
      const visitor = visitorOf(request);
      const { id } = request.params;
      await assertSees(db, visitor.standing, id);
      const key = request.headers['idempotency-key'];
      const { seq, state } = await giveFromDesk(parts, visitor, id, request.body, key);
      const stateName = stateWords({ state, beforeStart: false });
      return await reply.send({ seq, state, stateName });
    },
  );
}
