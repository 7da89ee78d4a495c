import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ShownAnswer } from '../db/division.ts';
import { agreeToRest, askedTable, type Answering, recordAnswers } from '../db/division-answers.ts';
import { chineseDate } from '../plan/date.ts';
import { clockWords } from '../plan/desk.ts';
import { answerKind } from '../plan/division.ts';
import { InputError, NotFoundError, RefusedError } from '../plan/errors.ts';
import type { AppParts } from './app.ts';
import { type Desk, openDesk } from './desk.ts';
import { type Admitted, admit } from './devices.ts';
import { statusOf } from './errors.ts';
import { frame, type PageNotes, render } from './pages.ts';
import type { Form } from './upload.ts';

type Asked = {
  Params: { token: string; plan: string };
  Querystring: { done?: unknown; do?: unknown };
};

/** The page on which a unit says what it thinks of the rows that concern it. */
export function divisionPages(app: FastifyInstance, parts: AppParts): void {
  app.get<Asked>('/:token/division/:plan', async (request, reply) => {
    const desk = await openDesk(parts, request);
    const { done } = request.query;
    const notes = typeof done === 'string' ? { done } : {};
    return html(reply, await divisionPage(parts, desk, planIn(request), notes));
  });
  app.post<Asked>('/:token/division/:plan', (request, reply) => takeAnswer(parts, request, reply));
}

async function takeAnswer(
  parts: AppParts,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const planId = planIn(request);
  const opened = await openDesk(parts, request);
  // who was not asked is not asked for a name either
  await askedTable(parts.commander.db, planId, opened.unitIds);
  const admitted = await admit(parts, opened, request, reply);
  if (admitted === null) return reply;
  const { desk, form } = admitted;
  try {
    await record(parts, desk, planId, form, request.query.do);
  } catch (error) {
    if (!(error instanceof InputError || error instanceof RefusedError)) throw error;
    const faults = error instanceof InputError ? error.faults : [error.message];
    return html(
      reply.code(statusOf(error)),
      await divisionPage(parts, desk, planId, { faults }, form),
    );
  }
  const done = request.query.do === 'all' ? 'division-all' : 'division';
  return reply.redirect(`${desk.base}/division/${planId}?done=${done}`, 303);
}

async function record(
  parts: AppParts,
  desk: Admitted['desk'],
  planId: number,
  form: Form,
  what: unknown,
): Promise<void> {
  const { db } = parts.commander;
  const who: Answering = {
    door: 'link',
    personId: desk.link.personId,
    deviceId: desk.device.id,
    source: null,
    informant: null,
    givenAs: formId(desk, form, what),
    now: desk.now,
  };
  if (what === 'all') return void (await agreeToRest(db, planId, desk.unitIds, who));
  const unitId = Number(form.field('unit-id'));
  if (!desk.unitIds.includes(unitId)) throw new NotFoundError('征求意见的任务', form.field('task'));
  const said = { words: form.field('words'), unit: form.field('unit'), time: form.field('time') };
  const kind = what === 'agree' ? ('agree' as const) : answerKind(said);
  const given = { ...said, kind, unitId, task: form.field('task') };
  await recordAnswers(db, planId, [given], who);
}

/** The same form a second time is the same answer; filled in otherwise it is another. */
function formId({ link }: Desk, { field }: Form, what: unknown): string {
  const said = [link.id, what, ...['form', 'unit-id', 'words', 'unit', 'time'].map(field)];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32);
}

async function divisionPage(
  parts: AppParts,
  desk: Desk,
  planId: number,
  notes: PageNotes,
  filled?: Form,
): Promise<string> {
  const table = await askedTable(parts.commander.db, planId, desk.unitIds);
  const rest = table.units.flatMap(({ rows }) => rows.filter(({ answer: said }) => said === null));
  const untils = [...new Set(table.units.flatMap(({ until }) => until ?? []))];
  return render('./division', {
    ...frame(desk, '任务分解表（征求意见稿）', notes),
    // a unit of which nothing runs yet knows its office by this page alone
    offices: desk.offices.length > 0 ? desk.offices : table.offices,
    address: `${desk.base}/division/${planId}`,
    form: randomUUID(),
    plan: table.title,
    open: table.open,
    closed:
      table.issuedAt === null
        ? '方案已经启动，不再征求意见。'
        : '任务分解表已经印发，不再征求意见。',
    until: untils.map((day) => chineseDate(day)).join('、'),
    late: untils.every((day) => day < desk.today),
    rest: rest.length,
    all: rest.length === table.units.flatMap(({ rows }) => rows).length,
    units: table.units.map(({ unitId, name, rows }) => ({
      name: name === desk.link.unitName ? '' : name,
      rows: rows.map(({ answer: said, said: before, ...row }) => {
        const mine =
          filled?.field('task') === row.key && filled.field('unit-id') === String(unitId);
        const typed = (field: string) => (mine ? (filled?.field(field) ?? '') : '');
        return {
          ...row,
          unitId,
          id: `${unitId}-${row.key}`,
          role: row.role === 'lead' ? '负责' : '配合',
          lead: row.lead.join('、'),
          support: row.support.join('、'),
          said: said === null ? null : saidWords(said),
          agreed: said?.kind === 'agree',
          earlier: before.filter((each) => each !== said).map(saidWords),
          again: said === null && before.length > 0,
          filling: mine,
          typed: { words: typed('words'), unit: typed('unit'), time: typed('time') },
          form: randomUUID(),
        };
      }),
    })),
  });
}

/** An answer in words; people's names stay within their own unit. */
function saidWords(answer: ShownAnswer) {
  const { kind, words, proposedUnit, proposedTime, source, outcome, reply, at } = answer;
  const proposed = [
    proposedUnit === null ? '' : `建议由${proposedUnit}办理`,
    proposedTime === null ? '' : `建议时限：${proposedTime}`,
  ].filter(Boolean);
  const what = kind === 'agree' ? '同意' : kind === 'object' ? '有异议' : proposed.join('，');
  const office = outcome === null ? '' : outcome === 'taken' ? '办公室已采纳' : '办公室未采纳';
  return {
    what,
    words: words ?? '',
    when: `${clockWords(at)}${source === null ? '' : `，${source}告知办公室`}`,
    office: [office, reply ?? ''].filter(Boolean).join('：'),
  };
}

function planIn({ params }: FastifyRequest<Asked>): number {
  const id = Number(params.plan);
  if (!Number.isSafeInteger(id) || id < 1 || id > 2_147_483_647) {
    throw new NotFoundError('方案', params.plan);
  }
  return id;
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
