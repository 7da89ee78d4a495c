import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { ensureAttributes } from '../../client/attributes.ts';
import { ConfigError } from '../../plan/errors.ts';
import { settlePort } from './ports.ts';
import { commandLine, endProcess } from './process.ts';
import { startService, whenReady } from './service.ts';
import type { Service } from './service.ts';

export type TemporalService = Service & { address: string; port: number; uiPort: number };

export type TemporalOptions = {
  dataDir: string;
  port: number;
  uiPort: number;
  /** Whether other ports may be taken when these are not free. */
  mayMove?: boolean;
  namespace?: string;
  /** Settings of the server itself, as `name=value`. */
  dynamicConfig?: string[];
  say?: (line: string) => void;
};

const day = 86_400;
/** Closed workflows are kept at least this long; the dev server's own default is one day. */
export const retentionDays = 90;

/** Starts Temporal's dev server on loopback with its state in `<dataDir>/temporal.db`. */
export async function startTemporal({
  dataDir,
  namespace = 'default',
  dynamicConfig = [],
  say = () => {},
  ...options
}: TemporalOptions): Promise<TemporalService> {
  mkdirSync(dataDir, { recursive: true });
  const state = join(dataDir, 'temporal.db');
  const pidFile = join(dataDir, 'temporal.pid');
  await endOrphan(pidFile, state, say);
  const { port, uiPort } = await portsOf(options, say);
  const logFile = join(dataDir, 'log/temporal.log');
  const flags = ['server', 'start-dev', '--db-filename', state, '--namespace', namespace];
  const ports = ['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)];
  const quiet = ['--log-level', 'warn'];
  const settings = dynamicConfig.flatMap((each) => ['--dynamic-config-value', each]);
  const args = [...flags, ...ports, ...quiet, ...settings];
  const service = startService(program(), args, { logFile });
  writeFileSync(pidFile, String(service.pid));
  const address = `127.0.0.1:${port}`;
  await whenReady(service, { name: 'Temporal', logFile }, () => isUp(address, namespace));
  const stop = () => service.stop().finally(() => rmSync(pidFile, { force: true }));
  return { ...service, address, port, uiPort, stop };
}

/** Days for which a namespace keeps closed workflows. */
export async function readRetention(connection: Connection, namespace: string): Promise<number> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / day;
}

/** Raises a namespace's retention to 90 days where it is shorter. */
export async function ensureRetention(connection: Connection, namespace: string): Promise<void> {
  if ((await readRetention(connection, namespace)) >= retentionDays) return;
  const workflowExecutionRetentionTtl = msToTs(retentionDays * day * 1000);
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl },
  });
}

async function portsOf(
  { port, uiPort, mayMove = false }: Omit<TemporalOptions, 'dataDir'>,
  say: (line: string) => void,
) {
  if (!mayMove) return { port, uiPort };
  return {
    port: await settlePort('TEMPORAL_PORT', port, say),
    uiPort: await settlePort('TEMPORAL_UI_PORT', uiPort, say),
  };
}

function program(): string {
  const path = process.env['TEMPORAL_CLI'];
  if (path) return path;
  throw new ConfigError(['TEMPORAL_CLI：未设置；请用 npm start 启动，它会找到或下载这个程序']);
}

/** Ends the server that a killed start left behind: the very process, on the very same file. */
async function endOrphan(pidFile: string, state: string, say: (line: string) => void) {
  const pid = Number(readOr(pidFile, '0'));
  if (pid === 0 || !commandLine(pid)?.includes(state)) return;
  say(`停止上次遗留的 Temporal（进程 ${pid}）`);
  await endProcess(pid, 'SIGTERM');
}

async function isUp(address: string, namespace: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1000 });
    await ensureRetention(connection, namespace);
    await ensureAttributes(connection, namespace);
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
