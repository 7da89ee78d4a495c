import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';
import { person } from './address-book.ts';

/** A setting of the installation that wins over its environment variable; secrets are sealed. */
export const setting = pgTable('setting', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  personId: integer('person_id').references(() => person.id),
  at: instant('at').notNull(),
});

/** Each running part says that it lives; engine time, not business time. */
export const heartbeat = pgTable('heartbeat', {
  part: text('part').primaryKey(),
  at: instant('at').notNull(),
});
