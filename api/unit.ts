import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertUnitMay } from '../db/authority.ts';
import { openAsks } from '../db/division-answers.ts';
import { fileForUnits, filesByEvent } from '../db/evidence.ts';
import { handedOn, waysBesides } from '../db/handing-on.ts';
import { bookTasks, returnedTasks } from '../db/returns.ts';
import { historyOf, type LedgerRow, ledgerRows } from '../db/status.ts';
import { deskPlans, occurrenceFacts, rolesIn, takingPartIds } from '../db/unit-desk.ts';
import { ForbiddenError, InputError, NotFoundError, RefusedError } from '../plan/errors.ts';
import { handedOnWords } from '../plan/handing-on.ts';
import { STATE_NAMES } from '../plan/occurrence.ts';
import { UNIT_ACTS } from '../plan/unit-acts.ts';
import { acknowledgeByForm, giveAct } from './acts.ts';
import type { AppParts } from './app.ts';
import { addressOf, type Desk, openDesk } from './desk.ts';
import { divisionPages } from './division-pages.ts';
import { statusOf } from './errors.ts';
import { pictureOf, sendPicture } from './picture.ts';
import { errorPages } from './error-pages.ts';
import { sendStored } from './stored.ts';
import type { Filled } from './forms.ts';
import { listPage, occurrencePage, type PageNotes, STYLE } from './pages.ts';
import { postRoutes } from './post-routes.ts';
import { printPage } from './print.ts';
import { MOST_RETURN_FILES, type RefusedRow, returnForm, sendReturn } from './returns.ts';
import { calendarRoutes } from './calendar.ts';
import { type Admitted, admit } from './devices.ts';
import { type Form, lostFiles } from './upload.ts';
import { scriptRoutes } from './unit-script.ts';
import { uploadRoutes } from './uploads.ts';
import { whyRoutes } from './why.ts';

type Link = { Params: { token: string }; Querystring: { done?: unknown } };
type Occurrence = {
  Params: { token: string; '*': string };
  Querystring: { done?: unknown; act?: unknown };
};

/** What the form of a return asks for; it gives several commands. */
const SEND_RETURN = 'return';

/** The pages of a unit behind its link. GET changes nothing; every POST shows that the link is used. */
export function unitRoutes(app: FastifyInstance, parts: AppParts): void {
  errorPages(app, parts);
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
  });
  scriptRoutes(app);
  app.get('/style.css', async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=86400')
      .type('text/css; charset=utf-8')
      .send(STYLE),
  );
  app.get<Link>('/:token', async ({ params, query, headers }, reply) =>
    html(reply, await list(parts, await openDesk(parts, { params, headers }), doneOf(query))),
  );
  app.get<{ Params: { token: string; plan: string } }>(
    '/:token/p/:plan',
    async (request, reply) => {
      const desk = await openDesk(parts, request);
      return html(reply, await list(parts, desk, {}, request.params.plan));
    },
  );
  app.get<Link>('/:token/print', async (request, reply) =>
    html(reply, await printPage(parts, await openDesk(parts, request))),
  );
  app.get<Occurrence>('/:token/o/*', async (request, reply) => {
    const { params, query } = request;
    const desk = await openDesk(parts, request);
    return html(reply, await occurrence(parts, desk, params['*'], doneOf(query)));
  });
  app.get<{ Params: { token: string; file: string }; Querystring: { size?: string } }>(
    '/:token/f/:file',
    async (request, reply) => {
      const desk = await openDesk(parts, request);
      const row = await fileForUnits(parts.commander.db, desk.unitIds, request.params.file);
      if (request.query.size === 'thumbnail') {
        return sendPicture(reply, await pictureOf(parts.files, row, 'thumbnail'));
      }
      return await sendStored(reply, parts.files, row);
    },
  );
  app.post<{ Params: { token: string; plan: string } }>(
    '/:token/p/:plan',
    async (request, reply) => {
      const opened = await openDesk(parts, request);
      const admitted = await admit(parts, opened, request, reply);
      if (admitted === null) return reply;
      const { desk, form } = admitted;
      await acknowledge(parts, desk, request.params.plan, form);
      return reply.redirect(`${desk.base}?done=acknowledge-all`, 303);
    },
  );
  app.post<Occurrence>('/:token/o/*', (request, reply) => act(parts, request, reply));
  divisionPages(app, parts);
  postRoutes(app, parts);
  calendarRoutes(app, parts);
  whyRoutes(app, parts);
  uploadRoutes(app, parts);
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

