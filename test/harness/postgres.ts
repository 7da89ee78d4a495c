import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { inject } from 'vitest';

/** The migrated database that every other one is copied from; nobody else may connect to it. */
export const templateDatabase = 'duban';

export type FreshDatabase = { url: string; drop: () => Promise<void> };

/** Makes an empty, migrated database. `drop` fails when the test left a connection to it open. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin((sql) => sql.unsafe(`CREATE DATABASE ${name} TEMPLATE ${templateDatabase}`));
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin((sql) => dropDatabase(sql, name)) };
}

async function dropDatabase(sql: postgres.Sql, name: string): Promise<void> {
  const open = await connectionsLeft(sql, name);
  await sql.unsafe(`DROP DATABASE ${name} WITH (FORCE)`);
  if (open > 0) throw new Error(`the test left ${open} database connections open`);
}

/** A connection that was just closed may show for a moment. */
async function connectionsLeft(sql: postgres.Sql, name: string): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    const rows = await sql`SELECT 1 FROM pg_stat_activity WHERE datname = ${name}`;
    if (rows.length === 0 || attempt === 20) return rows.length;
    await sleep(50);
  }
}

async function asAdmin(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
