import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { EventKind } from '../../plan/occurrence.ts';
import { id, instant } from '../columns.ts';
import { account } from './account.ts';
import { occurrence } from './occurrence.ts';
import { plan } from './plan.ts';

/** Another system that is told what the ledger records. Its key follows from the installation's secret. */
export const webhook = pgTable('webhook', {
  id: id(),
  name: text('name').notNull(),
  url: text('url').notNull(),
  kinds: text('kinds').array().$type<EventKind[]>().notNull(), // none: all
  planId: integer('plan_id').references(() => plan.id), // null: all
  createdBy: integer('created_by')
    .notNull()
    .references(() => account.id),
  createdAt: instant('created_at').notNull(),
  failures: integer('failures').notNull().default(0), // in a row, while the other end is down
  failingSince: instant('failing_since'),
  tryAt: instant('try_at'), // while it is down, one message is tried then
  disabledAt: instant('disabled_at'),
  why: text('why'), // why it was switched off, where nobody did it
});

/** A line of the ledger on its way to another system; written by a trigger in the line's transaction. */
export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    id: id(),
    webhookId: integer('webhook_id')
      .notNull()
      .references(() => webhook.id, { onDelete: 'cascade' }),
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    seq: integer('seq').notNull(),
    state: text('state').$type<'open' | 'taken' | 'failed'>().notNull().default('open'),
    refusals: integer('refusals').notNull().default(0),
    dueAt: instant('due_at').notNull(),
    doneAt: instant('done_at'),
    status: integer('status'), // of the last answer; null: none yet, or nobody answered
    words: text('words'), // what went wrong the last time
  },
  (t) => [
    index('webhook_delivery_due').on(t.webhookId, t.dueAt, t.id).where(sql`${t.state} = 'open'`),
    index('webhook_delivery_done').on(t.doneAt),
    check('webhook_delivery_state', sql`${t.state} in ('open','taken','failed')`),
  ],
);