function doneOf({ done }: { done?: unknown }): PageNotes {
  return typeof done === 'string' ? { done } : {};
}

/** The list of a unit: what is current, or one plan that is over. */
async function list(
  { commander: { db } }: AppParts,
  desk: Desk,
  notes: PageNotes,
  planText?: string,
): Promise<string> {
  const { unitIds, calendar, today } = desk;
  const all = await deskPlans(db, unitIds, today);
  const one = all.find(({ id }) => String(id) === planText);
  if (planText !== undefined && one === undefined) throw new NotFoundError('方案', planText);
  const plans = one === undefined ? all.filter(({ isOver }) => !isOver) : [one];
  const planIds = plans.map(({ id }) => id);
  const [answering, takingPart] = await Promise.all([
    ledgerRows(db, { unitIds, planIds }, calendar, today),
    takingPartIds(db, unitIds, planIds).then((ids) =>
      ids.length === 0 ? [] : ledgerRows(db, { ids }, calendar, today),
    ),
  ]);
  const told = await Promise.all(
    plans.map(async (plan) => ({
      ...plan,
      inReturns: await returnedTasks(db, plan.id, unitIds),
    })),
  );
  const asked = one === undefined ? await openAsks(db, unitIds) : [];
  const over = one === undefined ? all.filter(({ isOver }) => isOver) : [];
  return listPage(
    desk,
    { plans: told, over, asked, whole: one !== undefined },
    { answering, takingPart },
    notes,
  );
}

async function occurrence(
  { commander: { db }, letters }: AppParts,
  desk: Desk,
  id: string,
  notes: PageNotes,
  filled?: Filled | Form,
): Promise<string> {
  const roles = await rolesIn(db, desk.unitIds, id);
  // what belongs to others answers as what does not exist: ids can be guessed
  if (roles.length === 0) throw new NotFoundError('本单位的事项', id);
  const row = await rowOf(db, desk, id);
  const facts = await occurrenceFacts(db, id);
  // who did what on the other side is that side's own business
  const isGuest = roles.every((role) => role === 'counterpart');
  const history = isGuest ? [] : await historyOf(db, id);
  const sent = filled !== undefined && 'id' in filled ? filled : undefined;
  const acted = filled !== undefined && 'kind' in filled ? filled : undefined;
  const report = roles.includes('answering')
    ? await returnForm(db, desk, row, `${addressOf(desk.base, id)}?act=${SEND_RETURN}`, sent)
    : null;
  const files = isGuest ? new Map() : await filesByEvent(db, id);
  const tasks = row.reportingPeriod === null ? [] : await bookTasks(db, row.planId);
  const sms = await letters.sms();
  const { planId } = row;
  const ways = await waysBesides(db, { planId, unitId: desk.link.unitId, sms });
  const view = { row, facts, roles, history, report, files, tasks, ways };
  const gone = notes.done === 'hand-on' ? await handedOn(db, id, desk.today, sms) : null;
  const said = gone === null ? notes : { ...notes, words: handedOnWords(gone) };
  return occurrencePage(desk, view, said, acted);
}

async function rowOf(
  db: AppParts['commander']['db'],
  { calendar, today }: Desk,
  id: string,
): Promise<LedgerRow> {
  const [row] = await ledgerRows(db, { id }, calendar, today);
  if (row === undefined) throw new NotFoundError('事项', id);
  return row;
}

