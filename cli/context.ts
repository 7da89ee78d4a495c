import { type Clock, wallClock } from '../clock.ts';
import { type Config, type Environment, need, readConfig } from '../config.ts';
import { type Connection, connect } from '../db/connect.ts';

/** What commands work with. Configuration and database are read when one first asks for them. */
export type CliContext = {
  config: () => Config;
  db: () => Promise<Connection>;
  clock: Clock;
  /** Prints text for people. */
  out: (text: string) => void;
  /** Prints a value for programs. */
  json: (value: unknown) => void;
};

export type OpenContext = CliContext & { close: () => Promise<void> };

/** A context on the environment's services; `print` takes each line of output. */
export function openContext(env: Environment, print: (text: string) => void): OpenContext {
  let known: Config | null = null;
  let connection: Connection | null = null;
  const config = () => (known ??= readConfig(env));
  return {
    config,
    clock: { now: () => wallClock(config().shift).now() },
    db: async () => (connection ??= connect(need(config(), 'databaseUrl'), 4)),
    out: print,
    json: (value) => print(JSON.stringify(value, null, 2)),
    close: async () => connection?.close(),
  };
}
