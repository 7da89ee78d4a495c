import { and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { ChannelName } from '../plan/message.ts';
import type { NoticeKind } from '../plan/notice.ts';
import { type EventKind, UNIT_DOORS } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { ENTERING_OFFICE } from './entered-by.ts';
import { deliveryReport, event, message, note, notice, person, unit } from './schema.ts';

/** One time that somebody of the unit was told of a matter, and what was heard of it since. */
export type SentTelling = {
  at: number;
  kind: NoticeKind;
  channel: ChannelName;
  reader: string | null;
  /** The latest receipt; null: none, it was only taken by the server. */
  heard: (typeof deliveryReport.$inferSelect)['kind'] | null;
};

/** What the unit was told of matters by messages that left, the newest first; by occurrence. */
export async function sentTellings(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, SentTelling[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: notice.occurrenceId,
      at: message.sentAt,
      kind: notice.kind,
      channel: message.channel,
      reader: person.name,
      heard: sql<SentTelling['heard']>`(select r.kind from ${deliveryReport} r
        where r.message_id = ${message.id} order by r.at desc, r.kind limit 1)`,
    })
    .from(notice)
    .innerJoin(
      message,
      or(eq(message.id, notice.messageId), eq(message.besideId, notice.messageId)),
    )
    .leftJoin(person, eq(person.id, message.personId))
    .where(
      and(
        inArray(notice.occurrenceId, [...ids]),
        inArray(notice.audience, ['answering', 'leader']),
        isNotNull(message.sentAt),
      ),
    )
    .orderBy(desc(message.sentAt), asc(notice.id));
  const told = rows.flatMap(({ at, id, ...rest }) =>
    at === null || id === null ? [] : [{ id, telling: { at, ...rest } }],
  );
  return grouped(told.map(({ id, telling }) => [id, telling]));
}

/** An act with its words, as those read it who supervise. */
export type ActLine = {
  seq: number;
  at: number;
  kind: EventKind;
  door: (typeof event.$inferSelect)['door'];
  data: Record<string, unknown>;
  person: string | null;
  unit: string | null;
  /** The office that entered it on behalf of the unit; null: nobody did. */
  office: string | null;
  text: string | null;
  /** Said by the unit, or by the office for it. */
  ofUnit: boolean;
};

/** What people did to matters, the newest first; by occurrence. */
export async function actsOf(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, ActLine[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: event.occurrenceId,
      seq: event.seq,
      at: event.at,
      kind: event.kind,
      door: event.door,
      data: event.data,
      person: person.name,
      unit: unit.name,
      office: ENTERING_OFFICE,
      text: note.text,
    })
    .from(event)
    .leftJoin(person, eq(person.id, event.personId))
    .leftJoin(unit, eq(unit.id, event.unitId))
    .leftJoin(note, eq(note.id, event.noteId))
    .where(
      and(
        inArray(event.occurrenceId, [...ids]),
        sql`${event.kind} not in ('moment', 'assign', 'amend')`,
      ),
    )
    .orderBy(desc(event.seq));
  return grouped(rows.map(({ id, ...row }) => [id, { ...row, ofUnit: isOfUnit(row) }]));
}

const UNIT_ACTS: readonly EventKind[] = [
  'acknowledge',
  'decline',
  'report',
  'report-risk',
  'enter',
  'set-opening',
  'promise',
  'complete',
  'request-extension',
  'ask-contribution',
  'hand-on',
  'contribute',
  'confirm',
];

function isOfUnit({ kind, door }: Pick<ActLine, 'kind' | 'door'>): boolean {
  return UNIT_ACTS.includes(kind) && [...UNIT_DOORS, 'cli'].includes(door);
}

function grouped<Row>(rows: [id: string, row: Row][]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const [id, row] of rows) found.set(id, [...(found.get(id) ?? []), row]);
  return found;
}
