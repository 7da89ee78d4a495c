import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { comparedUnits } from '../../db/compare.ts';
import { FEWEST, onTimeRate } from '../../plan/comparison.ts';
import { beijingDate } from '../../plan/date.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { DAY, NUMBER, problems } from './schemas.ts';

const UNIT = z
  .object({
    unitId: z.int(),
    unit: z.string(),
    onTime: z.int().describe('按时办结'),
    late: z.int().describe('办结但已逾期'),
    overdue: z.int().describe('逾期未办结'),
    open: z.int().describe('在办'),
    extensions: z.int().describe('同意过几次延期'),
    rate: z.int().nullable().describe(`按时率；到期不足 ${FEWEST} 项的不计`),
  })
  .meta({ id: 'ComparedUnit' });

/** Units side by side; a unit's people see their own figures alone. */
export function compareRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/compare',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'compareUnits',
        summary: '各单位办理情况，按单位名称排列，不排名；单位只看得到本单位的',
        tags: ['ledger'],
        querystring: z.object({
          plan: NUMBER.optional(),
          from: DAY.optional().describe('时限从'),
          to: DAY.optional().describe('时限到'),
        }),
        response: { 200: z.array(UNIT), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const units = await comparedUnits(db, standing, request.query, beijingDate(now()));
      return await reply.send(units.map((each) => ({ ...each, rate: onTimeRate(each) })));
    },
  );
}
