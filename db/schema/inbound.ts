import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { InboundOutcome } from '../../plan/message.ts';
import { id, instant, list } from '../columns.ts';
import { person, unit } from './address-book.ts';
import { file } from './event.ts';
import { message } from './message.ts';
import { plan } from './plan.ts';

/** What came in by mail or as a short message, and what became of it; kept so that nothing is lost. */
export const inbound = pgTable(
  'inbound',
  {
    id: id(),
    channel: text('channel').$type<'mail' | 'sms'>().notNull(),
    key: text('key').notNull().unique(), // the mail's own Message-ID, the provider's id of an uplink
    sender: text('sender').notNull(),
    personId: integer('person_id').references(() => person.id),
    unitId: integer('unit_id').references(() => unit.id),
    planId: integer('plan_id').references(() => plan.id),
    replyTo: integer('reply_to').references(() => message.id),
    subject: text('subject').notNull(),
    text: text('text').notNull(), // what its author wrote, without what was quoted
    fileId: text('file_id').references(() => file.id), // the mail as it came
    at: instant('at').notNull(),
    outcome: text('outcome').$type<InboundOutcome>().notNull(),
    reason: text('reason').notNull(), // why that became of it
    occurrenceIds: list('occurrence_ids'), // what its command touched
    settledAt: instant('settled_at'), // a coordinator has dealt with it
    settledBy: integer('settled_by').references(() => person.id),
  },
  (t) => [
    index('inbound_open').on(t.at).where(sql`${t.outcome} = 'inbox' and ${t.settledAt} is null`),
    check('inbound_channel', sql`${t.channel} in ('mail','sms')`),
    check(
      'inbound_outcome',
      sql`${t.outcome} in ('command','refused','inbox','bounce','automatic')`,
    ),
  ],
);
