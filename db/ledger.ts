import { and, eq, inArray, sql } from 'drizzle-orm';
import type { BeginAct, CommandAct, MomentAct, Recorded } from '../plan/acts.ts';
import {
  type AgendaEntry,
  agendaOf,
  lightDays,
  nextMorning,
  practicalDay,
  putOff,
  type Terms,
} from '../plan/agenda.ts';
import { addWorkingDays, type Calendar, isProvisional } from '../plan/calendar.ts';
import { beijingDate, beijingInstant, type PlainDate } from '../plan/date.ts';
import { NotFoundError } from '../plan/errors.ts';
import {
  goesUp,
  gravest,
  tellingsOfCommand,
  tellingsOfMoment,
  type Told,
} from '../plan/moments.ts';
import { WITHDRAWABLE } from '../plan/notice.ts';
import { type Command, type EventKind, isEnded, isOwed, rearms } from '../plan/occurrence.ts';
import { type Policy, policyOf } from '../plan/policy.ts';
import { answeringThrough } from './audience.ts';
import { sha256 } from './canonical.ts';
import { eventHash } from './chain.ts';
import type { Database } from './connect.ts';
import { tell, withdraw } from './notices.ts';
import { event, eventFile, note, occurrence, party, plan, task, unit } from './schema.ts';
import { hasBeenTold } from './told.ts';

type Row = typeof occurrence.$inferSelect;
type Changes = Partial<typeof occurrence.$inferInsert>;

/** An occurrence with all that its agenda and notices depend on, its row locked. */
export type Loaded = {
  row: Row;
  terms: Terms;
  told: Told;
  policy: Policy;
  launchedAt: number | null;
};

/** Records that the occurrence begins; the answer is its first agenda. */
export async function recordBegin(
  db: Database,
  calendar: Calendar,
  act: BeginAct,
): Promise<Recorded> {
  return await db.transaction(async (tx) => {
    const loaded = await load(tx, calendar, act.id);
    if (act.seq <= loaded.row.seq) {
      await assertSameAct(tx, act, 'assign', null);
      return { agenda: loaded.row.agenda };
    }
    const { terms, policy } = loaded;
    const agenda = agendaOf(terms, policy, calendar, supervisedFrom(loaded, act.at));
    await append(tx, loaded.row, act, { kind: 'assign', door: 'system', data: {} });
    await change(tx, act, { ...armed(terms, calendar, agenda), run: act.run });
    return { agenda };
  });
}

/** A window that opened late, after an outage, brings the moments it missed; launch brings none. */
function supervisedFrom({ row, launchedAt }: Loaded, at: number): number {
  if (!row.series || launchedAt === null) return at;
  return Math.min(at, Math.max(launchedAt, beijingInstant(row.opensOn, 0)));
}

/** Records moments that have come, and their notices; fills the agenda up when it runs out. */
export async function recordMoment(
  db: Database,
  calendar: Calendar,
  act: MomentAct,
): Promise<Recorded> {
  return await db.transaction(async (tx) => {
    const loaded = await load(tx, calendar, act.id);
    const { row, terms, policy } = loaded;
    if (act.seq <= row.seq) {
      await assertSameAct(tx, act, 'moment', null);
      return { agenda: row.agenda };
    }
    const entry = gravest(act.due);
    // after an outage everything that has passed is met by this one event
    const passed = Math.max(act.at, ...act.due.map(({ at }) => at));
    const untold = goesUp(entry) && !(await hasBeenTold(tx, calendar, act.id, act.at));
    if (untold && (entry.waits ?? 0) < policy.toldWaits) {
      return await waitToldProof(tx, calendar, loaded, act, entry, passed);
    }
    const data = { moment: entry.kind, step: entry.step, moments: act.due.length, untold };
    await append(tx, row, act, { kind: 'moment', door: 'system', data });
    await tell(tx, row, act.seq, act.at, tellingsOfMoment(act.due, loaded.told, untold));
    const agenda = row.agenda.filter(({ at }) => at > passed);
    const next = agenda.length > 1 ? agenda : agendaOf(terms, policy, calendar, passed);
    await change(tx, act, { agenda: next });
    return { agenda: next };
  });
}

/** A step goes up only when the unit was told; else it waits a working day, and what came with it does not. */
async function waitToldProof(
  tx: Database,
  calendar: Calendar,
  { row, told }: Loaded,
  act: MomentAct,
  entry: AgendaEntry,
  passed: number,
): Promise<Recorded> {
  const later = row.agenda.filter(({ at }) => at > passed);
  const { agenda, waits } = putOff(entry, later, passed, calendar);
  const data = { moment: entry.kind, step: entry.step, waits };
  await append(tx, row, act, { kind: 'moment', door: 'system', data });
  const rest = act.due.filter((other) => !goesUp(other));
  if (rest.length > 0) await tell(tx, row, act.seq, act.at, tellingsOfMoment(rest, told, false));
  await change(tx, act, { agenda });
  return { agenda };
}

