import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ledgerPage } from '../../db/ledger-page.ts';
import { unitName } from '../../db/lookup.ts';
import { lookAtReassigning } from '../../db/reassigning.ts';
import { seenOf } from '../../db/scope.ts';
import { type LedgerRow, ledgerRows } from '../../db/status.ts';
import { mayGive, officeWords } from '../../plan/authority.ts';
import type { Calendar } from '../../plan/calendar.ts';
import { beijingDate, type PlainDate } from '../../plan/date.ts';
import { InputError } from '../../plan/errors.ts';
import { COMMAND_NAMES, refusal, stateWords } from '../../plan/occurrence.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { FILTER, queryOf } from './ledger.ts';
import {
  COMMAND_KINDS,
  completeCommand,
  OFFERED,
  type Offered,
  offeredIn,
  type OfferedRow,
} from './offered.ts';
import { LEDGER_ROW, LIGHT, tallyOf } from './rows.ts';
import { DAY, problems } from './schemas.ts';
import { WORDS } from './words.ts';

/** As many rows are taken at once. */
const MOST = 300;

/** What says the same of every row, or has a figure of each; partners and papers are a matter of each by itself. */
const IN_BULK: readonly Offered['kind'][] = [
  'close',
  'return',
  'urge',
  'instruct',
  'set-due',
  'rectify',
  'summon',
  'take-note',
  'record-telling',
  'decide-extension',
  'endorse-extension',
  'uphold',
  'reassign',
  'pause',
  'resume',
  'waive',
  'cancel',
  'acknowledge',
  'report',
  'enter',
  'complete',
  'contribute',
  'promise',
  'hand-on',
];

const AS = z.enum(['office', 'behalf', 'unit']);

const KIND = OFFERED.omit({ units: true }).extend({
  count: z.int().describe('其中几项可以这样办'),
});

const PREVIEW = z
  .object({
    more: z.boolean().describe(`符合条件的超过 ${MOST} 项，只取前 ${MOST} 项`),
    kinds: z.array(KIND),
    rows: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        unit: z.string(),
        dueOn: DAY.nullable(),
        light: LIGHT,
        stateName: WORDS,
        tally: LEDGER_ROW.shape.tally,
        may: z.boolean().describe('可以这样办（没有选办法时：有办法可办）'),
        why: WORDS.nullable().describe('为什么不能'),
        units: OFFERED.shape.units.describe('代填：可以代哪些单位填；几个单位时逐项选定'),
      }),
    ),
    units: z
      .array(z.object({ id: z.int(), name: z.string() }))
      .describe('kind 为 reassign：可以改交哪些单位'),
    hears: z
      .array(
        z.object({
          unit: z.string(),
          takes: z.boolean().describe('接手；否则移交'),
          count: z.int(),
          reader: z.string().nullable().describe('通知发给谁；空：联系不上'),
        }),
      )
      .describe('改交后谁会收到通知'),
  })
  .meta({ id: 'BulkPreview' });

const ASKED = z.strictObject({
  ids: z.array(z.string().min(1).max(250)).min(1).max(MOST).optional(),
  query: FILTER.optional().describe('符合条件的全部；与 ids 只写一个'),
  kind: z.enum(COMMAND_KINDS).optional(),
  as: AS.optional(),
  toUnitId: z.int().positive().optional().describe('kind 为 reassign：改交哪个单位'),
});

