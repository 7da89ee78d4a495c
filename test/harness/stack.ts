import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectTemporal, type TemporalClient } from '../../client/connect.ts';
import { type Commander, giveCommand } from '../../client/command.ts';
import { starterOf } from '../../client/start.ts';
import { type Connection, connect, type Database } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import type { Command } from '../../plan/occurrence.ts';
import { commandLine } from '../../scripts/services/process.ts';
import { freePort } from '../../scripts/services/ports.ts';
import { type PostgresService, startPostgres } from '../../scripts/services/postgres.ts';
import { type Service, startNode } from '../../scripts/services/service.ts';
import { removeCluster } from '../../scripts/services/state-place.ts';
import { startTemporal, type TemporalService } from '../../scripts/services/temporal.ts';
import { findProgram, programs } from '../../scripts/setup/binaries.mjs';
import type { CommandAnswer } from '../../workflows/messages.ts';
import { eventually } from './engine.ts';
import { type CapturedMailbox, startCapturedMailbox } from './smtp.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The whole system as processes of its own, on files that outlive each of them. */
export type Stack = {
  db: Database;
  mailbox: CapturedMailbox;
  /** Starts a worker process; `ahead` moves its business time forward, in minutes. */
  startWorker: (options?: {
    ahead?: number;
    launchRate?: number;
    env?: Record<string, string>;
  }) => void;
  killWorker: () => Promise<void>;
  workerPid: () => number;
  /** Whether the worker that was started last still runs. */
  workerRuns: () => boolean;
  /** Starts the API process and waits until it listens; its address, the same each time. */
  startApi: (secret: string) => Promise<string>;
  killApi: () => Promise<void>;
  killTemporal: () => Promise<void>;
  startTemporal: () => Promise<void>;
  /** Copies what the killed engine has on disk; the returned function puts it back. */
  saveTemporal: () => () => void;
  /** Deletes all that the killed engine has on disk. */
  loseTemporal: () => void;
  killPostgres: () => Promise<void>;
  startPostgres: () => Promise<void>;
  /** Makes business time what it is to be from now on; before any worker is started. */
  startAt: (instant: number) => void;
  /** Engine time as business time. */
  now: () => number;
  launch: (planId: number) => Promise<void>;
  give: (occurrenceId: string, command: Command) => Promise<CommandAnswer>;
  /** Gives a command from a process of its own; its answer, or the words of the refusal. */
  giveFromProcess: (occurrenceId: string, command: Command) => Promise<string>;
  /** Gives a command from a process of its own, which is killed after so many milliseconds. */
  giveAndDie: (occurrenceId: string, command: Command, after: number) => Promise<void>;
  temporal: () => Promise<TemporalClient>;
  close: () => Promise<void>;
};

/**
 * Starts PostgreSQL, Temporal and a mailbox; `close()` leaves no process and no file. The engine may
 * be given settings of its own.
 */
