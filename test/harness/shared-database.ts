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
  await db.execute(sql.raw(numbers === 'restart' ? `${EMPTY} ${RESTART}` : EMPTY));
}

// Truncating makes files anew for every table; most have no row. Without triggers, since some
// tables only take rows, and references go with what they refer to.
const EMPTY = `
  set session_replication_role = replica;
  do $$
  declare each text;
  begin
    for each in select quote_ident(tablename) from pg_tables where schemaname = 'public' loop
      execute 'delete from ' || each;
    end loop;
  end $$;
  set session_replication_role = origin;`;

const RESTART = `
  select setval(seqrelid, seqstart, false)
  from pg_sequence join pg_class on oid = seqrelid
  where relnamespace = 'public'::regnamespace;`;
