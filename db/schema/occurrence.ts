import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AgendaEntry, TermLength } from '../../plan/agenda.ts';
import type { OccurrenceState } from '../../plan/occurrence.ts';
import { unit } from './address-book.ts';
import { plan, task } from './plan.ts';

/** One due date of one task for its parties; the primary key is the workflow's id. */
export const occurrence = pgTable(
  'occurrence',
  {
    id: text('id').primaryKey(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    taskId: integer('task_id')
      .notNull()
      .references(() => task.id),
    partyKey: text('party_key').notNull(),
    period: text('period').notNull(),
    reportingPeriod: text('reporting_period'), // "3月份" of a recurring report
    series: boolean('series').notNull(), // started by its task's series, not by launch
    liaison: boolean('liaison').notNull(), // lies with the other side: listed, never urged
    beforeStart: boolean('before_start').notNull(), // due before supervision began: listed only
    length: text('length').$type<TermLength>().notNull(),
    opensOn: date('opens_on').notNull(),
    originalDueOn: date('original_due_on'),
    dueOn: date('due_on'),
    yellowFrom: date('yellow_from'),
    redFrom: date('red_from'),
    state: text('state').$type<OccurrenceState>().notNull(),
    run: integer('run').notNull(),
    seq: integer('seq').notNull(),
    headHash: text('head_hash').notNull(),
    completedOn: date('completed_on'),
    endedOn: date('ended_on'),
    extensionUntil: date('extension_until'), // asked for and not yet decided
    waitsFor: text('waits_for'), // the event that its due date follows from (项目批复)
    eventOn: date('event_on'),
    pausedOn: date('paused_on'),
    declinedOn: date('declined_on'), // the unit says that it is not its duty
    riskOn: date('risk_on'), // reported to be at risk
    promisedOn: date('promised_on'), // until when the unit promised what is due in soft words
    rectifyBy: date('rectify_by'), // 限期整改
    notedUntil: date('noted_until'), // the leader has taken note and waits until then
    circularOn: date('circular_on'), // since when it is a candidate for the circular
    papersDue: integer('papers_due').notNull().default(0),
    countFrom: date('count_from'), // the period of a counted duty begins; it ends with the due date
    countTarget: doublePrecision('count_target'),
    countUnit: text('count_unit'),
    countOpening: doublePrecision('count_opening').notNull().default(0),
    countSum: doublePrecision('count_sum').notNull().default(0),
    confirmedOn: date('confirmed_on'), // by the other side
    confirmedSum: doublePrecision('confirmed_sum'),
    urgedOn: date('urged_on'), // the working day for which the office urged it by hand last
    agenda: jsonb('agenda').$type<AgendaEntry[]>().notNull(),
    calendarVersion: text('calendar_version'),
    provisional: boolean('provisional').notNull(),
    answeringUnitId: integer('answering_unit_id')
      .notNull()
      .references(() => unit.id),
  },
  (t) => [
    index('occurrence_task').on(t.taskId),
    index('occurrence_unit').on(t.answeringUnitId, t.planId, t.state),
    index('occurrence_due').on(t.dueOn, t.id),
    // 0011 adds to the next two, with INCLUDE, what the board counts by: it reads no row at all
    index('occurrence_desk').on(t.planId, t.dueOn, t.id),
    index('occurrence_open')
      .on(t.dueOn, t.id)
      .where(sql`${t.state} not in ('closed','waived','cancelled')`),
    index('occurrence_late')
      .on(t.redFrom, t.id)
      .where(sql`${t.state} not in ('closed','waived','cancelled')`),
    check(
      'occurrence_state',
      sql`${t.state} in ('scheduled','assigned','acknowledged','completed','returned','closed','waived','cancelled')`,
    ),
  ],
);

export const party = pgTable(
  'party',
  {
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    role: text('role').$type<'answering' | 'participant' | 'counterpart'>().notNull(),
    written: text('written').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.occurrenceId, t.unitId] }),
    uniqueIndex('party_one_answers').on(t.occurrenceId).where(sql`${t.role} = 'answering'`),
    index('party_unit').on(t.unitId),
    check('party_role', sql`${t.role} in ('answering','participant','counterpart')`),
  ],
);

/** What was done of a counted duty, entry by entry; a correction is an entry with a minus. */
export const entry = pgTable(
  'entry',
  {
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    seq: integer('seq').notNull(), // of the event that brought it
    on: date('on_day').notNull(),
    amount: doublePrecision('amount').notNull(),
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.seq] })],
);

/** A row of a periodic return: what a unit says of one task. */
export const returnRow = pgTable(
  'return_row',
  {
    occurrenceId: text('occurrence_id') // the return's own
      .notNull()
      .references(() => occurrence.id),
    taskId: integer('task_id')
      .notNull()
      .references(() => task.id),
    seq: integer('seq').notNull(), // of the latest event that brought it
    done: doublePrecision('done'), // 已完成, null: no change or words only
    outOf: doublePrecision('out_of'), // 应完成
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.taskId] })],
);

/** What was received of a completion on paper: 收件登记. */
export const receipt = pgTable(
  'receipt',
  {
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    seq: integer('seq').notNull(),
    on: date('on_day').notNull(),
    recipient: text('recipient'), // the office that received it, where the text names several
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.seq] })],
);
