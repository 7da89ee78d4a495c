import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Connection, connect, type Database } from '../../db/connect.ts';
import { type FreshDatabase, freshDatabase } from './postgres.ts';

/** One database for all tests of a file, emptied after each; a copy for each would take longer than the test. */
export function sharedDatabase(): () => Database {
  let made: { database: FreshDatabase; connection: Connection } | null = null;
  const current = () => {
    if (made === null) throw new Error('the database is there in tests only');
    return made;
  };
  beforeAll(async () => {
    const database = await freshDatabase();
    made = { database, connection: connect(database.url, 4) };
  });
  afterEach(async () => emptied(current().connection.db));
  afterAll(async () => {
    await current().connection.close();
    await current().database.drop();
  });
  return () => current().connection.db;
}

/** Empties every table; its numbers start anew unless ids of before must not come again. */
export async function emptied(
  db: Database,
  numbers: 'restart' | 'continue' = 'restart',
): Promise<void> {
  const rows = await db.execute<{ name: string }>(
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const names = rows.map(({ name }) => name).join(', ');
  await db.execute(sql.raw(`truncate ${names} ${numbers} identity cascade`));
}
