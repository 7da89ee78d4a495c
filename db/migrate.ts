import { join } from 'node:path';
import { migrate as apply } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './connect.ts';

/** Brings the database to the newest schema; does nothing when it is there already. */
export async function migrate(databaseUrl: string): Promise<void> {
  const { db, close } = connect(databaseUrl, 1);
  try {
    await apply(db, { migrationsFolder: join(import.meta.dirname, 'migrations') });
  } finally {
    await close();
  }
}
