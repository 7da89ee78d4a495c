import { and, eq, sql } from 'drizzle-orm';
import type { BeginAct, CommandAct, MomentAct, Recorded } from '../plan/acts.ts';
import {
  type AgendaEntry,
  agendaOf,
  inOfficeHours,
  nextMorning,
  putOff,
  type Terms,
} from '../plan/agenda.ts';
import { type Calendar, isProvisional } from '../plan/calendar.ts';
import { changesOf } from '../plan/changes.ts';
import { beijingDate, beijingInstant, type PlainDate } from '../plan/date.ts';
import { eventDue } from '../plan/deadline/event-due.ts';
import { lightDays } from '../plan/light-days.ts';
import {
  goesUp,
  gravest,
  tellingsOfCommand,
  tellingsOfMoment,
  withdrawnBy,
} from '../plan/moments.ts';
import { type Command, type EventKind, isEnded, rearms } from '../plan/occurrence.ts';
import type { Policy } from '../plan/policy.ts';
import { sha256 } from './canonical.ts';
import { eventHash } from './chain.ts';
import type { Database } from './connect.ts';
import { writeEffects } from './effects.ts';
import { tell, withdraw } from './notices.ts';
import { keepReturnRow } from './return-rows.ts';
import { event, eventFile, note, occurrence } from './schema.ts';
import { load, type Loaded, type OccurrenceRow, standingOfUnit, termsOf, toldOf } from './terms.ts';
import { hasBeenTold } from './told.ts';
import { compareSides } from './two-sides.ts';

type Changes = Partial<typeof occurrence.$inferInsert>;

/** Records that the occurrence begins; the answer is its first agenda. */
export async function recordBegin(
  db: Database,
  calendar: Calendar,
  act: BeginAct,
): Promise<Recorded> {
  return await db.transaction(async (tx) => {
    const loaded = await load(tx, act.id);
    if (act.seq <= loaded.row.seq) {
      await assertSameAct(tx, act, 'assign', null);
      return { agenda: loaded.row.agenda };
    }
    const terms = termsOf(loaded);
    const agenda = agendaOf(terms, loaded.policy, calendar, supervisedFrom(loaded, act.at));
    const changes = armed(terms, loaded.policy, calendar, agenda);
    await write(tx, loaded.row, act, { kind: 'assign', door: 'system', data: {} }, changes);
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
    const loaded = await load(tx, act.id);
    const { row, policy } = loaded;
    if (act.seq <= row.seq) {
      await assertSameAct(tx, act, 'moment', null);
      return { agenda: row.agenda };
    }
    const terms = termsOf(loaded);
    const told = toldOf(loaded, terms, calendar);
    const entry = gravest(act.due);
    // after an outage everything that has passed is met by this one event
    const passed = Math.max(act.at, ...act.due.map(({ at }) => at));
    const needsProof = goesUp(entry) && !terms.ownOffice; // the office knows what it owes itself
    const untold = needsProof && !(await hasBeenTold(tx, calendar, act.id, act.at));
    if (untold && (entry.waits ?? 0) < policy.toldWaits) {
      const rest = act.due.filter((other) => !goesUp(other));
      if (rest.length > 0) await tell(tx, row, act, tellingsOfMoment(rest, told, false));
      return await waitToldProof(tx, calendar, row, act, entry, passed);
    }
    await tell(tx, row, act, tellingsOfMoment(act.due, told, untold));
    const left = row.agenda.filter(({ at }) => at > passed);
    const agenda = left.length > 1 ? left : agendaOf(terms, policy, calendar, passed);
    const data = { moment: entry.kind, step: entry.step, moments: act.due.length, untold };
    const listed = act.due.some(({ kind }) => kind === 'circular');
    const candidate = listed ? { circularOn: row.circularOn ?? beijingDate(act.at) } : {};
    await write(tx, row, act, momentEntry(data), { agenda, ...candidate });
    return { agenda };
  });
}

/** A step goes up only when the unit was told; else it waits a working day. */
async function waitToldProof(
  tx: Database,
  calendar: Calendar,
  row: OccurrenceRow,
  act: MomentAct,
  entry: AgendaEntry,
  passed: number,
): Promise<Recorded> {
  const later = row.agenda.filter(({ at }) => at > passed);
  const { agenda, waits } = putOff(entry, later, passed, calendar);
  await write(tx, row, act, momentEntry({ moment: entry.kind, step: entry.step, waits }), {
    agenda,
  });
  return { agenda };
}

function momentEntry(data: Record<string, unknown>): Entry {
  return { kind: 'moment', door: 'system', data };
}

