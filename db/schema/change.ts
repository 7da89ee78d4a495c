import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ChangeData, ChangeKind } from '../../plan/plan-change.ts';
import { id, instant } from '../columns.ts';
import { person } from './address-book.ts';
import { note } from './event.ts';
import { occurrence } from './occurrence.ts';
import { plan } from './plan.ts';

/** A change that reaches many occurrences, one by one; killed, it goes on where it stopped. */
export const change = pgTable(
  'change',
  {
    id: id(),
    planId: integer('plan_id').references(() => plan.id), // null: every plan
    kind: text('kind').$type<ChangeKind>().notNull(),
    data: jsonb('data').$type<ChangeData>().notNull(),
    noteId: text('note_id').references(() => note.id),
    personId: integer('person_id').references(() => person.id),
    at: instant('at').notNull(),
    doneAt: instant('done_at'),
  },
  (t) => [
    check(
      'change_kind',
      sql`${t.kind} in ('calendar','policy','contact','due','merge','pause','resume','end','close')`,
    ),
  ],
);

/** The occurrences that a change reaches, and what became of each. */
export const changeRow = pgTable(
  'change_row',
  {
    changeId: integer('change_id')
      .notNull()
      .references(() => change.id),
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    outcome: text('outcome').$type<'done' | 'edited' | 'refused'>(), // edited: it has not begun yet
    reason: text('reason'),
    at: instant('at'),
  },
  (t) => [
    primaryKey({ columns: [t.changeId, t.occurrenceId] }),
    index('change_row_open').on(t.changeId).where(sql`${t.outcome} is null`),
    index('change_row_occurrence').on(t.occurrenceId),
    check('change_row_outcome', sql`${t.outcome} in ('done','edited','refused')`),
  ],
);

/** A year of rest days and make-up days entered by hand; it wins over the one that ships. */
export const calendarYear = pgTable('calendar_year', {
  year: integer('year').primaryKey(),
  source: text('source').notNull(), // the notice that announced it
  rest: date('rest').array().notNull(),
  work: date('work').array().notNull(),
  at: instant('at').notNull(),
});
