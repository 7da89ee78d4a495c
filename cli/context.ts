import { type TemporalClient, connectTemporal } from '../client/connect.ts';
import type { Commander } from '../client/command.ts';
import { type Clock, wallClock } from '../clock.ts';
import { type Config, type Environment, need, readConfig } from '../config.ts';
import { type Connection, connect } from '../db/connect.ts';
import { type Calendar, calendarOf } from '../plan/calendar.ts';

/** What commands work with; services are opened when the first command asks for them. */
export type CliContext = {
  config: Config;
  db: () => Promise<Connection>;
  /** The database together with Temporal, for commands that make something happen. */
  commander: () => Promise<Commander>;
  clock: Clock;
  calendar: Calendar;
  /** Prints text for people. */
  out: (text: string) => void;
  /** Prints a value for programs. */
  json: (value: unknown) => void;
};

export type OpenContext = CliContext & { close: () => Promise<void> };

/** A context on the environment's services; `print` takes each line of output. */
export function openContext(env: Environment, print: (text: string) => void): OpenContext {
  const config = readConfig(env);
  const clock = wallClock(config.shift);
  let connection: Connection | null = null;
  let temporal: TemporalClient | null = null;
  const db = async () => (connection ??= connect(need(config, 'databaseUrl'), 4));
  return {
    config,
    clock,
    calendar: calendarOf(),
    db,
    commander: async () => {
      const address = need(config, 'temporalAddress');
      temporal ??= await connectTemporal(address, config.temporalNamespace);
      return { db: (await db()).db, client: temporal.client, shift: config.shift, now: clock.now };
    },
    out: print,
    json: (value) => print(JSON.stringify(value, null, 2)),
    close: async () => {
      await temporal?.close();
      await connection?.close();
    },
  };
}
