import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** The database, or a transaction on it: every query function takes either. */
export type Database = PostgresJsDatabase;

export type Connection = {
  db: Database;
  /**
   * Hears what is told on a channel, by a connection of its own that is made again when it breaks;
   * `again` is called then, since nobody knows what was missed.
   */
  listen: (
    channel: string,
    hear: (told: string) => void,
    again: () => void,
  ) => Promise<() => Promise<void>>;
  close: () => Promise<void>;
};

/** Opens a pool; time travels in UTC, so that `instant` columns read alike on every machine. */
export function connect(url: string, size = 10): Connection {
  const sql = postgres(url, {
    max: size,
    onnotice: () => {},
    connection: { TimeZone: 'UTC', DateStyle: 'ISO' },
  });
  return {
    db: drizzle(sql),
    listen: async (channel, hear, again) => {
      let first = true;
      const request = await sql.listen(channel, hear, () => {
        if (!first) again();
        first = false;
      });
      return () => request.unlisten();
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
