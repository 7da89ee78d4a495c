import { type TemporalClient, connectTemporal } from '../client/connect.ts';
import type { Commander } from '../client/command.ts';
import { type Clock, wallClock } from '../clock.ts';
import { type Config, type Environment, need, readConfig } from '../config.ts';
import { calendarIn } from '../db/calendar.ts';
import { type Connection, connect } from '../db/connect.ts';
import type { Calendar } from '../plan/calendar.ts';

/** What commands work with; configuration and services are opened when first asked for. */
export type CliContext = {
  config: Config;
  db: () => Promise<Connection>;
  /** The database together with Temporal, for commands that make something happen. */
  commander: () => Promise<Commander>;
  clock: Clock;
  /** Working days as known now, with the years that were entered by hand. */
  calendar: () => Promise<Calendar>;
  /** Prints text for people. */
  out: (text: string) => void;
  /** Prints a value for programs. */
  json: (value: unknown) => void;
};

export type OpenContext = CliContext & { close: () => Promise<void> };

/**
 * A context on the environment's services; `print` takes each line of output. Configuration is not
 * read before a command asks for it, so that `doctor` and `--help` work with a faulty one.
 */
export function openContext(env: Environment, print: (text: string) => void): OpenContext {
  let known: Config | null = null;
  let connection: Connection | null = null;
  let temporal: TemporalClient | null = null;
  const config = () => (known ??= readConfig(env));
  const now = () => wallClock(config().shift).now();
  const db = async () => (connection ??= connect(need(config(), 'databaseUrl'), 4));
  return {
    get config() {
      return config();
    },
    clock: { now },
    calendar: async () => await calendarIn((await db()).db)(),
    db,
    commander: async () => {
      const address = need(config(), 'temporalAddress');
      temporal ??= await connectTemporal(address, config().temporalNamespace);
      return { db: (await db()).db, client: temporal.client, shift: config().shift, now };
    },
    out: print,
    json: (value) => print(JSON.stringify(value, null, 2)),
    close: async () => {
      await temporal?.close();
      await connection?.close();
    },
  };
}