/** Records a command with its notices, and withdraws those that it makes untrue. */
export async function recordCommand(
  db: Database,
  calendar: Calendar,
  act: CommandAct,
): Promise<Recorded> {
  return await db.transaction(async (tx) => {
    const { command } = act;
    const loaded = await load(tx, calendar, act.id);
    if (act.seq <= loaded.row.seq) {
      await assertSameAct(tx, act, command.kind, command.commandId);
      return { agenda: rearms(command) ? loaded.row.agenda : null };
    }
    await append(tx, loaded.row, act, {
      kind: command.kind,
      door: command.door,
      command,
      data: dataOf(command),
    });
    const changes = changesOf(command, act, loaded, calendar);
    const terms = { ...loaded.terms, dueOn: changes.dueOn ?? loaded.terms.dueOn };
    terms.completedOn = act.state === 'completed' ? beijingDate(act.at) : null;
    const agenda = newAgenda(act, terms, loaded.policy, calendar);
    if (agenda !== null) await withdraw(tx, act.id, WITHDRAWABLE);
    if (command.kind === 'decide-extension') await withdraw(tx, act.id, ['asked']);
    await tell(
      tx,
      loaded.row,
      act.seq,
      act.at,
      tellingsOfCommand(command, loaded.told, nextMorning(calendar, loaded.policy, act.at)),
    );
    await change(
      tx,
      act,
      agenda === null ? changes : { ...changes, ...armed(terms, calendar, agenda) },
    );
    return { agenda };
  });
}

/** A repeated write must find itself: to answer for another act's event would lose this one. */
async function assertSameAct(
  tx: Database,
  act: BeginAct,
  kind: EventKind,
  commandId: string | null,
): Promise<void> {
  const [found] = await tx
    .select({ kind: event.kind, commandId: event.commandId })
    .from(event)
    .where(and(eq(event.occurrenceId, act.id), eq(event.seq, act.seq)));
  if (found?.kind === kind && found.commandId === commandId) return;
  throw new Error(`number ${act.seq} of ${act.id} belongs to another act: ${found?.kind}`);
}

/** The answer that a command to an occurrence got when it was taken; null when it was not. */
export async function recallCommand(
  db: Database,
  occurrenceId: string,
  commandId: string,
): Promise<{ seq: number; state: Row['state'] } | null> {
  const [found] = await db
    .select({ seq: event.seq, state: event.state })
    .from(event)
    .where(and(eq(event.occurrenceId, occurrenceId), eq(event.commandId, commandId)));
  return found ?? null;
}

function newAgenda(
  act: CommandAct,
  terms: Terms,
  policy: Policy,
  calendar: Calendar,
): AgendaEntry[] | null {
  if (!rearms(act.command)) return null;
  return isEnded(act.state) ? [] : agendaOf(terms, policy, calendar, act.at);
}

function dataOf(command: Command): Record<string, unknown> {
  const { until, on, approve, amount, outOf, source, fileIds } = command;
  const { toUnitId, toPersonId, taskId, changeId, sampled } = command;
  const numbers = { toUnitId, toPersonId, taskId, changeId, sampled };
  return { until, on, approve, amount, outOf, source, ...numbers, files: fileIds };
}

function changesOf(command: Command, act: CommandAct, loaded: Loaded, calendar: Calendar): Changes {
  const today = beijingDate(act.at);
  const ended: Changes = isEnded(act.state) ? { endedOn: today } : {};
  const pending: Changes = isOwed(act.state) ? {} : { extensionUntil: null };
  switch (command.kind) {
    case 'complete':
      return { ...ended, ...pending, completedOn: today };
    case 'return':
      return { completedOn: null, dueOn: rectifyBy(command, loaded, calendar, today) };
    case 'request-extension':
      return { extensionUntil: command.until ?? null };
    case 'decide-extension':
      return { extensionUntil: null, ...grantedUntil(command, loaded.row) };
    default:
      return { ...ended, ...pending };
  }
}

function grantedUntil(command: Command, row: Row): Changes {
  const until = command.until ?? row.extensionUntil;
  return command.approve === true && until !== null ? { dueOn: until } : {};
}

/** A returned item gets the day that was set, else some working days, never fewer than it had. */
function rectifyBy(
  command: Command,
  loaded: Loaded,
  calendar: Calendar,
  today: PlainDate,
): PlainDate {
  if (command.until !== undefined) return command.until;
  const days = addWorkingDays(calendar, today, loaded.policy.rectifyDays);
  return loaded.row.dueOn !== null && loaded.row.dueOn > days ? loaded.row.dueOn : days;
}

