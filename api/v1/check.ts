import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { derivedId } from '../../db/canonical.ts';
import { claimsToCheck, plansToCheck } from '../../db/checking.ts';
import { closeClaims } from '../../db/closing.ts';
import { type FileRow, filesOf, unusedFile } from '../../db/evidence.ts';
import { unitName } from '../../db/lookup.ts';
import { orderOnce } from '../../db/order-once.ts';
import { officialDocx } from '../../documents/official-docx.ts';
import { writeWorkbook } from '../../documents/sheet.ts';
import { mayGive } from '../../plan/authority.ts';
import { closingSheet } from '../../plan/check-sheet.ts';
import { type CheckedClaim, closingList, doneWords, titleOf } from '../../plan/closing.ts';
import { beijingDate } from '../../plan/date.ts';
import { ForbiddenError, InputError, RefusedError } from '../../plan/errors.ts';
import type { AppParts } from '../app.ts';
import { attachment } from '../attachment.ts';
import { visitorOf } from '../auth/guards.ts';
import { bring } from './bring.ts';
import { EVIDENCE_FILE, shownFile } from './evidence-file.ts';
import { officeRoles } from './offered.ts';
import { DAY, NUMBER, problems } from './schemas.ts';

/** As many are closed at once. */
const MOST = 500;

const CLAIM = z
  .object({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    unit: z.string(),
    dueOn: DAY.nullable(),
    completedOn: DAY,
    waits: z.int().describe('已等几个工作日'),
    officeDelay: z.boolean().describe('等得太久，属办公室延误，不算单位的'),
    done: z.string().describe('完成情况：数量和单位的话'),
    papersDue: z.int().describe('还没有收到的纸质件，收齐才能销号'),
    sampled: z.boolean().describe('抽查：须逐项看过；同一天抽到的不变，由不得经办人'),
    forLeader: z.boolean().describe('须领导销号'),
    mayClose: z.boolean(),
    files: z.array(EVIDENCE_FILE),
  })
  .meta({ id: 'Claim' });

const PLAN = z.object({ id: z.int(), title: z.string() });

