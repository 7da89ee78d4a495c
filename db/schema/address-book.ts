import { sql } from 'drizzle-orm';
import {
  check,
  date,
  type AnyPgColumn,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { PostRole, UnitKind } from '../../plan/address-book-heads.ts';
import { id, instant, list } from '../columns.ts';
import { task } from './plan.ts';

export const unit = pgTable(
  'unit',
  {
    id: id(),
    name: text('name').notNull().unique(),
    kind: text('kind').$type<UnitKind>().notNull(),
    side: text('side'), // the side's full name ("青禾县"); null: neither side
    aliases: list('aliases'),
    answersThroughId: integer('answers_through_id').references((): AnyPgColumn => unit.id),
    phone: text('phone'), // the office's own, which stays when people change
    mailbox: text('mailbox'), // shared by the office; used where the holder of a post has none
  },
  (t) => [
    check(
      'unit_kind',
      sql`${t.kind} in ('unit','role','group','village','leading-body','outside')`,
    ),
    check(
      'unit_answers_through',
      sql`${t.answersThroughId} is null or ${t.answersThroughId} <> ${t.id}`,
    ),
  ],
);

/** A name that documents use for several units (各乡镇): whom it means, and for units of which side. */
export const collective = pgTable(
  'collective',
  {
    id: id(),
    name: text('name').notNull(),
    side: text('side'), // null: of no side, or of all
    aliases: list('aliases'),
  },
  (t) => [unique('collective_name').on(t.name, t.side).nullsNotDistinct()],
);

export const collectiveUnit = pgTable(
  'collective_unit',
  {
    collectiveId: integer('collective_id')
      .notNull()
      .references(() => collective.id, { onDelete: 'cascade' }),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.collectiveId, t.unitId] })],
);

export const person = pgTable(
  'person',
  {
    id: id(),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    emailFault: text('email_fault'), // the server's answer that showed the address to be wrong
    phoneFault: text('phone_fault'), // the provider's answer that showed the number to be wrong
    room: text('room'), // 科室
    prefers: text('prefers').$type<'mail' | 'sms'>().notNull().default('mail'),
    // minutes of a day between which nothing is delivered: 12:00 to 14:30 is 720 and 870
    quietFrom: integer('quiet_from'),
    quietTo: integer('quiet_to'),
  },
  (t) => [
    check('person_prefers', sql`${t.prefers} in ('mail','sms')`),
    check(
      'person_quiet',
      sql`(${t.quietFrom} is null) = (${t.quietTo} is null)
      and ${t.quietFrom} between 0 and 1439 and ${t.quietTo} between 0 and 1439`,
    ),
  ],
);

/** A post (岗位) of a unit and who holds it; messages go to posts, people change. */
export const post = pgTable(
  'post',
  {
    id: id(),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    role: text('role').$type<PostRole>().notNull(),
    from: date('from_day').notNull(),
    to: date('to_day'),
  },
  (t) => [
    uniqueIndex('post_held_once').on(t.unitId, t.role, t.personId).where(sql`${t.to} is null`),
    check(
      'post_role',
      sql`${t.role} in ('contact','handler','leader','supervising-leader','office','coordinator','verifier')`,
    ),
  ],
);

/** The colleague (承办人) who is reminded of a unit's part in a task. */
export const handler = pgTable(
  'handler',
  {
    taskId: integer('task_id')
      .notNull()
      .references(() => task.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.taskId, t.unitId] })],
);

/** Who is away, from one day to another, and who stands in. */
export const leave = pgTable(
  'leave',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    from: date('from_day').notNull(),
    to: date('to_day').notNull(),
    substituteId: integer('substitute_id').references(() => person.id),
  },
  (t) => [
    index('leave_person').on(t.personId, t.to),
    check('leave_days', sql`${t.from} <= ${t.to}`),
    check('leave_other', sql`${t.substituteId} is distinct from ${t.personId}`),
  ],
);

/** A post's holder says twice a year that name, room, phone and mailbox are right. */
export const contactCheck = pgTable(
  'contact_check',
  {
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    half: text('half').notNull(), // '2026-01' or '2026-07'
    askedAt: instant('asked_at').notNull(),
    answeredAt: instant('answered_at'),
    answer: text('answer').$type<'right' | 'changed' | 'moved-away'>(),
  },
  (t) => [
    primaryKey({ columns: [t.unitId, t.personId, t.half] }),
    check('contact_check_answer', sql`${t.answer} in ('right','changed','moved-away')`),
  ],
);