async function acknowledge(
  parts: AppParts,
  desk: Admitted['desk'],
  planText: string,
  form: Form,
): Promise<void> {
  const plans = await deskPlans(parts.commander.db, desk.unitIds, desk.today);
  const found = plans.find(({ id }) => String(id) === planText);
  if (found === undefined) throw new ForbiddenError('该方案与本单位无关');
  await acknowledgeByForm(parts, desk, found.id, form);
}

/** Takes one form; what it cannot take it shows again with the reason, and with what was written. */
async function act(
  parts: AppParts,
  request: FastifyRequest<Occurrence>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db } = parts.commander;
  const opened = await openDesk(parts, request);
  const id = request.params['*'];
  const row = await rowOf(db, opened, id);
  if (request.query.act === SEND_RETURN) return await send(parts, opened, row, request, reply);
  const kind = UNIT_ACTS.find((each) => each === request.query.act);
  if (kind === undefined) throw new NotFoundError('操作', '请返回上一页刷新后再办理');
  await assertUnitMay(db, opened.link.unitId, id, kind);
  const admitted = await admit(parts, opened, request, reply);
  if (admitted === null) return reply;
  const { desk, form } = admitted;
  try {
    await giveAct(parts, desk, row, kind, form);
  } catch (error) {
    const faults = faultsIn(error, await rowOf(db, desk, id));
    if (faults === null) throw error;
    const filled = { kind, field: form.field, hadFiles: lostFiles(form) };
    void reply.code(form.refused.length > 0 ? 413 : statusOf(error));
    return html(reply, await occurrence(parts, desk, id, { faults }, filled));
  }
  return reply.redirect(`${addressOf(desk.base, id)}?done=${kind}`, 303);
}

/** Takes the form of a return; rows that were refused are named, the others stand. */
async function send(
  parts: AppParts,
  opened: Desk,
  row: LedgerRow,
  request: FastifyRequest<Occurrence>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db } = parts.commander;
  await assertUnitMay(db, opened.link.unitId, row.id, 'complete');
  if (row.reportingPeriod === null) throw new NotFoundError('报表', row.id);
  const admitted = await admit(parts, opened, request, reply, MOST_RETURN_FILES);
  if (admitted === null) return reply;
  const { desk, form } = admitted;
  // a phone's Go key in a field must not send a form that is half filled in
  if (form.field('unfinished') !== '') {
    const faults = ['还没有报送：全部填完后，请点页底的按钮'];
    return html(reply, await occurrence(parts, desk, row.id, { faults }, form));
  }
  let refused: RefusedRow[];
  try {
    refused = await sendReturn(parts, desk, row, form);
  } catch (error) {
    const faults = faultsIn(error, await rowOf(db, desk, row.id));
    if (faults === null) throw error;
    void reply.code(form.refused.length > 0 ? 413 : statusOf(error));
    return html(reply, await occurrence(parts, desk, row.id, { faults }, form));
  }
  if (refused.length === 0)
    return reply.redirect(`${addressOf(desk.base, row.id)}?done=return`, 303);
  const notes = { done: SEND_RETURN, faults: refusedWords(refused) };
  return html(reply.code(409), await occurrence(parts, desk, row.id, notes));
}

function refusedWords(refused: RefusedRow[]): string[] {
  return [
    `有 ${refused.length} 项没有收下，其余已经报送：`,
    ...refused.map(
      ({ head, reason, text }) => `${head}：${reason}${text === '' ? '' : `（您填写的：${text}）`}`,
    ),
  ];
}

function faultsIn(error: unknown, row: LedgerRow): string[] | null {
  if (error instanceof InputError) return error.faults;
  return error instanceof RefusedError
    ? [error.message, `目前状态：${STATE_NAMES[row.state]}`]
    : null;
}
