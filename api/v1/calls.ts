import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { answeringThrough } from '../../db/audience.ts';
import { rulingOf } from '../../db/authority.ts';
import { type Caller, callList, keepCall } from '../../db/calls.ts';
import { derivedId } from '../../db/canonical.ts';
import { lastActs } from '../../db/ledger-page.ts';
import { assertSupervised } from '../../db/office-scope.ts';
import { ledgerRows } from '../../db/status.ts';
import { ROLE_NAMES } from '../../plan/address-book-heads.ts';
import {
  CALL_NAMES,
  CALL_OUTCOMES,
  CALL_REASONS,
  type CallOutcome,
  hasTold,
} from '../../plan/calls.ts';
import { beijingDate, chineseDate } from '../../plan/date.ts';
import { ForbiddenError, InputError, RefusedError } from '../../plan/errors.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { giveFromDesk } from './giving.ts';
import { LEDGER_ROW, shownRow } from './rows.ts';
import { DAY, INSTANT, instantOf, maybeInstant, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const REASON = z.enum(['overdue', 'unreached', 'unacknowledged', 'silent']);
const OUTCOME = z.enum(CALL_OUTCOMES);

const CALLER = z
  .object({
    unitId: z.int(),
    unit: z.string().describe('打给哪个单位：村、岗位等由代为办理的单位接听'),
    inPerson: z.boolean().describe('党委办、组织部等领导机关：宜当面沟通'),
    phone: z.string().nullable().describe('办公电话'),
    people: z.array(
      z.object({
        name: z.string(),
        roleName: WORDS,
        room: z.string().nullable(),
        phone: z.string().nullable(),
        fault: WORDS.nullable().describe('这个号码收不到短信的原因'),
      }),
    ),
    reasons: z.array(z.object({ reason: REASON, name: WORDS, count: z.int() })),
    matters: z.array(
      z.object({
        row: LEDGER_ROW,
        reasons: z.array(z.object({ reason: REASON, name: WORDS })),
      }),
    ),
    calls: z.array(
      z.object({
        at: INSTANT,
        outcome: OUTCOME,
        name: WORDS,
        words: z.string().nullable(),
        person: z.string(),
      }),
    ),
    nextAt: INSTANT.nullable().describe('到这时再打；空：现在'),
  })
  .meta({ id: 'Caller' });

const MADE = z
  .object({
    nextAt: INSTANT.describe('什么时候再打'),
    told: z.int().describe('记入台账、作为告知凭据的事项数'),
    refused: z.array(z.object({ id: z.string(), detail: WORDS })),
  })
  .meta({ id: 'CallMade' });

const CALL = z
  .strictObject({
    unitId: NUMBER,
    outcome: OUTCOME,
    ids: z.array(z.string().min(1).max(250)).min(1).max(200).describe('说的是哪些事项'),
    words: z.string().trim().max(500).optional().describe('谁接听、说了什么'),
    until: DAY.optional().describe('promised：答应哪天报送'),
  })
  .meta({ id: 'Call' });

/** Whom the coordinator should call, and what came of the calls. */
export function callRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/calls',
    {
      // telephone numbers are for people, not for programs
      config: { access: 'session' },
      schema: {
        operationId: 'listCalls',
        summary: '电话清单：今天该给谁打、为什么、上次说了什么；只给督办这些事项的协调员',
        tags: ['calls'],
        response: {
          200: z.object({ today: DAY, callers: z.array(CALLER) }),
          ...problems(401, 403),
        },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      assertCoordinates(standing.coordinates);
      const at = now();
      const day = { calendar: await parts.calendar(), today: beijingDate(at) };
      const callers = await callList(db, { ...standing, admin: false }, day.calendar, at);
      const ids = callers.flatMap(({ matters }) => matters.map(({ id }) => id));
      const rows = ids.length === 0 ? [] : await ledgerRows(db, { ids }, day.calendar, day.today);
      const last = await lastActs(db, ids);
      const shown = new Map(rows.map((row) => [row.id, shownRow(row, last.get(row.id), day)]));
      return await reply.send({
        today: day.today,
        callers: callers.map((each) => shownCaller(each, shown)),
      });
    },
  );
  api.post(
    '/calls',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'keepCall',
        summary: '登记一次电话的结果；接通的记为电话告知，没有接通的不作为告知凭据',
        tags: ['calls'],
        headers: z.object({
          'idempotency-key': z
            .string()
            .regex(/^[\w.:-]{8,100}$/, { error: '应为 8 至 100 个字母、数字或 . _ : -' }),
        }),
        body: CALL,
        response: { 200: MADE, ...problems(401, 403, 404, 409, 422, 503) },
      },
    },
    async (request, reply) => {
      const visitor = visitorOf(request);
      const { standing, account } = visitor;
      assertCoordinates(standing.coordinates);
      const { unitId, outcome, ids, words, until } = request.body;
      if (until !== undefined && until < beijingDate(now())) {
        throw new InputError('until', ['答应报送的日期不能早于今天']);
      }
      await assertSupervised(db, { ...standing, admin: false }, ids, standing.coordinates);
      const officeId = await officeOf(unitId, ids);
      const given = request.headers['idempotency-key'];
      const at = now();
      const told = [];
      const refused = [];
      for (const id of hasTold(outcome) ? ids : []) {
        const text = toldWords(outcome, until, words);
        const asked = { kind: 'record-telling', source: 'telephone', text } as const;
        try {
          await giveFromDesk(parts, visitor, id, asked, given);
          told.push(id);
        } catch (error) {
          if (!(error instanceof RefusedError)) throw error;
          refused.push({ id, detail: error.message });
        }
      }
      const nextAt = await keepCall(
        db,
        {
          key: derivedId('call', account.id, String(unitId), given),
          officeId,
          unitId,
          personId: standing.personId,
          at,
          outcome,
          words: words ?? null,
          occurrenceIds: ids,
          until,
        },
        await parts.calendar(),
      );
      return await reply.send({ nextAt: instantOf(nextAt), told: told.length, refused });
    },
  );

  /** The office that supervises what was spoken about. @throws InputError when it is another unit's */
  async function officeOf(unitId: number, ids: string[]): Promise<number> {
    const calendar = await parts.calendar();
    const rows = await ledgerRows(db, { ids }, calendar, beijingDate(now()));
    for (const each of new Set(rows.map((row) => row.unitId))) {
      if (each === unitId || (await answeringThrough(db, each)) === unitId) continue;
      throw new InputError('ids', ['所选事项不是这个单位的']);
    }
    const { office } = await rulingOf(db, ids[0] ?? '');
    if (office === null) throw new ForbiddenError('该事项没有督办单位');
    return office;
  }
}

