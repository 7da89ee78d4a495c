import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  type AnyPgColumn,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { Audience } from '../../plan/moments.ts';
import type { WaitsFor } from '../../plan/message.ts';
import type { OfficialLetter } from '../../plan/letter.ts';
import type { NoticeFacts, NoticeKind } from '../../plan/notice.ts';
import { id, instant, list } from '../columns.ts';
import { person, unit } from './address-book.ts';
import { file } from './event.ts';
import { inbound } from './inbound.ts';
import { message } from './message.ts';
import { occurrence } from './occurrence.ts';
import { plan, side } from './plan.ts';

/** One thing to tell one audience; unique per (occurrence, seq, audience) by its key. */
export const notice = pgTable(
  'notice',
  {
    id: id(),
    key: text('key').notNull().unique(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    occurrenceId: text('occurrence_id').references(() => occurrence.id),
    audience: text('audience').$type<Audience>().notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    facts: jsonb('facts').$type<NoticeFacts>().notNull(),
    notBefore: instant('not_before').notNull(),
    state: text('state').$type<'open' | 'tied' | 'withdrawn' | 'unreachable'>().notNull(),
    messageId: integer('message_id').references(() => message.id),
    /** The unit as which its reader was told, set with the message; its link opens that unit's list. */
    unitId: integer('unit_id').references(() => unit.id),
    listId: integer('list_id').references(() => weeklyList.id),
    /** Something recorded since makes it untrue: it is told by no message that has not left yet. */
    untrue: boolean('untrue').notNull().default(false),
    /** Why it was put off last. */
    waitsFor: text('waits_for').$type<WaitsFor>(),
    inboundId: integer('inbound_id').references((): AnyPgColumn => inbound.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('notice_due').on(t.notBefore).where(sql`${t.state} = 'open'`),
    index('notice_occurrence').on(t.occurrenceId),
    index('notice_message').on(t.messageId),
    index('notice_list').on(t.listId).where(sql`${t.listId} is not null`),
    check('notice_state', sql`${t.state} in ('open','tied','withdrawn','unreachable')`),
    check('notice_tied', sql`(${t.messageId} is not null) or ${t.state} <> 'tied'`),
  ],
);

/** The list for a supervising leader: it lies with the coordinator for one working day first. */
export const weeklyList = pgTable(
  'weekly_list',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    preparedOn: date('prepared_on').notNull(),
    leavesOn: date('leaves_on').notNull(),
    week: text('week').notNull(), // the Monday of the week in which it leaves
    releasedAt: instant('released_at'), // by the coordinator, where the policy asks for it
  },
  (t) => [unique('weekly_list_once').on(t.personId, t.week)],
);

/** What the coordinator said of a matter in a weekly list: held back, with a reason, or a remark. */
export const listItem = pgTable(
  'list_item',
  {
    listId: integer('list_id')
      .notNull()
      .references(() => weeklyList.id),
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    held: text('held'), // why it is held back
    remark: text('remark'),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.listId, t.occurrenceId] })],
);

/** A letter (商请函) to a side in liaison mode: what it was asked in a month. */
export const letter = pgTable(
  'letter',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    sideId: integer('side_id')
      .notNull()
      .references(() => side.id),
    month: text('month').notNull(), // '2024-05'
    fileId: text('file_id')
      .notNull()
      .references(() => file.id),
    occurrenceIds: list('occurrence_ids'),
    at: instant('at').notNull(),
    text: jsonb('text').$type<OfficialLetter>(), // its words, as they were edited; null: made before they were kept
    sentOn: date('sent_on'),
    number: text('number'), // 文号
    sentBy: integer('sent_by').references(() => person.id),
  },
  (t) => [unique('letter_once').on(t.planId, t.sideId, t.month)],
);
