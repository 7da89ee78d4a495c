import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bookRows, previewBook, takePreviewed, type Taken, unitsInBook } from '../../db/book.ts';
import { keeperOf } from '../../db/book-keeper.ts';
import { knownBook } from '../../db/people.ts';
import { rematchDrafts } from '../../db/rematching.ts';
import { bookWorkbook } from '../../documents/address-book.ts';
import { writeDelimited } from '../../documents/delimited.ts';
import { type AddressBook, addressBookTemplate, readAddressBook } from '../../plan/address-book.ts';
import { beijingDate } from '../../plan/date.ts';
import { ForbiddenError, InputError } from '../../plan/errors.ts';
import { faultText } from '../../plan/sheet.ts';
import type { AppParts } from '../app.ts';
import { attachment } from '../attachment.ts';
import { visitorOf } from '../auth/guards.ts';
import { changeShown } from './book-answers.ts';
import { IMPORTED } from './book-schemas.ts';
import { bring } from './bring.ts';
import { problems } from './schemas.ts';
import { sheetsSent } from './sheet-file.ts';

const FILE_ANSWER = {
  200: { description: '文件', content: { 'application/octet-stream': { schema: z.any() } } },
};

/** The address book by the table: a template, what is known, and taking a filled one in. */
export function bookImportRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { commander } = parts;
  const { db, now } = commander;
  const seenBy = async (request: FastifyRequest) => await keeperOf(db, visitorOf(request).standing);
  api.get(
    '/book/template',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'getBookTemplate',
        summary: '通讯录样表',
        tags: ['book'],
        querystring: z.object({ form: z.enum(['xlsx', 'csv']).default('xlsx') }),
        response: { ...FILE_ANSWER, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      await seenBy(request);
      return await table(reply, addressBookTemplate(), '通讯录样表', request.query.form);
    },
  );
  api.get(
    '/book/table',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'getBookTable',
        summary: '现有通讯录的表，改好可以再导入',
        tags: ['book'],
        querystring: z.object({ form: z.enum(['xlsx', 'csv']).default('xlsx') }),
        response: { ...FILE_ANSWER, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const units = await unitsInBook(db, await seenBy(request));
      const name = `通讯录${beijingDate(now())}`;
      return await table(reply, bookRows(units), name, request.query.form);
    },
  );
  api.post(
    '/book/import',
    {
      config: { access: 'session', rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        operationId: 'importBook',
        summary:
          '导入通讯录（multipart：字段 files 为一个 .xlsx 或 CSV，请求头 x-duban: 1）；没有 digest 的只预览，带上预览给的 digest 才导入',
        tags: ['book'],
        consumes: ['multipart/form-data'],
        querystring: z.object({ digest: z.string().length(64).optional() }),
        response: { 200: IMPORTED, ...problems(401, 403, 409, 422, 429) },
      },
    },
    async (request, reply) => {
      const keeper = await seenBy(request);
      if (!keeper.keeps) throw new ForbiddenError('通讯录由协调员和系统管理员修改');
      const sheets = await sheetsSent(request);
      const book = readAddressBook(sheets, await knownBook(db));
      const seen = readShown(book);
      if (book.faults.length > 0) return await reply.send(seen);
      const by = visitorOf(request).account.personId;
      const at = { now: now(), domain: parts.letters.domain, by };
      const { digest } = request.query;
      if (digest === undefined)
        return await reply.send(await looked(seen, previewBook(db, book, keeper, at)));
      const taken = await takePreviewed(db, book, { keeper, digest }, at);
      const matched = await rematchDrafts(db);
      const brought = await bring(commander, taken.change);
      return await reply.send({ ...seen, ...takenShown(taken), applied: true, matched, brought });
    },
  );
}

type Imported = z.infer<typeof IMPORTED>;

/** What was read; faults that lie in no cell stand by themselves. */
function readShown({ faults, cells, warnings }: AddressBook): Imported {
  const said = cells.faults.map(faultText);
  return {
    applied: false,
    digest: null,
    cells: cells.faults,
    faults: faults.filter((fault) => !said.includes(fault)),
    warnings,
    changes: [],
    kept: 0,
    reached: 0,
    brought: false,
    matched: [],
  };
}

/** What is not one's to change is shown among the faults, so that all are mended at once. */
async function looked(seen: Imported, preview: Promise<Taken>): Promise<Imported> {
  try {
    return { ...seen, ...takenShown(await preview) };
  } catch (error) {
    if (error instanceof InputError) return { ...seen, faults: error.faults };
    throw error;
  }
}

function takenShown({ digest, changes, kept, change }: Taken) {
  return { digest, changes: changes.map(changeShown), kept, reached: change?.reached ?? 0 };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function table(
  reply: FastifyReply,
  rows: string[][],
  title: string,
  form: 'xlsx' | 'csv',
): Promise<FastifyReply> {
  const made = form === 'xlsx' ? await bookWorkbook(rows) : writeDelimited(rows);
  const bytes = Buffer.from(made);
  const mediaType = form === 'xlsx' ? XLSX : 'text/csv';
  const of = { name: `${title}.${form}`, mediaType, size: bytes.length };
  return await reply.headers(attachment(of)).send(bytes);
}
