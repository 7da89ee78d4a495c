import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** The database, or a transaction on it: every query function takes either. */
export type Database = PostgresJsDatabase;

export type Connection = { db: Database; close: () => Promise<void> };

/** Opens a pool; time travels in UTC, so that `instant` columns read alike on every machine. */
export function connect(url: string, size = 10): Connection {
  const sql = postgres(url, {
    max: size,
    onnotice: () => {},
    connection: { TimeZone: 'UTC', DateStyle: 'ISO' },
  });
  return { db: drizzle(sql), close: () => sql.end({ timeout: 5 }) };
}