/** What many rows may be done at once with: for how many, and why not for the others. */
export function bulkRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.post(
    '/bulk/preview',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'previewBulk',
        summary: '批量办理前先看：能怎样办，几项能办，其余为什么不能；不写入。办理仍是一项一个命令',
        tags: ['ledger'],
        body: ASKED,
        response: { 200: PREVIEW, ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const { ids, query, kind, as, toUnitId } = request.body;
      await assertAsked(request.body);
      const day = { calendar: await parts.calendar(), today: beijingDate(now()) };
      const { rows, more } =
        ids === undefined ? await matching(standing, query, day) : await named(standing, ids, day);
      const found = await offeredIn(db, standing, rows, day.today);
      const wayOf = ({ id }: LedgerRow) =>
        inBulk(found.get(id)).find((each) => each.kind === kind && each.as === as);
      const moving = kind === 'reassign' ? rows.filter(wayOf).map(({ id }) => id) : [];
      const sms = moving.length > 0 && (await parts.letters.sms());
      const around = { today: day.today, sms };
      const { units, hears, faults } = await lookAtReassigning(db, moving, toUnitId, around);
      const shown = rows.map((row) => {
        const its = found.get(row.id);
        const way = wayOf(row);
        const fault = faults.get(row.id) ?? null;
        if (kind === undefined || as === undefined || its === undefined) {
          return { ...lineOf(row), may: inBulk(its).length > 0, why: null, units: [] };
        }
        const may = way !== undefined && fault === null;
        const why = may ? null : (fault ?? whyNot(row, { kind, as }, its, standing));
        return { ...lineOf(row), may, why, units: way?.units ?? [] };
      });
      const kinds = kindsOf([...found.values()].flatMap(inBulk));
      return await reply.send({ more, kinds, rows: shown, units, hears });
    },
  );

  /** What is asked must be one question: of these rows or of a query, of an act with its way. */
  async function assertAsked({ ids, query, kind, as, toUnitId }: z.infer<typeof ASKED>) {
    const isUnknown = toUnitId !== undefined && (await unitName(db, toUnitId)) === '';
    const faults = [
      ...((ids === undefined) === (query === undefined)
        ? ['请写 ids（哪几项）或 query（符合条件的全部），写其中一个']
        : []),
      ...((kind === undefined) === (as === undefined)
        ? []
        : ['kind（怎样办）和 as（以谁的身份：office、behalf、unit）要一起写']),
      ...(toUnitId !== undefined && kind !== 'reassign'
        ? ['toUnitId（改交哪个单位）只在 kind 为 reassign 时写']
        : []),
      ...(isUnknown ? [`没有编号为 ${toUnitId} 的单位，请刷新后重新选择`] : []),
    ];
    if (faults.length > 0) throw new InputError('批量办理', faults);
  }

  async function named(standing: Sight, ids: string[], day: OnDay) {
    const seen = await seenOf(db, standing, ids);
    const rows =
      seen.length === 0 ? [] : await ledgerRows(db, { ids: seen }, day.calendar, day.today);
    return { rows, more: false };
  }

  async function matching(standing: Sight, query: z.infer<typeof FILTER> | undefined, day: OnDay) {
    const { sort = 'due', ...filter } = query ?? {};
    const order = { sort, offset: 0, limit: MOST + 1 };
    const { rows } = await ledgerPage(db, standing, queryOf(filter), order, day);
    return { rows: rows.slice(0, MOST), more: rows.length > MOST };
  }
}

/** What of that which is offered may be done with many at once. */
function inBulk(row: OfferedRow | undefined): Offered[] {
  return (row?.offered ?? []).filter(({ kind }) => IN_BULK.includes(kind));
}

type Way = Pick<Offered, 'kind' | 'as'>;

/** What the state forbids, else whose business it is. */
function whyNot(
  row: LedgerRow,
  { kind, as }: Way,
  { ruling, urgingFault, parties }: OfferedRow,
  { belongsTo }: Sight,
): string {
  if (row.beforeStart) return '督办开始前已到期，只列出，不办理';
  const refused = refusal(row.standing, completeCommand(kind));
  if (refused !== null) return refused;
  if (kind === 'urge' && urgingFault !== null) return urgingFault;
  const act = COMMAND_NAMES[kind];
  const speakers = parties.filter(({ role }) => mayGive(role, { kind }, ruling));
  if (as === 'behalf') {
    return speakers.length === 0 ? `该事项没有可以${act}的单位` : '代填须由督办该事项的协调员办理';
  }
  if (as === 'unit' && speakers.some(({ unitId }) => belongsTo.includes(unitId))) {
    return `该事项现在不需要${act}`;
  }
  const by = officeWords({ kind }, ruling);
  return by === '' ? `${act}由责任单位自己办理` : `${act}须由督办该事项的${by}办理`;
}

type OnDay = { calendar: Calendar; today: PlainDate };

function lineOf(row: LedgerRow) {
  const { id, number, title, reportingPeriod, unit, dueOn, light } = row;
  const named = reportingPeriod === null ? title : `${title}（${reportingPeriod}）`;
  const tally = tallyOf(row);
  return { id, number, title: named, unit, dueOn, light, stateName: stateWords(row), tally };
}

/** Each way once, in the order in which it is offered, with how many rows take it. */
function kindsOf(all: Offered[]): z.infer<typeof KIND>[] {
  const found = new Map<string, z.infer<typeof KIND>>();
  for (const { units: _units, ...each } of all) {
    const key = `${each.as}/${each.kind}`;
    found.set(key, { ...each, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found.values()].toSorted(
    (a, b) => IN_BULK.indexOf(a.kind) - IN_BULK.indexOf(b.kind) || a.as.localeCompare(b.as),
  );
}
