import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { calendarShifts } from '../../db/agenda-shifts.ts';
import { changeCalendar } from '../../db/calendar-change.ts';
import { enteredYears } from '../../db/calendar.ts';
import { assertOrdersAll, ordersAll } from '../../db/ordering.ts';
import { occurrenceScope } from '../../db/scope.ts';
import { calendarOf, type CalendarYear } from '../../plan/calendar.ts';
import { CALENDAR_YEARS } from '../../plan/calendar-years.ts';
import { enteredYearOf, yearOfSheets } from '../../plan/calendar-entry.ts';
import { beijingDate, yearOf } from '../../plan/date.ts';
import { InputError } from '../../plan/errors.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { bring } from './bring.ts';
import { DAY, NUMBER, problems } from './schemas.ts';
import { sheetsSent } from './sheet-file.ts';
import { SHIFTS } from './shifts.ts';

const YEAR = z
  .object({
    year: z.int(),
    state: z.enum(['shipped', 'entered', 'provisional']).describe('自带、录入、待公布'),
    source: z.string(),
    rest: z.array(DAY),
    work: z.array(DAY).describe('调休上班'),
  })
  .meta({ id: 'CalendarYear' });

const WRITTEN = z.object({
  source: z.string().trim().max(100).describe('依据的通知文号'),
  rest: z.array(z.string().trim().max(40)).max(400).describe('日期或时段：2027-01-01..2027-01-03'),
  work: z.array(z.string().trim().max(40)).max(100),
});

const READ = z
  .object({ rest: z.array(z.string()), work: z.array(z.string()) })
  .meta({ id: 'CalendarRead' });

const OF_YEAR = z.object({ year: NUMBER.min(2000).max(2100) });

/** Rest days and make-up days, year by year. */
export function calendarYearRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { commander } = parts;
  const { db, now } = commander;
  api.get(
    '/calendar-years',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'listCalendarYears',
        summary: '各年的节假日和调休；今年、明年没有公布的列为待公布',
        tags: ['calendar'],
        response: {
          200: z.object({ mayEdit: z.boolean(), years: z.array(YEAR) }),
          ...problems(401, 403),
        },
      },
    },
    async (request, reply) => {
      const mayEdit = ordersAll(visitorOf(request).standing);
      const years = yearsOf(await enteredYears(db), yearOf(beijingDate(now())));
      return await reply.send({ mayEdit, years });
    },
  );
  api.post(
    '/calendar-years/table',
    {
      config: { access: 'session', rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        operationId: 'readCalendarTable',
        summary: '读一年安排的表（列“日期”“类型（休/班）”；.xlsx 或 CSV），不录入',
        tags: ['calendar'],
        consumes: ['multipart/form-data'],
        response: { 200: READ, ...problems(401, 403, 422, 429) },
      },
    },
    async (request, reply) => {
      assertOrdersAll(visitorOf(request).standing, '节假日');
      const { faults, ...days } = yearOfSheets(await sheetsSent(request));
      if (faults.length > 0) throw new InputError('节假日的表', faults);
      return await reply.send(days);
    },
  );
  api.post(
    '/calendar-years/:year/shifts',
    {
      config: { access: 'session', rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        operationId: 'lookAtCalendarShifts',
        summary: '录入这一年会使哪些事项的报送日、提醒日变化；不作改动',
        tags: ['calendar'],
        params: OF_YEAR,
        body: WRITTEN,
        response: {
          200: SHIFTS.extend({ rest: z.array(DAY), work: z.array(DAY) }),
          ...problems(401, 403, 422, 429),
        },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      assertOrdersAll(standing, '节假日');
      const entered = readYear(request.params.year, request.body);
      const known = await enteredYears(db);
      const others = known.filter(({ year }) => year !== entered.year);
      const around = { before: calendarOf(known), after: calendarOf([...others, entered]) };
      const seen = occurrenceScope(standing);
      const given = { ...around, now: now(), ...(seen === undefined ? {} : { seen }) };
      const shifts = await calendarShifts(db, entered, given);
      return await reply.send({ ...shifts, rest: entered.rest, work: entered.work });
    },
  );
  api.put(
    '/calendar-years/:year',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'setCalendarYear',
        summary: '录入一年的安排；在办事项的提醒随之调整，记入台账',
        tags: ['calendar'],
        params: OF_YEAR,
        body: WRITTEN,
        response: {
          200: z.object({ changed: z.boolean(), reached: z.int(), brought: z.boolean() }),
          ...problems(401, 403, 422),
        },
      },
    },
    async (request, reply) => {
      const { standing, account } = visitorOf(request);
      assertOrdersAll(standing, '节假日');
      const entered = readYear(request.params.year, request.body);
      const order = { personId: account.personId, now: now() };
      const ordered = await changeCalendar(db, entered, order);
      const brought = await bring(commander, ordered);
      const reached = ordered?.reached ?? 0;
      return await reply.send({ changed: ordered !== null, reached, brought });
    },
  );
}

function readYear(year: number, written: z.infer<typeof WRITTEN>): CalendarYear {
  const { entered, faults } = enteredYearOf(year, written);
  if (faults.length > 0) throw new InputError(`${year} 年的安排`, faults);
  return entered;
}

type Year = z.infer<typeof YEAR>;

/** Every year that is known, and this one and the next where their notice is not out. */
function yearsOf(entered: CalendarYear[], current: number): Year[] {
  const years = new Map<number, Year>();
  for (const year of [current, current + 1]) {
    years.set(year, { year, state: 'provisional', source: '', rest: [], work: [] });
  }
  for (const each of CALENDAR_YEARS) years.set(each.year, { ...each, state: 'shipped' });
  for (const each of entered) years.set(each.year, { ...each, state: 'entered' });
  return [...years.values()].toSorted((a, b) => a.year - b.year);
}
