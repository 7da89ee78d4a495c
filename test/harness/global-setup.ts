import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../db/migrate.ts';
import { startPostgres } from '../../scripts/services/postgres.ts';
import { removeCluster } from '../../scripts/services/state-place.ts';
import { buildDesk, buildUnitScript } from '../../scripts/web.ts';
import { templateDatabase } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server's own database, for those who make databases. */
    postgresUrl: string;
  }
}

// Nothing here outlives the run, so nothing needs to survive a power cut.
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Starts one PostgreSQL for all tests and brings the template of their databases up to date. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildDesk();
  await buildUnitScript();
  const folder = mkdtempSync(join(tmpdir(), 'duban-test-'));
  chmodSync(folder, 0o755); // PostgreSQL's account must get in
  const port = 15_432 + (process.pid % 10_000);
  const server = await startPostgres({ dataDir: folder, port, mayMove: true, settings });
  const remove = async () => {
    await server.stop();
    removeCluster(folder);
    rmSync(folder, { recursive: true });
  };
  try {
    await migrate(server.url);
    project.provide('postgresUrl', server.url.replace(templateDatabase, 'postgres'));
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}
