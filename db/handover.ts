import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { PostRole } from '../plan/address-book-heads.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { dueWords, eventWords } from '../plan/desk.ts';
import type { Handover, HandoverTask, Predecessor } from '../plan/handover.ts';
import { type EventKind, isOwed, STATE_NAMES } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { postDirect } from './direct.ts';
import { event, note, occurrence, person, post, unit } from './schema.ts';
import { type LedgerRow, ledgerRows } from './status.ts';
import { deskUnits, takingPartIds } from './unit-desk.ts';

/** The posts whose holders work on tasks: who takes one over is told how things stand. */
const WORKING: readonly PostRole[] = ['contact', 'handler', 'office'];

type Taken = { unitId: number; role: PostRole; personId: number; day: PlainDate };

/** Sends a post's new holder the list of what is open; false when there is nothing to hand over. */
export async function handOver(
  tx: Database,
  { unitId, role, personId, day }: Taken,
  { now, domain }: { now: number; domain: string },
): Promise<boolean> {
  if (!WORKING.includes(role)) return false;
  const units = await deskUnits(tx, unitId);
  if ((await takingPartIds(tx, units)).length === 0 && !(await answersForAny(tx, units)))
    return false;
  const direct = {
    personId,
    channel: 'mail' as const,
    kind: 'handover' as const,
    window: `${unitId}@${day}`,
    facts: { unitId, predecessorTo: day },
  };
  return (await postDirect(tx, { ...direct, now, domain })) !== null;
}

async function answersForAny(tx: Database, units: number[]): Promise<boolean> {
  return (await tx.$count(occurrence, inArray(occurrence.answeringUnitId, units))) > 0;
}

/** How things stand at a unit's desk on a day, for somebody who takes it over. */
export async function handoverOf(
  db: Database,
  unitId: number,
  calendar: Calendar,
  today: PlainDate,
): Promise<Handover> {
  const unitIds = await deskUnits(db, unitId);
  const [own] = await db.select({ name: unit.name }).from(unit).where(eq(unit.id, unitId));
  const answering = (await ledgerRows(db, { unitIds }, calendar, today)).filter(isOpen);
  const ids = await takingPartIds(db, unitIds);
  const taking = ids.length === 0 ? [] : await ledgerRows(db, { ids }, calendar, today);
  const begun = answering.filter(({ state }) => state !== 'scheduled');
  const last = await lastSaid(
    db,
    [...begun, ...taking].map(({ id }) => id),
  );
  const task = (row: LedgerRow): HandoverTask => ({
    number: row.number,
    title: row.title,
    reportingPeriod: row.reportingPeriod,
    owner: row.unit === own?.name ? '' : row.unit,
    due: dueWords(row, calendar, today),
    state: STATE_NAMES[row.state],
    promisedOn: row.promisedOn,
    extensionUntil: row.extensionUntil,
    last: last.get(row.id) ?? null,
  });
  return {
    answering: begun.map(task),
    takingPart: taking.filter((row) => isOpen(row) && row.state !== 'scheduled').map(task),
    later: answering.length - begun.length,
    predecessors: await predecessorsOf(db, unitId),
  };
}

function isOpen({ state, beforeStart }: LedgerRow): boolean {
  return !beforeStart && (isOwed(state) || state === 'completed');
}

const SAYING: EventKind[] = ['report', 'report-risk', 'enter', 'promise', 'complete', 'contribute'];

/** What was said last of each of the occurrences. */
async function lastSaid(
  db: Database,
  ids: string[],
): Promise<Map<string, NonNullable<HandoverTask['last']>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([event.occurrenceId], { event, text: note.text })
    .from(event)
    .leftJoin(note, eq(note.id, event.noteId))
    .where(and(inArray(event.occurrenceId, ids), inArray(event.kind, SAYING)))
    .orderBy(event.occurrenceId, desc(event.seq));
  return new Map(
    rows.map(({ event: { occurrenceId, kind, data, at }, text }) => [
      occurrenceId,
      { on: beijingDate(at), what: eventWords(kind, data) ?? '', text: text ?? '' },
    ]),
  );
}

const SHOWN_PREDECESSORS = 5;

async function predecessorsOf(db: Database, unitId: number): Promise<Predecessor[]> {
  const rows = await db
    .select({ name: person.name, from: post.from, to: post.to })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(and(eq(post.unitId, unitId), inArray(post.role, [...WORKING]), isNotNull(post.to)))
    .orderBy(desc(post.to), desc(post.id))
    .limit(SHOWN_PREDECESSORS);
  return rows.flatMap(({ to, ...rest }) => (to === null ? [] : [{ ...rest, to }]));
}
