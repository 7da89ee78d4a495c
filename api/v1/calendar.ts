import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dueDays } from '../../db/due-calendar.ts';
import { beijingDate } from '../../plan/date.ts';
import { daysOfMonth } from '../../plan/month.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { LIGHT, LEDGER_ROW, shownRow } from './rows.ts';
import { DAY, NUMBER, problems } from './schemas.ts';

const MOST_ROWS = 5;

const COUNTS = z.object({
  red: z.int().optional(),
  yellow: z.int().optional(),
  green: z.int().optional(),
  grey: z.int().optional(),
  done: z.int().optional(),
});

const MONTH = z
  .object({
    today: DAY,
    month: z.string(),
    days: z.array(
      z.object({
        day: DAY,
        kind: z
          .enum(['work', 'weekend', 'holiday', 'make-up'])
          .describe('上班、周末、放假、调休上班'),
        provisional: z.boolean().describe('这一年的放假安排还没有公布'),
        total: z.int(),
        lights: COUNTS,
        rows: z.array(LEDGER_ROW).describe(`先到的至多 ${MOST_ROWS} 项，逾期的在前`),
      }),
    ),
  })
  .meta({ id: 'CalendarMonth' });

/** What is due in a month, day by day, with what offices do on each. */
export function calendarRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.get(
    '/calendar',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'getCalendar',
        summary: '一个月里每天到期几项、是不是上班；只含本人看得到的',
        tags: ['ledger'],
        querystring: z.object({
          month: z
            .string()
            .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: '应写成 YYYY-MM' })
            .optional()
            .describe('不写为本月'),
          plan: NUMBER.optional(),
          unit: NUMBER.optional(),
          light: z
            .preprocess(
              (given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given),
              z.array(LIGHT).min(1),
            )
            .optional(),
        }),
        response: { 200: MONTH, ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const calendar = await parts.calendar();
      const today = beijingDate(now());
      const { month = today.slice(0, 7), ...query } = request.query;
      const days = daysOfMonth(month, calendar);
      const span = { from: days[0]?.day ?? today, to: days.at(-1)?.day ?? today, most: MOST_ROWS };
      const found = await dueDays(db, standing, { ...query, ...span }, { calendar, today });
      const byDay = new Map(found.map((each) => [each.day, each]));
      return await reply.send({
        today,
        month,
        days: days.map((each) => {
          const { lights = {}, rows = [] } = byDay.get(each.day) ?? {};
          const total = Object.values(lights).reduce((sum, count) => sum + count, 0);
          const shown = rows.map((row) => shownRow(row, undefined, { calendar, today }));
          return { ...each, total, lights, rows: shown };
        }),
      });
    },
  );
}
