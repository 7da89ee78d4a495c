import { setTimeout as pause } from 'node:timers/promises';
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  isGrpcServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { eq } from 'drizzle-orm';
import { ApplicationFailure } from '@temporalio/common';
import { wallClock } from '../clock.ts';
import type { Database } from '../db/connect.ts';
import { startableOf, startOnce } from '../db/launching.ts';
import { recallCommand } from '../db/ledger.ts';
import { note, occurrence as row, plan } from '../db/schema.ts';
import { urgingDay, urgingFault } from '../db/urging.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { NotFoundError, PendingError, RefusedError } from '../plan/errors.ts';
import {
  type Command,
  COMMAND_NAMES,
  isEnded,
  refusal,
  STATE_NAMES,
  TRANSITIONS,
} from '../plan/occurrence.ts';
import type { occurrence } from '../workflows/index.ts';
import { untilRefusal } from '../plan/until.ts';
import type { CommandAnswer } from '../workflows/messages.ts';
import { occurrenceInput, startAnew, starterOf } from './start.ts';

/** How long a person waits for an answer, in milliseconds. */
const PATIENCE = 20_000;

/** How often a reopening is tried while the run before it ends. */
const REOPEN_TRIES = 5;

/** gRPC's numbers for "nobody answered in time" and "its workflow is stuck at the moment". */
const DEADLINE_EXCEEDED = 4;
const FAILED_PRECONDITION = 9;

const NO_RUN =
  '该事项的流程没有在运行，这次办理没有记上；系统每小时自动恢复，请稍后再提交，急办请管理员运行 duban reconcile';

export type Commander = {
  db: Database;
  client: Client;
  /** Business time minus engine time, in milliseconds. */
  shift: number;
  now: () => number;
};

/**
 * Gives a command to an occurrence and waits until it stands in the ledger. `text` is kept in
 * PostgreSQL; the workflow sees its id only. The same command id a second time gives the first answer.
 *
 * @throws RefusedError when the present state does not take the command
 * @throws NotFoundError when there is no such occurrence
 * @throws PendingError when the engine does not answer within twenty seconds
 */
export async function giveCommand(
  commander: Commander,
  occurrenceId: string,
  command: Command,
  text?: string,
): Promise<CommandAnswer> {
  const { db } = commander;
  const given = await recallCommand(db, occurrenceId, command.commandId);
  if (given !== null) return given;
  const { state, run, periodTo, ...rest } = await standingOf(db, occurrenceId);
  const reopens = command.kind === 'reopen';
  if (isEnded(state) && !reopens) throw refusedByEnd(state, command);
  const today = beijingDate(commander.now());
  const fault = planFault(command, rest, today) ?? dayFault(command, today, periodTo);
  if (fault !== null) throw new RefusedError(fault);
  const urges = command.kind === 'urge' && TRANSITIONS.urge.from.includes(state);
  const dated = urges ? await withDay(db, occurrenceId, command, today) : command;
  const withNote = await keepNote(commander, occurrenceId, dated, text);
  const begin = reopens ? reopen : startAndUpdate;
  const give = run === 0 || reopens ? begin : update;
  try {
    const deadline = wallClock().now() + PATIENCE;
    return await commander.client.withDeadline(deadline, () =>
      give(commander, occurrenceId, withNote),
    );
  } catch (error) {
    throw await translated(error, db, occurrenceId, command);
  }
}

/** An urging with the working day for which it counts; refused where none may go out. */
async function withDay(
  db: Database,
  id: string,
  command: Command,
  today: PlainDate,
): Promise<Command> {
  const fault = await urgingFault(db, id, today);
  if (fault !== null) throw new RefusedError(fault);
  return { ...command, on: await urgingDay(db, today) };
}

async function keepNote(
  commander: Commander,
  occurrenceId: string,
  command: Command,
  text?: string,
): Promise<Command> {
  if (text === undefined || text.trim() === '') return command;
  const kept = {
    id: `${occurrenceId}#${command.commandId}`,
    text: text.trim(),
    at: commander.now(),
  };
  await commander.db.insert(note).values(kept).onConflictDoNothing();
  return { ...command, noteId: kept.id };
}

