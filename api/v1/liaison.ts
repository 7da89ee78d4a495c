import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { keepLetter, letterOfMonth } from '../../db/liaison.ts';
import { editLetter, type LiaisonSide, liaisonSides, sendLetter } from '../../db/liaison-read.ts';
import { ledgerRows } from '../../db/status.ts';
import { actsOf } from '../../db/tellings.ts';
import { officialDocx } from '../../documents/official-docx.ts';
import { beijingDate } from '../../plan/date.ts';
import { ForbiddenError, NotFoundError, RefusedError } from '../../plan/errors.ts';
import { liaisonLetter } from '../../plan/letter.ts';
import { stateWords } from '../../plan/occurrence.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { ACT, shownAct } from './acts.ts';
import { sendFile } from './check.ts';
import { LETTER_TEXT } from './letter-text.ts';
import { DAY, DONE, INSTANT, instantOf, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const MONTH = z.string().regex(/^\d{4}-\d{2}$/);

const LETTER = z.object({
  month: MONTH,
  madeAt: INSTANT,
  matters: z.int(),
  sentOn: DAY.nullable().describe('发出的日期；空：还没有发出'),
  number: z.string().nullable(),
  text: LETTER_TEXT.nullable().describe('空：较早生成，只有文件'),
});

const SIDE = z
  .object({
    planId: z.int(),
    planTitle: z.string(),
    sideId: z.int(),
    side: z.string(),
    month: MONTH,
    matters: z.array(
      z.object({
        id: z.string(),
        number: z.string().nullable(),
        title: z.string(),
        unit: z.string(),
        dueOn: DAY.nullable(),
        asks: z.enum(['act', 'confirm']).describe('act 请对方协调；confirm 请对方确认'),
        count: z.object({ sum: z.number(), unit: WORDS }).nullable(),
        again: z.boolean().describe('以前的函里已经商请过'),
      }),
    ),
    letter: LETTER.nullable().describe('本月的函'),
    past: z.array(LETTER.omit({ text: true })),
    answers: z
      .array(
        z.object({
          id: z.string(),
          number: z.string(),
          title: z.string(),
          unit: z.string(),
          stateName: WORDS,
          act: ACT.nullable().describe('最近一次代填的答复；空：还没有'),
        }),
      )
      .describe('最近一函里的事项，答复了没有'),
  })
  .meta({ id: 'LiaisonSide' });

/** What lies with the other side, the month's letter about it, and what came back. */
export function liaisonRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const place = z.object({ plan: NUMBER, side: NUMBER });
  api.get(
    '/liaison',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'listLiaison',
        summary: '需对方协调、确认的事项，本月的商请函，以及答复；只给本方案的协调员',
        tags: ['liaison'],
        response: { 200: z.array(SIDE), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const today = beijingDate(now());
      const sides = await liaisonSides(db, standing.coordinates, today);
      return await reply.send(await Promise.all(sides.map(shownSide)));
    },
  );
  api.post(
    '/liaison/:plan/:side/letter',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'makeLetter',
        summary: '汇集本月的商请函；还没有发出的可以重新汇集，改过的文字随之作废',
        tags: ['liaison'],
        params: place,
        response: { 204: DONE, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const found = await sideOf(visitorOf(request).standing, request.params);
      const month = monthOf();
      if (found.letters.some((each) => each.month === month && each.sentOn !== null)) {
        throw new RefusedError('本月的商请函已经发出，不能重新汇集');
      }
      if (found.facts.items.length === 0) {
        throw new RefusedError(`${found.side}目前没有需要协调或确认的事项，不需发函`);
      }
      const text = liaisonLetter(found.facts);
      const { sha256, size } = await parts.files.put(Readable.from([await officialDocx(text)]));
      const { planId, sideId, facts } = found;
      const name = `商请函-${month}.docx`;
      const file = { id: randomUUID(), sha256, size, name, mediaType: DOCX, at: now() };
      const made = { planId, sideId, month, at: now(), text, occurrenceIds: facts.occurrenceIds };
      await keepLetter(db, made, file);
      return await reply.code(204).send();
    },
  );
  api.put(
    '/liaison/:plan/:side/letter',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'editLetter',
        summary: '修改本月商请函的文字',
        tags: ['liaison'],
        params: place,
        body: LETTER_TEXT,
        response: { 204: DONE, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { id } = await letterOf(visitorOf(request).standing, request.params);
      await editLetter(db, id, request.body);
      return await reply.code(204).send();
    },
  );
  api.post(
    '/liaison/:plan/:side/sent',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'sendLetter',
        summary: '登记本月商请函已经发出（系统不代发）；之后不能再改',
        tags: ['liaison'],
        params: place,
        body: z
          .strictObject({ on: DAY, number: z.string().trim().max(100).optional() })
          .meta({ id: 'LetterSent' }),
        response: { 204: DONE, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id } = await letterOf(standing, request.params);
      const { on, number } = request.body;
      const sent = { sentOn: on, number: number || null, sentBy: standing.personId };
      await sendLetter(db, id, sent);
      return await reply.code(204).send();
    },
  );
  api.get(
    '/liaison/:plan/:side/letter.docx',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'getLetterDocx',
        summary: '一个月的商请函（Word）',
        tags: ['liaison'],
        params: place,
        querystring: z.object({ month: MONTH.optional() }),
        response: {
          200: { description: '文件', content: { [DOCX]: { schema: z.any() } } },
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const month = request.query.month ?? monthOf();
      const { planId, sideId } = await sideOf(visitorOf(request).standing, request.params);
      const kept = await letterOfMonth(db, planId, sideId, month);
      if (kept === null) throw new NotFoundError('商请函', month);
      const bytes =
        kept.text === null
          ? await buffer(await parts.files.get(kept.file.sha256))
          : await officialDocx(kept.text);
      return sendFile(reply, bytes, `商请函-${month}.docx`);
    },
  );

  function monthOf(): string {
    return beijingDate(now()).slice(0, 7);
  }

  async function sideOf(
    { coordinates }: Sight,
    { plan, side }: { plan: number; side: number },
  ): Promise<LiaisonSide> {
    if (coordinates.length === 0) throw new ForbiddenError('商请函由协调员办理');
    const sides = await liaisonSides(db, coordinates, beijingDate(now()));
    const found = sides.find((each) => each.planId === plan && each.sideId === side);
    if (found === undefined) throw new NotFoundError('需联系的一方', `${plan}/${side}`);
    return found;
  }

  async function letterOf(standing: Sight, of: { plan: number; side: number }) {
    const { letters } = await sideOf(standing, of);
    const found = letters.find(({ month }) => month === monthOf());
    if (found === undefined) throw new NotFoundError('本月的商请函', monthOf());
    return found;
  }

  async function shownSide({ facts, letters, ...of }: LiaisonSide): Promise<z.infer<typeof SIDE>> {
    const shown = letters.map(({ month, at, occurrenceIds, sentOn, number, text }) => ({
      month,
      madeAt: instantOf(at),
      matters: occurrenceIds.length,
      sentOn,
      number,
      text,
    }));
    const month = monthOf();
    return {
      ...of,
      month,
      matters: facts.items.map(({ quote: _quote, unitName: unit, ...item }, index) => ({
        id: facts.occurrenceIds[index] ?? '',
        unit,
        ...item,
      })),
      letter: shown.find((each) => each.month === month) ?? null,
      past: shown.filter((each) => each.month !== month).map(({ text: _text, ...rest }) => rest),
      answers: await answersTo(letters),
    };
  }

  async function answersTo([last]: LiaisonSide['letters']) {
    if (last === undefined || last.occurrenceIds.length === 0) return [];
    const ids = last.occurrenceIds;
    const acts = await actsOf(db, ids);
    const rows = await ledgerRows(db, { ids }, await parts.calendar(), beijingDate(now()));
    return rows.map((row) => {
      const act = acts.get(row.id)?.find(({ door, at }) => door === 'behalf' && at >= last.at);
      const { id, number, title, unit } = row;
      const shown = act === undefined ? null : shownAct(act);
      return { id, number, title, unit, stateName: stateWords(row), act: shown };
    });
  }
}
