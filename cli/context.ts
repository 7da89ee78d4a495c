import { type Clock, wallClock } from '../clock.ts';
import { type Connection, connect } from '../db/connect.ts';
import { ConfigError } from '../plan/errors.ts';

export type CliConfig = { databaseUrl: string | null; shift: number };

/** What commands work with; the database is opened when the first one asks for it. */
export type CliContext = {
  config: CliConfig;
  db: () => Promise<Connection>;
  clock: Clock;
  /** Prints text for people. */
  out: (text: string) => void;
  /** Prints a value for programs. */
  json: (value: unknown) => void;
};

export type OpenContext = CliContext & { close: () => Promise<void> };

/** A context on the environment's services; `print` takes each line of output. */
export function openContext(
  env: Record<string, string | undefined>,
  print: (text: string) => void,
): OpenContext {
  const config = readConfig(env);
  let connection: Connection | null = null;
  return {
    config,
    clock: wallClock(config.shift),
    db: async () => (connection ??= connect(neededDatabase(config), 4)),
    out: print,
    json: (value) => print(JSON.stringify(value, null, 2)),
    close: async () => connection?.close(),
  };
}

function readConfig(env: Record<string, string | undefined>): CliConfig {
  return { databaseUrl: env['DATABASE_URL'] ?? null, shift: Number(env['DUBAN_SHIFT'] ?? 0) };
}

function neededDatabase({ databaseUrl }: CliConfig): string {
  if (databaseUrl !== null) return databaseUrl;
  throw new ConfigError([
    'DATABASE_URL：没有设置，也没有正在运行的 npm start。请先运行 npm start，或设置数据库地址',
  ]);
}
