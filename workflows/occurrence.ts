import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Recorded } from '../plan/acts.ts';
import type { AgendaEntry } from '../plan/agenda.ts';
import {
  type Command,
  isEnded,
  nextStanding,
  type OccurrenceState,
  rearms,
  refusal,
  refusalToReopen,
  splitAgenda,
} from '../plan/occurrence.ts';
import { showDueDate } from './attributes.ts';
import { durable, recordBegin } from './proxies.ts';
import type { OccurrenceInput } from './inputs.ts';
import {
  type CommandAnswer,
  commandUpdate,
  type Resync,
  resyncUpdate,
  type RunStanding,
  standingQuery,
} from './messages.ts';
import { oneAfterTheOther, oneTimer } from './waiting.ts';

const GIVEN_UP = '系统刚从备份恢复，这次办理没有记上；请刷新查看后再提交一次';

/**
 * The life of one duty: it is assigned, wakes for each moment of its agenda, takes commands, and
 * ends when it is closed, waived or cancelled. It owns the state and the clock; what people read
 * is written by activities, one after the other, each under the next number of the ledger.
 */
export async function occurrence(input: OccurrenceInput): Promise<OccurrenceState> {
  const { id, shift } = input;
  const seen = new Set(input.seen);
  const { write, giveUp } = oneAfterTheOther();
  const timer = oneTimer();
  const now = () => Date.now() + shift;
  let { run, standing, seq } = input;
  let written = seq; // the last number that is known to stand in the ledger
  let reopening = input.reopening === true;
  let agenda: AgendaEntry[] = input.agenda ?? [];
  let agendaFrom = 0; // the act whose answer the agenda waits for; answers of earlier ones are stale
  let handled = 0;

  // the assignment takes its number before any command can
  const assigned = input.agenda === null ? begin() : null;
  setHandler(commandUpdate, take, { validator: check });
  setHandler(resyncUpdate, resync, { validator: checkResync });
  setHandler(standingQuery, stands);
  await assigned;
  if (reopening) await condition(() => !reopening, '1 minute'); // else it was refused: nothing to do

  while (!isEnded(standing.state)) {
    const { due, next } = splitAgenda(agenda, now());
    if (due.length > 0) await meet(due);
    else if (handled >= input.continueAfter || workflowInfo().continueAsNewSuggested) await renew();
    else await timer.until(next === null ? null : next.wake - shift);
  }
  timer.clear();
  await condition(allHandlersFinished);
  return standing.state;

  /** Records the assignment; the answer is the first agenda. */
  async function begin(): Promise<void> {
    seq += 1;
    agendaFrom = seq;
    const act = { id, run, seq, state: standing.state, at: now() };
    await adopt(
      act.seq,
      write(() => recordBegin(act)),
    ).catch(givenUp);
  }

  /** Refuses what the present state does not take; synchronous, as the SDK awaits no validator. */
  function check(command: Command): void {
    if (seen.has(command.commandId)) return;
    const ending = command.kind === 'reopen' && !reopening; // this run cannot be reopened any more
    const reason = ending ? refusalToReopen(standing) : refusal(standing, command);
    if (reason !== null) throw ApplicationFailure.nonRetryable(reason, 'RefusedError');
  }

  /** Takes a command: state and number change before the first await, so no other can slip between. */
  async function take(command: Command): Promise<CommandAnswer> {
    if (seen.has(command.commandId)) {
      const { commandId } = command;
      return await write(() => durable.recallCommand({ id, commandId })).catch(refuseGivenUp);
    }
    seen.add(command.commandId);
    standing = nextStanding(standing, command);
    reopening = false;
    seq += 1;
    handled += 1;
    if (rearms(command)) {
      agenda = []; // the moments of before hold no longer
      agendaFrom = seq;
    }
    const act = { id, run, seq, state: standing.state, at: now(), command };
    await adopt(
      act.seq,
      write(() => durable.recordCommand(act)),
    ).catch(refuseGivenUp);
    return { seq: act.seq, state: act.state };
  }

  /** Meets the moments that are due, after an outage several at once, as one. */
  async function meet(due: AgendaEntry[]): Promise<void> {
    seq += 1;
    handled += 1;
    agendaFrom = seq;
    agenda = agenda.filter((entry) => !due.includes(entry));
    const act = { id, run, seq, state: standing.state, at: now(), due };
    await adopt(
      act.seq,
      write(() => durable.recordMoment(act)),
    ).catch(givenUp);
  }

  /** Takes over the agenda that an act brought, unless a later act has put it aside. */
  async function adopt(from: number, writing: Promise<Recorded>): Promise<void> {
    const recorded = await writing;
    written = Math.max(written, from);
    if (recorded.agenda !== null && from === agendaFrom) agenda = recorded.agenda;
    if (recorded.dueOn !== undefined) showDueDate(recorded.dueOn);
    timer.wake();
  }

  function stands(): RunStanding {
    return { run, seq, written, wake: agenda[0]?.wake ?? null, standing };
  }

  /** A ledger that is behind the workflow has a write on its way: that is waited for, not undone. */
  function checkResync(given: Resync): void {
    const ahead = given.lost ? written : seq;
    if (given.seq >= ahead) return;
    throw ApplicationFailure.nonRetryable('the workflow is ahead of the ledger', 'RefusedError');
  }

  /** Adopts what the ledger says, and looks at the clock again. */
  function resync(given: Resync): RunStanding {
    if (given.lost || given.seq > seq) giveUp(); // others stand under the numbers that were taken
    if (given.seq !== seq) showDueDate(given.dueOn);
    ({ run, standing, seq, agenda } = given);
    written = seq;
    agendaFrom = seq;
    seen.clear(); // of what was given up the ledger knows nothing: it may be given again
    for (const commandId of given.seen) seen.add(commandId);
    timer.wake();
    return stands();
  }

  async function renew(): Promise<void> {
    await condition(allHandlersFinished);
    timer.clear();
    const { reopening: _done, ...begun } = input;
    const carried = { run, standing, seq, agenda, seen: [...seen].slice(-input.continueAfter) };
    await continueAsNew<typeof occurrence>({ ...begun, ...carried });
  }
}

/** A write that a resync gave up is no fault of the workflow: the ledger's agenda has it again. */
function givenUp(error: unknown): void {
  if (!isCancellation(error)) throw error;
}

function refuseGivenUp(error: unknown): never {
  givenUp(error);
  throw ApplicationFailure.nonRetryable(GIVEN_UP, 'PendingError');
}
