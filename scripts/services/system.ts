import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { ensureAttributes } from '../../client/attributes.ts';
import type { Config, Environment, Services } from '../../config.ts';
import { migrate } from '../../db/migrate.ts';
import { ConfigError } from '../../plan/errors.ts';
import { inChinese } from '../../plan/fault-words.ts';
import { startMailbox } from './mailbox.ts';
import { freePort, isFree, settlePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { until } from './process.ts';
import { startNode } from './service.ts';
import type { Supervisor } from './supervisor.ts';
import { ensureRetention, startTemporal } from './temporal.ts';

type Say = (line: string) => void;

export type System = {
  config: Config;
  env: Environment;
  supervisor: Supervisor;
  say: Say;
  /** Whether a killed start came before: its API may take a moment to let go of its port. */
  afterKill: boolean;
};

const root = join(import.meta.dirname, '../..');

/** Starts every part in the order in which they need each other; returns the API's address. */
export async function bringUp(system: System): Promise<Services> {
  const port = await apiPort(system);
  const databaseUrl = await bringUpDatabase(system);
  const temporalAddress = await bringUpTemporal(system);
  const smtpUrl = await bringUpMail(system);
  const publicUrl = system.env['PUBLIC_URL'] ? system.config.publicUrl : `http://127.0.0.1:${port}`;
  const services = { pid: process.pid, databaseUrl, temporalAddress, smtpUrl, publicUrl };
  publish(system.config.dataDir, services);
  const env = partsEnvironment(system, services, port);
  await bringUpWorker(system, env);
  await bringUpApi(system, env, port);
  return services;
}

/** Withdraws what `bringUp` wrote for commands to find the services by. */
export function unpublish(dataDir: string): void {
  rmSync(join(dataDir, 'services.json'), { force: true });
}

function publish(dataDir: string, services: Services): void {
  unpublish(dataDir); // an older file would keep its mode
  writeFileSync(join(dataDir, 'services.json'), `${JSON.stringify(services)}\n`, { mode: 0o600 });
}

async function bringUpDatabase({ config, env, supervisor, say }: System): Promise<string> {
  let url = env['DATABASE_URL'] || null;
  if (url === null) {
    let options = { port: config.own.postgresPort, mayMove: true };
    const { dataDir, own } = config;
    const start = () => startPostgres({ dataDir, stateDir: own.stateDir, say, ...options });
    const service = await supervisor.add({ name: 'PostgreSQL', start });
    options = { port: service.port, mayMove: false }; // the others know it by this port from now on
    url = service.url;
    say(`✓ PostgreSQL    127.0.0.1:${service.port}`);
  }
  await migrate(url);
  say('✓ 数据库结构');
  return url;
}

async function bringUpTemporal({ config, env, supervisor, say }: System): Promise<string> {
  const { dataDir, own, temporalNamespace: namespace } = config;
  const external = env['TEMPORAL_ADDRESS'] || null;
  if (external !== null) return checkTemporal(external, namespace, say);
  let options = { port: own.temporalPort, uiPort: own.temporalUiPort, mayMove: true };
  const start = () => startTemporal({ dataDir, namespace, say, ...options });
  const { address, port, uiPort } = await supervisor.add({ name: 'Temporal', start });
  options = { port, uiPort, mayMove: false };
  say(`✓ Temporal      ${address}，界面 http://127.0.0.1:${uiPort}`);
  return address;
}

async function checkTemporal(address: string, namespace: string, say: Say): Promise<string> {
  const connection = await Connection.connect({ address, connectTimeout: 10_000 }).catch(
    (error: Error) => {
      throw new ConfigError([`TEMPORAL_ADDRESS=${address}：连不上，${inChinese(error.message)}`]);
    },
  );
  await ensureRetention(connection, namespace).catch((error: Error) =>
    say(`! 不能把命名空间 ${namespace} 的保留期设为 90 天，请管理员设置（${error.message}）`),
  );
  await ensureAttributes(connection, namespace);
  await connection.close();
  say(`✓ Temporal      ${address}`);
  return address;
}

async function bringUpMail({ config, env, supervisor, say }: System): Promise<string> {
  if (env['SMTP_URL']) return env['SMTP_URL'];
  const { dataDir, own } = config;
  const smtpPort = await settlePort('SMTP_PORT', own.smtpPort, say);
  const webPort = await settlePort('MAILBOX_PORT', own.mailboxPort, say);
  const start = () => startMailbox({ dataDir, smtpPort, webPort });
  const mailbox = await supervisor.add({ name: '邮箱', start });
  say(`✓ 本机邮箱      ${mailbox.webUrl}（SMTP 127.0.0.1:${smtpPort}；邮件只留在本机）`);
  return mailbox.smtpUrl;
}

/** A port that was asked for by name is kept to; the default one moves when it is taken. */
async function apiPort({ config, env, say, afterKill }: System): Promise<number> {
  const { port, host } = config;
  if (await until(() => isFree(port, host), afterKill ? 12_000 : 0)) return port;
  if (env['PORT']) throw new ConfigError([`PORT=${port}：端口已被占用，请换一个`]);
  const free = await freePort(port, host);
  say(`端口 ${port} 已被占用，改用 ${free}（可用 PORT 指定）`);
  return free;
}

function partsEnvironment(system: System, services: Services, port: number): NodeJS.ProcessEnv {
  return {
    ...system.env,
    DATABASE_URL: services.databaseUrl,
    TEMPORAL_ADDRESS: services.temporalAddress,
    SMTP_URL: services.smtpUrl,
    PUBLIC_URL: services.publicUrl,
    PORT: String(port),
    ...(system.env['TEMPORAL_ADDRESS'] ? {} : { DUBAN_EMBEDDED: '1' }),
  };
}

async function bringUpWorker({ config, supervisor, say }: System, env: NodeJS.ProcessEnv) {
  const logFile = join(config.dataDir, 'log/worker.log');
  const start = async () => startNode(['worker/index.ts'], { logFile, env, cwd: root });
  await supervisor.add({ name: 'worker', start });
  say('✓ worker');
}

async function bringUpApi(
  { config, supervisor, say }: System,
  env: NodeJS.ProcessEnv,
  port: number,
): Promise<void> {
  const logFile = join(config.dataDir, 'log/api.log');
  const start = async () => startNode(['api/index.ts'], { logFile, env, cwd: root });
  await supervisor.add({ name: 'API', start });
  const health = `http://${loopback(config.host)}:${port}/healthz`;
  let last = '没有回答';
  const isHealthy = async () => (last = await askHealth(health)) === 'ok';
  if (!(await until(isHealthy, 30_000))) say(`! ${health}：${last}；日志在 ${config.dataDir}/log`);
  say(`✓ API           http://${loopback(config.host)}:${port}`);
}

/** 'ok', or which parts are not, in the words of /healthz. */
async function askHealth(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3000) });
    return answer.ok ? 'ok' : await answer.text();
  } catch {
    return '没有回答';
  }
}

function loopback(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
