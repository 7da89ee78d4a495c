import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { lastActs } from '../../db/ledger-page.ts';
import { holdItem, releaseList, remarkItem } from '../../db/list-review.ts';
import { officePolicy } from '../../db/office-policy.ts';
import { assertSupervised } from '../../db/office-scope.ts';
import { type LedgerRow, ledgerRows } from '../../db/status.ts';
import { actsOf, sentTellings } from '../../db/tellings.ts';
import { proofOf } from '../../db/told.ts';
import {
  type WeeklyLine,
  weeklyListOf,
  weeklyLists,
  type WeeklyMatter,
} from '../../db/weekly-read.ts';
import { nextMorning } from '../../plan/agenda.ts';
import { beijingDate } from '../../plan/date.ts';
import { ForbiddenError } from '../../plan/errors.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { ACT, shownAct } from './acts.ts';
import { OFFERED, offeredIn } from './offered.ts';
import { LEDGER_ROW, shownRow } from './rows.ts';
import { DAY, DONE, INSTANT, instantOf, maybeInstant, NUMBER, problems } from './schemas.ts';

const LINE = z
  .object({
    id: z.int(),
    leader: z.string(),
    week: DAY.describe('上报那一周的星期一'),
    preparedOn: DAY,
    leavesOn: DAY,
    leftAt: INSTANT.nullable().describe('上报的时刻；空：还在协调员手里'),
    waits: z.boolean().describe('按规则须协调员放行，还没有放行'),
    matters: z.int(),
    held: z.int().describe('暂缓上报的项数'),
  })
  .meta({ id: 'WeeklyList' });

const MATTER = z
  .object({
    row: LEDGER_ROW,
    planTitle: z.string(),
    held: z.string().nullable().describe('暂缓上报的理由'),
    remark: z.string().nullable().describe('办公室说明'),
    proposal: z.string().describe('建议'),
    proof: z.string().nullable().describe('单位已知晓的凭据；空：没有'),
    told: z
      .array(
        z.object({
          at: INSTANT,
          kind: z.string(),
          channel: z.enum(['mail', 'sms', 'chat']),
          reader: z.string().nullable(),
          heard: z
            .enum(['delivered', 'undelivered', 'bounced', 'opened', 'answered'])
            .nullable()
            .describe('回执；空：只知道对方服务器收下了'),
        }),
      )
      .describe('何时、以何方式告知了谁'),
    office: z.array(ACT).describe('办公室、领导办了什么，新的在前'),
    unit: z.array(ACT).describe('单位说了什么，新的在前'),
    offered: z.array(OFFERED),
  })
  .meta({ id: 'WeeklyMatter' });

const WHOLE = z
  .object({
    line: LINE,
    mayDecide: z.boolean().describe('还没有上报，本人是协调员：可以说明、暂缓、放行'),
    matters: z.array(MATTER),
  })
  .meta({ id: 'WeeklyWhole' });

const SAID = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('hold'),
    id: z.string().min(1).max(250),
    text: z.string().trim().min(1, { error: '请写明暂缓的理由' }).max(500),
  }),
  z.strictObject({ act: z.literal('pass'), id: z.string().min(1).max(250) }),
  z.strictObject({
    act: z.literal('remark'),
    id: z.string().min(1).max(250),
    text: z.string().trim().min(1, { error: '请写明' }).max(500),
  }),
]);

/** The last acts of either side that are shown of a matter. */
const SHOWN_ACTS = 5;

