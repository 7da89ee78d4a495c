import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { LinkPurpose } from '../../plan/message.ts';
import { id, instant } from '../columns.ts';
import { person, unit } from './address-book.ts';

/** A signed link opens one person's list of one unit; neither this row nor a stored text holds a usable one. */
export const link = pgTable(
  'link',
  {
    id: text('id').primaryKey(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    purpose: text('purpose').$type<LinkPurpose>().notNull().default('desk'),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    openedAt: instant('opened_at'),
  },
  (t) => [
    uniqueIndex('link_current')
      .on(t.personId, t.unitId, t.purpose)
      .where(sql`${t.revokedAt} is null`),
    check('link_purpose', sql`${t.purpose} in ('desk','calendar')`),
  ],
);

/** A browser from which somebody acted for a post, and who said to sit before it. */
export const device = pgTable(
  'device',
  {
    id: id(),
    token: text('token').notNull().unique(), // the hash of what the browser keeps
    linkId: text('link_id')
      .notNull()
      .references(() => link.id),
    name: text('name'),
    room: text('room'),
    phone: text('phone'),
    seenAt: instant('seen_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    confirmedBy: text('confirmed_by').$type<'first' | 'code' | 'coordinator'>(),
    codeAt: instant('code_at'), // when its code was sent last
    codeTries: integer('code_tries').notNull().default(0),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    index('device_link').on(t.linkId),
    check('device_confirmed', sql`(${t.confirmedAt} is null) = (${t.confirmedBy} is null)`),
    check('device_confirmed_by', sql`${t.confirmedBy} in ('first','code','coordinator')`),
  ],
);
