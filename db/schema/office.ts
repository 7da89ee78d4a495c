import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CallOutcome } from '../../plan/calls.ts';
import type { CircularState, CircularStep } from '../../plan/circular.ts';
import type { OfficialLetter } from '../../plan/letter.ts';
import type { Source } from '../../plan/occurrence.ts';
import { id, instant, list } from '../columns.ts';
import { person, unit } from './address-book.ts';
import { plan } from './plan.ts';

/** A call that the office made to a unit, and what came of it; only one that was answered tells anybody. */
export const call = pgTable(
  'call',
  {
    id: id(),
    key: text('key').notNull().unique(), // of the form: pressed twice it is one call
    officeId: integer('office_id')
      .notNull()
      .references(() => unit.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    at: instant('at').notNull(),
    outcome: text('outcome').$type<CallOutcome>().notNull(),
    words: text('words'), // who answered, and what was said
    occurrenceIds: list('occurrence_ids'),
    nextAt: instant('next_at').notNull(), // not to be called again before
  },
  (t) => [
    index('call_unit').on(t.unitId, t.at),
    check(
      'call_outcome',
      sql`${t.outcome} in ('told','promised','no-answer','wrong-number','changed')`,
    ),
  ],
);

/** A circular: drafted from facts frozen at an instant, checked, edited, signed by people; never sent by itself. */
export const circular = pgTable(
  'circular',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    state: text('state').$type<CircularState>().notNull(),
    frozenAt: instant('frozen_at').notNull(),
    occurrenceIds: list('occurrence_ids'), // of the matters that it names
    text: jsonb('text').$type<OfficialLetter>().notNull(),
    revision: integer('revision').notNull().default(0),
    checkUntil: date('check_until'),
    number: text('number'), // 文号
    issuedOn: date('issued_on'),
  },
  (t) => [
    index('circular_plan').on(t.planId),
    check(
      'circular_state',
      sql`${t.state} in ('draft','submitted','reviewed','signed','issued','dropped')`,
    ),
    check('circular_issued', sql`(${t.state} = 'issued') = (${t.issuedOn} is not null)`),
  ],
);

/** Who did what to a circular, and when: 拟稿, 核对, 审核, 签发. */
export const circularStep = pgTable(
  'circular_step',
  {
    circularId: integer('circular_id')
      .notNull()
      .references(() => circular.id),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<CircularStep>().notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    at: instant('at').notNull(),
    words: text('words'),
  },
  (t) => [primaryKey({ columns: [t.circularId, t.seq] })],
);

/** What a unit that a circular names was asked to check, and what it said. */
export const circularCheck = pgTable(
  'circular_check',
  {
    circularId: integer('circular_id')
      .notNull()
      .references(() => circular.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    askedAt: instant('asked_at').notNull(),
    answer: text('answer').$type<'agrees' | 'corrects'>(),
    answeredAt: instant('answered_at'),
    source: text('source').$type<Source>(),
    words: text('words'),
  },
  (t) => [
    primaryKey({ columns: [t.circularId, t.unitId] }),
    check('circular_check_answer', sql`${t.answer} in ('agrees','corrects')`),
  ],
);
