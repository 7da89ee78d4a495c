import { createHash } from 'node:crypto';
import { giveCommand } from '../client/command.ts';
import { acknowledgePlan } from '../db/assigning.ts';
import { assertUnitMay } from '../db/authority.ts';
import { type FileRow, keepFiles } from '../db/evidence.ts';
import { appointHandler } from '../db/handlers.ts';
import { recallCommand } from '../db/ledger.ts';
import type { LedgerRow } from '../db/status.ts';
import { assignedIds, partnersOf } from '../db/unit-desk.ts';
import { InputError, RefusedError } from '../plan/errors.ts';
import { type Command, COMMAND_NAMES, type CommandKind, refusal } from '../plan/occurrence.ts';
import {
  COMPLETE_ASKED,
  FIELDS,
  type FilledForm,
  figureOf,
  formFaults,
  type UnitAct,
} from '../plan/unit-acts.ts';
import type { AppParts } from './app.ts';
import type { Desk } from './desk.ts';
import type { Form, Upload } from './upload.ts';

/**
 * Gives the command that a form asks for, once however often the form comes in.
 *
 * @throws InputError when the form has faults, RefusedError when the state does not take it
 */
export async function giveAct(
  parts: AppParts,
  desk: Desk,
  row: LedgerRow,
  kind: UnitAct,
  form: Form,
): Promise<void> {
  const { db } = parts.commander;
  assertForm(form);
  const filled = filledOf(form);
  const commandId = formCommand(desk, row.id, form, [kind, filled, contents(form.files)]);
  if (await isTaken(parts, row.id, commandId)) return;
  assertOpen(row, kind);
  const partnerIds = (await partnersOf(db, row.id)).map(({ id }) => id);
  const setting = { dueOn: row.dueOn, today: desk.today, partnerIds };
  const faults = [...form.refused, ...formFaults(kind, filled, setting)];
  if (faults.length > 0) throw new InputError(COMMAND_NAMES[kind], faults);
  const toPersonId =
    kind === 'hand-on'
      ? { toPersonId: await appointHandler(db, desk.link.unitId, filled, desk.today) }
      : {};
  const given = { kind, text: filled.text, files: form.files, ...saidIn(kind, filled) };
  await give(parts, desk, row.id, commandId, { ...given, ...toPersonId });
}

/** 签收全部: acknowledges what the units of a desk were assigned under a plan, then the plan itself. */
export async function acknowledgeAll(
  parts: AppParts,
  desk: Desk,
  planId: number,
  form: Form,
): Promise<void> {
  const { db } = parts.commander;
  assertForm(form);
  await acknowledgeAssigned(parts, desk, planId, form);
  await acknowledgePlan(db, planId, desk.unitIds, desk.link.personId, desk.now);
  // what its series started in between began unacknowledged
  await acknowledgeAssigned(parts, desk, planId, form);
}

async function acknowledgeAssigned(
  parts: AppParts,
  desk: Desk,
  planId: number,
  form: Form,
): Promise<void> {
  const { db } = parts.commander;
  for (const id of await assignedIds(db, planId, desk.unitIds)) {
    await assertUnitMay(db, desk.link.unitId, id, 'acknowledge');
    try {
      const commandId = formCommand(desk, id, form, ['acknowledge']);
      await give(parts, desk, id, commandId, { kind: 'acknowledge', text: '', files: [] });
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error; // acknowledged or ended meanwhile
    }
  }
}

/** What a form gives: a command without who and where, its words and its files. */
export type Given = Pick<
  Command,
  'kind' | 'until' | 'on' | 'amount' | 'outOf' | 'toUnitId' | 'toPersonId' | 'taskId'
> & { text: string; files: Upload[] };

/** Gives a command of a form under its id, with its words and files; a second time does nothing. */
export async function give(
  parts: AppParts,
  desk: Desk,
  id: string,
  commandId: string,
  given: Given,
): Promise<void> {
  const { text, files: uploads, ...said } = given;
  if (await isTaken(parts, id, commandId)) return;
  const files: FileRow[] = uploads.map(({ sha256, name, mediaType, size }, index) => ({
    sha256,
    name,
    mediaType,
    size,
    id: idOf([commandId, index]),
    at: desk.now,
  }));
  await keepFiles(parts.commander.db, files);
  const { personId, unitId } = desk.link;
  const device = desk.device === null ? {} : { deviceId: desk.device.id };
  const command: Command = { commandId, ...said, personId, unitId, door: 'link', ...device };
  const fileIds = files.map((file) => file.id);
  const whole = fileIds.length > 0 ? { ...command, fileIds } : command;
  await giveOnce(parts, id, whole, text);
}

/** A second command of the same id may find the work done and the workflow gone: that is no refusal. */
async function giveOnce(
  parts: AppParts,
  id: string,
  command: Command,
  text: string,
): Promise<void> {
  try {
    await giveCommand(parts.commander, id, command, text);
  } catch (error) {
    const known = error instanceof RefusedError && (await isTaken(parts, id, command.commandId));
    if (!known) throw error;
  }
}

/** True when a command was given to an occurrence before. */
export async function isTaken(
  { commander }: AppParts,
  id: string,
  commandId: string,
): Promise<boolean> {
  return (await recallCommand(commander.db, id, commandId)) !== null;
}

/**
 * The id of a command that a form gives to an occurrence. It holds the form's id and all that was
 * filled in: a double tap is one command, while a form that was mended and sent again is another.
 */
export function formCommand(desk: Desk, id: string, form: Form, filled: unknown): string {
  return idOf([desk.link.id, form.id, id, filled]);
}

/** What files are, for ids that follow from them. */
export function contents(files: readonly Upload[]): [sha256: string, name: string][] {
  return files.map(({ sha256, name }) => [sha256, name]);
}

/** @throws InputError when the form does not come from a page of ours */
export function assertForm({ id }: Form): void {
  if (!/^[0-9a-f-]{36}$/.test(id)) {
    throw new InputError('表单', ['表单不完整，请返回上一页刷新后再办理']);
  }
}

/** Names the state first: a form that is too late need not be mended. */
function assertOpen(row: LedgerRow, kind: CommandKind): void {
  if (row.beforeStart) throw new RefusedError('该事项在督办开始前到期，只列出，不在这里办理');
  const reason = refusal(row.standing, { ...COMPLETE_ASKED, kind });
  if (reason !== null) throw new RefusedError(reason);
}

function filledOf({ field, files }: Form): FilledForm {
  return {
    text: field('text'),
    until: field('until'),
    on: field('on'),
    amount: field('amount'),
    unit: field('unit'),
    name: field('name'),
    phone: field('phone'),
    email: field('email'),
    files: files.length,
  };
}

/** What of a form goes into the command itself; words and files are kept beside it. */
function saidIn(kind: UnitAct, filled: FilledForm): Partial<Given> {
  const amount = FIELDS[kind].includes('amount') ? figureOf(filled.amount) : null;
  return {
    ...(FIELDS[kind].includes('until') ? { until: filled.until } : {}),
    ...(FIELDS[kind].includes('on') ? { on: filled.on } : {}),
    ...(amount === null ? {} : { amount }),
    ...(FIELDS[kind].includes('unit') ? { toUnitId: Number(filled.unit) } : {}),
  };
}

/** An id like a UUID that follows from what it is the id of. */
function idOf(content: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
