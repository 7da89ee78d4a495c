import {
  type AnyPgColumn,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { AnswerDoor, AnswerKind, AnswerOutcome, AskedRow } from '../../plan/division.ts';
import type { DoubtAct } from '../../plan/doubts.ts';
import { id, instant } from '../columns.ts';
import { person, unit } from './address-book.ts';
import { file } from './event.ts';
import { device } from './link.ts';
import { plan } from './plan.ts';
import { reviewEdit } from './review.ts';

/** A table of who does what, as it went out for comments or was issued; its papers are kept. */
export const divisionRound = pgTable(
  'division_round',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'comments' | 'settled'>().notNull(),
    givenAs: text('given_as').notNull(), // the id under which it was ordered: a second time it is the same
    until: date('until'), // answers are asked for by then; of one issued, by then the rest gets units
    docxId: text('docx_id')
      .notNull()
      .references(() => file.id),
    xlsxId: text('xlsx_id')
      .notNull()
      .references(() => file.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    at: instant('at').notNull(),
  },
  (t) => [
    unique('division_round_given').on(t.planId, t.givenAs),
    check('division_round_kind', sql`${t.kind} in ('comments','settled')`),
    check('division_round_until', sql`${t.kind} <> 'comments' or ${t.until} is not null`),
  ],
);

/** What a unit was asked about: its rows as they were then. The last one holds. */
export const divisionAsk = pgTable(
  'division_ask',
  {
    id: id(),
    roundId: integer('round_id')
      .notNull()
      .references(() => divisionRound.id, { onDelete: 'cascade' }),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    rows: jsonb('rows').$type<AskedRow[]>().notNull(),
  },
  (t) => [
    unique('division_ask_unit').on(t.roundId, t.unitId),
    index('division_ask_of').on(t.unitId),
  ],
);

/** What a unit said to a row, and what the office made of it; only ever added to. */
export const divisionAnswer = pgTable(
  'division_answer',
  {
    id: id(),
    askId: integer('ask_id')
      .notNull()
      .references(() => divisionAsk.id, { onDelete: 'cascade' }),
    task: text('task').notNull(), // its key
    terms: text('terms').notNull(), // what the row said when it was answered
    givenAs: text('given_as').notNull(),
    kind: text('kind').$type<AnswerKind>().notNull(),
    words: text('words'),
    proposedUnit: text('proposed_unit'),
    proposedTime: text('proposed_time'),
    door: text('door').$type<AnswerDoor>().notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    deviceId: integer('device_id').references(() => device.id),
    source: text('source'), // by which way the office heard it: 电话, 微信, 纸质, OA
    informant: text('informant'),
    at: instant('at').notNull(),
    outcome: text('outcome').$type<AnswerOutcome>(),
    reply: text('reply'),
    repliedBy: integer('replied_by').references(() => person.id),
    repliedAt: instant('replied_at'),
    editId: integer('edit_id').references((): AnyPgColumn => reviewEdit.id, {
      onDelete: 'set null',
    }),
  },
  (t) => [
    unique('division_answer_given').on(t.askId, t.givenAs),
    check('division_answer_kind', sql`${t.kind} in ('agree','object','propose')`),
    check('division_answer_door', sql`${t.door} in ('link','office')`),
    check('division_answer_outcome', sql`${t.outcome} in ('taken','kept')`),
    check('division_answer_source', sql`(${t.door} = 'office') = (${t.source} is not null)`),
    check('division_answer_replied', sql`(${t.outcome} is null) = (${t.repliedAt} is null)`),
  ],
);

/** What was decided of a conflict or doubt of a document: only ever added to, the last holds. */
export const doubtDecision = pgTable(
  'doubt_decision',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id, { onDelete: 'cascade' }),
    doubt: text('doubt').notNull(),
    act: text('act').$type<DoubtAct>().notNull(),
    choice: text('choice'), // in its words
    words: text('words'),
    personId: integer('person_id').references(() => person.id), // null: by the command line
    editId: integer('edit_id').references((): AnyPgColumn => reviewEdit.id, {
      onDelete: 'set null',
    }),
    at: instant('at').notNull(),
  },
  (t) => [
    index('doubt_decision_plan').on(t.planId, t.id),
    check('doubt_decision_act', sql`${t.act} in ('choose','keep','reopen')`),
  ],
);
