import { assertUnitMay } from '../../db/authority.ts';
import { derivedId } from '../../db/canonical.ts';
import type { Database } from '../../db/connect.ts';
import {
  type Acknowledging,
  acknowledgeAll,
  acknowledgeOne,
  type Give,
  giveOnce,
  isGiven,
} from '../../db/giving.ts';
import type { Told, ToldTask } from '../../db/inbound.ts';
import { type LedgerRow, ledgerRows } from '../../db/status.ts';
import { deskUnits } from '../../db/unit-desk.ts';
import type { Calendar } from '../../plan/calendar.ts';
import { beijingDate, chineseDate } from '../../plan/date.ts';
import { ForbiddenError, InputError, NotFoundError, RefusedError } from '../../plan/errors.ts';
import type { MailCommand } from '../../plan/inbound/commands.ts';
import { type Command, type Door, refusal } from '../../plan/occurrence.ts';
import { COMPLETE_ASKED, formFaults, type UnitAct } from '../../plan/unit-acts.ts';

/** Who answers, by what, and with which files. */
export type Answering = {
  db: Database;
  give: Give;
  calendar: Calendar;
  now: number;
  /** The key of what came in: all ids of its commands follow from it. */
  key: string;
  door: Extract<Door, 'mail' | 'sms'>;
  /** The units for which its sender may act, and as whom. */
  actors: ReadonlyMap<number, number>;
  fileIds: string[];
};

/** What became of one command: what was recorded, or why not. */
export type Done = { recorded: boolean; words: string; occurrenceIds: string[] };

/** Carries out one command of an answer, once however often it is asked to. */
export async function carryOut(
  answering: Answering,
  command: MailCommand,
  told: Told,
): Promise<Done> {
  if (command.occurrenceId === null) return await acknowledgeTold(answering, told);
  const about = told.tasks.find(({ occurrenceId }) => occurrenceId === command.occurrenceId);
  if (about === undefined) return refusedAs('', '这封邮件里没有这一项');
  const head = `${about.number} ${about.title}`.trim();
  try {
    await giveOne(answering, command, about);
    return {
      recorded: true,
      words: `${head}：${recordedWords(command)}`,
      occurrenceIds: [about.occurrenceId],
    };
  } catch (error) {
    return refusedAs(head, refusalIn(error));
  }
}

function refusedAs(head: string, reason: string): Done {
  const words = head === '' ? `没有记上：${reason}` : `${head}：没有记上，${reason}`;
  return { recorded: false, words, occurrenceIds: [] };
}

/** @throws whatever is no refusal: then nothing can be said yet, and it is tried again */
function refusalIn(error: unknown): string {
  if (error instanceof InputError) return error.faults.join('；');
  const isRefusal = [RefusedError, ForbiddenError, NotFoundError].some(
    (kind) => error instanceof kind,
  );
  if (isRefusal && error instanceof Error) return error.message;
  throw error;
}

function recordedWords({ kind, until }: MailCommand): string {
  switch (kind) {
    case 'acknowledge':
      return '已签收';
    case 'complete':
      return '已记为报办结，等候核实销号';
    case 'report':
      return '进展已记入台账';
    case 'no-change':
      return '已按“无变化”报送';
    case 'request-extension':
      return `已申请延期至${chineseDate(until ?? '')}，等候办公室答复；批复前仍按原时限`;
  }
}

const ACTS: Record<MailCommand['kind'], UnitAct> = {
  acknowledge: 'acknowledge',
  complete: 'complete',
  report: 'report',
  'no-change': 'complete',
  'request-extension': 'request-extension',
};