function armed(terms: Terms, calendar: Calendar, agenda: AgendaEntry[]): Changes {
  // what repeats until somebody acts may run into any year; only the due date's own moments count
  const lights = lightDays(terms, calendar);
  const until = lights.redFrom ?? terms.dueOn;
  const ahead = agenda
    .map(({ at }) => beijingDate(at))
    .filter((day) => until === null || day <= until);
  const days = [terms.dueOn, ...ahead];
  return {
    ...lights,
    agenda,
    calendarVersion: calendar.version,
    provisional: days.some((day) => day !== null && isProvisional(calendar, day)),
  };
}

/** Reads an occurrence with its terms and locks its row: writes to one occurrence wait for each other. */
async function load(tx: Database, calendar: Calendar, id: string): Promise<Loaded> {
  const [found] = await tx
    .select({
      row: occurrence,
      task,
      policy: plan.policy,
      periodTo: plan.periodTo,
      launchedAt: plan.launchedAt,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(eq(occurrence.id, id))
    .for('update', { of: occurrence });
  if (found === undefined) throw new NotFoundError('事项', id);
  const { row, launchedAt } = found;
  const policy = policyOf(found.policy);
  const participants = await participantsOf(tx, id);
  const terms: Terms = {
    id,
    opensOn: row.opensOn,
    dueOn: row.dueOn,
    length: row.length,
    force: found.task.force,
    firmLimit: found.periodTo,
    milestones: found.task.milestones,
    leadingBody: await isExempt(tx, row.answeringUnitId),
    liaison: row.liaison,
    completedOn: row.completedOn,
  };
  return { row, terms, policy, launchedAt, told: toldOf(terms, calendar, participants) };
}

/** Leading bodies and leaders, and whoever answers through one, are never escalated (rule 12). */
async function isExempt(tx: Database, unitId: number): Promise<boolean> {
  const ids = [unitId, await answeringThrough(tx, unitId)];
  const rows = await tx.select({ kind: unit.kind }).from(unit).where(inArray(unit.id, ids));
  return rows.some(({ kind }) => kind === 'leading-body' || kind === 'role');
}

async function participantsOf(tx: Database, id: string): Promise<number[]> {
  const found = await tx
    .select({ unitId: party.unitId })
    .from(party)
    .where(and(eq(party.occurrenceId, id), eq(party.role, 'participant')));
  return found.map(({ unitId }) => unitId);
}

function toldOf(terms: Terms, calendar: Calendar, participants: number[]): Told {
  return {
    dueOn: terms.dueOn,
    practicalOn: terms.dueOn === null ? null : practicalDay(calendar, terms.dueOn),
    leadingBody: terms.leadingBody,
    milestones: terms.milestones.filter(
      (entry) => terms.dueOn !== null && entry.date <= terms.dueOn,
    ),
    participants,
  };
}

type Entry = {
  kind: EventKind;
  door: Command['door'];
  data: Record<string, unknown>;
  command?: Command;
};

/** Adds one event to the occurrence's chain. */
async function append(tx: Database, row: Row, act: BeginAct, entry: Entry): Promise<void> {
  const noteHash = await noteHashOf(tx, entry.command?.noteId);
  const content = {
    occurrenceId: row.id,
    seq: act.seq,
    run: act.run,
    kind: entry.kind,
    state: act.state,
    at: act.at,
    personId: entry.command?.personId ?? null,
    unitId: entry.command?.unitId ?? null,
    door: entry.door,
    data: entry.data,
    noteHash,
  };
  const hash = eventHash(row.headHash, content);
  await tx.insert(event).values({
    ...content,
    commandId: entry.command?.commandId ?? null,
    noteId: entry.command?.noteId ?? null,
    previousHash: row.headHash,
    hash,
  });
  await change(tx, act, { headHash: hash, state: act.state });
  const fileIds = entry.command?.fileIds ?? [];
  if (fileIds.length === 0) return;
  const rows = fileIds.map((fileId) => ({ occurrenceId: row.id, seq: act.seq, fileId }));
  await tx.insert(eventFile).values(rows);
}

async function noteHashOf(tx: Database, noteId: string | undefined): Promise<string | null> {
  if (noteId === undefined) return null;
  const [found] = await tx.select({ text: note.text }).from(note).where(eq(note.id, noteId));
  return found === undefined ? null : sha256(found.text);
}

async function change(tx: Database, act: BeginAct, changes: Changes): Promise<void> {
  await tx
    .update(occurrence)
    .set({ ...changes, seq: act.seq })
    .where(and(eq(occurrence.id, act.id), sql`${occurrence.seq} <= ${act.seq}`));
}
