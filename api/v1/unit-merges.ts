import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { starterOf } from '../../client/start.ts';
import { keeperOf, unitInBook } from '../../db/book-keeper.ts';
import { derivedId } from '../../db/canonical.ts';
import { changeLines } from '../../db/changes.ts';
import { mayOrder } from '../../db/launch-rights.ts';
import { isOffice, type Merging, mergeUnits, mergingOf, plansOfUnit } from '../../db/merge.ts';
import { orderOnce, tryOrder } from '../../db/order-once.ts';
import { ForbiddenError } from '../../plan/errors.ts';
import { officesHeld, type Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { CHANGE, CHANGE_LINE, changeOf, ORDER_KEY, REASON } from './plan-changes.ts';
import { problems } from './schemas.ts';

const MERGER = z.strictObject({
  unitId: z.int().positive().describe('被并入的单位'),
  intoId: z.int().positive().describe('并入后的单位'),
  reason: REASON,
});

const PREVIEW = z
  .object({
    plans: z.array(z.object({ id: z.int(), title: z.string() })).describe('涉及哪些方案'),
    lines: z.array(CHANGE_LINE).describe('哪些在办事项随之改变'),
  })
  .meta({ id: 'UnitMergePreview' });

/** One unit goes into another, in all plans at once (`duban merge`). */
export function unitMergeRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now, client, shift } = parts.commander;
  api.post(
    '/unit-merges/preview',
    {
      config: { access: 'plans:read' },
      schema: {
        operationId: 'previewUnitMerge',
        summary: '两个单位合并会涉及哪些方案和在办事项；不写入',
        tags: ['plans'],
        body: MERGER,
        response: { 200: PREVIEW, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const merging = await mayMerge(standing, request.body);
      const plans = await plansOfUnit(db, merging.from.id);
      const order = { personId: standing.personId, now: now(), reason: request.body.reason };
      const lines = await tryOrder(
        db,
        (tx) => mergeUnits(tx, merging, order),
        (tx, { changeId }) => changeLines(tx, changeId),
      );
      return await reply.send({ plans, lines });
    },
  );
  api.post(
    '/unit-merges',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'mergeUnits',
        summary: '单位合并：在办事项、岗位、名称对应转到新单位；已办结的和台账保留旧单位',
        tags: ['plans'],
        headers: ORDER_KEY,
        body: MERGER,
        response: { 202: CHANGE, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { account, standing } = visitorOf(request);
      const { reason, unitId } = request.body;
      const merging = await mayMerge(standing, request.body);
      const given = request.headers['idempotency-key'];
      const key = derivedId('merge', account.id, String(unitId), given);
      const order = { personId: standing.personId, now: now(), reason };
      const { changeId, reached } = await orderOnce(db, key, (tx) =>
        mergeUnits(tx, merging, order),
      );
      if (reached > 0) await starterOf(client).change(changeId, shift);
      return await reply.code(202).send(await changeOf(db, changeId));
    },
  );

  /** The two units, when both are his to see, and he may change every plan that the merger reaches. */
  async function mayMerge(
    standing: Sight,
    { unitId, intoId }: z.infer<typeof MERGER>,
  ): Promise<Merging> {
    const keeper = await keeperOf(db, standing);
    const from = await unitInBook(db, keeper, unitId);
    const into = await unitInBook(db, keeper, intoId);
    if ([...standing.coordinates, ...standing.supervises].length === 0) {
      throw new ForbiddenError('合并单位由协调员或督办领导办理');
    }
    if (!officesHeld(standing).includes(from.id) && (await isOffice(db, from.id))) {
      throw new ForbiddenError(`${from.name}是督办办公室，由它自己的协调员合并`);
    }
    for (const { id } of await plansOfUnit(db, from.id)) {
      if (await mayOrder(db, standing, id)) continue;
      throw new ForbiddenError(
        `${from.name}在别的办公室的方案里也有在办事项，须由该办公室一同办理`,
      );
    }
    return await mergingOf(db, from.name, into.name);
  }
}
