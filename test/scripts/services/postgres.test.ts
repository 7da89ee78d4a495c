import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { freePort, settlePort } from '../../../scripts/services/ports.ts';
import { startPostgres } from '../../../scripts/services/postgres.ts';
import { commandLine, until } from '../../../scripts/services/process.ts';
import { canEnter } from '../../../scripts/services/state-place.ts';
import { useDataFolder } from './data-folder.ts';

const state = useDataFolder();

describe('a port', () => {
  it('that is taken is moved to the next free one, and that is said', async () => {
    const port = await freePort(24_000);
    const server = await listen(port);
    const moved = await settlePort('POSTGRES_PORT', port, state.say);
    expect(moved).toBeGreaterThan(port);
    expect(state.said).toEqual([`端口 ${port} 已被占用，改用 ${moved}（可用 POSTGRES_PORT 指定）`]);
    server.close();
  });
});

describe('PostgreSQL', () => {
  it('keeps its data over a stop and over kill -9', async () => {
    const port = await freePort(25_000);
    const first = await startPostgres({ dataDir: state.dataDir, port, say: state.say });
    expect(await count(first.url)).toBe(1);
    await first.stop();
    const second = await startPostgres({ dataDir: state.dataDir, port, say: state.say });
    expect(await count(second.url)).toBe(2);
    process.kill(second.pid, 'SIGKILL');
    await second.exited;
    const third = await until(() => startAgain(port), 20_000);
    expect(third).toBe(true);
  });

  it('stops the server that a killed start left behind, and takes its port again', async () => {
    const port = await freePort(25_000);
    const orphan = await startPostgres({ dataDir: state.dataDir, port, say: state.say });
    const next = await startPostgres({
      dataDir: state.dataDir,
      port,
      mayMove: true,
      say: state.say,
    });
    expect(commandLine(orphan.pid)).toBeNull();
    expect(next.port).toBe(port);
    expect(state.said.at(-1)).toBe(`停止上次遗留的 PostgreSQL（进程 ${orphan.pid}）`);
    await next.stop();
  });

  it('says so when another server has its port', async () => {
    const port = await freePort(25_000);
    const server = await listen(port);
    await expect(startPostgres({ dataDir: state.dataDir, port })).rejects.toThrow(/没有启动|端口/);
    server.close();
  });

  it.runIf(process.getuid?.() === 0)(
    'leaves a private folder as it is and says where it went',
    async () => {
      chmodSync(state.dataDir, 0o700);
      const stateDir = mkdtempSync(join(tmpdir(), 'duban-state-'));
      chmodSync(stateDir, 0o755);
      const service = await startPostgres({
        dataDir: state.dataDir,
        stateDir,
        port: await freePort(25_000),
        say: state.say,
      });
      expect(await count(service.url)).toBe(1);
      await service.stop();
      const place = readFileSync(join(state.dataDir, 'postgres'), 'utf8').trim();
      expect(place.startsWith(stateDir)).toBe(true);
      expect(state.said.join()).toContain(place);
      rmSync(stateDir, { recursive: true });
    },
  );
});

// What a person does who is not root; as root, another account has to play that part.
it('runs PostgreSQL as the one who starts it', async ({ skip }) => {
  const nobody = 65_534;
  const isRoot = process.getuid?.() === 0;
  const identity = isRoot ? { uid: nobody, gid: nobody } : {};
  const other = { name: 'nobody', uid: nobody, gid: nobody };
  skip(isRoot && !canEnter(other, import.meta.dirname), 'that account cannot enter this clone');
  if (isRoot) chownSync(state.dataDir, nobody, nobody);
  const services = join(import.meta.dirname, '../../../scripts/services');
  const script = `
    import { startPostgres } from '${services}/postgres.ts';
    const service = await startPostgres({ dataDir: '${state.dataDir}', port: ${await freePort(25_000)} });
    await service.stop();`;
  const args = ['--input-type=module', '-e', script];
  const options = { ...identity, cwd: state.dataDir, encoding: 'utf8' as const };
  const { status, stderr } = spawnSync(process.execPath, args, options);
  expect([status, stderr]).toEqual([0, '']);
});

describe('an account', () => {
  const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 };

  it('enters a folder only when every folder above lets it through', () => {
    expect(canEnter(stranger, state.dataDir)).toBe(true);
    chmodSync(state.dataDir, 0o750);
    expect(canEnter(stranger, state.dataDir)).toBe(false);
  });
});

async function count(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`CREATE TABLE IF NOT EXISTS kept (id int)`;
  await sql`INSERT INTO kept VALUES (1)`;
  const [row] = await sql`SELECT count(*)::int AS rows FROM kept`;
  await sql.end();
  return row?.['rows'];
}

/** The killed server's own processes may hold its memory for a moment: npm start tries again too. */
async function startAgain(port: number): Promise<boolean> {
  const service = await startPostgres({ dataDir: state.dataDir, port, say: state.say }).catch(
    () => null,
  );
  if (service === null) return false;
  expect(await count(service.url)).toBe(3);
  await service.stop();
  return true;
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}
