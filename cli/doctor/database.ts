import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { wallClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { reasonOf, startOrSet } from './finding.ts';
import type { Finding } from './finding.ts';

const freshFor = 60_000;
const journal = join(import.meta.dirname, '../../db/migrations/meta/_journal.json');

/** Whether PostgreSQL answers and has the newest schema. */
export async function checkDatabase({ databaseUrl }: Config): Promise<Finding> {
  const name = 'PostgreSQL';
  const mend = startOrSet('DATABASE_URL');
  if (databaseUrl === null) return { name, state: 'broken', found: '没有在运行', mend };
  try {
    const missing = await asking(databaseUrl, missingMigrations);
    if (missing === 0) return { name, state: 'good', found: '已连接，数据库结构是最新的' };
    const found = `还有 ${missing} 步数据库升级没有执行`;
    return { name, state: 'broken', found, mend: '运行 npx duban migrate' };
  } catch (error) {
    return { name, state: 'broken', found: reasonOf(error), mend };
  }
}

/** Whether a worker has shown a sign of life lately. */
export async function checkWorker({ databaseUrl }: Config): Promise<Finding> {
  const name = 'worker';
  const mend = '运行 npm start，或在服务器上运行 npx duban worker；日志在 DATA_DIR/log/worker.log';
  if (databaseUrl === null) return { name, state: 'broken', found: '没有在运行', mend };
  try {
    const age = await asking(databaseUrl, heartbeatAge);
    if (age === null) return { name, state: 'broken', found: '从未运行过', mend };
    const found = `上次心跳在 ${Math.round(age / 1000)} 秒前`;
    return age < freshFor ? { name, state: 'good', found } : { name, state: 'broken', found, mend };
  } catch (error) {
    return { name, state: 'broken', found: reasonOf(error), mend };
  }
}

/** How many of the migrations that ship with this version the database lacks. */
async function missingMigrations(sql: postgres.Sql): Promise<number> {
  const { entries }: { entries: { when: number }[] } = JSON.parse(readFileSync(journal, 'utf8'));
  const [table] = await sql`SELECT to_regclass('drizzle.__drizzle_migrations') AS found`;
  if (table?.['found'] === null) return entries.length;
  const [last] = await sql`SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations`;
  return entries.filter(({ when }) => when > Number(last?.['at'] ?? 0)).length;
}

async function heartbeatAge(sql: postgres.Sql): Promise<number | null> {
  const [row] = await sql<{ at: Date }[]>`SELECT at FROM heartbeat WHERE part = 'worker'`;
  return row === undefined ? null : wallClock().now() - row.at.getTime();
}

async function asking<T>(url: string, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
