import { integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { Door, EventKind, OccurrenceState } from '../../plan/occurrence.ts';
import { instant } from '../columns.ts';
import { person, unit } from './address-book.ts';
import { occurrence } from './occurrence.ts';

/** The ledger: only ever added to, chained by hash per occurrence. */
export const event = pgTable(
  'event',
  {
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    seq: integer('seq').notNull(),
    run: integer('run').notNull(),
    kind: text('kind').$type<EventKind>().notNull(),
    state: text('state').$type<OccurrenceState>().notNull(),
    commandId: text('command_id'),
    at: instant('at').notNull(),
    personId: integer('person_id').references(() => person.id),
    unitId: integer('unit_id').references(() => unit.id),
    door: text('door').$type<Door>().notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    noteId: text('note_id').references(() => note.id),
    noteHash: text('note_hash'),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.occurrenceId, t.seq] }),
    unique('event_command_once').on(t.occurrenceId, t.commandId),
  ],
);

export const eventFile = pgTable(
  'event_file',
  {
    occurrenceId: text('occurrence_id').notNull(),
    seq: integer('seq').notNull(),
    fileId: text('file_id')
      .notNull()
      .references(() => file.id),
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.seq, t.fileId] })],
);

/** A stored piece of evidence; the bytes lie in DATA_DIR/files by their hash. */
export const file = pgTable('file', {
  id: text('id').primaryKey(),
  sha256: text('sha256').notNull(),
  name: text('name').notNull(),
  mediaType: text('media_type').notNull(),
  size: integer('size').notNull(),
  at: instant('at').notNull(),
});

/** Free text that people wrote. Events and histories hold its id and hash, so that it can be erased. */
export const note = pgTable('note', {
  id: text('id').primaryKey(), // the occurrence's and the command's id
  text: text('text').notNull(),
  at: instant('at').notNull(),
});