async function giveOne(answering: Answering, command: MailCommand, about: ToldTask): Promise<void> {
  const { db, calendar, now, fileIds } = answering;
  const kind = ACTS[command.kind];
  const commandId = idOf(answering, about.occurrenceId, command.kind);
  if (await isGiven(db, about.occurrenceId, commandId)) return;
  const today = beijingDate(now);
  const [row] = await ledgerRows(db, { id: about.occurrenceId }, calendar, today);
  if (row === undefined) throw new NotFoundError('事项', about.occurrenceId);
  const personId = actorFor(answering, about.unitId);
  await assertUnitMay(db, about.unitId, row.id, kind);
  assertFits(row, command, kind);
  if (command.kind === 'no-change') assertReturn(row, today);
  const { text, until } = command;
  const form = { ...EMPTY, text, until: until ?? '', files: fileIds.length };
  const faults = formFaults(kind, form, { dueOn: row.dueOn, today, partnerIds: [] });
  if (faults.length > 0) throw new InputError('来信', faults);
  const takesFiles = kind !== 'acknowledge' && kind !== 'request-extension' && fileIds.length > 0;
  const given: Command = {
    commandId,
    kind,
    personId,
    unitId: about.unitId,
    door: answering.door,
    ...(until === undefined ? {} : { until }),
    ...(command.kind === 'no-change' ? { outOf: 0 } : {}),
    ...(takesFiles ? { fileIds } : {}),
  };
  await giveOnce(answering, row.id, given, kind === 'acknowledge' ? '' : text);
}

const EMPTY = { on: '', amount: '', unit: '', name: '', phone: '', email: '' };

function actorFor({ actors }: Answering, unitId: number): number {
  const personId = actors.get(unitId);
  if (personId === undefined) throw new ForbiddenError('来信人不是该单位登记的联系人');
  return personId;
}

/** What the state, or the kind of duty, forbids, named before what is missing. */
function assertFits(row: LedgerRow, command: MailCommand, kind: UnitAct): void {
  if (row.beforeStart) throw new RefusedError('该事项在督办开始前到期，只列出，不在这里办理');
  const reason = refusal(row.standing, { ...COMPLETE_ASKED, kind });
  if (reason !== null) throw new RefusedError(reason);
  if (row.reportingPeriod !== null && (kind === 'complete' || kind === 'report')) {
    if (command.kind === 'no-change') return;
    throw new RefusedError('这是定期报表，请点开提醒里的链接逐项填报；没有变化的可以回复“无变化”');
  }
}

function assertReturn(row: LedgerRow, today: string): void {
  if (row.reportingPeriod === null) {
    throw new RefusedError('该事项不是定期报表，请回复“进展：……”说明情况');
  }
  if (row.opensOn > today) throw new RefusedError(`该报表${chineseDate(row.opensOn)}起填报`);
  if (row.standing.tally !== undefined) {
    throw new RefusedError('该报表有数量要求，请点开提醒里的链接填报');
  }
}

/** 签收: what the mail assigned, and the whole of an assignment notice. */
async function acknowledgeTold(answering: Answering, told: Told): Promise<Done> {
  const ids = new Set<string>();
  for (const { planId, unitId } of told.assigned) {
    if (!answering.actors.has(unitId)) continue;
    const units = await deskUnits(answering.db, unitId);
    const by = acknowledgingFor(answering, unitId);
    for (const id of await acknowledgeAll(by, planId, units, answering.now)) ids.add(id);
  }
  for (const { occurrenceId, unitId } of told.tasks) {
    if (!answering.actors.has(unitId) || ids.has(occurrenceId)) continue;
    if (!(await awaitsReceipt(answering, occurrenceId))) continue;
    if (await acknowledgeOne(acknowledgingFor(answering, unitId), occurrenceId)) {
      ids.add(occurrenceId);
    }
  }
  const all = told.assigned.length > 0;
  const words =
    ids.size > 0
      ? `已签收${all ? '交办通知，' : ''}共 ${ids.size} 项在办事项`
      : all
        ? '交办通知已签收'
        : '已记下您收到了这封邮件；没有需要签收的事项';
  return { recorded: true, words, occurrenceIds: [...ids] };
}

/** It was assigned and not acknowledged, or this very answer has acknowledged it. */
async function awaitsReceipt(answering: Answering, id: string): Promise<boolean> {
  const { db, calendar, now } = answering;
  if (await isGiven(db, id, idOf(answering, id, 'acknowledge'))) return true;
  const [row] = await ledgerRows(db, { id }, calendar, beijingDate(now));
  return row?.state === 'assigned';
}

function acknowledgingFor(answering: Answering, unitId: number): Acknowledging {
  const { db, give, door } = answering;
  const commandIdOf = (id: string) => idOf(answering, id, 'acknowledge');
  return { db, give, door, unitId, personId: actorFor(answering, unitId), commandIdOf };
}

function idOf({ door, key }: Answering, ...parts: string[]): string {
  return derivedId(door, key, ...parts);
}
