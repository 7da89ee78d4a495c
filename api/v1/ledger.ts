import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { boardOf, daysOf } from '../../db/board.ts';
import {
  COUNTED_ROWS,
  lastActs,
  ledgerIds,
  ledgerPage,
  rowsInOrder,
} from '../../db/ledger-page.ts';
import { beijingDate, monthEnd } from '../../plan/date.ts';
import { RefusedError } from '../../plan/errors.ts';
import {
  BOARD_FIGURES,
  type LedgerQuery,
  MARKS,
  OUTCOMES,
  queryString,
  SORTS,
} from '../../plan/ledger-query.ts';
import type { AppParts } from '../app.ts';
import { attachment } from '../attachment.ts';
import { visitorOf } from '../auth/guards.ts';
import { ledgerWorkbook } from '../ledger-sheet.ts';
import { LEDGER_ROW, LIGHT, shownRow, STATE } from './rows.ts';
import { DAY, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

/** Values with commas between them. */
function several<Value extends z.ZodType>(value: Value) {
  return z
    .preprocess(
      (given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given),
      z.array(value).min(1),
    )
    .optional();
}

/** Which rows of the ledger are asked for. */
export const FILTER = z.object({
  plan: NUMBER.optional().describe('方案编号'),
  unit: NUMBER.optional().describe('责任单位'),
  task: NUMBER.optional().describe('一项任务'),
  state: several(STATE).describe('状态，可写几个，逗号隔开'),
  light: several(LIGHT).describe('灯，可写几个，逗号隔开'),
  due_from: DAY.optional(),
  due_to: DAY.optional(),
  undated: z.enum(['true', 'false']).optional().describe('没有日期的'),
  mark: z
    .enum(MARKS)
    .optional()
    .describe(
      'extension 申请延期，declined 退回任务，paused 暂停，risk 报告困难，waiting 等待事件',
    ),
  outcome: z
    .enum(OUTCOMES)
    .optional()
    .describe(
      'onTime 按时办结，late 逾期后办结，overdue 逾期未办结，open 在办；与单位对比同一口径',
    ),
  text: z.string().max(100).optional().describe('事项、原文、序号、单位里的字，几个词用空格隔开'),
  period: z.string().max(50).optional().describe('报告期，例如 3月份'),
  sort: z.enum(SORTS).default('due'),
});

const PAGED = FILTER.extend({
  page: z.coerce.number<string>().int().min(1).default(1),
  size: z.coerce.number<string>().int().min(1).max(200).default(50),
});

const PAGE = z
  .object({
    rows: z.array(LEDGER_ROW),
    page: z.int(),
    size: z.int(),
    total: z.int().describe(`共几行，至多数到 ${COUNTED_ROWS}`),
    more: z.boolean().describe('比 total 还多'),
    today: DAY,
  })
  .meta({ id: 'LedgerPage' });

const BOARD = z
  .object({
    today: DAY,
    year: z.int().describe('各月属于哪一年'),
    years: z.object({ from: z.int(), to: z.int() }).describe('看得到的方案自哪年至哪年'),
    figures: z.array(
      z.object({
        name: z.enum(BOARD_FIGURES),
        label: WORDS,
        count: z.int(),
        query: z.string().describe('台账里数出它的那些行：/ledger?…'),
      }),
    ),
    units: z.array(z.object({ id: z.int(), name: z.string() })).describe('按名称排列'),
    spans: z
      .array(z.object({ span: z.string(), query: z.string() }))
      .describe('cells 里的 span 各指台账里的哪些行，另加 unit= 和 light='),
    cells: z
      .array(
        z.object({
          unitId: z.int(),
          span: z
            .string()
            .describe('YYYY-MM；earlier 该年以前到期而没有结束的；undated 没有时限而没有结束的'),
          light: LIGHT,
          count: z.int(),
        }),
      )
      .describe('各单位各月的灯'),
  })
  .meta({ id: 'Board' });

const LABELS = {
  dueSoon: '30 天内到期',
  overdue: '逾期',
  toVerify: '等待销号',
  extensions: '申请延期',
  declined: '退回任务待答复',
  atRisk: '报告困难',
  untimed: '不计时（需对方协调、暂停、等待事件）',
} as const;

/** As many rows go into one workbook. */
const MOST_ROWS = 20_000;

/** The ledger page by page, as a workbook, and the board that counts it. */
export function ledgerRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const onDay = async () => ({ calendar: await parts.calendar(), today: beijingDate(now()) });
  api.get(
    '/ledger',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'listLedger',
        summary: '台账，按页；只含本人看得到的',
        tags: ['ledger'],
        querystring: PAGED,
        response: { 200: PAGE, ...problems(401, 403, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { page, size, sort, ...filter } = request.query;
      const offset = (page - 1) * size;
      if (offset >= COUNTED_ROWS) {
        throw new RefusedError(`至多翻到第 ${COUNTED_ROWS} 行，请用条件缩小范围`);
      }
      const today = beijingDate(now());
      const section = { sort, offset, limit: size };
      const [calendar, { ids, total, more }] = await Promise.all([
        parts.calendar(),
        ledgerIds(db, standing, queryOf(filter), section, today),
      ]);
      const [found, last] = await Promise.all([
        rowsInOrder(db, ids, calendar, today),
        lastActs(db, ids),
      ]);
      const rows = found.map((row) => shownRow(row, last.get(row.id), { calendar, today }));
      return await reply.send({ rows, page, size, total, more, today });
    },
  );
  api.get(
    '/board',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'getBoard',
        summary: '看板：各项数字和各单位各月的灯，每个数字都写明数的是哪些行',
        tags: ['ledger'],
        querystring: z.object({
          plan: NUMBER.optional(),
          unit: NUMBER.optional(),
          year: NUMBER.optional().describe('哪一年的各月；不写是今年'),
        }),
        response: { 200: BOARD, ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { year: _wanted, ...base } = request.query;
      const { today } = await onDay();
      const board = await boardOf(db, standing, request.query, today);
      return await reply.send({
        ...board,
        today,
        figures: board.figures.map(({ name, count, query }) => ({
          name,
          label: LABELS[name],
          count,
          query: queryString(query),
        })),
        spans: [...new Set(board.cells.map(({ span }) => span))].map((span) => ({
          span,
          query: queryString(spanQuery(base, span, board.year)),
        })),
      });
    },
  );
  api.get(
    '/export/ledger.xlsx',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'exportLedger',
        summary: `按同样条件导出 Excel 表，至多 ${MOST_ROWS} 行`,
        tags: ['ledger'],
        querystring: FILTER,
        response: {
          200: {
            description: 'Excel 工作簿',
            content: { [XLSX]: { schema: z.any() } },
          },
          ...problems(401, 403, 409, 422),
        },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { sort, ...filter } = request.query;
      const day = await onDay();
      const order = { sort, offset: 0, limit: MOST_ROWS + 1 };
      const { rows } = await ledgerPage(db, standing, queryOf(filter), order, day);
      if (rows.length > MOST_ROWS) {
        throw new RefusedError(`超过 ${MOST_ROWS} 行，请用条件缩小范围，分几次导出`);
      }
      const bytes = Buffer.from(await ledgerWorkbook(rows));
      const name = `台账${day.today}.xlsx`;
      const headers = attachment({ name, mediaType: XLSX, size: bytes.length });
      return await reply.headers(headers).send(bytes);
    },
  );
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A filter as the ledger is asked. */
export function queryOf({
  due_from: dueFrom,
  due_to: dueTo,
  undated,
  ...rest
}: Omit<z.infer<typeof FILTER>, 'sort'>): LedgerQuery {
  return { ...rest, dueFrom, dueTo, undated: undated === 'true' ? true : undefined };
}

/** The rows that the cells of a column of the board count, of any unit and under any light. */
export function spanQuery(base: LedgerQuery, span: string, year: number): LedgerQuery {
  if (span === 'undated') return { ...base, undated: true };
  if (span === 'earlier') return { ...base, dueTo: daysOf(year - 1).dueTo };
  const dueTo = monthEnd(Number(span.slice(0, 4)), Number(span.slice(5)));
  return { ...base, dueFrom: `${span}-01`, dueTo };
}