/** Completions that wait: looked at, closed many at once, and listed for a leader to sign. */
export function checkRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const place = z.object({ id: NUMBER });
  const onDay = async () => ({ calendar: await parts.calendar(), today: beijingDate(now()) });
  api.get(
    '/check',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'listPlansToCheck',
        summary: '本人所在办公室牵头的方案里，有等待销号的是哪些',
        tags: ['check'],
        response: { 200: z.array(PLAN), ...problems(401, 403) },
      },
    },
    async (request, reply) => await reply.send(await plansToCheck(db, visitorOf(request).standing)),
  );
  api.get(
    '/check/:id',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'listClaims',
        summary: '一个方案里等待销号的：单位说的、数量、佐证，抽查的作了标记',
        tags: ['check'],
        params: place,
        response: {
          200: z.object({ plan: PLAN, today: DAY, claims: z.array(CLAIM) }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = request.params;
      const day = await onDay();
      const { title, office, claims } = await claimsToCheck(db, standing, id, day);
      const files = await filesOf(
        db,
        claims.map((each) => each.id),
      );
      const roles = officeRoles(standing, office);
      const shown = claims.map((claim) => ({
        ...shownClaim(claim, files.get(claim.id) ?? []),
        mayClose:
          claim.papersDue === 0 &&
          roles.some((role) => mayGive(role, { kind: 'close' }, ruling(claim))),
      }));
      return await reply.send({ plan: { id, title }, today: day.today, claims: shown });
    },
  );
  api.post(
    '/check/:id/close',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'closeClaims',
        summary: '批量销号：抽查的须逐项看过；须领导销号的由领导办理，或附上签批的销号清单',
        tags: ['check'],
        params: place,
        headers: z.object({
          'idempotency-key': z
            .string()
            .regex(/^[\w.:-]{8,100}$/, { error: '应为 8 至 100 个字母、数字或 . _ : -' }),
        }),
        body: z
          .strictObject({
            ids: z.array(z.string().min(1).max(250)).min(1).max(MOST),
            checked: z.array(z.string().min(1).max(250)).max(MOST).describe('抽查中已看过的'),
            signed: z.string().max(100).optional().describe('签批的销号清单，先上传'),
          })
          .meta({ id: 'Closing' }),
        response: {
          202: z.object({ changeId: z.int(), count: z.int(), brought: z.boolean() }),
          ...problems(401, 403, 404, 409, 422),
        },
      },
    },
    async (request, reply) => {
      const { account, standing } = visitorOf(request);
      const { id } = request.params;
      const { ids, checked, signed: signedId } = request.body;
      const given = request.headers['idempotency-key'];
      const { office, claims } = await claimsToCheck(db, standing, id, await onDay());
      if (officeRoles(standing, office).length === 0) {
        throw new ForbiddenError('批量销号须由该方案办公室的协调员、核验人或督办领导办理');
      }
      const key = derivedId('close', account.id, String(id), given);
      const order = { personId: standing.personId, now: now() };
      const ordered = await orderOnce(db, key, async (tx) => {
        const chosen = chosenOf(claims, ids);
        const signed = signedId === undefined ? null : await unusedFile(tx, signedId);
        if (signed === null) assertChecked(chosen, checked);
        const sampled = chosen.flatMap((each) => (each.sampled ? [each.id] : []));
        const closing = { claims: chosen, sampled, ...(signed === null ? {} : { signed }) };
        return await closeClaims(tx, id, closing, order);
      });
      const brought = await bring(parts.commander, ordered);
      const { changeId, reached } = ordered;
      return await reply.code(202).send({ changeId, count: reached, brought });
    },
  );
  for (const kind of ['docx', 'xlsx'] as const) {
    api.get(
      `/check/:id/list.${kind}`,
      {
        config: { access: 'ledger:read' },
        schema: {
          operationId: kind === 'docx' ? 'exportClaimsDocx' : 'exportClaimsXlsx',
          summary: '销号清单，供领导签批或存档；可以只要一个单位的',
          tags: ['check'],
          params: place,
          querystring: z.object({ unit: z.string().max(200).optional() }),
          response: {
            200: { description: '文件', content: { [TYPES[kind]]: { schema: z.any() } } },
            ...problems(401, 403, 404),
          },
        },
      },
      async (request, reply) => {
        const { standing } = visitorOf(request);
        const day = await onDay();
        const { id } = request.params;
        const { title, office, claims } = await claimsToCheck(db, standing, id, day);
        const { unit } = request.query;
        const shown = claims.filter((each) => unit === undefined || each.unitName === unit);
        const facts = { planTitle: title, office: await unitName(db, office), on: day.today };
        const bytes =
          kind === 'docx'
            ? await officialDocx(closingList(shown, facts))
            : await writeWorkbook([closingSheet(shown)]);
        return sendFile(reply, bytes, `销号清单${day.today}.${kind}`, TYPES[kind]);
      },
    );
  }
}

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Hands bytes out as a download. */
export function sendFile(
  reply: FastifyReply,
  bytes: Uint8Array,
  name: string,
  mediaType: string = TYPES.docx,
): FastifyReply {
  return reply
    .headers(attachment({ name, mediaType, size: bytes.length }))
    .send(Buffer.from(bytes));
}

function ruling({ verification }: CheckedClaim) {
  return { verification, extension: 'office' as const };
}

function shownClaim(
  claim: CheckedClaim,
  files: FileRow[],
): Omit<z.infer<typeof CLAIM>, 'mayClose'> {
  const { id, number, unitName: unit, dueOn, completedOn, waits, officeDelay } = claim;
  return {
    id,
    number,
    title: titleOf(claim),
    unit,
    dueOn,
    completedOn,
    waits,
    officeDelay,
    done: doneWords(claim),
    papersDue: claim.papersDue,
    sampled: claim.sampled,
    forLeader: claim.verification === 'leader',
    files: files.map(shownFile),
  };
}

/** @throws RefusedError when something of it waits no longer */
function chosenOf(claims: CheckedClaim[], ids: string[]): CheckedClaim[] {
  const chosen = claims.filter(({ id }) => ids.includes(id));
  if (chosen.length === new Set(ids).size) return chosen;
  throw new RefusedError('所选事项里有的已经不在等待销号，请刷新后再选');
}

/** Those that were drawn must have been looked at. */
function assertChecked(chosen: CheckedClaim[], checked: string[]): void {
  const missing = chosen.filter(({ id, sampled }) => sampled && !checked.includes(id));
  if (missing.length === 0) return;
  const names = missing.map((claim) => `${claim.number} ${titleOf(claim)}（${claim.unitName}）`);
  throw new InputError('checked', [`抽查到的请先看过佐证：${names.join('、')}`]);
}
