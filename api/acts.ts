import { createHash } from 'node:crypto';
import { giveCommand } from '../client/command.ts';
import { acknowledgePlan } from '../db/assigning.ts';
import { assertUnitMay } from '../db/authority.ts';
import type { Database } from '../db/connect.ts';
import { type FileRow, keepFiles } from '../db/evidence.ts';
import { recallCommand } from '../db/ledger.ts';
import type { LedgerRow } from '../db/status.ts';
import { assignedIds } from '../db/unit-desk.ts';
import { formFaults } from '../plan/desk.ts';
import { InputError, RefusedError } from '../plan/errors.ts';
import { type Command, COMMAND_NAMES, type CommandKind, refusal } from '../plan/occurrence.ts';
import type { AppParts } from './app.ts';
import type { Desk } from './desk.ts';
import type { Form } from './upload.ts';

/**
 * Gives the command that a form asks for, once however often the form comes in.
 *
 * @throws InputError when the form has faults, RefusedError when the state does not take it
 */
export async function giveAct(
  parts: AppParts,
  desk: Desk,
  row: LedgerRow,
  kind: CommandKind,
  form: Form,
): Promise<void> {
  const { db } = parts.commander;
  assertForm(form);
  const command = commandOf(desk, row.id, kind, form);
  if (await isTaken(db, row.id, command.commandId)) return;
  assertOpen(row, command);
  const filled = { text: form.text, until: form.until, files: form.files.length };
  const faults = [...form.refused, ...formFaults(kind, filled, row.dueOn, desk.today)];
  if (faults.length > 0) throw new InputError(COMMAND_NAMES[kind], faults);
  const files = fileRows(command.commandId, form, desk.now);
  await keepFiles(db, files);
  const fileIds = files.map(({ id }) => id);
  await giveOnce(parts, row.id, fileIds.length > 0 ? { ...command, fileIds } : command, form.text);
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
    const command = commandOf(desk, id, 'acknowledge', form);
    if (await isTaken(db, id, command.commandId)) continue;
    try {
      await giveOnce(parts, id, command, '');
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error; // acknowledged or ended meanwhile
    }
  }
}

/** A second command of the same id may find the work done and the workflow gone: that is no refusal. */
async function giveOnce(
  { commander }: AppParts,
  id: string,
  command: Command,
  text: string,
): Promise<void> {
  try {
    await giveCommand(commander, id, command, text);
  } catch (error) {
    const known =
      error instanceof RefusedError && (await isTaken(commander.db, id, command.commandId));
    if (!known) throw error;
  }
}

async function isTaken(db: Database, id: string, commandId: string): Promise<boolean> {
  return (await recallCommand(db, id, commandId)) !== null;
}

function assertForm({ id }: Form): void {
  if (!/^[0-9a-f-]{36}$/.test(id)) {
    throw new InputError('表单', ['表单不完整，请返回上一页刷新后再办理']);
  }
}

function assertOpen(row: LedgerRow, command: Command): void {
  if (row.beforeStart) throw new RefusedError('该事项在督办开始前到期，只列出，不在这里办理');
  const extensionPending = row.extensionUntil !== null;
  const standing = { state: row.state, verification: 'office' as const, extensionPending };
  const reason = refusal(standing, { ...command, until: command.until ?? '' });
  if (reason !== null) throw new RefusedError(reason);
}

/**
 * The command of a form. Its id holds the form's id and all that was filled in: a double tap is one
 * command, while a form that was mended and sent again is another.
 */
function commandOf(desk: Desk, id: string, kind: CommandKind, form: Form): Command {
  const { personId, unitId } = desk.link;
  const files = form.files.map(({ sha256, name }) => [sha256, name]);
  const content = [desk.link.id, form.id, id, kind, form.text, form.until, files];
  return {
    commandId: idOf(content),
    kind,
    personId,
    unitId,
    door: 'link',
    ...(form.until === '' ? {} : { until: form.until }),
  };
}

function fileRows(commandId: string, { files }: Form, at: number): FileRow[] {
  return files.map((each, index) => ({ ...each, id: idOf([commandId, index]), at }));
}

/** An id like a UUID that follows from what it is the id of. */
function idOf(content: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