export async function openStack(dynamicConfig: string[] = []): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-faults-'));
  chmodSync(folder, 0o755); // PostgreSQL's account must get in
  process.env['TEMPORAL_CLI'] = findProgram(programs.cli) ?? '';
  const mailbox = await startCapturedMailbox();
  const ports = await freePorts();
  const services = { postgres: await postgresOf(folder, ports.postgres) };
  await migrate(services.postgres.url);
  let temporal: TemporalService = await temporalOf(folder, ports, dynamicConfig).catch(
    async (error) => {
      await services.postgres.stop();
      throw error;
    },
  );
  let worker: Service | null = null;
  let api: Service | null = null;
  let client: TemporalClient | null = null;
  let shift = 0;
  let connection: Connection = connect(services.postgres.url);
  const databaseUrl = services.postgres.url;

  const environment = (ahead: number, launchRate: number) => ({
    PATH: process.env['PATH'],
    TZ: 'Asia/Shanghai',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    DUBAN_EMBEDDED: '1',
    SMTP_URL: mailbox.url,
    DATA_DIR: folder,
    DUBAN_SHIFT: String(shift + ahead * 60_000),
    LAUNCH_RATE: String(launchRate),
  });

  async function connected(): Promise<TemporalClient> {
    client ??= await connectTemporal(temporal.address, 'default');
    return client;
  }

  async function commander(): Promise<Commander> {
    const now = () => Date.now() + shift;
    return { db: connection.db, client: (await connected()).client, shift, now };
  }

  function callerOf(id: string, command: Command): { giving: Service; answer: string } {
    const answer = join(folder, `answer-${command.commandId}`);
    const giving = startNode(
      [join(import.meta.dirname, 'give.ts'), id, JSON.stringify(command), answer],
      { cwd: ROOT, env: environment(0, 1), logFile: join(folder, 'log/give.log') },
    );
    return { giving, answer };
  }

  const stack: Stack = {
    get db() {
      return connection.db;
    },
    mailbox,
    startWorker: ({ ahead = 0, launchRate = 100, env = {} } = {}) => {
      worker = startNode([join(ROOT, 'worker/index.ts')], {
        cwd: ROOT,
        env: { ...environment(ahead, launchRate), ...env },
        logFile: join(folder, 'log/worker.log'),
      });
    },
    killWorker: async () => {
      await kill(worker);
      worker = null;
    },
    workerPid: () => worker?.pid ?? 0,
    workerRuns: () => worker !== null && commandLine(worker.pid) !== null,
    startApi: async (secret) => {
      const PORT = String(ports.api);
      const origin = `http://127.0.0.1:${PORT}`;
      api = startNode([join(ROOT, 'api/index.ts')], {
        cwd: ROOT,
        env: { ...environment(0, 1), PORT, PUBLIC_URL: origin, DUBAN_SECRET: secret },
        logFile: join(folder, 'log/api.log'),
      });
      // the desk, to which it leads, need not be built
      const listens = () =>
        fetch(origin, { redirect: 'manual' }).then(({ status }) => status < 400);
      await eventuallyIn(listens, 'the API listens');
      return origin;
    },
    killApi: async () => {
      await kill(api);
      api = null;
    },
    killTemporal: () => kill(temporal),
    startTemporal: async () => {
      temporal = await temporalOf(folder, ports, dynamicConfig);
    },
    saveTemporal: () => {
      const copies = temporalFiles(folder).map((file) => ({ file, bytes: readFileSync(file) }));
      return () => {
        stack.loseTemporal();
        for (const { file, bytes } of copies) writeFileSync(file, bytes);
      };
    },
    loseTemporal: () => {
      for (const file of temporalFiles(folder)) rmSync(file);
    },
    killPostgres: () => kill(services.postgres),
    startPostgres: async () => {
      services.postgres = await postgresOf(folder, ports.postgres);
      await connection.close();
      connection = connect(databaseUrl);
    },
    startAt: (instant) => {
      shift = instant - Date.now();
    },
    now: () => Date.now() + shift,
    launch: async (planId) => starterOf((await connected()).client).launch(planId, shift),
    give: async (id, command) => giveCommand(await commander(), id, command),
    giveFromProcess: async (id, command) => {
      const { giving, answer } = callerOf(id, command);
      await giving.exited;
      return readFileSync(answer, 'utf8');
    },
    giveAndDie: async (id, command, after) => {
      const { giving } = callerOf(id, command);
      await pause(after);
      await kill(giving);
    },
    temporal: connected,
    close: async () => {
      await kill(worker);
      await kill(api);
      await client?.close();
      await connection.close();
      await temporal.stop();
      await services.postgres.stop();
      await mailbox.close();
      removeCluster(folder);
      rmSync(folder, { recursive: true });
    },
  };
  return stack;
}

/** The engine's database with what lies beside it. */
function temporalFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('temporal.db'))
    .map((name) => join(folder, name));
}

async function kill(service: Service | null): Promise<void> {
  service?.kill();
  await service?.exited;
}

/** Each of vitest's processes has a range of its own: two that look at once see the same ports free. */
async function freePorts(): Promise<Record<'temporal' | 'ui' | 'postgres' | 'api', number>> {
  const first = 17_000 + 600 * Number(process.env['VITEST_POOL_ID'] ?? 0);
  const temporal = await freePort(first);
  return {
    temporal,
    ui: await freePort(temporal + 1),
    postgres: await freePort(temporal + 200),
    api: await freePort(temporal + 400),
  };
}

function postgresOf(dataDir: string, port: number): Promise<PostgresService> {
  // what a killed process wrote is with the machine, which outlives it
  return startPostgres({ dataDir, port, settings: ['fsync=off'] });
}

function temporalOf(
  dataDir: string,
  ports: { temporal: number; ui: number },
  dynamicConfig: string[],
) {
  return startTemporal({ dataDir, port: ports.temporal, uiPort: ports.ui, dynamicConfig });
}

/** Waits until a query over the database says so; a database that is away says nothing. */
export async function eventuallyIn(
  claim: () => Promise<boolean>,
  what: string,
  patience = 90_000, // of a machine that does other things too
): Promise<void> {
  await eventually(() => claim().catch(() => false), what, patience);
}