async function standingOf(db: Database, id: string) {
  const [found] = await db
    .select({
      state: row.state,
      run: row.run,
      periodTo: plan.periodTo,
      planState: plan.state,
      promisedOn: row.promisedOn,
    })
    .from(row)
    .innerJoin(plan, eq(plan.id, row.planId))
    .where(eq(row.id, id));
  if (found === undefined) throw new NotFoundError('事项', id);
  return found;
}

/** What the plan as it stands, or the unit's own word, forbids. */
function planFault(
  { kind }: Command,
  { planState, promisedOn }: { planState: string; promisedOn: PlainDate | null },
  today: PlainDate,
): string | null {
  const arms = kind === 'return' || kind === 'reopen' || kind === 'urge';
  if (arms && planState === 'paused') return `方案已暂停，恢复后再${COMMAND_NAMES[kind]}`;
  if (kind === 'reopen' && planState === 'ended') return '方案已经结束，不能重新启动其中的事项';
  const broken = kind === 'promise' && promisedOn !== null && promisedOn < today;
  return broken ? '已过告知的预计完成时间，请申请延期' : null;
}

/** A day that nobody can mean is refused before it reaches an agenda. */
function dayFault({ until }: Command, today: PlainDate, periodTo: PlainDate): string | null {
  return until === undefined ? null : untilRefusal(until, today, periodTo);
}

async function update(commander: Commander, id: string, command: Command): Promise<CommandAnswer> {
  const handle = commander.client.workflow.getHandle(id);
  return await handle.executeUpdate<CommandAnswer, [Command]>('command', {
    updateId: command.commandId,
    args: [command],
  });
}

/** Start and update are two calls: the start holds the row's lock, which the update's own write needs. */
async function startAndUpdate(
  commander: Commander,
  id: string,
  command: Command,
): Promise<CommandAnswer> {
  const { db, client, shift } = commander;
  const startable = await startableOf(db, id);
  // a command that would be refused must not start the occurrence before its time
  const reason = refusal(occurrenceInput(startable, shift).standing, command);
  if (reason !== null) throw new RefusedError(reason);
  const { occurrence: start } = starterOf(client);
  await startOnce(db, id, { by: 'person', start: (current) => start(current, shift) });
  return await update(commander, id, command);
}

/** A new run of what had ended; the old one may take a moment to be gone. */
async function reopen(commander: Commander, id: string, command: Command): Promise<CommandAnswer> {
  const startable = await startableOf(commander.db, id);
  const reason = refusal(startable.standing, command);
  if (reason !== null) throw new RefusedError(reason);
  for (let tries = 1; ; tries += 1) {
    try {
      return await commander.client.workflow.executeUpdateWithStart<
        typeof occurrence,
        CommandAnswer,
        [Command]
      >('command', {
        updateId: command.commandId,
        args: [command],
        startWorkflowOperation: startAnew(startable, commander.shift),
      });
    } catch (error) {
      if (tries === REOPEN_TRIES || error instanceof RefusedError) throw error;
      await pause(500);
    }
  }
}

/** What the engine says, in the words of the person who gave the command. */
async function translated(
  error: unknown,
  db: Database,
  id: string,
  command: Command,
): Promise<unknown> {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, message } = error.cause;
    if (type === 'PendingError') return new PendingError({ cause: error }, message);
    return new RefusedError(message, { cause: error });
  }
  if (isOutOfTime(error)) return new PendingError({ cause: error });
  if (hasNoRun(error)) {
    const { state } = await standingOf(db, id);
    return isEnded(state)
      ? refusedByEnd(state, command)
      : new PendingError({ cause: error }, NO_RUN);
  }
  return error;
}

/** No run of the occurrence takes commands: the last one has ended, or is gone. */
function hasNoRun(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  return error instanceof WorkflowExecutionAlreadyStartedError;
}

/** Nobody answered in time: the command may be taken yet, and its id makes a second try harmless. */
function isOutOfTime(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const cause = isGrpcServiceError(error) ? error : error instanceof Error ? error.cause : null;
  const code: number | null = isGrpcServiceError(cause) ? cause.code : null;
  return code === DEADLINE_EXCEEDED || code === FAILED_PRECONDITION;
}

function refusedByEnd(state: keyof typeof STATE_NAMES, command: Command): RefusedError {
  return new RefusedError(`该事项${STATE_NAMES[state]}，不能${COMMAND_NAMES[command.kind]}`);
}
