import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { courseOf } from '../../db/course.ts';
import { beijingDate } from '../../plan/date.ts';
import { queryString } from '../../plan/ledger-query.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { spanQuery } from './ledger.ts';
import { DAY, NUMBER, problems } from './schemas.ts';

const COURSE = z
  .object({
    today: DAY,
    year: z.int(),
    years: z.object({ from: z.int(), to: z.int() }).describe('看得到的方案自哪年至哪年'),
    months: z.array(
      z.object({
        month: z.string().describe('YYYY-MM'),
        onTime: z.int().describe('按时办结'),
        late: z.int().describe('逾期后办结'),
        overdue: z.int().describe('逾期未办结'),
        open: z.int().describe('在办'),
        query: z.string().describe('台账里的这些行，另加 outcome='),
      }),
    ),
  })
  .meta({ id: 'Course' });

/** The months of a year: what was due, and how it turned out so far. */
export function courseRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/board/course',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'getCourse',
        summary: '全年进度：各月到期的事项，按时、逾期办结和没有办结的各多少',
        tags: ['ledger'],
        querystring: z.object({
          plan: NUMBER.optional(),
          unit: NUMBER.optional(),
          year: NUMBER.optional().describe('哪一年的各月；不写是今年'),
        }),
        response: { 200: COURSE, ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { year: _wanted, ...base } = request.query;
      const today = beijingDate(now());
      const { months, ...course } = await courseOf(db, standing, request.query, today);
      const addressed = months.map((row) => ({
        ...row,
        query: queryString(spanQuery(base, row.month, course.year)),
      }));
      return await reply.send({ ...course, today, months: addressed });
    },
  );
}