function assertCoordinates(offices: readonly number[]): void {
  if (offices.length === 0) throw new ForbiddenError('电话清单只给协调员');
}

function toldWords(
  outcome: CallOutcome,
  until: string | undefined,
  words: string | undefined,
): string {
  const promised = until === undefined ? '将报送' : `答应${chineseDate(until)}前报送`;
  const said = outcome === 'promised' ? `接通，${promised}` : '接通，已告知';
  return words === undefined || words === '' ? said : `${said}；${words}`;
}

type Row = ReturnType<typeof shownRow>;

function shownCaller(caller: Caller, rows: ReadonlyMap<string, Row>): z.infer<typeof CALLER> {
  const { unitId, unit, kind, phone, people, matters, calls, nextAt } = caller;
  const named = (reason: z.infer<typeof REASON>) => ({ reason, name: CALL_REASONS[reason] });
  const counts = REASON.options.flatMap((reason) => {
    const count = matters.filter(({ reasons }) => reasons.includes(reason)).length;
    return count === 0 ? [] : [{ ...named(reason), count }];
  });
  return {
    unitId,
    unit,
    inPerson: kind === 'leading-body',
    phone,
    people: people.map(({ name, role, room, phone: number, phoneFault }) => ({
      name,
      roleName: ROLE_NAMES[role],
      room,
      phone: number,
      fault: phoneFault,
    })),
    reasons: counts,
    matters: matters.flatMap(({ id, reasons }) => {
      const row = rows.get(id);
      return row === undefined ? [] : [{ row, reasons: reasons.map(named) }];
    }),
    calls: calls.map(({ at, outcome, words, person }) => ({
      at: instantOf(at),
      outcome,
      name: CALL_NAMES[outcome],
      words,
      person,
    })),
    nextAt: maybeInstant(nextAt),
  };
}
