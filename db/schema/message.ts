import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  type AnyPgColumn,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Digest } from '../../plan/digest.ts';
import type { ChannelName, DirectFacts, MessageKind, MessageState } from '../../plan/message.ts';
import { id, instant } from '../columns.ts';
import { person } from './address-book.ts';
import { plan } from './plan.ts';

/** What leaves: one per reader, channel, kind and window, with frozen address and Message-ID. */
export const message = pgTable(
  'message',
  {
    id: id(),
    personId: integer('person_id').references(() => person.id),
    groupId: integer('group_id').references(() => chatGroup.id),
    channel: text('channel').$type<ChannelName>().notNull(),
    kind: text('kind').$type<MessageKind>().notNull(),
    window: text('window').notNull(),
    /** The mail of the same notices: a short message that goes beside it has no notices of its own. */
    besideId: integer('beside_id').references((): AnyPgColumn => message.id),
    /** The notices that it will take when it is claimed, and the unit that each is told for. */
    noticeIds: integer('notice_ids').array().notNull().default(sql`'{}'`),
    unitIds: integer('unit_ids').array().notNull().default(sql`'{}'`),
    /** What a message without notices is made of; no free text and no names. */
    facts: jsonb('facts').$type<DirectFacts>(),
    address: text('address').notNull(),
    messageId: text('message_id').notNull().unique(),
    subject: text('subject'),
    text: text('text'),
    /** A mail's words before they are laid out. */
    digest: jsonb('digest').$type<Digest>(),
    /** The variables of a short message's template. */
    fields: jsonb('fields').$type<Record<string, string>>(),
    state: text('state').$type<MessageState>().notNull(),
    attempts: integer('attempts').notNull(),
    repeats: integer('repeats').notNull(),
    nextAt: instant('next_at').notNull(),
    sendingSince: instant('sending_since'),
    sentAt: instant('sent_at'),
    /** The instant that a mail names as its date. */
    datedAt: instant('dated_at').notNull(),
    /** What the provider calls it, for receipts and for asking what became of it. */
    providerId: text('provider_id'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('message_window').on(t.personId, t.channel, t.kind, t.window),
    uniqueIndex('message_group_window').on(t.groupId, t.kind, t.window),
    index('message_due').on(t.nextAt).where(sql`${t.state} in ('ready','unclear','sending')`),
    index('message_sent').on(t.channel, t.sentAt),
    index('message_provider').on(t.providerId).where(sql`${t.providerId} is not null`),
    index('message_taking').on(t.id).where(sql`${t.noticeIds} <> '{}'`),
    index('message_beside').on(t.besideId).where(sql`${t.besideId} is not null`),
    check('message_reader', sql`${t.personId} is null or ${t.groupId} is null`),
    check('message_channel', sql`${t.channel} in ('mail','sms','chat')`),
    check(
      'message_state',
      sql`${t.state} in ('ready','sending','sent','unclear','failed','dropped')`,
    ),
  ],
);

/** Each attempt to hand a message over, and what the server said. */
export const attempt = pgTable(
  'attempt',
  {
    messageId: integer('message_id')
      .notNull()
      .references(() => message.id),
    number: integer('number').notNull(),
    at: instant('at').notNull(),
    outcome: text('outcome').notNull(),
    response: text('response').notNull(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.number] })],
);

/** What is heard of a message after it was handed over; a provider may say the same thing twice. */
export const deliveryReport = pgTable(
  'delivery_report',
  {
    messageId: integer('message_id')
      .notNull()
      .references(() => message.id),
    kind: text('kind')
      .$type<'delivered' | 'undelivered' | 'bounced' | 'opened' | 'answered'>()
      .notNull(),
    at: instant('at').notNull(),
    words: text('words').notNull(), // the server's or provider's, without the address
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.kind] }),
    check(
      'delivery_report_kind',
      sql`${t.kind} in ('delivered','undelivered','bounced','opened','answered')`,
    ),
  ],
);

/** A group in a chat system that takes posts by a webhook. */
export const chatGroup = pgTable(
  'chat_group',
  {
    id: id(),
    system: text('system').$type<'wecom' | 'dingtalk' | 'feishu'>().notNull(),
    name: text('name').notNull().unique(),
    url: text('url').notNull(), // holds the group's key: shown to nobody
    secret: text('secret'), // signs posts, where the system asks for it
    planId: integer('plan_id').references(() => plan.id), // null: every plan
    unitIds: integer('unit_ids').array().notNull().default(sql`'{}'`), // none: every unit of the plan
    fault: text('fault'), // why the last post was refused for good
    endedAt: instant('ended_at'),
  },
  (t) => [check('chat_group_system', sql`${t.system} in ('wecom','dingtalk','feishu')`)],
);

/** A bucket of tokens: how fast messages may go out by a channel; all processes share it. */
export const bucket = pgTable('bucket', {
  key: text('key').primaryKey(),
  tokens: doublePrecision('tokens').notNull(),
  at: instant('at').notNull(),
});
