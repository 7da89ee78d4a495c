import { sql } from 'drizzle-orm';
import { customType, integer, text } from 'drizzle-orm/pg-core';

/** An instant: `timestamptz` in PostgreSQL, milliseconds since 1970 in TypeScript. */
export const instant = customType<{ data: number; driverData: string }>({
  dataType: () => 'timestamptz',
  toDriver: iso,
  // connections are set to UTC, so PostgreSQL writes 2019-11-26 00:30:00.123+00
  fromDriver: (value) => Date.parse(`${value.replace(' ', 'T').replace(/\+00$/, '')}Z`),
});

/** An instant as PostgreSQL reads it, for statements written by hand. */
export function iso(value: number): string {
  return new Date(value).toISOString();
}

/** A number that PostgreSQL gives. */
export const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity();

/** A list of texts, empty at first. */
export const list = (name: string) => text(name).array().notNull().default(sql`'{}'`);
