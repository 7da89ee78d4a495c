import { giveCommand } from '../client/command.ts';
import { derivedId } from '../db/canonical.ts';
import { type FileRow, keepFiles } from '../db/evidence.ts';
import { type Acknowledging, acknowledgeAll, type Give, giveOnce, isGiven } from '../db/giving.ts';
import { appointHandler } from '../db/handlers.ts';
import type { LedgerRow } from '../db/status.ts';
import { partnersOf } from '../db/unit-desk.ts';
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
import type { Admitted } from './devices.ts';
import { filledForm } from './forms.ts';
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
  const filled = filledForm(form.field, form.files.length);
  const commandId = formCommand(desk.link.id, row.id, form, [kind, filled, contents(form.files)]);
  if (await isGiven(db, row.id, commandId)) return;
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
export async function acknowledgeByForm(
  { commander }: AppParts,
  { link, unitIds, device, now }: Admitted['desk'],
  planId: number,
  form: Form,
): Promise<void> {
  const { personId, unitId } = link;
  const by: Acknowledging = {
    db: commander.db,
    give: (id, command, text) => giveCommand(commander, id, command, text),
    personId,
    unitId,
    door: 'link',
    deviceId: device.id,
    commandIdOf: (id) => formCommand(link.id, id, form, ['acknowledge']),
  };
  await acknowledgeAll(by, planId, unitIds, now);
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
  const { db } = parts.commander;
  const { text, files: uploads, ...said } = given;
  if (await isGiven(db, id, commandId)) return;
  const files: FileRow[] = uploads.map(({ sha256, name, mediaType, size }, index) => ({
    sha256,
    name,
    mediaType,
    size,
    id: derivedId(commandId, index),
    at: desk.now,
  }));
  await keepFiles(db, files);
  const { personId, unitId } = desk.link;
  const device = desk.device === null ? {} : { deviceId: desk.device.id };
  const command: Command = { commandId, ...said, personId, unitId, door: 'link', ...device };
  const fileIds = files.map((file) => file.id);
  const whole = fileIds.length > 0 ? { ...command, fileIds } : command;
  const giving: Give = (...asked) => giveCommand(parts.commander, ...asked);
  await giveOnce({ db, give: giving }, id, whole, text);
}

/**
 * The id of a command that a form gives to an occurrence. It holds the form's id and all that was
 * filled in: a double tap is one command, while a form that was mended and sent again is another.
 */
export function formCommand(linkId: string, id: string, form: Form, filled: unknown): string {
  return derivedId(linkId, form.id, id, filled);
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