/** Weekly lists for supervising leaders: this week's and those before, and what the coordinator says of them. */
export function weeklyRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const place = z.object({ id: NUMBER });
  api.get(
    '/weekly',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'listWeekly',
        summary: '督办专报，新的在前；领导看已上报的，协调员连同将要上报的',
        tags: ['weekly'],
        response: { 200: z.array(LINE), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      return await reply.send((await weeklyLists(db, standing)).map(shownLine));
    },
  );
  api.get(
    '/weekly/:id',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'getWeekly',
        summary: '一份专报：逐项的告知凭据、办公室做了什么、单位说了什么、建议、现在可以怎样批示',
        tags: ['weekly'],
        params: place,
        response: { 200: WHOLE, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { line, matters } = await weeklyListOf(db, standing, request.params.id);
      const mayDecide = line.leftAt === null && standing.coordinates.length > 0;
      const shown = await shownMatters(standing, matters);
      return await reply.send({ line: shownLine(line), mayDecide, matters: shown });
    },
  );
  api.post(
    '/weekly/:id/matters',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'sayOfWeekly',
        summary:
          '上报前：暂缓一项（hold）、恢复（pass）、加说明（remark）；由督办该事项的协调员办理',
        tags: ['weekly'],
        params: place,
        body: SAID,
        response: { 204: DONE, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { id: listId } = request.params;
      const said = request.body;
      await weeklyListOf(db, standing, listId);
      await assertCoordinates(standing, [said.id]);
      const item = { listId, occurrenceId: said.id, personId: standing.personId, at: now() };
      if (said.act === 'remark') await remarkItem(db, item, said.text);
      else await holdItem(db, item, said.act === 'hold' ? said.text : null);
      return await reply.code(204).send();
    },
  );
  api.post(
    '/weekly/:id/release',
    {
      config: { access: 'commands:write' },
      schema: {
        operationId: 'releaseWeekly',
        summary: '放行一份等待放行的专报，下一个工作日早上上报',
        tags: ['weekly'],
        params: place,
        response: { 204: DONE, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { matters } = await weeklyListOf(db, standing, request.params.id);
      await assertCoordinates(
        standing,
        matters.map(({ id }) => id),
      );
      const leavesAt = nextMorning(await parts.calendar(), await officePolicy(db), now());
      await releaseList(db, request.params.id, leavesAt);
      return await reply.code(204).send();
    },
  );

  /** An administrator looks on; whoever decides is the coordinator of the matters. */
  async function assertCoordinates(standing: Sight, ids: string[]): Promise<void> {
    if (standing.coordinates.length === 0) throw new ForbiddenError('专报须由协调员处理');
    await assertSupervised(db, { ...standing, admin: false }, ids, standing.coordinates);
  }

  async function shownMatters(standing: Sight, matters: WeeklyMatter[]) {
    const ids = matters.map(({ id }) => id);
    if (ids.length === 0) return [];
    const day = { calendar: await parts.calendar(), today: beijingDate(now()) };
    const rows = await ledgerRows(db, { ids }, day.calendar, day.today);
    const [last, told, acts] = await Promise.all([
      lastActs(db, ids),
      sentTellings(db, ids),
      actsOf(db, ids),
    ]);
    const found = new Map(matters.map((each) => [each.id, each]));
    const shown = [];
    const offered = await offeredIn(db, standing, rows, day.today);
    for (const row of rows.toSorted(gravestFirst)) {
      const matter = found.get(row.id);
      if (matter === undefined) continue;
      const own = acts.get(row.id) ?? [];
      const { id: _id, ...said } = matter;
      shown.push({
        row: shownRow(row, last.get(row.id), day),
        planTitle: row.planTitle,
        ...said,
        proof: await proofOf(db, row.id),
        told: (told.get(row.id) ?? []).map((each) => ({ ...each, at: instantOf(each.at) })),
        office: own
          .filter(({ ofUnit }) => !ofUnit)
          .slice(0, SHOWN_ACTS)
          .map(shownAct),
        unit: own
          .filter(({ ofUnit }) => ofUnit)
          .slice(0, SHOWN_ACTS)
          .map(shownAct),
        offered: offered.get(row.id)?.offered ?? [],
      });
    }
    return shown;
  }
}

function gravestFirst(a: LedgerRow, b: LedgerRow): number {
  return b.daysLate - a.daysLate || a.taskId - b.taskId;
}

function shownLine({ leftAt, ...line }: WeeklyLine): z.infer<typeof LINE> {
  return { ...line, leftAt: maybeInstant(leftAt) };
}
