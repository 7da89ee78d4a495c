import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { absencesInBook, devicesInBook } from '../../db/book.ts';
import { keeperOf, personInBook, personKeepingFault } from '../../db/book-keeper.ts';
import { endCalendarsOf } from '../../db/calendar-links.ts';
import { confirmDevice, revokeDevice } from '../../db/devices.ts';
import { cancelLeave, holdsPost, takeLeave } from '../../db/leave.ts';
import { changeReader, readerOf } from '../../db/readers.ts';
import { beijingDate } from '../../plan/date.ts';
import { FieldsError, ForbiddenError, NotFoundError, RefusedError } from '../../plan/errors.ts';
import { CHANNEL_NAMES } from '../../plan/message.ts';
import { clockOf, readQuietHours } from '../../plan/quiet-hours.ts';
import { wayLacks } from '../../plan/reader-ways.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { LEAVE, READER } from './book-schemas.ts';
import { DAY, DONE, INSTANT, instantOf, NUMBER, problems } from './schemas.ts';

const ID = z.object({ id: NUMBER });

const WAYS = z.object({
  prefers: z.enum(['mail', 'sms']),
  quietFrom: z.string().max(5).describe('免打扰从几点，例如 12:00；都留空为不设'),
  quietTo: z.string().max(5),
});

const NEW_LEAVE = z.object({
  personId: z.int().positive(),
  from: DAY,
  to: DAY,
  substituteId: z.int().positive().nullable(),
});

const DEVICE = z
  .object({
    id: z.int(),
    unit: z.string(),
    person: z.string().describe('谁的链接'),
    name: z.string().nullable().describe('使用人自报'),
    room: z.string().nullable(),
    phone: z.string().nullable(),
    confirmed: z.boolean(),
    seenAt: INSTANT,
  })
  .meta({ id: 'Device' });

/** How people are told, when they are away, and from which devices units act. */
export function bookPeopleRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const seenBy = async (request: FastifyRequest) => await keeperOf(db, visitorOf(request).standing);
  const keptBy = async (request: FastifyRequest) => {
    const keeper = await seenBy(request);
    if (!keeper.keeps) throw new ForbiddenError('由协调员和系统管理员办理');
    return keeper;
  };
  /** Somebody whom the visitor may mend. */
  const person = async (request: FastifyRequest, id: number) => {
    const keeper = await keptBy(request);
    const found = await personInBook(db, keeper, id);
    const fault = await personKeepingFault(db, keeper, found);
    if (fault !== null) throw new ForbiddenError(fault);
    return found;
  };
  const shown = async (id: number) => {
    const reader = await readerOf(db, id);
    const { name, room, phone, phoneFault, email, emailFault, prefers } = reader;
    const [from, to] = [reader.quietFrom, reader.quietTo].map((at) =>
      at === null ? null : clockOf(at),
    );
    const smsReady = await parts.letters.sms();
    const quiet = { quietFrom: from ?? null, quietTo: to ?? null };
    return { id, name, room, phone, phoneFault, email, emailFault, prefers, ...quiet, smsReady };
  };
  api.get(
    '/book/people/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'getPerson',
        summary: '一个人的联系方式和提醒方式',
        tags: ['book'],
        params: ID,
        response: { 200: READER, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { id } = await personInBook(db, await seenBy(request), request.params.id);
      return await reply.send(await shown(id));
    },
  );
  api.put(
    '/book/people/:id/ways',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'setPersonWays',
        summary: '代设提醒方式和免打扰时段',
        tags: ['book'],
        params: ID,
        body: WAYS,
        response: { 200: READER, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { id } = await person(request, request.params.id);
      const { prefers, quietFrom, quietTo } = request.body;
      const quiet = readQuietHours(quietFrom, quietTo);
      if (Array.isArray(quiet)) {
        throw new FieldsError(
          '提醒方式',
          quiet.map((says) => ({ at: 'quietFrom', says })),
        );
      }
      const reader = await readerOf(db, id);
      const lack = wayLacks(prefers, { ...reader, smsReady: await parts.letters.sms() });
      if (lack !== null && prefers !== reader.prefers) {
        throw new RefusedError(`没有改动：不能改用${CHANNEL_NAMES[prefers]}，${lack}`);
      }
      await changeReader(db, id, { prefers, quiet });
      return await reply.send(await shown(id));
    },
  );
  api.delete(
    '/book/people/:id/calendars',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'endPersonCalendars',
        summary: '停用一个人的日历订阅地址',
        tags: ['book'],
        params: ID,
        response: { 200: z.object({ ended: z.int() }), ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { id } = await person(request, request.params.id);
      return await reply.send({ ended: await endCalendarsOf(db, id, now()) });
    },
  );
  api.get(
    '/book/leaves',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'listLeaves',
        summary: '还没有结束的请假登记',
        tags: ['book'],
        response: { 200: z.array(LEAVE), ...problems(401, 403) },
      },
    },
    async (request, reply) =>
      await reply.send(await absencesInBook(db, await seenBy(request), beijingDate(now()))),
  );
  api.post(
    '/book/leaves',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'takeLeave',
        summary: '登记请假和代理人；期间的通知发给代理人',
        tags: ['book'],
        body: NEW_LEAVE,
        response: { 201: z.object({ id: z.int() }), ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { personId, from, to, substituteId } = request.body;
      const away = await person(request, personId);
      if (substituteId !== null) await personInBook(db, await keptBy(request), substituteId);
      if (to < beijingDate(now())) {
        throw new FieldsError('请假', [{ at: 'to', says: '末日已经过去，不需登记' }]);
      }
      if (!(await holdsPost(db, away.id))) {
        throw new RefusedError(`${away.name}没有岗位，不需登记`);
      }
      const id = await takeLeave(db, { personId, from, to, substituteId });
      return await reply.code(201).send({ id });
    },
  );
  api.delete(
    '/book/leaves/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'cancelLeave',
        summary: '取消请假登记',
        tags: ['book'],
        params: ID,
        response: { 204: DONE, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const keeper = await keptBy(request);
      const { id } = request.params;
      const seen = await absencesInBook(db, keeper, beijingDate(now()));
      const found = seen.find((each) => each.id === id);
      if (found === undefined) throw new NotFoundError('请假登记', String(id));
      await person(request, found.personId);
      await cancelLeave(db, id);
      return await reply.code(204).send();
    },
  );
  api.get(
    '/book/devices',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'listDevices',
        summary: '各单位用哪些设备办理，等待确认的在前',
        tags: ['book'],
        response: { 200: z.array(DEVICE), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const devices = await devicesInBook(db, await seenBy(request));
      return await reply.send(
        devices.map(({ id, unitName, personName, name, room, phone, confirmedAt, seenAt }) => ({
          id,
          unit: unitName,
          person: personName,
          name,
          room,
          phone,
          confirmed: confirmedAt !== null,
          seenAt: instantOf(seenAt),
        })),
      );
    },
  );
  api.put(
    '/book/devices/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'settleDevice',
        summary: '放行或停用一台设备',
        tags: ['book'],
        params: ID,
        body: z.object({ allowed: z.boolean() }),
        response: { 204: DONE, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const devices = await devicesInBook(db, await keptBy(request));
      const known = devices.some((each) => each.id === id);
      const { allowed } = request.body;
      const done =
        known &&
        (allowed
          ? await confirmDevice(db, id, 'coordinator', now())
          : await revokeDevice(db, id, now()));
      if (!done) throw new NotFoundError(allowed ? '等待确认的设备' : '使用中的设备', String(id));
      return await reply.code(204).send();
    },
  );
}
