import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { departedContacts, awayOn, pastPosts, peopleLike, unitsInBook } from '../../db/book.ts';
import { endPost, fillPost, keepPerson, keepUnit } from '../../db/book-edit.ts';
import { keeperOf, personInBook, unitInBook } from '../../db/book-keeper.ts';
import { handoverOf } from '../../db/handover.ts';
import { rematchDrafts } from '../../db/rematching.ts';
import { sideNames } from '../../db/sides.ts';
import { ROLE_NAMES } from '../../plan/address-book-heads.ts';
import { rolesToFill } from '../../plan/book-keeping.ts';
import { beijingDate } from '../../plan/date.ts';
import { InputError, NotFoundError } from '../../plan/errors.ts';
import { handoverSections } from '../../plan/handover.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { editedShown, unitShown } from './book-answers.ts';
import {
  BOOK,
  EDITED,
  PERSON_INPUT,
  POST_INPUT,
  UNIT_DETAILS,
  UNIT_INPUT,
} from './book-schemas.ts';
import { NUMBER, problems } from './schemas.ts';

const ID = z.object({ id: NUMBER });

const CHOICE = z
  .object({ id: z.int(), name: z.string(), at: z.string(), reachable: z.boolean() })
  .meta({ id: 'PersonChoice' });

/** The address book: who is told, and by whom it is kept (db/book-keeper.ts). */
export function bookRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { commander } = parts;
  const { db, now } = commander;
  const seenBy = async (request: FastifyRequest) => await keeperOf(db, visitorOf(request).standing);
  const by = async (request: FastifyRequest) => {
    const at = {
      now: now(),
      domain: parts.letters.domain,
      by: visitorOf(request).account.personId,
    };
    return { keeper: await seenBy(request), at };
  };
  api.get(
    '/book',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'getBook',
        summary: '通讯录：本方的单位和在任的人，联系不上的在前',
        tags: ['book'],
        response: { 200: BOOK, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const keeper = await seenBy(request);
      const units = await unitsInBook(db, keeper);
      const silent = units.filter(({ lack }) => lack === 'no-contact').map(({ id }) => id);
      const departed = new Map(
        (await departedContacts(db, silent)).map((one) => [one.unitId, one]),
      );
      const away = await awayOn(db, beijingDate(now()));
      const own = units.flatMap(({ side }) => side ?? []);
      const sides = keeper.sides ?? [...(await sideNames(db)), ...own];
      return await reply.send({
        keeps: keeper.keeps,
        sides: [...new Set(sides)].toSorted(),
        units: units.map((unit) => unitShown(unit, { away, departed })),
      });
    },
  );
  api.get(
    '/book/units/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'getBookUnit',
        summary: '一个单位：人员、历任、通过它办理的单位、换人时要交接的事项',
        tags: ['book'],
        params: ID,
        response: { 200: UNIT_DETAILS, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const keeper = await seenBy(request);
      const { id } = await unitInBook(db, keeper, request.params.id);
      const today = beijingDate(now());
      const units = await unitsInBook(db, keeper);
      const entry = units.find((each) => each.id === id);
      if (entry === undefined) throw new NotFoundError('单位', String(id));
      const departed = new Map((await departedContacts(db, [id])).map((one) => [one.unitId, one]));
      const past = await pastPosts(db, id);
      const handover = await handoverOf(db, id, await parts.calendar(), today);
      return await reply.send({
        ...unitShown(entry, { away: await awayOn(db, today), departed }),
        keeps: keeper.keeps,
        rolesToFill: rolesToFill(keeper, id),
        past: past.map((each) => ({ ...each, roleName: ROLE_NAMES[each.role] })),
        members: units
          .filter(({ answersThrough }) => answersThrough === entry.name)
          .map((each) => ({ id: each.id, name: each.name })),
        handover: handoverSections(handover).map(({ title, items }) => ({
          title,
          items: items.map(({ head, details }) => [head, ...details].join('；')),
        })),
      });
    },
  );
  api.post(
    '/book/units',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'addBookUnit',
        summary: '登记一个单位',
        tags: ['book'],
        body: UNIT_INPUT,
        response: { 201: EDITED, ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const edited = await keepUnit(db, null, request.body, await by(request));
      await rematchDrafts(db);
      return await reply.code(201).send(await editedShown(commander, edited));
    },
  );
  api.put(
    '/book/units/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'editBookUnit',
        summary: '修改一个单位；没有填的就是空',
        tags: ['book'],
        params: ID,
        body: UNIT_INPUT,
        response: { 200: EDITED, ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const as = await by(request);
      const { id } = await unitInBook(db, as.keeper, request.params.id);
      const edited = await keepUnit(db, id, request.body, as);
      await rematchDrafts(db);
      return await reply.send(await editedShown(commander, edited));
    },
  );
  api.post(
    '/book/units/:id/posts',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'fillPost',
        summary: '安排岗位；接替别人的，前任的链接和设备停用，未办结的事项清单发给继任者',
        tags: ['book'],
        params: ID,
        body: POST_INPUT,
        response: { 201: EDITED, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const as = await by(request);
      const { id } = await unitInBook(db, as.keeper, request.params.id);
      const { role, personId, person, replaces } = request.body;
      const taker = personId === undefined ? person : { personId };
      if (taker === undefined) throw new InputError('岗位', ['请选择或填写由谁担任']);
      const edited = await fillPost(db, id, { role, taker, replaces }, as);
      return await reply.code(201).send(await editedShown(commander, edited));
    },
  );
  api.delete(
    '/book/posts/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'endPost',
        summary: '离任：岗位今天结束，任职经历仍保留',
        tags: ['book'],
        params: ID,
        response: { 200: EDITED, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const edited = await endPost(db, request.params.id, await by(request));
      return await reply.send(await editedShown(commander, edited));
    },
  );
  api.put(
    '/book/people/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'editPerson',
        summary: '修改一个人的姓名、科室、电话、邮箱',
        tags: ['book'],
        params: ID,
        body: PERSON_INPUT,
        response: { 200: EDITED, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const as = await by(request);
      const { id } = await personInBook(db, as.keeper, request.params.id);
      return await reply.send(
        await editedShown(commander, await keepPerson(db, id, request.body, as)),
      );
    },
  );
  api.get(
    '/book/people',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'findPeople',
        summary: '按姓名、单位或邮箱找通讯录里的人，至多 30 位',
        tags: ['book'],
        querystring: z.object({ text: z.string().max(50).default('') }),
        response: { 200: z.array(CHOICE), ...problems(401, 403) },
      },
    },
    async (request, reply) =>
      await reply.send(await peopleLike(db, await seenBy(request), request.query.text)),
  );
}
