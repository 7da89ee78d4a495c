// Gives one command in a process of its own: `node give.ts OCCURRENCE COMMAND ANSWER-FILE`.
import { writeFileSync } from 'node:fs';
import { giveCommand } from '../../client/command.ts';
import { connectTemporal } from '../../client/connect.ts';
import { wallClock } from '../../clock.ts';
import { need, readConfig } from '../../config.ts';
import { connect } from '../../db/connect.ts';
import { RefusedError } from '../../plan/errors.ts';

const [id = '', command = '', file = ''] = process.argv.slice(2);
const config = readConfig(process.env);
const { now } = wallClock(config.shift);
const { db } = connect(need(config, 'databaseUrl'));
const { client } = await connectTemporal(need(config, 'temporalAddress'), 'default');
const commander = { db, client, shift: config.shift, now };
try {
  const answer = await giveCommand(commander, id, JSON.parse(command));
  writeFileSync(file, JSON.stringify(answer));
} catch (error) {
  if (!(error instanceof RefusedError)) throw error;
  writeFileSync(file, error.message);
}
process.kill(process.pid, 'SIGKILL'); // the answer is out: from here on nothing may depend on us