/** Records a command with its notices, and withdraws those that it makes untrue. */
export async function recordCommand(
  db: Database,
  calendar: Calendar,
  act: CommandAct,
): Promise<Recorded> {
  return await db.transaction(async (tx) => {
    const { command } = act;
    const loaded = await load(tx, act.id);
    const { row, policy } = loaded;
    if (act.seq <= row.seq) {
      await assertSameAct(tx, act, command.kind, command.commandId);
      const moved = MOVING.includes(command.kind) ? { dueOn: row.dueOn } : {};
      return { agenda: rearms(command) ? row.agenda : null, ...moved };
    }
    const told = toldOf(loaded, termsOf(loaded), calendar);
    const dueAfter = (on: PlainDate) => eventDue(loaded.task.reading?.rule ?? {}, on, calendar);
    const ruled = { today: beijingDate(act.at), policy, calendar, dueAfter };
    const changes = changesOf(command, act.state, row, ruled);
    await writeEffects(tx, row, act);
    const after = await unitAfter(tx, loaded, changes.answeringUnitId);
    const terms = termsOf(after, changes);
    const agenda = newAgenda(act, terms, policy, calendar);
    const morning = nextMorning(calendar, policy, act.at);
    // what is urged by hand is meant now; what else an act tells waits for the morning's digest
    const now = command.kind === 'urge' && inOfficeHours(calendar, policy, act.at);
    await withdraw(tx, act.id, withdrawnBy(command));
    // who takes a duty over may be the office itself, or take it from the office
    const heard = { ...told, ownOffice: after.ownOffice };
    const notBefore = now ? act.at : morning;
    const tellings = tellingsOfCommand(command, heard, notBefore, terms.dueOn).filter(
      ({ kind }) => kind !== 'given-over' || !loaded.ownOffice,
    );
    await tell(tx, row, act, tellings);
    const rearmed =
      agenda === null ? lightDays(terms, policy, calendar) : armed(terms, policy, calendar, agenda);
    await write(tx, row, act, entryOf(command), { ...changes, ...rearmed });
    if (command.kind === 'complete') {
      const sum = changes.countSum ?? row.countSum;
      await compareSides(tx, row, { seq: act.seq, sum, notBefore: morning });
    }
    await keepReturnRow(tx, act);
    return { agenda, ...movedDue(row, changes) };
  });
}

// A repeated write cannot see whether it moved the due date; to say it once more is harmless.
const MOVING: readonly EventKind[] = [
  'return',
  'reopen',
  'decide-extension',
  'set-due',
  'set-event',
  'resume',
];

function movedDue({ dueOn: before }: Loaded['row'], { dueOn }: Changes): Pick<Recorded, 'dueOn'> {
  return dueOn === undefined || dueOn === before ? {} : { dueOn };
}

/** An occurrence whose unit has changed: the new one may be a leading body, or the office itself. */
async function unitAfter(
  tx: Database,
  loaded: Loaded,
  unitId: number | undefined,
): Promise<Loaded> {
  if (unitId === undefined || unitId === loaded.row.answeringUnitId) return loaded;
  return { ...loaded, ...(await standingOfUnit(tx, loaded.row.planId, unitId)) };
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
): Promise<{ seq: number; state: OccurrenceRow['state'] } | null> {
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

/** What a command said, beside who gave it and the words, which stand in columns of their own. */
function entryOf(command: Command): Entry {
  const columns = ['kind', 'door', 'commandId', 'personId', 'unitId', 'noteId', 'fileIds'];
  const said = Object.entries(command).filter(([name]) => !columns.includes(name));
  const data = { ...Object.fromEntries(said), files: command.fileIds };
  return { kind: command.kind, door: command.door, command, data };
}

function armed(terms: Terms, policy: Policy, calendar: Calendar, agenda: AgendaEntry[]): Changes {
  // what repeats until somebody acts may run into any year; only the due date's own moments count
  const lights = lightDays(terms, policy, calendar);
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

type Entry = {
  kind: EventKind;
  door: Command['door'];
  data: Record<string, unknown>;
  command?: Command;
};

/** Adds one event to the occurrence's chain and brings the row to what it says. */
async function write(
  tx: Database,
  row: OccurrenceRow,
  act: BeginAct,
  entry: Entry,
  changes: Changes,
): Promise<void> {
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
  const { seq, run, state } = act;
  await tx
    .update(occurrence)
    .set({ ...changes, headHash: hash, seq, run, state })
    .where(and(eq(occurrence.id, row.id), sql`${occurrence.seq} < ${seq}`));
  const fileIds = entry.command?.fileIds ?? [];
  if (fileIds.length === 0) return;
  await tx
    .insert(eventFile)
    .values(fileIds.map((fileId) => ({ occurrenceId: row.id, seq, fileId })));
}

async function noteHashOf(tx: Database, noteId: string | undefined): Promise<string | null> {
  if (noteId === undefined) return null;
  const [found] = await tx.select({ text: note.text }).from(note).where(eq(note.id, noteId));
  return found === undefined ? null : sha256(found.text);
}
